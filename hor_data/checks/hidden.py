"""What somebody who looks at the workbook does not see, or sees otherwise than it is read."""

from collections.abc import Iterator
from string import ascii_uppercase

from hor_data.checks.findings import Finding, Severity
from hor_data.checks.layout import is_note
from hor_data.checks.sheets import schema_headers, sheets_with_headers
from hor_data.words import say_list
from hor_data.workbook import Workbook

SHOWN_ROWS = 6


def sheets_hidden(workbook: Workbook) -> Iterator[Finding]:
    """A sheet of ours that nobody sees, and that is published all the same."""
    for sheet in sheets_with_headers(workbook):
        if sheet.hidden:
            problem = "The sheet is hidden; it is read all the same."
            fix = "Unhide it, so that you see what will be published."
            yield Finding(sheet.name, "", "", problem, fix, Severity.WARNING)


def rows_hidden(workbook: Workbook) -> Iterator[Finding]:
    """Rows that nobody sees, and that are published all the same."""
    for sheet in sheets_with_headers(workbook):
        if sheet.hidden_rows:
            problem = f"{_say_rows_are(sheet.hidden_rows)} hidden, and read all the same."
            fix = "Unhide them or clear the filter, so that you see what will be published."
            address = f"A{sheet.hidden_rows[0]}"
            yield Finding(sheet.name, address, "", problem, fix, Severity.WARNING)


def columns_hidden(workbook: Workbook) -> Iterator[Finding]:
    """A column of ours that nobody sees, and that is published all the same."""
    for sheet in sheets_with_headers(workbook):
        for header in sheet.hidden_columns:
            has_values = any(row.values.get(header) is not None for row in sheet)
            if header in schema_headers(sheet) and has_values:
                problem = f"The column “{header}” is hidden, and read all the same."
                fix = "Unhide it, so that you see what will be published."
                yield Finding.in_cell(sheet, 1, header, problem, fix, Severity.WARNING, header)


def rows_struck_through(workbook: Workbook) -> Iterator[Finding]:
    """Rows that are struck through, as if they were gone, and that are published all the same."""
    for sheet in sheets_with_headers(workbook):
        if sheet.struck_rows:
            rows_are = _say_rows_are(sheet.struck_rows)
            problem = f"{rows_are} struck through, and would be published all the same."
            fix = "Remove what should not be published, and take the line out of the rest."
            address = f"A{sheet.struck_rows[0]}"
            yield Finding(sheet.name, address, "", problem, fix, Severity.WARNING)


def cells_merged(workbook: Workbook) -> Iterator[Finding]:
    """Merged cells: only the first holds the value, the others are read as blank. A note is often
    merged, and is said to be one."""
    for sheet in sheets_with_headers(workbook):
        notes = {row.number for row in sheet if is_note(sheet, row)}
        for address in sheet.merged:
            if int(address.lstrip(ascii_uppercase)) not in notes:
                problem = "Cells are merged here; all but the first are read as blank."
                fix = "Unmerge them and fill each in; a title or a note belongs outside the table."
                yield Finding(sheet.name, address, "", problem, fix)


def _say_rows_are(numbers: tuple[int, ...]) -> str:
    """Row 5 is; rows 5, 6 and 7 more are."""
    if len(numbers) == 1:
        return f"Row {numbers[0]} is"
    more = len(numbers) - SHOWN_ROWS
    rows = [f"{number:,}" for number in numbers[:SHOWN_ROWS]]
    return f"Rows {say_list([*rows, f'{more:,} more'] if more > 0 else rows)} are"
