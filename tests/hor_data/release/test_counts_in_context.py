"""Counts and charts keep their context: what a filter chooses stands among the others."""

import re
from datetime import date

import pytest

from hor_data.release import Selection, read_release, say_chart_coverage
from hor_exports.deck import HEADLINE_PART, build_deck
from hor_exports.view import open_view
from tests.support.decks import slides_of
from tests.support.screens import (
    ROOT,
    bars,
    charts,
    markup,
    opened,
    words,
)

TODAY = date(2026, 11, 22)
RELEASE = read_release((ROOT / "data/commitments.xlsx").read_bytes(), TODAY)

WMCA = "West Midlands Combined Authority"


def counts_shown(app):
    """Each status of Explore with its count, and whether it stands beside what is chosen."""
    found = re.findall(
        r'<li class="count( other)? .*?data-toggle="status=(.*?)".*?figure">(\d+)<',
        markup(app),
        re.DOTALL,
    )
    return {status: (int(number), bool(other)) for other, status, number in found}


@pytest.mark.parametrize(
    ("asked", "statement", "counts"),
    [
        ({}, "", {"Complete": 6, "Substantial": 14, "Limited": 21, "Not started": 0, "Unclear": 5}),
        (
            {"status": ["Limited"]},
            "All 46, by status; Limited, 21, is chosen, the others are for comparison.",
            {"Complete": 6, "Substantial": 14, "Limited": 21, "Not started": 0, "Unclear": 5},
        ),
        (
            {"status": ["Limited", "Unclear"], "sector": ["NHS"]},
            "16 of 46 (sector NHS), by status; Limited, 9, and Unclear, 2, are chosen, the others "
            "are for comparison.",
            {"Complete": 1, "Substantial": 4, "Limited": 9, "Not started": 0, "Unclear": 2},
        ),
        (
            {"status": ["Not started"]},
            "All 46, by status; Not started, none, is chosen, the others are for comparison.",
            {"Complete": 6, "Substantial": 14, "Limited": 21, "Not started": 0, "Unclear": 5},
        ),
    ],
    ids=["no status", "one", "two under a sector", "one that none has"],
)
def test_with_a_status_chosen_the_others_keep_their_counts(asked, statement, counts):
    app = opened(**asked)
    shown = counts_shown(app)
    assert {status: number for status, (number, _) in shown.items()} == counts
    others = {status for status, (_, other) in shown.items() if other}
    assert others == (set(counts) - set(asked["status"]) if "status" in asked else set())
    assert statement in words(app)
    assert ("for comparison" in words(app)) == bool(statement)


def test_the_tiles_of_the_slides_are_the_counts_of_the_page():
    view = open_view(RELEASE, Selection(status=("Limited",)))
    (slide,) = slides_of(build_deck(view, (HEADLINE_PART,)))
    texts = [shape.text_frame.text for shape in slide.shapes if shape.has_text_frame]
    for tile in ("6\nComplete", "14\nSubstantial", "21\nLimited", "0\nNot started", "5\nUnclear"):
        assert tile in texts
    assert any("All 46, by status; Limited, 21, is chosen" in text for text in texts)
    title = "21 of the 46 commitments match these filters, all of them limited"
    assert slide.shapes.title.text == title


# The filter of a chart: one statement everywhere

STATEMENT = "All 46, by sector; NHS, 16, is chosen, the others are for comparison"


def test_a_chart_with_its_own_filter_says_so_in_all_its_words():
    (chart,) = charts(bars("sector", sector=["NHS"]))
    assert STATEMENT in chart["head"]
    assert STATEMENT in chart["alt"]
    assert STATEMENT in chart["caption"][0]
    assert STATEMENT in re.findall(r"<caption>(.*?)</caption>", chart["foot"])[0]
    assert STATEMENT in re.findall(r'class="sentence".*?>(.*?)</p>', chart["foot"])[0]
    assert chart["title"].startswith("NHS: 16 commitments, ")


def test_a_chart_whose_groups_are_all_chosen_compares_nothing():
    (chart,) = charts(bars("sector", lead=[WMCA], sector=["Combined authority"]))
    assert "for comparison" not in chart["head"] + chart["alt"]
    assert [row["chosen"] for row in chart["rows"]] == [True]


def test_a_table_whose_commitments_count_twice_says_so_and_totals_both():
    (chart,) = charts(bars("lead"))
    statement = "46 commitments; 48 counted under lead organisations, as 2 have two leads"
    assert statement in chart["alt"]
    assert statement in chart["head"]
    assert "48 counted under lead organisations, as 2 have two leads" in chart["caption"][0]
    (foot,) = re.findall(r"<tfoot>(.*?)</tfoot>", chart["foot"], re.DOTALL)
    rows = [re.findall(r">([^<>]+)</t[hd]>", row) for row in foot.split("</tr>") if "<tr>" in row]
    assert rows == [
        ["Counted under lead organisations", "6", "15", "21", "0", "6", "48"],
        ["Commitments, each once", "6", "14", "21", "0", "5", "46"],
    ]


@pytest.mark.parametrize(
    ("chosen", "statement"),
    [
        (
            ("NHS", "Universities", "Police"),
            "All 46, by sector; NHS, 16, Universities, 4, and Police, none, are chosen",
        ),
        (
            ("NHS", "Universities", "Police", "Councils"),
            "All 46, by sector; 4 of these, 20 commitments, are chosen",
        ),
    ],
    ids=["three are named", "four are counted"],
)
def test_three_chosen_groups_are_named_and_four_counted(chosen, statement):
    said = say_chart_coverage(RELEASE, Selection(sector=chosen), "sector", {})
    assert said == f"{statement}, the others are for comparison"
