"""Whether the workbook has its sheets, and each sheet its columns."""

from collections.abc import Iterator

from hor_data.checks.cells import NEAR_TOP, repeats_headers
from hor_data.checks.headers import OTHER_HEADERS
from hor_data.findings import Finding, Severity
from hor_data.schema import REQUIRED_SHEETS, SHEETS, Column
from hor_data.spelling import likeness, nearest, spelling_key
from hor_data.words import count, folded, listed
from hor_data.workbook import NOT_DATA, TALLIES, Sheet, Workbook

NEARLY_THE_NAME = 0.8
SHOWN_ROWS = 6
NOT_SHOWN = "It stays in your workbook and is not shown on the dashboard."


def sheets_missing(workbook: Workbook) -> Iterator[Finding]:
    """A required sheet that is not there, or goes by another name."""
    for name in REQUIRED_SHEETS:
        if name in workbook.sheets:
            continue
        other = _meant_for(name, workbook)
        if other:
            suggestion = f"Rename the sheet “{other}” to “{name}”."
        else:
            there = listed([f"“{sheet}”" for sheet in list(workbook.sheets)[:5]])
            suggestion = (
                f"Add it, or start from the template. The workbook has {there or 'no sheet'}."
            )
        yield Finding(name, "", "", f"The sheet “{name}” is missing.", suggestion)


def sheets_unknown(workbook: Workbook) -> Iterator[Finding]:
    """A sheet that is not ours: misspelt, so its rows would be lost, or simply not used."""
    missing = [name for name in SHEETS if name not in workbook.sheets]
    for name in workbook.sheets:
        if name in (*SHEETS, *NOT_DATA, _meant_for("Commitments", workbook)):
            continue
        if name.startswith(TALLIES):
            continue
        meant = nearest(name, missing)
        if meant and _may_be(workbook.sheets[name], meant):
            problem = f"The sheet “{name}” is not one the dashboard knows."
            yield Finding(
                name, "", "", problem, f"Rename it to “{meant}” if that is what it holds."
            )
        else:
            yield Finding(
                name, "", "", f"The sheet “{name}” is not used.",
                "Remove it if it should not be published.", Severity.WARNING,
            )  # fmt: skip


def sheets_without_headers(workbook: Workbook) -> Iterator[Finding]:
    """A sheet whose first row names none of its columns: empty, or with something above them."""
    for sheet in _there(workbook):
        if not sheet.headers and sheet.name in REQUIRED_SHEETS:
            fix = "Put the headers in row 1 and one row a commitment below, as in the template."
            yield Finding(sheet.name, "A1", "", "The sheet is empty.", fix)
        elif sheet.headers and not _has_headers(sheet):
            problem = f"Row 1 has none of the headers of {sheet.name}."
            fix = "Put the headers in row 1, with nothing above them, as in the template."
            yield Finding(sheet.name, "A1", "", problem, fix)


def sheets_without_rows(workbook: Workbook) -> Iterator[Finding]:
    """A required sheet with its headers and nothing below them."""
    for name in REQUIRED_SHEETS:
        sheet = workbook.sheets.get(name)
        if sheet and sheet.headers and not sheet.rows and not _missing(sheet):
            yield Finding(name, "A2", "", "The sheet has no rows.", "Add one row a commitment.")


def columns_missing(workbook: Workbook) -> Iterator[Finding]:
    """A required column that is not there, or goes by another header."""
    for sheet in _known(workbook):
        meant = _headers_meant(sheet)
        for column in SHEETS[sheet.name]:
            if column.name in sheet.headers or not column.required:
                continue
            if header := meant.get(column.name):
                problem = f"The column “{column.name}” is missing; there is a column “{header}”."
                fix = f"Rename “{header}” to “{column.name}”."
                yield Finding(sheet.name, sheet.cell(1, header), header, problem, fix)
            else:
                problem = f"The column “{column.name}” is missing."
                fix = f"Add a column with the header “{column.name}” in row 1."
                yield Finding(sheet.name, "A1", "", problem, fix)


def columns_unknown(workbook: Workbook) -> Iterator[Finding]:
    """A column that is not ours: it may be one that is missing under another header. That is an
    error where the release in force fills the column that is missing."""
    for sheet in _known(workbook):
        columns = {header: name for name, header in _headers_meant(sheet).items()}
        required = {column.name for column in SHEETS[sheet.name] if column.required}
        for header in dict.fromkeys(sheet.headers):
            name = columns.get(header, "")
            if not header or header in _names(sheet) or name in required:
                continue
            what, severity = NOT_SHOWN, Severity.WARNING
            if name:
                holds = "the deadline" if name == "Due" else f"what belongs under “{name}”"
                what = f"Rename “{header}” to “{name}” if it holds {holds}. {NOT_SHOWN}"
            if (sheet.name, name) in workbook.columns_in_force:
                what = (
                    f"Rename “{header}” to “{name}” if it holds {holds}, or add a column “{name}”: "
                    "the release in force has it."
                )
                severity = Severity.ERROR
            yield Finding(
                sheet.name,
                sheet.cell(1, header),
                header,
                f"The column “{header}” is not used.",
                what,
                severity,
            )


def columns_without_header(workbook: Workbook) -> Iterator[Finding]:
    """Values below an empty header: nothing says what they are, so they are not read."""
    for sheet in _known(workbook):
        for letter, number in sheet.unnamed.items():
            values = count(number, "value")
            yield Finding(
                sheet.name,
                f"{letter}1",
                "",
                f"The column has no header, and {values} below.",
                "Write the header in row 1; without one the column is not read.",
                Severity.WARNING,
            )


def columns_repeated(workbook: Workbook) -> Iterator[Finding]:
    """Two columns with one header: only the first is read."""
    for sheet in _known(workbook):
        for header in dict.fromkeys(sheet.headers):
            if header in _names(sheet) and sheet.headers.count(header) > 1:
                problem = f"The column “{header}” is there {sheet.headers.count(header)} times."
                fix = "Keep one and remove the others."
                yield Finding(sheet.name, sheet.cell(1, header), header, problem, fix)


def _there(workbook: Workbook) -> Iterator[Sheet]:
    return (workbook.sheets[name] for name in SHEETS if name in workbook.sheets)


def headers_repeated(workbook: Workbook) -> Iterator[Finding]:
    """A second row of headers below the first."""
    for sheet in _known(workbook):
        for row in sheet.rows[:NEAR_TOP]:
            if repeats_headers(row):
                problem = f"Row {row.number} says the headers again."
                yield Finding(sheet.name, f"A{row.number}", "", problem, "Remove the row.")


def sheets_hidden(workbook: Workbook) -> Iterator[Finding]:
    """A sheet of ours that nobody sees, and that is published all the same."""
    for sheet in _known(workbook):
        if sheet.hidden:
            yield Finding(
                sheet.name, "", "", "The sheet is hidden; it is read all the same.",
                "Unhide it, so that you see what will be published.", Severity.WARNING,
            )  # fmt: skip


def rows_hidden(workbook: Workbook) -> Iterator[Finding]:
    """Rows that nobody sees, and that are published all the same."""
    for sheet in _known(workbook):
        if sheet.hidden_rows:
            rows, verb = _say_rows(sheet.hidden_rows)
            yield Finding(
                sheet.name,
                f"A{sheet.hidden_rows[0]}",
                "",
                f"{rows} {verb} hidden, and read all the same.",
                "Unhide them or clear the filter, so that you see what will be published.",
                Severity.WARNING,
            )


def columns_hidden(workbook: Workbook) -> Iterator[Finding]:
    """A column of ours that nobody sees, and that is published all the same."""
    for sheet in _known(workbook):
        for header in sheet.hidden_columns:
            holds = any(row.values.get(header) is not None for row in sheet)
            if header in _names(sheet) and holds:
                yield Finding(
                    sheet.name,
                    sheet.cell(1, header),
                    header,
                    f"The column “{header}” is hidden, and read all the same.",
                    "Unhide it, so that you see what will be published.",
                    Severity.WARNING,
                )


def rows_struck_through(workbook: Workbook) -> Iterator[Finding]:
    """Rows that are struck through, as if they were gone, and that are published all the same."""
    for sheet in _known(workbook):
        if sheet.struck_rows:
            rows, verb = _say_rows(sheet.struck_rows)
            yield Finding(
                sheet.name,
                f"A{sheet.struck_rows[0]}",
                "",
                f"{rows} {verb} struck through, and would be published all the same.",
                "Remove what should not be published, and take the line out of the rest.",
                Severity.WARNING,
            )


def cells_merged(workbook: Workbook) -> Iterator[Finding]:
    """Merged cells: only the first holds the value, the others are read as blank."""
    for sheet in _known(workbook):
        for cell in sheet.merged:
            yield Finding(
                sheet.name, cell, "", "Cells are merged here; all but the first are read as blank.",
                "Unmerge them and fill each in.",
            )  # fmt: skip


def _say_rows(numbers: tuple[int, ...]) -> tuple[str, str]:
    """Row 5 is; rows 5, 6 and 7 more are."""
    if len(numbers) == 1:
        return f"Row {numbers[0]}", "is"
    shown, more = numbers[:SHOWN_ROWS], len(numbers) - SHOWN_ROWS
    rows = [f"{number:,}" for number in shown] + ([f"{more:,} more"] if more > 0 else [])
    return f"Rows {listed(rows)}", "are"


def _known(workbook: Workbook) -> Iterator[Sheet]:
    return (sheet for sheet in _there(workbook) if _has_headers(sheet))


def _has_headers(sheet: Sheet) -> bool:
    """Whether row 1 names a column of the sheet, or comes near to two, as a title does not."""
    names = _names(sheet)
    if any(one in names for one in sheet.headers):
        return True
    return sum(bool(nearest(one, names)) for one in sheet.headers if one) > 1


def _headers_meant(sheet: Sheet) -> dict[str, str]:
    """For each column that is missing, the header that may be meant for it: one of other words for
    the same, or the one spelt most alike. A header is meant for one column."""
    spare = [header for header in sheet.headers if header and header not in _names(sheet)]
    missing = [column.name for column in SHEETS[sheet.name] if column.name not in sheet.headers]
    meant: dict[str, str] = {}
    for name in missing:
        others = OTHER_HEADERS.get(name, frozenset())
        header = next((header for header in spare if spelling_key(header) in others), "")
        if header := header or nearest(name, spare):
            meant[name] = header
            spare.remove(header)
    return meant


def _may_be(sheet: Sheet, name: str) -> bool:
    """Whether a sheet of another name may be ours: its name is nearly that, or headers agree.

    Risks is near to Lists and is no such sheet; Update is.
    """
    if likeness(folded(sheet.name), folded(name)) >= NEARLY_THE_NAME:
        return True
    return len({column.name for column in SHEETS[name]} & set(sheet.headers)) > 1


def _names(sheet: Sheet) -> list[str]:
    return [column.name for column in SHEETS[sheet.name]]


def _missing(sheet: Sheet) -> list[Column]:
    return [one for one in SHEETS[sheet.name] if one.required and one.name not in sheet.headers]


def _meant_for(name: str, workbook: Workbook) -> str:
    """The sheet that stands in for a missing one: by its name, or by most of its headers."""
    if name in workbook.sheets:
        return ""
    others = [one for one in workbook.sheets if one not in SHEETS and one not in NOT_DATA]
    alike = nearest(name, others)
    columns = {column.name for column in SHEETS[name]}
    full = [one for one in others if len(columns & set(workbook.sheets[one].headers)) >= 4]
    return alike or "".join(full[:1])
