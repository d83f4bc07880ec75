"""Workbooks of tables, written with XlsxWriter: each sheet is one table that can be printed."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from io import BytesIO
from math import ceil
from typing import Any

from xlsxwriter import Workbook as XlsxWorkbook
from xlsxwriter.core import Core
from xlsxwriter.format import Format
from xlsxwriter.packager import Packager
from xlsxwriter.worksheet import Worksheet

from hor_data.workbook.schema import Column
from hor_data.workbook.values import CellValue

LONGEST_WORKBOOK_TITLE = 250
LINE_HEIGHT, TALLEST_ROW = 15.0, 409.0  # points; no row of Excel is higher
POINTS_PER_INCH = 72
# A column of so many characters is as wide as they are in the default font, and its margins.
CHARACTER_WIDTH, COLUMN_MARGINS, PIXELS_PER_INCH = 7, 5, 96
A3, A4 = 8, 9  # as Excel numbers paper
# What a page has room for within Excel's usual margins, in inches across and down.
ROOM_ON_PAPER = {A4: (10.3, 6.8), A3: (15.1, 10.2)}
# Print in 11 points is brought down to 7 and no further.
SMALLEST_SCALE = 0.65


class _CoreProperties(Core):
    """A file's properties with its language, which XlsxWriter has no option for."""

    def _write_cp_category(self) -> None:
        super()._write_cp_category()
        self._xml_data_element("dc:language", "en-GB")


class _Packager(Packager):
    def _write_core_file(self) -> None:
        core = _CoreProperties()
        core._set_properties(self.workbook.doc_properties)
        core._set_xml_writer(self._filename("docProps/core.xml"))
        core._assemble_xml_file()


class _Worksheet(Worksheet):
    """A sheet whose rows have their height and still follow their text when somebody changes it:
    for that no row may say that its height was set by hand."""

    def _xml_start_tag_unencoded(self, tag: str, attributes: Sequence[Any] = ()) -> None:
        kept = [attribute for attribute in attributes if attribute[0] != "customHeight"]
        super()._xml_start_tag_unencoded(tag, kept)


class _TableWorkbook(XlsxWorkbook):
    worksheet_class = _Worksheet

    def _get_packager(self) -> Packager:
        return _Packager()


def new_workbook(title: str, author: str = "", created: datetime | None = None) -> XlsxWorkbook:
    """A workbook without a sheet, which says in its properties what it is.

    Without `created` it says that it was made now. Text that is written is text, whatever it looks
    like; `workbook_bytes` gives the file.
    """
    book = _TableWorkbook(BytesIO(), {"in_memory": True})
    properties = {
        "title": title[:LONGEST_WORKBOOK_TITLE],
        "author": author,
        "subject": "Commitments to reduce health inequalities",
    }
    book.set_properties(properties | ({"created": created} if created else {}))
    return book


def workbook_bytes(book: XlsxWorkbook) -> bytes:
    """The finished workbook as a file's bytes; nothing can be added afterwards."""
    book.close()
    return bytes(book.filename.getvalue())


def add_table_sheet(
    book: XlsxWorkbook,
    name: str,
    columns: Sequence[Column],
    rows: Sequence[Mapping[str, CellValue]],
    height_below: float = 0,
) -> Worksheet:
    """A sheet that is one table with its headers in row 1, text wrapped, ready to print.

    `rows` are by header. `height_below`, in inches, is what will stand under the table and is to be
    printed on one page with it.
    """
    sheet = book.add_worksheet(name)
    last_row, last_column = max(len(rows), 1), len(columns) - 1
    text, date, left, right = (
        book.add_format({"text_wrap": True, "valign": "top"} | properties)
        for properties in (
            {},
            {"num_format": "@"},
            {"bold": True},
            {"bold": True, "align": "right"},
        )
    )
    headers = [
        {"header": column.name, "header_format": right if column.holds == "number" else left}
        for column in columns
    ]
    table = {"name": name.replace(" ", "_"), "style": "Table Style Light 1", "columns": headers}
    sheet.add_table(0, 0, last_row, last_column, table)
    for position, column in enumerate(columns):
        sheet.set_column(position, position, column.width)
    # Refs and dates may look like numbers, and are text.
    sheet.ignore_errors({"number_stored_as_text": f"A1:XFD{last_row + 1}"})
    formats = [date if column.holds == "date" else text for column in columns]
    height = _write_rows(sheet, columns, rows, formats) / POINTS_PER_INCH
    _set_up_page(sheet, columns, height + height_below if height_below else 0)
    return sheet


def _write_rows(
    sheet: Worksheet,
    columns: Sequence[Column],
    rows: Sequence[Mapping[str, CellValue]],
    formats: Sequence[Format],
) -> float:
    """Write the rows under the headers, a format a column; how high all are, in points."""
    headers = [column.name for column in columns]
    height = LINE_HEIGHT
    for number, row in enumerate(rows, start=1):
        for position, header in enumerate(headers):
            value = row.get(header)
            if value is None or value == "":
                sheet.write_blank(number, position, None, formats[position])
            elif isinstance(value, int | float):
                sheet.write_number(number, position, value, formats[position])
            else:
                sheet.write_string(number, position, str(value), formats[position])
        row_height = _wrapped_row_height(columns, row)
        sheet.set_row(number, row_height)
        height += row_height
    return height


def _wrapped_row_height(columns: Sequence[Column], row: Mapping[str, CellValue]) -> float:
    """How high a row stands, in points, with its longest text in lines of its column's width."""
    most = 1
    for column in columns:
        text, width = row.get(column.name), max(column.width - 2, 1)
        if isinstance(text, str) and (len(text) > width or "\n" in text):
            most = max(most, sum(-(-max(len(line), 1) // width) for line in text.split("\n")))
    return min(most * LINE_HEIGHT, TALLEST_ROW)


def _set_up_page(sheet: Worksheet, columns: Sequence[Column], height: float) -> None:
    """Print on A4, or on A3 where A4 would make it too small to read, and else on A3 with several
    pages side by side. `height` in inches is what belongs on one page; 0 is any number of pages."""
    pixels = sum(column.width * CHARACTER_WIDTH + COLUMN_MARGINS for column in columns)
    width = pixels / PIXELS_PER_INCH
    smallest_width, smallest_height = width * SMALLEST_SCALE, height * SMALLEST_SCALE
    fitting = [
        paper
        for paper, (across, down) in ROOM_ON_PAPER.items()
        if smallest_width <= across and smallest_height <= down
    ]
    paper = fitting[0] if fitting else A3
    across, down = ROOM_ON_PAPER[paper]
    pages_across = ceil(smallest_width / across)
    sheet.set_landscape()
    sheet.set_paper(paper)
    sheet.fit_to_pages(pages_across, int(0 < smallest_height <= down))
    sheet.repeat_rows(0)
    if pages_across > 1:
        sheet.repeat_columns(0)
    sheet.set_footer("&L&A&RPage &P of &N")
