"""Write a workbook that people can work in: tables, drop-downs, notes on every column."""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from copy import copy
from itertools import chain, count

from openpyxl import Workbook as Book
from openpyxl.styles import Alignment, NamedStyle
from openpyxl.styles.fonts import DEFAULT_FONT
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.table import Table, TableStyleInfo
from openpyxl.worksheet.worksheet import Worksheet

from hor_data.schema import SHEETS, Column
from hor_data.values import Value
from hor_data.words import capital
from hor_data.workbook_saving import saved

COVER_HEADER = "About this workbook"
# What the cover says of a copy and not of the release: which commitments, and what else is in it.
OF_A_COPY = ("shown", "charts")
LONGEST_PROPERTY = 250
LINE, TALLEST = 15.0, 409.0  # points; no row of Excel is higher
_HEAD = copy(DEFAULT_FONT)
_HEAD.b = True
_WRAPPED = Alignment(wrap_text=True, vertical="top")
# Cells take their style by name: laid on each by itself it would be most of the time.
_TEXT, _DATE = "Wrapped text", "Wrapped date"
# What Excel would read as an escaped character: _x0041_ is A.
_LIKE_AN_ESCAPE = re.compile(r"_(?=x[0-9A-Fa-f]{4}_)")


def write_workbook(
    cover: Mapping[str, str],
    rows: Mapping[str, Sequence[Mapping[str, Value]]],
    more: Callable[[Book], None] = lambda book: None,
    title: str = "",
) -> bytes:
    """A workbook with a cover, the sheets of the schema and notes on every column.

    `cover` is text by label; `rows` is each sheet's rows by header; `more` may add sheets after the
    cover; `title` is what the file's properties call it, where that is not what the cover does.
    Text stays text, whatever sign it begins with; dates are text too, so that Excel makes no day of
    2022-07.
    """
    book = new_book(cover, title)
    more(book)
    for name, columns in SHEETS.items():
        sheet = add_table(book, name, columns, rows.get(name, ()))
        _add_drop_downs(sheet, columns)
    add_table(book, "Notes", _NOTES, list(_notes()))
    return saved(book, rows_grow=True)


def new_book(cover: Mapping[str, str], title: str = "") -> Book:
    """A workbook that begins with its cover, and says in its properties what it is."""
    book = empty_book(title or cover.get("title", "") or "Commitments workbook")
    lines = [
        dict(zip(_COVER_NAMES, (capital(label), said), strict=True))
        for label, said in cover.items()
    ]
    add_table(book, "Cover", _COVER, lines).sheet_view.tabSelected = True
    book.properties.creator = cover.get("publisher", "")
    return book


def empty_book(title: str) -> Book:
    """A workbook without a sheet, which says in its properties what it is."""
    book = Book()
    book.remove(book.worksheets[0])
    book.properties.title = title[:LONGEST_PROPERTY]
    book.properties.creator = ""
    book.properties.subject = "Commitments to reduce health inequalities"
    book.properties.language = "en-GB"
    return book


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
        "A blank cell means that nothing was published, or that nothing applies.",
        "The pages say what the Cover says: leave out a line of it that does not apply. Promised "
        "is the date the promises were made.",
    )
    for rule in rules:
        yield dict(zip(names, ("All sheets", "All columns", rule, "", ""), strict=True))
    for name, columns in SHEETS.items():
        for one in columns:
            note = one.note + (" Several are separated by semicolons." if one.several else "")
            must = "Yes" if one.required else "No"
            yield dict(zip(names, (name, one.name, note, one.example, must), strict=True))


def add_table(
    book: Book, name: str, columns: Sequence[Column], rows: Sequence[Mapping[str, Value]]
) -> Worksheet:
    """A sheet that is one table with its headers in row 1, text wrapped, ready to print."""
    _add_styles(book)
    sheet = book.create_sheet(name)
    sheet.append([column.name for column in columns])
    for number, row in enumerate(rows, start=2):
        for at, column in enumerate(columns, start=1):
            value = row.get(column.name)
            cell = sheet.cell(number, at, value)
            cell.style = _DATE if column.holds == "date" else _TEXT
            if value == "":
                cell.value = None
            elif isinstance(value, str):
                cell.value = _LIKE_AN_ESCAPE.sub("_x005F_", value)
                cell.data_type = "s"
        sheet.row_dimensions[number].height = _height(columns, row)
    for at, column in enumerate(columns, start=1):
        sheet.column_dimensions[get_column_letter(at)].width = column.wide
        sheet.cell(1, at).font = _HEAD
        sheet.cell(1, at).alignment = _WRAPPED
    last = f"{get_column_letter(len(columns))}{max(len(rows), 1) + 1}"
    table = Table(displayName=_free_name(book, name.replace(" ", "_")), ref=f"A1:{last}")
    table.tableStyleInfo = TableStyleInfo(name="TableStyleLight1", showRowStripes=True)
    sheet.add_table(table)
    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.paperSize = sheet.PAPERSIZE_A4
    sheet.page_setup.fitToHeight = 0
    sheet.sheet_properties.pageSetUpPr.fitToPage = True
    sheet.print_title_rows = "1:1"
    sheet.oddFooter.left.text, sheet.oddFooter.right.text = "&A", "Page &P of &N"
    return sheet


def _add_styles(book: Book) -> None:
    """The styles that cells of a table take, where the workbook does not have them yet."""
    for name, form in ((_TEXT, "General"), (_DATE, "@")):
        if name not in book.named_styles:
            style = NamedStyle(name, DEFAULT_FONT, alignment=_WRAPPED, number_format=form)
            book.add_named_style(style)


def _free_name(book: Book, name: str) -> str:
    """A name that no table and no range of the workbook has: Excel lets none be there twice."""
    taken = {taken.casefold() for taken in book.defined_names}
    for sheet in book.worksheets:
        taken |= {taken.casefold() for taken in (*sheet.tables, *sheet.defined_names)}
    numbered = (f"{name}_{number}" for number in count(2))
    return next(free for free in chain([name], numbered) if free.casefold() not in taken)


def _height(columns: Sequence[Column], row: Mapping[str, Value]) -> float:
    """How high a row stands, in points, with its longest text in lines of its column's width."""
    lines = (
        sum(-(-max(len(line), 1) // max(column.wide - 2, 1)) for line in text.split("\n"))
        for column in columns
        if (text := str(row.get(column.name) or ""))
    )
    return min(max(lines, default=1) * LINE, TALLEST)


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
