"""Whether each sheet has its columns, once and by their names."""

from collections.abc import Iterator, Mapping

from hor_data.checks.cells import LAST_ROW_NEAR_TOP, repeats_headers
from hor_data.checks.findings import Finding, Severity
from hor_data.checks.headers import OTHER_HEADERS, ends_as
from hor_data.checks.sheets import schema_headers, sheets_with_headers
from hor_data.spelling import nearest_value, spelling_key
from hor_data.words import say_count, uncapitalise
from hor_data.workbook import COLUMNS_BY_SHEET, Sheet, Workbook

COLUMN_NOT_SHOWN = (
    "It stays in your workbook and is not shown on the dashboard: keep it, or move it to another "
    "workbook."
)


def columns_missing(workbook: Workbook) -> Iterator[Finding]:
    """A required column that is not there, or goes by another header."""
    for sheet in sheets_with_headers(workbook):
        meant = _headers_meant(sheet)
        perhaps = _headers_perhaps_meant(sheet, meant)
        for column in COLUMNS_BY_SHEET[sheet.name]:
            if column.name in sheet.headers or not column.required:
                continue
            header = meant.get(column.name, "")
            if asked := header or perhaps.get(column.name, ""):
                problem = f"The column “{column.name}” is missing; there is a column “{asked}”."
                fix = f"Rename “{asked}” to “{column.name}”."
                if not header:
                    fix = (
                        f"If it holds that, rename “{asked}” to “{column.name}”; if not, add a "
                        f"column “{column.name}”: {uncapitalise(column.note)}"
                    )
                yield Finding.in_cell(sheet, 1, asked, problem, fix, value=asked)
            else:
                problem = f"The column “{column.name}” is missing."
                fix = (
                    f"Add a column with the header “{column.name}” in row 1: "
                    f"{uncapitalise(column.note)}"
                )
                yield Finding(sheet.name, "A1", "", problem, fix)


def columns_unknown(workbook: Workbook) -> Iterator[Finding]:
    """A column that is not ours: it may be one that is missing under another header. That is an
    error where the release in force fills the column that is missing."""
    for sheet in sheets_with_headers(workbook):
        meant = _headers_meant(sheet)
        asked = _headers_perhaps_meant(sheet, meant).values()
        columns = {header: name for name, header in meant.items()}
        required = {column.name for column in COLUMNS_BY_SHEET[sheet.name] if column.required}
        for header in dict.fromkeys(sheet.headers):
            name = columns.get(header, "")
            if not header or header in (*schema_headers(sheet), *asked) or name in required:
                continue
            fix, severity = COLUMN_NOT_SHOWN, Severity.WARNING
            holds = "the deadline" if name == "Due" else f"what belongs under “{name}”"
            rename = f"Rename “{header}” to “{name}” if it holds {holds}"
            if (sheet.name, name) in workbook.columns_in_force:
                fix = f"{rename}, or add a column “{name}”: the release in force has it."
                severity = Severity.ERROR
            elif name:
                fix = f"{rename}. {COLUMN_NOT_SHOWN}"
            problem = f"The column “{header}” is not used."
            yield Finding.in_cell(sheet, 1, header, problem, fix, severity, header)


def columns_without_header(workbook: Workbook) -> Iterator[Finding]:
    """Values below an empty header: nothing says what they are, so they are not read."""
    for sheet in sheets_with_headers(workbook):
        for letter, number in sheet.unnamed.items():
            problem = f"The column has no header, and {say_count(number, 'value')} below."
            fix = "Write the header in row 1; without one the column is not read."
            yield Finding(sheet.name, f"{letter}1", "", problem, fix, Severity.WARNING)


def columns_repeated(workbook: Workbook) -> Iterator[Finding]:
    """Two columns with one header: only the first is read."""
    for sheet in sheets_with_headers(workbook):
        for header in dict.fromkeys(sheet.headers):
            times = sheet.headers.count(header)
            if header in schema_headers(sheet) and times > 1:
                problem = f"The column “{header}” is there {times} times."
                fix = "Keep one and remove the others."
                yield Finding.in_cell(sheet, 1, header, problem, fix, value=header)


def headers_repeated(workbook: Workbook) -> Iterator[Finding]:
    """A second row of headers below the first."""
    for sheet in sheets_with_headers(workbook):
        for row in filter(repeats_headers, sheet.rows[:LAST_ROW_NEAR_TOP]):
            problem = f"Row {row.number} says the headers again."
            yield Finding(sheet.name, f"A{row.number}", "", problem, "Remove the row.")


def _headers_meant(sheet: Sheet) -> dict[str, str]:
    """For each column that is missing, the header that may be meant for it: one of other words for
    the same, or the one spelt most alike. A header is meant for one column."""
    names = schema_headers(sheet)
    spare = [header for header in sheet.headers if header and header not in names]
    meant: dict[str, str] = {}
    for name in names:
        if name in sheet.headers:
            continue
        others = OTHER_HEADERS.get(name, frozenset())
        header = next((header for header in spare if spelling_key(header) in others), "")
        if header := header or nearest_value(name, spare):
            meant[name] = header
            spare.remove(header)
    return meant


def _headers_perhaps_meant(sheet: Sheet, meant: Mapping[str, str]) -> dict[str, str]:
    """For each required column that is missing and no header is meant for, one that may be: it is
    asked about and never taken for sure. A header is asked about once."""
    spare = [
        header
        for header in dict.fromkeys(sheet.headers)
        if header not in (*schema_headers(sheet), *meant.values())
    ]
    perhaps: dict[str, str] = {}
    for column in COLUMNS_BY_SHEET[sheet.name]:
        if column.required and column.name not in sheet.headers and column.name not in meant:
            header = next((header for header in spare if ends_as(header, column.name)), "")
            if header:
                perhaps[column.name] = header
                spare.remove(header)
    return perhaps
