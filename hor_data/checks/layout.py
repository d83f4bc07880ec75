"""Lines that are not data: titles above the headers, headings of groups, totals, notes."""

import re
from collections.abc import Iterator
from dataclasses import replace

from hor_data.checks.findings import Finding, Severity
from hor_data.words import say_list
from hor_data.workbook import COLUMNS_BY_SHEET, CellValue, Row, Sheet, Workbook

# A line with so few cells filled is no commitment, update or measure.
MOST_CELLS_OF_A_NOTE = 2
SHOWN_CHARACTERS = 60
# A ref is one word with a number in it, such as HOR-01; "Total" and "Note 1: …" are none.
_REF_LIKE = re.compile(r"\S*\d\S*\Z")
# What UTF-8 looks like where it was read as Windows-1252: â€™ for ’, Ã© for é, Â£ for £.
_BROKEN_LETTERS = re.compile("\ufffd+|[\u00c2-\u00f4][\u0080-\u00bf\u0152-\u2122]{1,3}")


def headers_below_first_row(workbook: Workbook) -> Iterator[Finding]:
    """A sheet whose headers stand lower down, below a title or a first row of headings."""
    for name in COLUMNS_BY_SHEET:
        sheet = workbook.sheet(name)
        if sheet.header_row > 1:
            above = say_list([str(number) for number in range(1, sheet.header_row)])
            rows = "row" if sheet.header_row == 2 else "rows"
            yield Finding(
                name,
                f"A{sheet.header_row}",
                "",
                f"The headers of {name} stand in row {sheet.header_row}, not in row 1.",
                f"Move or delete {rows} {above}, so that the headers come first.",
            )


def rows_of_notes(workbook: Workbook) -> Iterator[Finding]:
    """A line that is a heading of a group, a total or a note, and no row of data."""
    for sheet in map(workbook.sheet, COLUMNS_BY_SHEET):
        for row in filter(lambda row: is_note(sheet, row), sheet):
            filled = _filled(sheet, row)
            texts = say_list([f"“{_shortened(value)}”" for value in filled.values()])
            yield Finding(
                sheet.name,
                sheet.cell(row, next(iter(filled))),
                str(next(iter(filled.values()))),
                f"Row {row.number} holds {texts} and nothing else.",
                "If it is a heading, a total or a note, take it out of the table: notes can stand "
                "on the sheet “Cover” or “Notes”. If it is a row, fill it in.",
            )


def without_notes(workbook: Workbook) -> Workbook:
    """The workbook without lines that `rows_of_notes` finds: one fault is one finding."""
    sheets = {
        name: replace(sheet, rows=tuple(row for row in sheet if not is_note(sheet, row)))
        for name, sheet in workbook.sheets.items()
        if name in COLUMNS_BY_SHEET
    }
    return replace(workbook, sheets={**workbook.sheets, **sheets})


def is_note(sheet: Sheet, row: Row) -> bool:
    """Whether a row of a sheet with refs has a cell or two filled, and no ref among them."""
    required = [
        column.name
        for column in COLUMNS_BY_SHEET[sheet.name]
        if column.required and column.name in sheet.headers
    ]
    filled = _filled(sheet, row)
    if "Ref" not in required or not filled or len(filled) > MOST_CELLS_OF_A_NOTE:
        return False
    if len(required) <= MOST_CELLS_OF_A_NOTE or _REF_LIKE.match(str(filled.get("Ref", ""))):
        return False
    return sum(name in filled for name in required) < len(required) - 1


def letters_broken(workbook: Workbook) -> Iterator[Finding]:
    """A text whose letters were broken as it went from one program to another."""
    for sheet in map(workbook.sheet, COLUMNS_BY_SHEET):
        for row in sheet:
            for header, value in row.values.items():
                if isinstance(value, str) and (broken := broken_letters(value)):
                    letters, repaired = broken
                    what = f"It was perhaps “{repaired}”" if repaired else "A letter is lost"
                    yield Finding(
                        sheet.name,
                        sheet.cell(row, header),
                        value,
                        f"The text has “{letters}” where a letter was broken.",
                        f"{what}: type it again.",
                        Severity.WARNING,
                    )


def broken_letters(text: str) -> tuple[str, str] | None:
    """The first letters of a text that were broken, and what they were ("" where that is lost);
    None where there are none."""
    for match in _BROKEN_LETTERS.finditer(text):
        letters = match.group()
        if letters.startswith("\ufffd"):
            return letters, ""
        for length in range(len(letters), 1, -1):
            try:
                return letters[:length], letters[:length].encode("cp1252").decode("utf-8")
            except UnicodeError:
                continue
    return None


def pictures_large(workbook: Workbook) -> Iterator[Finding]:
    """A picture or another part that would be kept with the release, and is not shown."""
    for name, megabytes in workbook.large_parts.items():
        yield Finding(
            "",
            "",
            name,
            f"The workbook has a file of {megabytes:,.0f} MB in it ({name}), which the dashboard "
            "does not show.",
            "Publishing keeps it for ever. Take it out, or in Excel choose Compress Pictures.",
            Severity.WARNING,
        )


def _filled(sheet: Sheet, row: Row) -> dict[str, CellValue]:
    """The values of a row by header, from left to right."""
    values = {header: row.values.get(header) for header in sheet.headers if header}
    return {header: value for header, value in values.items() if value not in (None, "")}


def _shortened(value: CellValue) -> str:
    text = str(value)
    return text if len(text) <= SHOWN_CHARACTERS else f"{text[:SHOWN_CHARACTERS].rstrip()}…"
