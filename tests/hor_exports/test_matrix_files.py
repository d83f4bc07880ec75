"""The matrix as a workbook, CSV and JSON: the same numbers in each, with what they count."""

import csv
import json
from datetime import date
from io import BytesIO, StringIO

import pandas as pd
import pytest
from openpyxl import load_workbook

from hor_data.changes import build_trend
from hor_data.checks import check_workbook
from hor_data.release import Selection, read_release
from hor_data.workbook import read_workbook
from hor_exports.bundle import BundleRequest, list_bundle_steps
from hor_exports.charts import trend_chart
from hor_exports.deck import COVER_PART
from hor_exports.explore import MatrixChoice, build_matrix_table
from hor_exports.matrix_files import MATRIX_FILE_KINDS, write_matrix_file
from hor_exports.spreadsheets import write_view_workbook
from hor_exports.view import open_view
from tests.support.books import BODY, GOOD, book, but
from tests.support.every_file import agenda_of
from tests.support.screens import ROOT
from tests.support.three_releases import three_read

TODAY = date(2026, 11, 22)
RELEASE = read_release((ROOT / "data/commitments.xlsx").read_bytes(), TODAY)
VIEW = open_view(RELEASE, Selection())
NHS = open_view(RELEASE, Selection(sector=("NHS",)))
BY_DEADLINE = MatrixChoice("sector", "deadline")
HEADS = ["Sector", "Past due", "Not yet due", "No date set", "Total"]


def content_of(kind, choice=BY_DEADLINE, view=VIEW, trend=None):
    return write_matrix_file(view, choice, kind, trend).content


def csv_of(choice=BY_DEADLINE, view=VIEW, trend=None):
    text = content_of("csv", choice, view, trend).decode("utf-8-sig")
    return list(csv.DictReader(StringIO(text)))


def test_a_file_is_named_for_its_rows_and_columns_the_filters_and_the_date():
    file = write_matrix_file(NHS, MatrixChoice("lead", "area"), "csv")
    assert file.name == "lead-organisation-by-area-nhs-2022.csv"
    assert file.media_type == "text/csv"
    assert set(MATRIX_FILE_KINDS) == {"pptx", "xlsx", "csv", "json"}


def test_the_workbook_has_a_real_table_its_totals_and_what_counts_twice():
    sheet = load_workbook(BytesIO(content_of("xlsx")))["Matrix"]
    lines = list(sheet.iter_rows(values_only=True))
    assert list(lines[0]) == HEADS
    assert lines[3] == ("NHS", 1, 1, 14, 16)
    (table,) = sheet.tables.values()
    assert table.ref == "A1:E9"
    assert lines[9] == ("All", 1, 1, 44, 46)
    assert [line[0] for line in lines[10:]] == [
        None,
        "“NHS” and “No date set” meet most often: 14 of 46 commitments.",
        "Number of commitments by sector and deadline: All 46 commitments.",
        "Rows add up to 47, as some of the 46 are in more than one.",
        "Deadlines are judged on 22 November 2026.",
    ]
    assert sheet["A10"].font.bold


def test_every_form_has_the_same_numbers():
    rows = csv_of()
    sheet = pd.read_excel(BytesIO(content_of("xlsx")), sheet_name="Matrix", engine="openpyxl")
    in_sheet = sheet.head(len(rows)).to_dict("records")
    content = json.loads(content_of("json"))
    assert content["rows"] == in_sheet
    assert [{head: row[head] for head in HEADS} for row in rows] == [
        {head: str(value) for head, value in row.items()} for row in content["rows"]
    ]
    assert content["totals"] == [dict(zip(HEADS, ("All", 1, 1, 44, 46), strict=True))]
    assert content["columns_of"] == "Deadline"
    assert content["shown"].startswith("All 46 commitments; data as at 2022")


def test_where_the_filters_leave_rows_out_a_column_marks_those_that_they_choose():
    rows = csv_of(view=NHS)
    assert [row["Sector"] for row in rows if row["Chosen"] == "yes"] == ["NHS"]
    assert len(rows) == 8
    assert (
        "The filters choose sector NHS; no total counts what stands beside it."
        in (rows[0]["Shown"])
    )
    assert json.loads(content_of("json", view=NHS))["totals"][0]["Total"] == 16
    assert "Chosen" not in csv_of()[0]


def test_columns_that_the_filters_leave_out_are_in_no_total():
    view = open_view(RELEASE, Selection(deadline=("Past due",)))
    content = json.loads(content_of("json", view=view))
    assert content["chosen_columns"] == ["Past due"]
    (row,) = content["rows"]
    assert (row["Sector"], row["Past due"], row["Total"]) == ("NHS", 1, 1)


def test_by_release_each_group_has_a_row_a_release_with_its_statuses():
    releases = three_read()
    view = open_view(releases[-1], Selection())
    trend = build_trend(releases, view.selection, "theme")
    rows = csv_of(MatrixChoice("theme", "release"), view, trend)
    assert list(rows[0])[:2] == ["Theme", "Release"]
    power = [row for row in rows if row["Theme"] == "People-powered health"]
    assert [(row["Release"], row["Complete"], row["Unclear"], row["Total"]) for row in power] == [
        ("2022", "2", "1", "9"),
        ("June 2024", "2", "2", "8"),
        ("June 2026", "2", "3", "9"),
    ]
    book = load_workbook(BytesIO(content_of("xlsx", MatrixChoice("theme", "release"), view, trend)))
    assert book.sheetnames == ["Cover", "Matrix", "Status by release"]
    assert len(book["Status by release"]._charts) == 1


def test_names_that_a_spreadsheet_would_run_stay_text_and_headers_stay_apart():
    rows = [but(GOOD, Area="=1+1"), but(GOOD, Ref="C2", Area="Total"), but(GOOD, Ref="C3")]
    lists = [{"List": "Area", "Value": name} for name in ("=1+1", "Total", "Black Country")]
    release = read_release(book(*rows, Organisations=[BODY], Lists=lists), TODAY)
    view = open_view(release, Selection())
    choice = MatrixChoice("theme", "area")
    sheet = load_workbook(BytesIO(content_of("xlsx", choice, view)))["Matrix"]
    heads = [cell.value for cell in sheet[1]]
    assert heads == ["Theme", "=1+1", "Total", "Black Country", "Total (2)"]
    assert all(cell.data_type == "s" for cell in sheet[1])
    assert "'=1+1" in csv_of(choice, view)[0]


def test_the_views_workbook_with_matrix_and_trend_reads_back_as_the_release():
    releases = three_read()
    view = open_view(releases[-1], Selection())
    table = build_matrix_table(view, BY_DEADLINE)
    trend = trend_chart(build_trend(releases, view.selection, "theme"))
    content = write_view_workbook(view, table, trend)
    assert {"Matrix", "Status by release"} <= set(load_workbook(BytesIO(content)).sheetnames)
    assert check_workbook(read_workbook(content)) == []
    read = read_release(content, TODAY)
    assert read.commitments.equals(view.release.commitments)


@pytest.mark.parametrize("columns", ["deadline", "release"])
def test_the_bundle_has_the_matrix_as_chosen_and_the_trend(columns):
    releases = three_read()
    view = open_view(releases[-1], Selection())
    choice = MatrixChoice("sector", columns)
    trend = build_trend(releases, view.selection, "sector")
    wanted = BundleRequest((COVER_PART,), agenda_of(view), matrix=choice, trend=trend)
    steps = {step.name: step for step in list_bundle_steps(view, wanted)}
    first = "deadline" if columns == "deadline" else "status"
    assert steps["the matrix"].note == (
        f"matrix: sector by {first} and sector by release, as a workbook, CSV and JSON."
    )
    assert list(steps["the matrix"].make()) == [
        f"matrix/sector-by-{which}-2026-06.{kind}"
        for which in (first, "release")
        for kind in ("xlsx", "csv", "json")
    ]
    assert list(steps["the slides of the matrix"].make()) == ["matrix-2026-06.pptx"]
