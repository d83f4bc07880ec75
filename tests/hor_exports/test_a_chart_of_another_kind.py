"""A chart that is not statuses by group: its picture, table, files and slide are its own."""

import csv
import json
import pickle
from dataclasses import replace
from datetime import date
from io import BytesIO, StringIO

import pandas as pd
import plotly.graph_objects as go
import pytest
from openpyxl import load_workbook
from openpyxl.utils import range_boundaries

from hor_data.release import Selection, read_release
from hor_exports.chart_files import CHART_FILE_KINDS
from hor_exports.charts import Bar, Chart, Coverage, LegendEntry, draw_bars, total_rows
from hor_exports.deck import chart_part, drawn_chart_part
from hor_exports.palette import OUTLINE, PLAIN
from hor_exports.view import open_view, status_chart
from tests.support.decks import charts_of
from tests.support.screens import ROOT

RELEASE = read_release((ROOT / "data/commitments.xlsx").read_bytes(), date(2026, 11, 22))
VIEW = open_view(RELEASE, Selection())
NUMBERS = {"2021": 3, "2022": 52}
TITLE = "55 updates in 2 years: most, 52, in 2022"


def updates_chart():
    """Updates a year, in one series that is no status."""
    table = pd.DataFrame({"Updates": NUMBERS.values()}, pd.Index(NUMBERS, name="Year"))
    labels = {year: f"{year}: {number} updates" for year, number in NUMBERS.items()}
    legend = (LegendEntry("Updates", PLAIN),)
    return Chart(
        name="updates-a-year",
        title=TITLE,
        subtitle="Number of updates by year",
        figure=draw_bars(table, legend),
        alt=f"Bar chart of updates. {'. '.join(labels.values())}.",
        table=table,
        coverage=Coverage((sum(NUMBERS.values()),), shown="All 55 updates", unit="update"),
        legend=legend,
        bars=tuple(Bar(year, year, label, False) for year, label in labels.items()),
    )


def file_of(kind):
    chart = updates_chart()
    return CHART_FILE_KINDS[kind][1](VIEW, chart, drawn_chart_part(chart), "")


def test_its_picture_draws_its_table_in_the_colour_that_no_status_has():
    (bars,) = go.Figure(updates_chart().figure).data
    assert dict(zip(bars.y, bars.x, strict=True)) == NUMBERS
    assert (bars.name, bars.marker.color) == ("Updates", OUTLINE)
    assert total_rows(updates_chart()) == [("All", [55])]


def test_its_csv_has_its_heads_and_numbers():
    heads, *rows = csv.reader(StringIO(file_of("csv").decode("utf-8-sig")))
    assert heads == ["Year", "Updates", "Shown"]
    assert [row[:2] for row in rows] == [["2021", "3"], ["2022", "52"]]
    assert rows[0][2].startswith("All 55 updates; data as at ")


def test_its_json_calls_what_it_counts_by_its_name():
    content = json.loads(file_of("json"))
    assert content["title"] == TITLE
    assert content["updates"] == {"Updates": 55}
    assert content["rows"] == [{"Year": "2021", "Updates": 3}, {"Year": "2022", "Updates": 52}]
    assert "commitments" not in content


def test_its_workbook_has_its_table_and_excels_own_chart_of_it():
    sheet = load_workbook(BytesIO(file_of("xlsx")))["Updates a year"]
    assert list(sheet.iter_rows(values_only=True, max_row=3)) == [
        ("Year", "Updates"),
        ("2021", 3),
        ("2022", 52),
    ]
    (chart,) = sheet._charts
    assert "".join(run.t for run in chart.title.tx.rich.p[0].r) == TITLE
    (series,) = chart.series
    left, top, right, bottom = range_boundaries(series.val.numRef.f.split("!")[1].replace("$", ""))
    assert (left, top, right, bottom) == (2, 2, 2, 3)
    assert series.graphicalProperties.solidFill.srgbClr == OUTLINE.lstrip("#").upper()


def test_its_slide_has_its_title_and_a_native_chart_of_its_numbers():
    ((slide, shape),) = charts_of(file_of("pptx"))
    assert slide.shapes.title.text == TITLE
    (plot,) = shape.chart.plots
    assert list(plot.categories) == list(NUMBERS)
    assert [(series.name, series.values) for series in plot.series] == [("Updates", (3.0, 52.0))]
    assert shape._element._nvXxPr.cNvPr.get("descr") == updates_chart().alt
    assert "Shown: All 55 updates." in slide.notes_slide.notes_text_frame.text


def test_the_part_of_a_chart_can_be_sent_to_another_process():
    part = pickle.loads(pickle.dumps(drawn_chart_part(updates_chart())))
    assert part.arguments[0].title == TITLE


def test_the_slide_of_a_drawn_chart_of_statuses_is_that_of_its_grouping():
    chart, make = status_chart(VIEW, "theme"), CHART_FILE_KINDS["pptx"][1]
    drawn = make(VIEW, chart, drawn_chart_part(chart), "")
    named = make(VIEW, chart, chart_part("theme"), "")
    ((slide, shape),), ((other, its),) = charts_of(drawn), charts_of(named)
    assert slide.shapes.title.text == other.shapes.title.text
    assert shape.chart.part.blob == its.chart.part.blob


@pytest.mark.parametrize(
    ("change", "fault"),
    [
        ({"legend": ()}, "the legend needs each series and its meaning"),
        ({"legend": (LegendEntry("Updates", "later"),)}, "the legend needs each series"),
        ({"bars": ()}, "each row of the table needs its bar"),
    ],
)
def test_a_chart_of_which_no_file_could_be_made_fails_by_its_name(change, fault):
    with pytest.raises(ValueError, match=f"Chart updates-a-year: {fault}"):
        replace(updates_chart(), **change)


def test_two_series_that_would_look_alike_are_refused():
    table = pd.DataFrame({"One": [1], "Two": [2]}, pd.Index(["2021"], name="Year"))
    legend = (LegendEntry("One", PLAIN), LegendEntry("Two", PLAIN))
    with pytest.raises(ValueError, match="only one series can be plain"):
        replace(updates_chart(), table=table, legend=legend, bars=updates_chart().bars[:1])
