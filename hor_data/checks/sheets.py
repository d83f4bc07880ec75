"""Whether the workbook has its sheets, with headers and rows."""

import re
from collections.abc import Iterator

from hor_data.checks.findings import FINDING_HEADERS, FINDINGS_SHEET, Finding, Severity
from hor_data.checks.headers import ends_as
from hor_data.spelling import likeness, nearest_value
from hor_data.words import folded, say_list
from hor_data.workbook import (
    COLUMNS_BY_SHEET,
    MATRIX_SHEET,
    NON_DATA_SHEETS,
    REQUIRED_SHEETS,
    TALLY_SHEET_PREFIX,
    Sheet,
    Workbook,
)

LEAST_LIKENESS = 0.8  # of a sheet's name and one of ours, from 0 to 1
# A sheet with so many of the headers of a missing one is taken for it, whatever its name.
LEAST_HEADERS_IN_COMMON = 4
SHOWN_SHEETS = 5
SHEET_NOT_SHOWN = (
    "It will not be shown, and stays in the workbook that is published: keep it, or move it to "
    "another workbook."
)
# How people call the sheet that says what their colours stand for.
_COLOUR_KEY_NAME = re.compile(r"\b(?:legend|key|colou?rs?|rag)\b", re.IGNORECASE)
# How programs name the copy of a sheet: Commitments (2), Commitments_2, Copy of Commitments.
_COPY_NAME = re.compile(r"^Copy of |[ _]?\(\d+\)$|_\d+$| copy$", re.IGNORECASE)


def sheets_missing(workbook: Workbook) -> Iterator[Finding]:
    """A required sheet that is not there, or goes by another name."""
    for name in REQUIRED_SHEETS:
        if name in workbook.sheets:
            continue
        names = say_list([f"“{sheet}”" for sheet in list(workbook.sheets)[:SHOWN_SHEETS]])
        fix = f"Add it, or start from the template. The workbook has {names or 'no sheet'}."
        if names:
            fix = (
                f"The workbook has {names}: rename the one that holds a row for each commitment "
                f"to “{name}”, or start from the template."
            )
        if other := _sheet_meant_for(name, workbook):
            fix = f"Rename the sheet “{other}” to “{name}”."
        yield Finding(name, "", "", f"The sheet “{name}” is missing.", fix)


def sheets_unknown(workbook: Workbook) -> Iterator[Finding]:
    """A sheet that is not ours: misspelt, so its rows would be lost, or simply not used."""
    missing = [name for name in COLUMNS_BY_SHEET if name not in workbook.sheets]
    meant_for_rows = _sheet_meant_for("Commitments", workbook)
    known = {*COLUMNS_BY_SHEET, *NON_DATA_SHEETS, MATRIX_SHEET, meant_for_rows}
    for name in workbook.sheets:
        if name in known or name.startswith(TALLY_SHEET_PREFIX):
            continue
        meant = nearest_value(name, missing)
        if meant and _may_be_sheet(workbook.sheets[name], meant):
            problem = f"The sheet “{name}” is not one the dashboard knows."
            fix = f"Rename it to “{meant}” if that is what it holds."
            yield Finding(name, "", "", problem, fix)
        elif (original := _COPY_NAME.sub("", name)) != name and original in workbook.sheets:
            fix = f"If it is the one to publish, call it “{original}” and the other something else."
            problem = f"The sheet “{name}” is a copy of “{original}”, and only that is read."
            yield Finding(name, "", "", problem, fix, Severity.WARNING)
        elif name.startswith(FINDINGS_SHEET) and workbook.sheets[name].headers == FINDING_HEADERS:
            fix = "Delete it before you publish; marking the workbook again replaces it."
            problem = f"The sheet “{name}” lists what an earlier check found."
            yield Finding(name, "", "", problem, fix, Severity.WARNING)
        elif "Commitments" in missing and not _sheet_meant_for("Commitments", workbook):
            # Which one holds the commitments is asked first.
            continue
        else:
            fix = SHEET_NOT_SHOWN
            if _COLOUR_KEY_NAME.search(name):
                fix = (
                    "Colours are not read: where one stands for a status, write the word in the "
                    f"column “Status”. {fix}"
                )
            problem = f"The sheet “{name}” is not used."
            yield Finding(name, "", "", problem, fix, Severity.WARNING)


def sheets_without_headers(workbook: Workbook) -> Iterator[Finding]:
    """A sheet whose first row names none of its columns: empty, or with something above them."""
    for sheet in _schema_sheets(workbook):
        if not sheet.headers and sheet.name in REQUIRED_SHEETS:
            fix = "Put the headers in row 1 and one row a commitment below, as in the template."
            yield Finding(sheet.name, "A1", "", "The sheet is empty.", fix)
        elif sheet.headers and sheet.header_row == 1 and not _has_headers(sheet):
            problem = f"Row 1 has none of the headers of {sheet.name}."
            columns = COLUMNS_BY_SHEET[sheet.name]
            required = say_list([column.name for column in columns if column.required])
            fix = f"Put the headers in row 1, with nothing above them: at least {required}."
            yield Finding(sheet.name, "A1", "", problem, fix)


def sheets_without_rows(workbook: Workbook) -> Iterator[Finding]:
    """A required sheet with its headers and nothing below them."""
    for name in REQUIRED_SHEETS:
        sheet = workbook.sheet(name)
        required = {column.name for column in COLUMNS_BY_SHEET[name] if column.required}
        if not sheet.rows and sheet.header_row == 1 and required <= set(sheet.headers):
            yield Finding(name, "A2", "", "The sheet has no rows.", "Add one row a commitment.")


def sheets_with_headers(workbook: Workbook) -> Iterator[Sheet]:
    """The sheets of the schema whose first row names their columns."""
    return filter(_has_headers, _schema_sheets(workbook))


def schema_headers(sheet: Sheet) -> list[str]:
    """The headers that a sheet of the schema should have."""
    return [column.name for column in COLUMNS_BY_SHEET[sheet.name]]


def _schema_sheets(workbook: Workbook) -> Iterator[Sheet]:
    return (workbook.sheets[name] for name in COLUMNS_BY_SHEET if name in workbook.sheets)


def _has_headers(sheet: Sheet) -> bool:
    """Whether row 1 names a column of the sheet, or comes near to two in its spelling or in other
    words, as a title does not."""
    if sheet.header_row > 1:
        return False
    names = schema_headers(sheet)
    if set(names) & set(sheet.headers):
        return True
    near = [
        header
        for header in sheet.headers
        if nearest_value(header, names) or any(ends_as(header, name) for name in names)
    ]
    return len(near) > 1


def _may_be_sheet(sheet: Sheet, name: str) -> bool:
    """Whether a sheet of another name may be ours: its name is nearly that, or headers agree.

    Risks is near to Lists and is no such sheet; Update is.
    """
    if likeness(folded(sheet.name), folded(name)) >= LEAST_LIKENESS:
        return True
    return _headers_in_common(sheet, name) > 1


def _headers_in_common(sheet: Sheet, name: str) -> int:
    """How many headers of the schema's sheet of that name a sheet has."""
    return len({column.name for column in COLUMNS_BY_SHEET[name]} & set(sheet.headers))


def _sheet_meant_for(name: str, workbook: Workbook) -> str:
    """The sheet that stands in for a missing one, by its name or by most of its headers; or ""."""
    if name in workbook.sheets:
        return ""
    ours = (*COLUMNS_BY_SHEET, *NON_DATA_SHEETS)
    others = {other: sheet for other, sheet in workbook.sheets.items() if other not in ours}
    alike = (
        other
        for other, sheet in others.items()
        if _headers_in_common(sheet, name) >= LEAST_HEADERS_IN_COMMON
    )
    return nearest_value(name, others) or next(alike, "")
