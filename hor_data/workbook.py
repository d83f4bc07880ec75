"""Read an xlsx file into rows that know their cells, and write one that people can work in."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from io import BytesIO

from openpyxl import Workbook as Book
from openpyxl.styles import Alignment, Font
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.table import Table, TableStyleInfo
from openpyxl.worksheet.worksheet import Worksheet
from python_calamine import CalamineWorkbook

from hor_data.files import DAMAGED, UnreadableWorkbookError, repack
from hor_data.schema import SHEETS, Column
from hor_data.values import Value, read_value
from hor_data.words import capital, clean, folded

Lines = Sequence[Sequence[object]]
NOT_DATA = ("Cover", "Notes")
_AS_TEXT = "@"
# What Excel would read as an escaped character: _x0041_ is A.
_LIKE_AN_ESCAPE = re.compile(r"_(?=x[0-9A-Fa-f]{4}_)")


@dataclass(frozen=True)
class Row:
    """One line of a sheet: its number as the reader sees it, and its values by header."""

    number: int
    values: Mapping[str, Value]


@dataclass(frozen=True)
class Sheet:
    """A sheet's headers, column by column, and its rows; lines with nothing in them left out."""

    name: str
    headers: tuple[str, ...] = ()
    rows: tuple[Row, ...] = ()

    def cell(self, row: Row | int, header: str) -> str:
        """The reader's own name for a cell, such as D14; the column's first where it repeats."""
        number = row if isinstance(row, int) else row.number
        return f"{get_column_letter(self.headers.index(header) + 1)}{number}"

    def __iter__(self) -> Iterator[Row]:
        return iter(self.rows)


@dataclass(frozen=True)
class Workbook:
    """The sheets by name, and what the cover says by folded label."""

    sheets: Mapping[str, Sheet]
    cover: Mapping[str, str] = field(default_factory=dict)

    def sheet(self, name: str) -> Sheet:
        """The sheet of that name, or one with nothing in it."""
        return self.sheets.get(name, Sheet(name))


def read_workbook(content: bytes) -> Workbook:
    """Sheets and columns take the schema's spelling where only case or spacing differs.

    Raises UnreadableWorkbookError where the bytes are no xlsx workbook.
    """
    packed = repack(content)
    try:
        book = CalamineWorkbook.from_filelike(BytesIO(packed))
        lines = _by_known_name({name: _lines(book, name) for name in book.sheet_names})
    # Calamine panics on some damaged files, and a panic is no Exception.
    except BaseException as error:
        if isinstance(error, KeyboardInterrupt | SystemExit):
            raise
        raise UnreadableWorkbookError(DAMAGED) from error
    sheets = {name: _read_sheet(name, of_sheet) for name, of_sheet in lines.items()}
    return Workbook(sheets, _read_cover(lines.get("Cover", [])))


def _lines(book: CalamineWorkbook, name: str) -> Lines:
    """The lines of a sheet, or the first alone where the sheet is not ours."""
    ours = {folded(known) for known in (*SHEETS, *NOT_DATA)}
    most = None if folded(name) in ours else 1
    return book.get_sheet_by_name(name).to_python(skip_empty_area=False, nrows=most)


def _by_known_name(lines: dict[str, Lines]) -> dict[str, Lines]:
    """By the schema's spelling; of two sheets with one name, the one spelt so, or the first."""
    named: dict[str, Lines] = {}
    for name, known in zip(lines, _as_in_schema(lines, (*SHEETS, *NOT_DATA)), strict=True):
        taken = known in named or (known != name and known in lines)
        named[name if taken else known] = lines[name]
    return named


def _as_in_schema(names: Iterable[str], schema: Iterable[str]) -> list[str]:
    spelt = {folded(name): name for name in schema}
    return [spelt.get(folded(name), clean(name)) for name in names]


def _read_sheet(name: str, lines: Lines) -> Sheet:
    first = [str(read_value(one) or "") for one in (lines[0] if lines else [])]
    headers = tuple(_as_in_schema(first, (column.name for column in SHEETS.get(name, ()))))
    known = [(at, header) for at, header in enumerate(headers) if header]
    rows = []
    for number, line in enumerate(lines[1:], start=2):
        # Backwards, so that of two columns with one name the first holds.
        values = {header: read_value(line[at]) for at, header in reversed(known) if at < len(line)}
        if any(value is not None for value in values.values()):
            rows.append(Row(number, values))
    return Sheet(name, headers, tuple(rows))


def _read_cover(lines: Lines) -> dict[str, str]:
    pairs = [(read_value(line[0]), read_value(line[1])) for line in lines if len(line) > 1]
    said = {folded(str(label)): str(value) for label, value in pairs if label and value is not None}
    return {label: text for label, text in said.items() if label != folded(_COVER[0].name)}


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


_COVER = (Column("About this workbook", "", "", wide=30), Column("Details", "", "", wide=100))
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
