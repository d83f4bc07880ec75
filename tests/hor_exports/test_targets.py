"""Where each target is: the picture, its title, its table and its files."""

import csv
import json
from datetime import date
from io import BytesIO, StringIO

import plotly.graph_objects as go
import pytest
from openpyxl import load_workbook
from openpyxl.utils import range_boundaries

from hor_data.release import Selection, list_targets, read_release
from hor_exports.chart_files import CHART_FILE_KINDS
from hor_exports.charts import targets_chart
from hor_exports.deck import drawn_chart_part
from hor_exports.view import open_view
from tests.support.books import GOOD, MEASURE, book, but
from tests.support.decks import charts_of

PART = but(MEASURE, Ref="C1", Measure="Leaders trained", Target=500, Result=320, Unit="leaders")
OVER = but(PART, Ref="C2", Measure="Leaders mentored", Target=100, Result=130)
OPEN = but(PART, Ref="C1", Measure="Officers", Target=1000, Result=None, Unit="officers")
OTHER = but(PART, Ref="C2", Measure="People (promise: further people)", Target=450, Result=2566)
SPENT = but(PART, Ref="C2", Measure="Spend", Target=3.4, Result=1.7, Unit="£ million")
ALONE = but(PART, Ref="C1", Measure="Sites", Target=None, Result=60, Unit="sites")
ALL = (PART, OVER, OPEN, OTHER, SPENT, ALONE)


def view_of(*measures):
    rows = [but(GOOD, Ref=ref) for ref in ("C1", "C2")]
    return open_view(
        read_release(book(*rows, Measures=list(measures)), date(2026, 11, 26)), Selection()
    )


def chart_of(*measures):
    return targets_chart(list_targets(view_of(*measures).release, {"C1", "C2"}))


def file_of(kind, *measures):
    chart = chart_of(*measures)
    return CHART_FILE_KINDS[kind][1](view_of(*measures), chart, drawn_chart_part(chart), "")


def bars_of(chart):
    """The length of each part of each bar, by the name of the row."""
    return {
        str(name): {series: round(length, 1) for series, length in row.items() if length}
        for name, row in chart.table.iterrows()
    }


def test_bars_of_one_unit_have_one_scale_and_each_other_unit_its_own():
    assert bars_of(chart_of(*ALL)) == {
        "C1: Leaders trained": {"Result so far": 64.0, "Still to reach": 36.0},
        "C2: People (promise: further people)": {"Still to reach": 90.0},
        "C2: Leaders mentored": {"Reached": 20.0, "Beyond the target": 6.0},
        "C1: Officers": {"Still to reach": 100.0},
        "C2: Spend": {"Result so far": 50.0, "Still to reach": 50.0},
    }


def test_each_row_says_its_numbers_with_their_unit_and_what_is_reached():
    assert [bar.name for bar in chart_of(*ALL).bars] == [
        "Leaders trained: 320 leaders reported, 500 leaders promised",
        "People (promise: further people): 450 leaders promised; the result counts something else",
        "Leaders mentored: 130 leaders reported, 100 leaders promised: reached",
        "Officers: 1,000 officers promised, no result yet",
        "Spend: £1.7 million reported, £3.4 million promised",
    ]


def test_the_picture_is_told_in_words_to_who_does_not_see_it():
    assert chart_of(OVER, OPEN).alt == (
        "Bar chart of 2 targets, target and result, each unit to a scale of its own. "
        "1 of 2 targets is reached; 1 has no result to compare. "
        "Leaders mentored: 130 leaders reported, 100 leaders promised: reached. "
        "Officers: 1,000 officers promised, no result yet."
    )


@pytest.mark.parametrize(
    ("measures", "title"),
    [
        ((), "No target is stated."),
        ((ALONE,), "No target is stated."),
        ((OPEN,), "The one target has no result to compare with it"),
        ((OTHER,), "The one target has no result to compare with it"),
        ((PART,), "The one target is not reached"),
        ((OVER,), "The one target is reached"),
        ((OPEN, OTHER), "None of the 2 targets has a result to compare with it"),
        ((OVER, but(OVER, Ref="C1")), "All 2 targets are reached"),
        ((PART, SPENT), "None of the 2 targets is reached; 2 are below"),
        (ALL, "1 of 5 targets is reached; 2 are below, 2 have no result to compare"),
    ],
)
def test_the_title_counts_what_is_reached_below_and_not_to_be_compared(measures, title):
    chart = chart_of(*measures)
    assert chart.title == title
    assert len(title.split()) <= 15
    go.Figure(chart.figure)


@pytest.mark.parametrize(
    ("change", "stands"),
    [
        ({"Result": 500}, "Reached"),
        ({"Result": 499.9}, "Below the target"),
        ({"Result": 500, "Qualifier": "more than"}, "Reached"),
        ({"Result": 500, "Qualifier": "at most"}, "Below the target"),
        ({"Result": 501, "Qualifier": "fewer than"}, "Below the target"),
        ({"Result": 0}, "Below the target"),
        ({"Result": -5}, "Below the target"),
        ({"Target": 0, "Result": 0}, "Reached"),
    ],
    ids=str,
)
def test_a_target_is_reached_by_a_result_as_high_and_by_none_below(change, stands):
    chart = chart_of({**PART, **change})
    assert chart.facts.rows[0][-1] == stands
    assert (chart.table.to_numpy() >= 0).all()
    assert round(chart.table.sum(axis=1).max(), 3) <= 100


def test_two_measures_of_one_name_are_two_rows():
    assert list(chart_of(PART, PART).table.index) == [
        "C1: Leaders trained",
        "C1: Leaders trained (2)",
    ]


HEADS = ["Measure", "Ref", "Unit", "Target", "Result", "As at", "How it stands"]


def test_its_csv_has_the_numbers_and_not_the_lengths_of_bars():
    heads, *rows = csv.reader(StringIO(file_of("csv", SPENT, OPEN).decode("utf-8-sig")))
    assert heads == [*HEADS, "Shown"]
    assert [row[:7] for row in rows] == [
        ["Spend", "C2", "£ million", "3.4", "1.7", "", "Below the target"],
        ["Officers", "C1", "officers", "1000", "", "", "No result yet"],
    ]


def test_its_json_has_a_row_a_target_and_no_total():
    content = json.loads(file_of("json", OVER, OPEN))
    assert content["title"] == "1 of 2 targets is reached; 1 has no result to compare"
    assert content["rows"][1] == dict(
        zip(HEADS, ["Officers", "C1", "officers", 1000, None, "", "No result yet"], strict=True)
    )
    assert "targets" not in content


def test_its_workbook_has_its_table_and_excels_own_chart_of_the_lengths():
    sheet = load_workbook(BytesIO(file_of("xlsx", PART, OPEN)))["Targets and results"]
    assert list(sheet.iter_rows(values_only=True, max_row=3)) == [
        (*HEADS, "Result so far", "Still to reach"),
        ("Leaders trained", "C1", "leaders", 500, 320, None, "Below the target", 64, 36),
        ("Officers", "C1", "officers", 1000, None, None, "No result yet", 0, 100),
    ]
    (chart,) = sheet._charts
    columns = [
        range_boundaries(series.val.numRef.f.split("!")[1].replace("$", ""))
        for series in chart.series
    ]
    assert columns == [(8, 2, 8, 3), (9, 2, 9, 3)]
    assert [series.dLbls for series in chart.series] == [None, None]


def test_its_slide_has_a_native_chart_with_the_numbers_beside_the_bars():
    ((slide, shape),) = charts_of(file_of("pptx", PART, OVER))
    assert slide.shapes.title.text == "1 of 2 targets is reached; 1 is below"
    (plot,) = shape.chart.plots
    assert list(plot.categories) == [
        "Leaders trained: 320 leaders reported, 500 leaders promised",
        "Leaders mentored: 130 leaders reported, 100 leaders promised: reached",
    ]
    assert [series.name for series in plot.series] == [
        "Reached",
        "Beyond the target",
        "Result so far",
        "Still to reach",
    ]
    assert shape._element._nvXxPr.cNvPr.get("descr") == chart_of(PART, OVER).alt
