"""Write the commitments workbook: its cover, a table a sheet, drop-downs, notes on every column."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import datetime, time
from types import MappingProxyType

from xlsxwriter import Workbook as XlsxWorkbook
from xlsxwriter.worksheet import Worksheet

from hor_data.dates import first_day, read_date
from hor_data.words import capitalise
from hor_data.workbook.schema import COLUMNS_BY_SHEET, Column
from hor_data.workbook.table_sheets import add_table_sheet, new_workbook, workbook_bytes
from hor_data.workbook.values import CellValue

COVER_HEADER = "About this workbook"
# What the cover says of a copy and not of the release: which commitments, and what else is in it.
COPY_ONLY_LABELS = ("shown", "charts")
LAST_EXCEL_ROW = 1_048_575  # counted from 0
LONGEST_PROMPT_NOTE = 200  # Excel shows 255 characters of a prompt
UNDATED = datetime(2000, 1, 1)
WIDTH_AS_SENT = 24  # characters
_COVER_COLUMNS = (Column(COVER_HEADER, width=30), Column("Details", width=100))
_NOTE_COLUMNS = (
    Column("Sheet", width=16),
    Column("Column", width=24),
    Column("What it holds", width=80),
    Column("Example", width=44),
    Column("Must be filled", width=14),
)
_RULES = (
    "One row a commitment, update, measure, organisation or value; no blank rows between.",
    "Where a column can hold several values, separate them with semicolons.",
    "Write a date as exactly as it is known: 2022, 2022-07 or 2022-07-14.",
    "Hide, merge or colour nothing to carry meaning: only the text is read.",
    "A blank cell means that nothing was published, or that nothing applies.",
    "The pages say what the Cover says: leave out a line of it that does not apply. Promised is "
    "the date the promises were made.",
)


def write_workbook(
    cover: Mapping[str, str],
    rows: Mapping[str, Sequence[Mapping[str, CellValue]]],
    add_sheets: Callable[[XlsxWorkbook], None] = lambda book: None,
    title: str = "",
    as_sent: Mapping[str, Sequence[Sequence[str]]] = MappingProxyType({}),
) -> bytes:
    """A workbook with a cover, the sheets of the schema and notes on every column.

    `cover` is text by label; `rows` is each sheet's rows by header; `add_sheets` may add sheets
    after the cover; `title` is what the file's properties call it, where that is not what the cover
    does; `as_sent` are sheets to write cell by cell, headers and all, in place of `rows`.
    Text stays text, whatever sign it begins with; dates are text too, so that Excel makes no
    day of 2022-07. The same arguments give the same bytes.
    """
    book = new_workbook_with_cover(cover, title)
    add_sheets(book)
    for name, columns in COLUMNS_BY_SHEET.items():
        if name in as_sent:
            _add_sheet_as_sent(book, name, as_sent[name])
            continue
        sheet = add_table_sheet(book, name, columns, rows.get(name, ()))
        _add_drop_downs(sheet, columns)
    add_table_sheet(book, "Notes", _NOTE_COLUMNS, list(_note_rows()))
    return workbook_bytes(book)


def new_workbook_with_cover(cover: Mapping[str, str], title: str = "") -> XlsxWorkbook:
    """A workbook that begins with its cover, and says in its properties what it is.

    It says that it was made on the first day that its data may be of, so that nothing in it depends
    on when it is written.
    """
    as_at = read_date(cover.get("data as at"))
    created = datetime.combine(first_day(as_at), time()) if as_at else UNDATED
    title = title or cover.get("title", "") or "Commitments workbook"
    book = new_workbook(title, cover.get("publisher", ""), created)
    lines = [{COVER_HEADER: capitalise(label), "Details": text} for label, text in cover.items()]
    add_table_sheet(book, "Cover", _COVER_COLUMNS, lines)
    return book


def _add_sheet_as_sent(book: XlsxWorkbook, name: str, lines: Sequence[Sequence[str]]) -> None:
    """A sheet of text, each cell where it stood: no table, as headers may repeat or be blank."""
    sheet = book.add_worksheet(name)
    sheet.set_column(0, max(map(len, lines), default=1) - 1, WIDTH_AS_SENT)
    sheet.ignore_errors({"number_stored_as_text": f"A1:XFD{len(lines)}"})
    wrapped = book.add_format({"text_wrap": True, "valign": "top"})
    for number, line in enumerate(lines):
        for position, text in enumerate(line):
            if text:
                sheet.write_string(number, position, text, wrapped)


def _note_rows() -> Iterator[dict[str, CellValue]]:
    headers = [column.name for column in _NOTE_COLUMNS]
    for rule in _RULES:
        yield dict(zip(headers, ("All sheets", "All columns", rule, "", ""), strict=True))
    for name, columns in COLUMNS_BY_SHEET.items():
        for column in columns:
            note = column.note + (" Several are separated by semicolons." if column.several else "")
            required = "Yes" if column.required else "No"
            cells = (name, column.name, note, column.example, required)
            yield dict(zip(headers, cells, strict=True))


def _add_drop_downs(sheet: Worksheet, columns: Sequence[Column]) -> None:
    """Offer a column's list in its cells; where a cell may hold several, anything may be typed."""
    for position, column in enumerate(columns):
        if formula := _drop_down_formula(column):
            several = " Separate several with semicolons." if column.several else ""
            options = {
                "validate": "list",
                "source": formula,
                "show_error": not column.several,
                "error_message": f"Choose a value from the list for {column.name}.",
                "input_title": column.name,
                "input_message": column.note[:LONGEST_PROMPT_NOTE] + several,
            }
            sheet.data_validation(1, position, LAST_EXCEL_ROW, position, options)


def _drop_down_formula(column: Column) -> str:
    """The cells that a column's values stand in, on Organisations or Lists; "" without a list."""
    if column.holds == "organisation":
        names = "Organisations!$A:$A"
        return f"=Organisations!$A$2:INDEX({names},COUNTA({names}))"
    if column.listed:
        kinds, kind = "Lists!$A:$A", f'"{column.listed}"'
        return f"=OFFSET(Lists!$B$1,MATCH({kind},{kinds},0)-1,0,COUNTIF({kinds},{kind}),1)"
    return ""
