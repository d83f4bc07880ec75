"""Charts: what they draw, what they say, and that both come from the one table."""

import re

import pandas as pd
import plotly.graph_objects as go
import pytest

from hor_exports.charts import (
    Coverage,
    slice_chart,
    status_bars,
    total_rows,
)
from hor_exports.palette import (
    DARK_COLOURS,
    INK,
    PAPER,
    STATUS_COLOURS,
    TEXT_ON_STATUS,
)
from tests.support.screens import ROOT

MEANINGS = {
    "Complete": "complete",
    "Substantial": "substantial",
    "Limited": "limited",
    "Not started": "not started",
    "Unclear": "unclear",
}
DARK_PAPER = "#11161C"


def tally(rows, group="Theme", statuses=tuple(MEANINGS)):
    """A tally as `tally_by` gives it: {group: counts in the order of the statuses}."""
    index = pd.Index(list(rows), name=group)
    return pd.DataFrame(list(rows.values()), index=index, columns=list(statuses))


TWO = tally({"Water": [1, 0, 2, 0, 0], "Energy": [0, 0, 1, 0, 1]})


def choosing(*groups):
    """What the chart of TWO counts while its own filter chooses these of its groups."""
    of_chosen = TWO.loc[list(groups)].sum().tolist()
    shown = f"All 5, by theme; {groups[0]} is chosen, the others are for comparison"
    return Coverage(tuple(TWO.sum().tolist()), shown, "", groups, tuple(of_chosen))


def drawn(chart):
    return {
        bars["name"]: dict(zip(bars["y"], bars["x"], strict=True)) for bars in chart.figure["data"]
    }


def test_the_words_say_what_the_bars_say():
    chart = status_bars(TWO, MEANINGS)
    assert chart.title == "5 commitments by theme: 1 complete, 3 limited and 1 unclear"
    assert chart.subtitle == "Number of commitments by theme and status"
    assert chart.alt == (
        "Stacked bar chart of how commitments stand across 2 themes. "
        "5 commitments by theme: 1 complete, 3 limited and 1 unclear. "
        "Water: 3 commitments, 1 complete and 2 limited. "
        "Energy: 2 commitments, 1 limited and 1 unclear."
    )


def test_the_figure_draws_the_table():
    chart = status_bars(TWO, MEANINGS)
    some = [status for status in MEANINGS if TWO[status].sum()]
    assert drawn(chart) == TWO[some].to_dict()
    assert chart.table.equals(TWO)


def test_the_spec_is_one_that_plotly_knows():
    figure = go.Figure(status_bars(TWO, MEANINGS, choosing("Water")).figure)
    assert len(figure.data) == 3


@pytest.mark.parametrize("table", [TWO.head(0), tally({})], ids=["no rows", "nothing"])
def test_nothing_to_show_is_said_in_words(table):
    chart = status_bars(table, MEANINGS)
    assert chart.alt == chart.title == "No commitments match these filters."
    assert (chart.figure["data"], chart.bars) == ([], ())


def test_what_is_chosen_stands_out():
    chart = status_bars(TWO, MEANINGS, choosing("Energy"))
    assert [bar.value for bar in chart.bars if bar.chosen] == ["Energy"]
    assert {tuple(bars["marker"]["opacity"]) for bars in chart.figure["data"]} == {(0.35, 1)}


def test_what_is_chosen_is_said_in_the_words():
    chart = status_bars(TWO, MEANINGS, choosing("Energy"))
    assert chart.title == "Energy: 2 commitments, 1 limited and 1 unclear"
    assert chart.coverage.shown in chart.alt


def test_a_part_of_a_chart_claims_only_what_holds_of_the_whole():
    table = tally({"A": [3, 0, 0, 0, 2], "B": [4, 0, 0, 0, 1], "C": [1, 0, 0, 0, 0]})
    whole = status_bars(table, MEANINGS)
    part = slice_chart(whole, slice(1, 3))
    assert part.title == whole.title
    assert [bar.value for bar in part.bars] == part.table.index.tolist() == ["B", "C"]
    assert part.alt == (
        f"{whole.title}. This slide shows rows 2 to 3 of 3 of a stacked bar chart. "
        "B: 5 commitments, 4 complete and 1 unclear. C: 1 commitment, 1 complete."
    )


def test_a_table_has_a_total():
    assert total_rows(status_bars(TWO, MEANINGS)) == [("All", [1, 0, 3, 0, 1])]
    assert total_rows(status_bars(TWO.head(0), MEANINGS)) == []


def test_a_table_whose_rows_count_some_twice_has_both_totals():
    once = Coverage((1, 0, 2, 0, 1), repeats="5 counted under themes, as 1 is under two")
    assert total_rows(status_bars(TWO, MEANINGS, once)) == [
        ("Counted under themes", [1, 0, 3, 0, 1]),
        ("Commitments, each once", [1, 0, 2, 0, 1]),
    ]


def test_another_bodys_words_keep_the_colours_of_their_meanings():
    table = tally({"Water": [2, 1]}, statuses=("Delivered", "At risk"))
    chart = status_bars(table, {"Delivered": "complete", "At risk": "limited"})
    colours = {bars["name"]: bars["marker"]["color"] for bars in chart.figure["data"]}
    assert colours == {
        "Delivered": STATUS_COLOURS["complete"],
        "At risk": STATUS_COLOURS["limited"],
    }


def test_markup_in_a_name_is_no_markup_in_the_figure():
    chart = status_bars(tally({"<a href='x'>Water</a>": [1, 0, 0, 0, 0]}), MEANINGS)
    assert chart.figure["layout"]["yaxis"]["ticktext"] == [
        "&lt;a href=&#x27;x&#x27;&gt;Water&lt;/a&gt;"
    ]


def light(colour):
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    linear = [
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
    ]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one, other):
    high, low = sorted((light(one), light(other)), reverse=True)
    return (high + 0.05) / (low + 0.05)


# Not started is an empty bar: its outline stands off the page, not its fill.
FILLED = [meaning for meaning in STATUS_COLOURS if meaning != "not started"]


@pytest.mark.parametrize("meaning", FILLED)
def test_every_bar_stands_three_to_one_off_its_page(meaning):
    colour = STATUS_COLOURS[meaning]
    assert contrast(colour, PAPER) >= 3
    assert contrast(DARK_COLOURS[colour], DARK_PAPER) >= 3


@pytest.mark.parametrize("meaning", STATUS_COLOURS)
def test_every_number_is_legible_on_its_bar(meaning):
    colour, text = STATUS_COLOURS[meaning], TEXT_ON_STATUS[meaning]
    assert contrast(colour, text) >= 4.5
    assert contrast(DARK_COLOURS[colour], DARK_COLOURS[text]) >= 4.5


def test_the_look_of_the_pages_has_the_colours_of_the_palette():
    css = (ROOT / "static/page.css").read_text(encoding="utf-8")
    light_rule, dark_rule = re.findall(r"--complete:[^}]+", css)[:2]
    for meaning, colour in STATUS_COLOURS.items():
        name = meaning.replace(" ", "-")
        assert f"--{name}: {colour};" in light_rule
        assert f"--{name}: {DARK_COLOURS[colour]};" in dark_rule
    assert INK in light_rule
