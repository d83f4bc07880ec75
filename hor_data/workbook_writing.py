"""Write a workbook that people can work in: tables, drop-downs, notes on every column."""

import re
from collections.abc import Iterator, Mapping, Sequence
from io import BytesIO

from openpyxl import Workbook as Book
from openpyxl.styles import Alignment, Font
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.table import Table, TableStyleInfo
from openpyxl.worksheet.worksheet import Worksheet

from hor_data.schema import SHEETS, Column
from hor_data.values import Value
from hor_data.words import capital

COVER_HEADER = "About this workbook"
_AS_TEXT = "@"
# What Excel would read as an escaped character: _x0041_ is A.
_LIKE_AN_ESCAPE = re.compile(r"_(?=x[0-9A-Fa-f]{4}_)")


def write_workbook(
    cover: Mapping[str, str], rows: Mapping[str, Sequence[Mapping[str, Value]]]
) -> bytes:
    """A workbook with a cover, the sheets of the schema and notes on every column.

    `cover` is text by label; `rows` is each sheet's rows by header. Text stays text, whatever
    sign it begins with; dates are text too, so that Excel makes no day of 2022-07.
    """
    book = Book()
    book.remove(book.worksheets[0])
    _add_table(
        book,
        "Cover",
        _COVER,
        [
            dict(zip(_COVER_NAMES, (capital(label), said), strict=True))
            for label, said in cover.items()
        ],
    )
    for name, columns in SHEETS.items():
        sheet = _add_table(book, name, columns, rows.get(name, ()))
        _add_drop_downs(sheet, columns)
    _add_table(book, "Notes", _NOTES, list(_notes()))
    book["Cover"].sheet_view.tabSelected = True
    book.properties.title = cover.get("title", "Commitments workbook")
    book.properties.creator = cover.get("publisher", "")
    book.properties.subject = "Commitments to reduce health inequalities"
    book.properties.language = "en-GB"
    out = BytesIO()
    book.save(out)
    return out.getvalue()


_COVER = (Column(COVER_HEADER, "", "", wide=30), Column("Details", "", "", wide=100))
_COVER_NAMES = tuple(column.name for column in _COVER)
_NOTES = tuple(
    Column(name, "", "", wide=wide)
    for name, wide in {
        "Sheet": 16,
        "Column": 24,
        "What it holds": 80,
        "Example": 44,
        "Must be filled": 14,
    }.items()
)


def _notes() -> Iterator[dict[str, Value]]:
    names = [column.name for column in _NOTES]
    rules = (
        "One row a commitment, update, measure, organisation or value; no blank rows between.",
        "Where a column can hold several values, separate them with semicolons.",
        "Write a date as exactly as it is known: 2022, 2022-07 or 2022-07-14.",
        "Hide, merge or colour nothing to carry meaning: only the text is read.",
    )
    for rule in rules:
        yield dict(zip(names, ("All sheets", "All columns", rule, "", ""), strict=True))
    for name, columns in SHEETS.items():
        for one in columns:
            note = one.note + (" Several are separated by semicolons." if one.several else "")
            must = "Yes" if one.required else "No"
            yield dict(zip(names, (name, one.name, note, one.example, must), strict=True))


def _add_table(
    book: Book, name: str, columns: Sequence[Column], rows: Sequence[Mapping[str, Value]]
) -> Worksheet:
    sheet = book.create_sheet(name)
    sheet.append([column.name for column in columns])
    for number, row in enumerate(rows, start=2):
        for at, column in enumerate(columns, start=1):
            value = row.get(column.name)
            cell = sheet.cell(number, at, value)
            cell.alignment = Alignment(wrap_text=True, vertical="top")
            if isinstance(value, str):
                cell.value = _LIKE_AN_ESCAPE.sub("_x005F_", value)
                cell.data_type = "s"
            if column.holds == "date":
                cell.number_format = _AS_TEXT
    for at, column in enumerate(columns, start=1):
        sheet.column_dimensions[get_column_letter(at)].width = column.wide
        sheet.cell(1, at).font = Font(bold=True)
        sheet.cell(1, at).alignment = Alignment(wrap_text=True, vertical="top")
    last = f"{get_column_letter(len(columns))}{max(len(rows), 1) + 1}"
    table = Table(displayName=name, ref=f"A1:{last}")
    table.tableStyleInfo = TableStyleInfo(name="TableStyleLight1", showRowStripes=True)
    sheet.add_table(table)
    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.fitToHeight = 0
    sheet.sheet_properties.pageSetUpPr.fitToPage = True
    sheet.print_title_rows = "1:1"
    return sheet


def _add_drop_downs(sheet: Worksheet, columns: Sequence[Column]) -> None:
    for at, column in enumerate(columns, start=1):
        source = _choices(column)
        if not source:
            continue
        drop = DataValidation("list", formula1=source, allow_blank=True)
        drop.showErrorMessage = not column.several
        drop.error = f"Choose a value from the list for {column.name}."
        drop.showInputMessage = True
        drop.promptTitle = column.name
        drop.prompt = column.note[:200] + (
            " Separate several with semicolons." if column.several else ""
        )
        letter = get_column_letter(at)
        drop.add(f"{letter}2:{letter}1048576")
        sheet.add_data_validation(drop)


def _choices(column: Column) -> str:
    if column.holds == "organisation":
        names = "Organisations!$A:$A"
        return f"Organisations!$A$2:INDEX({names},COUNTA({names}))"
    if column.listed:
        kinds, kind = "Lists!$A:$A", f'"{column.listed}"'
        return f"OFFSET(Lists!$B$1,MATCH({kind},{kinds},0)-1,0,COUNTIF({kinds},{kind}),1)"
    return ""
