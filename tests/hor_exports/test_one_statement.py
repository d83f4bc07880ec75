"""What a view and a chart say is the same in every form, and a part is not taken for the whole."""

import csv
import io
import json
import re
from datetime import date
from html import unescape
from io import BytesIO

import pytest
from openpyxl import load_workbook

from hor_data.release import Selection, read_release
from hor_exports.chart_files import CHART_FILE_KINDS
from hor_exports.deck import chart_part
from hor_exports.spreadsheets import view_json, write_data_package, write_view_workbook
from hor_exports.view import (
    file_name,
    open_view,
    rows_name,
    status_chart,
)
from tests.support.books import (
    GOOD,
    STATUS,
    book,
    but,
    unzipped,
)
from tests.support.decks import charts_of
from tests.support.screens import ROOT, bars, charts

RELEASE = read_release((ROOT / "data/commitments.xlsx").read_bytes(), date(2026, 11, 22))
NHS = open_view(RELEASE, Selection(sector=("NHS",)))
EVERYTHING = open_view(RELEASE, Selection())
TITLE = "NHS: 16 commitments, 1 complete, 4 substantial, 9 limited and 2 unclear"
SHOWN = (
    "All 46, by sector; NHS, 16, is chosen, the others are for comparison; "
    "47 counted under sectors, as 1 is under two; data as at 2022; release Updates of 2022"
)
SECTORS = [
    ["Combined authority", "no"],
    ["Local government", "no"],
    ["NHS", "yes"],
    ["National public health body", "no"],
    ["Police and fire", "no"],
    ["Universities", "no"],
    ["Multi-agency partnership", "no"],
    ["Patient and community voice", "no"],
]


def made(kind, view=NHS, field="sector"):
    return CHART_FILE_KINDS[kind][1](view, status_chart(view, field), chart_part(field), "")


def csv_rows(content):
    return list(csv.DictReader(io.StringIO(content.decode("utf-8-sig"))))


def cover_of(content):
    return dict(load_workbook(BytesIO(content))["Cover"].iter_rows(values_only=True))


def excel_titles(content, part="xl/charts/chart1.xml"):
    return unescape(" ".join(re.findall(r"<a:t>([^<]*)", unzipped(content)[part].decode())))


def test_a_chart_says_the_same_in_every_file():
    (slide, shape), *_ = charts_of(made("pptx"))
    (shown_csv,) = {row["Shown"] for row in csv_rows(made("csv"))}
    (page,) = charts(bars("sector", sector=["NHS"]))
    alternative = shape._element._nvXxPr.cNvPr.get("descr")
    notes = slide.notes_slide.notes_text_frame.text
    whole = json.loads(made("json"))
    assert {slide.shapes.title.text, whole["title"], page["title"]} == {TITLE}
    assert {alternative, whole["alt"], page["alt"]} == {page["alt"]}
    assert alternative in notes
    assert {shown_csv, whole["shown"], page["caption"][0]} == {f"{SHOWN}."}
    assert f"{TITLE} ({SHOWN}). Source: " in page["foot"]
    assert f"{TITLE} {SHOWN}." in excel_titles(made("xlsx"))
    assert page["file"] == "status-by-sector-nhs-2022"


def test_the_rows_that_filters_choose_are_marked_wherever_others_are_shown():
    found = [[row["Sector"], row["Chosen"]] for row in csv_rows(made("csv"))]
    assert found == SECTORS
    found = [[row["Sector"], row["Chosen"]] for row in json.loads(made("json"))["rows"]]
    assert found == SECTORS
    for content in (made("xlsx"), write_view_workbook(NHS)):
        lines = list(load_workbook(BytesIO(content))["Status by sector"].values)
        assert [[line[0], line[-1]] for line in lines] == [["Sector", "Chosen"], *SECTORS]
    (page,) = charts(bars("sector", sector=["NHS"]))
    body, foot = page["foot"].split("<tbody>")[1].split("<tfoot>")
    found = re.findall(r'<th scope="row">([^<]+)</th>.*?<td>(yes|no)</td></tr>', body)
    assert [list(row) for row in found] == SECTORS
    assert ">yes<" not in foot


@pytest.mark.parametrize(
    "view",
    [EVERYTHING, open_view(RELEASE, Selection(theme=("People-powered health",)))],
    ids=["everything", "of-another-filter"],
)
def test_no_row_is_marked_where_no_other_is_shown(view):
    assert "Chosen" not in csv_rows(made("csv", view))[0]
    assert "Chosen" not in json.loads(made("json", view))["rows"][0]
    assert "Chosen" not in next(
        load_workbook(BytesIO(made("xlsx", view)))["Status by sector"].values
    )


def test_a_status_that_is_called_chosen_keeps_its_column():
    release = read_release(
        book(
            but(GOOD, Status="chosen"),
            but(GOOD, Ref="C2", Status="chosen", Theme="Widening access to health and care"),
            Lists=[but(STATUS, Value="chosen")],
        ),
        date(2026, 11, 22),
    )
    view = open_view(release, Selection(theme=("People-powered health",)))
    assert view.filtered_from == 2
    mark = "Chosen by the filters"
    (row,) = [row for row in json.loads(made("json", view, "theme"))["rows"] if row[mark] == "yes"]
    assert (row["Theme"], row["chosen"]) == ("People-powered health", 1)
    sheet = load_workbook(BytesIO(made("xlsx", view, "theme")))["Status by theme"]
    assert next(sheet.values) == ("Theme", "chosen", mark)


def test_a_part_of_the_rows_says_that_it_is_not_the_release():
    shown = "16 of 46 commitments: sector NHS. This is a selection, not the release."
    assert cover_of(write_view_workbook(NHS))["Shown"] == shown
    assert json.loads(view_json(NHS))["cover"]["shown"] == shown
    parts = unzipped(write_data_package(NHS))
    assert json.loads(parts["datapackage.json"])["description"].startswith(f"{shown} ")
    assert json.loads(parts["commitments.json"])["cover"]["shown"] == shown
    # A CSV has a name and no cover.
    name = file_name(NHS, rows_name(NHS), "csv")
    assert name == "16-of-46-commitments-nhs-2022.csv"


def test_the_whole_says_that_it_is_all_of_it():
    assert cover_of(write_view_workbook(EVERYTHING))["Shown"] == "All 46 commitments"
    assert json.loads(view_json(EVERYTHING))["cover"]["shown"] == "All 46 commitments"
    described = json.loads(unzipped(write_data_package(EVERYTHING))["datapackage.json"])[
        "description"
    ]
    assert described.startswith("All 46 commitments. Public commitments")
    assert file_name(EVERYTHING, rows_name(EVERYTHING), "csv") == "commitments-2022.csv"


def test_however_many_filters_a_file_is_named_by_its_date_stands_at_its_end():
    themes = tuple(RELEASE.groupings["theme"].values)
    view = open_view(RELEASE, Selection(theme=themes, words="training"))
    assert len(" ".join(themes)) > 80
    name = file_name(view, rows_name(view), "csv")
    assert re.fullmatch(r"\d+-of-46-commitments-improving-outcomes-.*[a-z]-2022\.csv", name)
    assert len(name) <= 80 + len(".csv")
