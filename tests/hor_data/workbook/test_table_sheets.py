"""Sheets that are one table: read as they are meant, on paper and in Excel."""

from datetime import datetime
from io import BytesIO

import pytest
from openpyxl import load_workbook

from hor_data.workbook import (
    COLUMNS_BY_SHEET,
    Column,
    add_table_sheet,
    new_workbook,
    workbook_bytes,
    write_workbook,
)
from tests.support.books import GOOD, MEASURE, unzipped

A3, A4 = 8, 9
COVER = {"title": "Promises", "data as at": "2022-07"}
ROWS = {"Commitments": [GOOD], "Measures": [MEASURE]}


def table_sheet(columns, rows=(), height_below=0):
    """A sheet with one table, opened again."""
    book = new_workbook("A table")
    add_table_sheet(book, "Table", columns, rows, height_below)
    return load_workbook(BytesIO(workbook_bytes(book)))["Table"]


def test_the_same_rows_give_the_same_bytes_and_the_day_of_their_data():
    content = write_workbook(COVER, ROWS)
    assert content == write_workbook(COVER, ROWS)
    properties = load_workbook(BytesIO(content)).properties
    assert (properties.created, properties.modified) == (datetime(2022, 7, 1),) * 2


def test_headings_stand_over_their_numbers():
    sheet = load_workbook(BytesIO(write_workbook(COVER, ROWS)))["Measures"]
    columns = COLUMNS_BY_SHEET["Measures"]
    sides = {"number": "right"}
    assert [cell.alignment.horizontal for cell in sheet[1]] == [
        sides.get(column.holds) for column in columns
    ]
    assert all(cell.font.b for cell in sheet[1])


def test_text_that_looks_like_a_number_is_text_without_a_warning():
    book = new_workbook("A table")
    add_table_sheet(book, "Table", [Column("Ref")], [{"Ref": "2022"}, {"Ref": "5"}])
    sheet = unzipped(workbook_bytes(book))["xl/worksheets/sheet1.xml"]
    assert b'<ignoredError sqref="A1:XFD3" numberStoredAsText="1"/>' in sheet


def test_a_row_is_as_high_as_its_longest_text_and_no_higher_than_excel_allows():
    texts = ("short", "two\nlines", "x" * 36, "x" * 10_000)
    sheet = table_sheet([Column("Text", width=20)], [{"Text": text} for text in texts])
    assert [sheet.row_dimensions[row].height or 15 for row in range(2, 6)] == [15, 30, 30, 408.75]


@pytest.mark.parametrize(
    ("widths", "height_below", "paper", "pages_across", "pages_down"),
    [
        ((100,), 0, A4, 1, 0),
        ((100, 100), 0, A4, 1, 0),
        ((100, 100, 30), 0, A3, 1, 0),
        ((100, 100, 100, 30), 0, A3, 2, 0),
        ((100,), 9, A4, 1, 1),
        ((100,), 14, A3, 1, 1),
        ((100,), 20, A3, 1, 0),
    ],
)
def test_a_sheet_is_printed_as_large_as_can_be_read(
    widths, height_below, paper, pages_across, pages_down
):
    columns = [Column(f"Column {number}", width=width) for number, width in enumerate(widths)]
    sheet = table_sheet(columns, height_below=height_below)
    page = sheet.page_setup
    assert (page.orientation, page.paperSize) == ("landscape", paper)
    across, down = (1 if pages is None else pages for pages in (page.fitToWidth, page.fitToHeight))
    assert (across, down) == (pages_across, pages_down)
    assert sheet.print_title_rows == "$1:$1"
    assert sheet.print_title_cols == ("$A:$A" if pages_across > 1 else None)
