"""A CSV holds nothing that a spreadsheet would run, in any width of letter."""

import csv
import io
from datetime import date

import pytest
from openpyxl import load_workbook

from hor_data.release import read_query, read_release
from hor_exports.spreadsheets import (
    chart_rows,
    table_csv,
    write_chart_workbook,
    write_view_workbook,
)
from hor_exports.view import open_view, status_chart
from tests.support.books import BODY, GOOD, STATUS, book, but

# What Excel, LibreOffice and Google Sheets begin a formula with; Excel set to an East Asian
# language reads the full-width signs as well.
SIGNS = ["=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠"]


def cells_of(*values):
    """The values as another program reads them back from our CSV."""
    text = table_csv(["Heading"], [[value] for value in values])
    return [row[0] for row in csv.reader(io.StringIO(text.lstrip("\ufeff")))][1:]


@pytest.mark.parametrize("sign", SIGNS)
def test_a_text_that_begins_with_a_sign_of_a_formula_gets_an_apostrophe(sign):
    assert cells_of(f"{sign}HYPERLINK(1)") == [f"'{sign}HYPERLINK(1)"]


@pytest.mark.parametrize("text", ["5 = 5", "a-b", "“= a quotation", "¬ not", "~ about"])
def test_a_sign_within_a_text_is_left_alone(text):
    assert cells_of(text) == [text]


@pytest.mark.parametrize("sign", SIGNS)
def test_a_heading_is_text_too(sign):
    text = table_csv([f"{sign}cmd"], [])
    assert next(csv.reader(io.StringIO(text.lstrip("\ufeff")))) == [f"'{sign}cmd"]


def test_a_negative_number_stays_a_number():
    assert cells_of(-5, -2.5, None) == ["-5", "-2.5", ""]


@pytest.mark.parametrize("sign", [sign for sign in SIGNS if not sign.isspace()])
def test_headers_of_exported_sheets_and_csv_are_text(sign):
    value = f"{sign}HYPERLINK(1)"
    content = book(
        but(GOOD, Status=value, Theme=value, Lead_organisations=value),
        Organisations=[but(BODY, Organisation=value, Short_name=value)],
        Lists=[but(STATUS, Value=value), {"List": "Theme", "Value": value}],
    )
    release = read_release(content, date(2026, 11, 26))
    view = open_view(release, read_query(release, ""))
    chart = status_chart(view, "theme")
    headers = next(csv.reader(io.StringIO(table_csv(*chart_rows(chart)).lstrip("\ufeff"))))
    assert f"'{value}" in headers
    for exported in (write_view_workbook(view), write_chart_workbook(view, chart)):
        workbook = load_workbook(io.BytesIO(exported))
        cells = [cell for sheet in workbook for row in sheet.iter_rows() for cell in row]
        assert sum(cell.row == 1 and cell.value == value for cell in cells) > 0
        assert {cell.data_type for cell in cells if str(cell.value) == value} == {"s"}
