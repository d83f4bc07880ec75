"""Whether a spreadsheet would run what a cell says, or take its colour for a value."""

from collections.abc import Iterator

from hor_data.checks.findings import Finding, Severity
from hor_data.checks.sheets import sheets_with_headers
from hor_data.checks.vocabulary import ORGANISATION_VOCABULARY, read_vocabularies
from hor_data.words import FORMULA_SIGNS, say_count
from hor_data.workbook import COLUMNS_BY_SHEET, CellValue, Column, Workbook

# What stands on its own in a chart, a header or a list: a dash is no bullet there.
_NAMES = ("Value", "List", "Organisation", "Short name", "Unit", "Ref")
_SIGNS = tuple(sign for sign in FORMULA_SIGNS if not sign.isspace())


def texts_run_as_formulas(workbook: Workbook) -> Iterator[Finding]:
    """A text that begins as a formula does: whoever opens a list of it may run it."""
    listed = ORGANISATION_VOCABULARY in read_vocabularies(workbook)
    for sheet in sheets_with_headers(workbook):
        for column in COLUMNS_BY_SHEET[sheet.name]:
            if column.holds not in ("text", "ref") and (listed or column.holds != "organisation"):
                continue
            for row in sheet if column.name in sheet.headers else ():
                value = row.values.get(column.name)
                if sign := _formula_sign(column, value):
                    problem = (
                        f"The {column.name} begins with “{sign}”, and a spreadsheet may run it as "
                        "a formula."
                    )
                    fix = "Begin it with a letter or a digit."
                    yield Finding.in_cell(sheet, row, column.name, problem, fix, Severity.WARNING)


def statuses_by_fill(workbook: Workbook) -> Iterator[Finding]:
    """Cells of a list's column that have a colour in place of a value: colours are not read."""
    for sheet in sheets_with_headers(workbook):
        for column in COLUMNS_BY_SHEET[sheet.name]:
            if column.listed and (rows := sheet.coloured.get(column.name)):
                cells = say_count(len(rows), "cell")
                have, them = ("has", "it") if len(rows) == 1 else ("have", "each")
                yield Finding(
                    sheet.name,
                    sheet.cell(rows[0], column.name),
                    "",
                    f"{cells} under “{column.name}” {have} a colour and no word: colours are not "
                    "read.",
                    f"Write in {them} the word that its colour stands for, for example "
                    f"“{column.example}”.",
                    Severity.ERROR if column.required else Severity.WARNING,
                )


def _formula_sign(column: Column, value: CellValue) -> str:
    """The sign of a formula that a text begins with; a dash before a space is a bullet."""
    if not isinstance(value, str) or not value.startswith(_SIGNS):
        return ""
    is_bullet = value[0] in "-+－＋" and value[1:2].isspace() and column.name not in _NAMES
    return "" if is_bullet else value[0]
