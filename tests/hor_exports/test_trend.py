"""The trend as a chart: a bar a release, counted again by pandas on the three workbooks."""

from dataclasses import replace
from io import BytesIO

import pandas as pd
import plotly.graph_objects as go
import pytest

from hor_data.changes import build_trend, points_of_trend
from hor_data.release import Selection
from hor_exports.charts import name_releases, say_trend, total_rows, trend_chart
from hor_exports.explore import MatrixChoice, build_matrix, say_matrix_title
from hor_exports.view import open_view
from tests.support.three_releases import NOW, WAS, three, three_read

CONTENTS, RELEASES = three(), three_read()
EVERYTHING = Selection()


def chart_of(releases=RELEASES, selection=EVERYTHING):
    return trend_chart(build_trend(releases, selection, "theme"))


def rows_of(content):
    return pd.read_excel(BytesIO(content), sheet_name="Commitments", engine="openpyxl")


def dated(release, as_at, name):
    return replace(release, cover={**release.cover, "data as at": as_at, "release": name})


def test_each_bar_has_the_statuses_that_pandas_counts_in_the_workbook():
    chart = chart_of()
    assert list(chart.table.index) == ["2022", "June 2024", "June 2026"]
    assert chart.table.index.name == "Release"
    for content, (_, row) in zip(CONTENTS, chart.table.iterrows(), strict=True):
        counts = rows_of(content)["Status"].value_counts()
        assert row[row > 0].to_dict() == counts.to_dict()


def test_its_title_is_that_of_the_matrix_and_its_words_have_every_number():
    chart = chart_of()
    assert chart.title == "7 of 47 are complete in June 2026; in 2022 6 of 46 were"
    assert chart.subtitle == (
        "Number of commitments by release and status, the oldest release first"
    )
    assert chart.alt == (
        "Stacked bar chart of how commitments stood in 3 releases. "
        "7 of 47 are complete in June 2026; in 2022 6 of 46 were. "
        "2022: 46 commitments, 6 complete, 14 substantial, 21 limited and 5 unclear. "
        "June 2024: 46 commitments, 7 complete, 15 substantial, 19 limited and 5 unclear. "
        "June 2026: 47 commitments, 7 complete, 17 substantial, 18 limited and 5 unclear."
    )
    view = open_view(RELEASES[-1], EVERYTHING)
    trend = build_trend(RELEASES, EVERYTHING, "theme")
    matrix = build_matrix(view, MatrixChoice("theme", "release"), trend)
    assert say_matrix_title(view, matrix, trend) == f"{chart.title}."


def test_its_picture_draws_the_bars_and_no_sum_of_releases():
    chart = chart_of()
    bars = {bar.name: list(bar.x) for bar in go.Figure(chart.figure).data}
    assert bars == {
        "Complete": [6, 7, 7],
        "Substantial": [14, 15, 17],
        "Limited": [21, 19, 18],
        "Unclear": [5, 5, 5],
    }
    assert total_rows(chart) == []


def test_filters_are_in_the_words_of_the_newest_release():
    chart = chart_of(selection=Selection(lead=(NOW,)))
    led = [rows_of(content)["Lead organisations"].str.split("; ") for content in CONTENTS]
    numbers = [sum(WAS in names or NOW in names for names in leads) for leads in led]
    assert chart.table.sum(axis=1).tolist() == numbers == [4, 3, 3]


def test_one_release_alone_says_that_a_trend_begins_with_the_second():
    chart = chart_of(RELEASES[:1])
    assert chart.title == "A trend begins with the second release"
    assert chart.table.sum(axis=1).to_dict() == {"2022": 46}
    assert say_trend(build_trend(RELEASES[:1], EVERYTHING, "theme")) == f"{chart.title}."


@pytest.mark.parametrize(
    ("dates", "named", "names"),
    [
        (("2022", "2023"), ("A", "A"), ["2022", "2023"]),
        (("2022", "2022"), ("A", "B"), ["2022 (A)", "2022 (B)"]),
        (("2022", "2022"), ("A", "A"), ["2022 (A)", "2022 (A), release 2"]),
        (("2022", "2022"), ("", ""), ["2022", "2022, release 2"]),
        (("", ""), ("A", "B"), ["A", "B"]),
        (("", ""), ("", ""), ["Date not stated", "Date not stated, release 2"]),
        (("2022-07", ""), ("A", "July 2022"), ["July 2022", "July 2022, release 2"]),
    ],
)
def test_releases_are_told_apart_by_name_where_their_dates_are_alike(dates, named, names):
    releases = [dated(RELEASES[0], as_at, name) for as_at, name in zip(dates, named, strict=True)]
    assert name_releases(releases) == names
    assert list(chart_of(releases).table.index) == names


def test_of_one_date_of_data_the_last_is_the_point():
    again = dated(RELEASES[2], "2024-06", "A correction")
    assert list(chart_of(points_of_trend([*RELEASES[:2], again])).table.index) == [
        "2022",
        "June 2024",
    ]


def test_where_nothing_matches_in_any_release_the_trend_says_so():
    chart = chart_of(selection=Selection(words="nothing has this"))
    assert chart.title == "No commitments match these filters"
    assert chart.table.sum(axis=1).to_dict() == {"2022": 0, "June 2024": 0, "June 2026": 0}
