"""Titles of charts: the rules one by one, and under random filters every claim counted again."""

import random
import re
from datetime import date
from io import BytesIO

import pandas as pd
import pytest

from hor_data.release import read_release
from hor_data.selection import FILTERS, Selection, select
from hor_ui.charts.titles import MOST_WORDS, NOTHING, Counts, say_title
from hor_ui.view import open_view, status_chart
from tests.books import BODY, GOOD, book, but
from tests.screens import ROOT
from tests.three_releases import three

STATUSES = ("Complete", "Substantial", "Limited", "Not started", "Unclear")


def counted(groups, grouping="Theme", totals=None, names=()):
    """What a title is made from: {group: numbers in the order of STATUSES}."""
    totals = totals or [sum(column) for column in zip(*groups.values(), strict=True)]
    return Counts(grouping, STATUSES, groups, totals, dict(names))


# Each rule with its neighbours: what a title must not say, before what it must.
RULES = {
    "nothing": (counted({}, totals=[0] * 5), NOTHING),
    "all of one status, spread evenly": (
        counted({"A": [3, 0, 0, 0, 0], "B": [3, 0, 0, 0, 0]}),
        "6 complete commitments, by theme",
    ),
    "all of one status, one a little ahead": (
        counted({"A": [4, 0, 0, 0, 0], "B": [3, 0, 0, 0, 0]}),
        "7 complete commitments, by theme",
    ),
    "all of one status, groups of one": (
        counted({"A": [1, 0, 0, 0, 0], "B": [2, 0, 0, 0, 0]}),
        "3 complete commitments, by theme",
    ),
    "all of one status, one far ahead": (
        counted({"A": [1, 0, 0, 0, 0], "B": [4, 0, 0, 0, 0]}, "Lead organisation"),
        "5 complete commitments: 4 led by B",
    ),
    "all of one status, one commitment under two leads": (
        counted({"A": [0, 0, 1, 0, 0], "B": [0, 0, 1, 0, 0]}, "Lead organisation", [0, 0, 1, 0, 0]),
        "1 limited commitment, by lead organisation",
    ),
    "one group of one": (counted({"Water": [0, 0, 0, 0, 1]}), "Water: 1 unclear commitment"),
    "one group in a tie": (
        counted({"Water": [1, 0, 1, 0, 0]}),
        "Water: 2 commitments, 1 complete and 1 limited",
    ),
    "one group": (
        counted({"Water": [1, 0, 2, 0, 0]}),
        "Water: 3 commitments, 1 complete and 2 limited",
    ),
    "groups of one": (
        counted({"A": [1, 0, 0, 0, 0], "B": [0, 0, 1, 0, 0], "C": [0, 0, 1, 0, 0]}),
        "3 commitments by theme: 1 complete and 2 limited",
    ),
    "a tie in number": (
        counted({"A": [0, 0, 1, 0, 3], "B": [0, 0, 2, 0, 3], "C": [0, 0, 9, 0, 0]}),
        "C: 9 of 9 limited, the most of any theme",
    ),
    "the most in number, beaten in share": (
        counted({"A": [0, 0, 9, 0, 4], "B": [0, 0, 1, 0, 0], "C": [0, 0, 0, 0, 2]}),
        "16 commitments by theme: 10 limited and 6 unclear",
    ),
    "the most in number, equalled in share": (
        counted({"A": [0, 0, 4, 0, 4], "B": [0, 0, 1, 0, 1], "C": [0, 0, 5, 0, 0]}),
        "15 commitments by theme: 10 limited and 5 unclear",
    ),
    "the most in share, tied in number": (
        counted({"A": [0, 0, 0, 0, 3], "B": [0, 0, 20, 0, 3]}),
        "B: 20 of 23 limited, the most of any theme",
    ),
    "two of three stand out too little": (
        counted({"A": [0, 0, 1, 0, 2], "B": [0, 0, 2, 0, 1]}),
        "6 commitments by theme: 3 limited and 3 unclear",
    ),
    "one stands out in number and in share": (
        counted({"A": [0, 7, 6, 0, 1], "B": [2, 5, 6, 0, 4], "C": [2, 6, 6, 0, 0]}),
        "B: 4 of 17 unclear, the most of any theme",
    ),
    "nobody stands out": (
        counted({"A": [2, 3, 6, 0, 3], "B": [2, 4, 6, 0, 3]}),
        "29 commitments by theme: 4 complete, 7 substantial, 12 limited and 6 unclear",
    ),
    "what is not stated is no group to speak of": (
        counted({"Not stated": [0, 0, 0, 0, 5], "B": [0, 0, 6, 0, 0], "C": [0, 0, 5, 0, 0]}),
        "16 commitments by theme: 11 limited and 5 unclear",
    ),
    "nearly all in one group": (
        counted({"A": [6, 0, 20, 0, 0], "B": [0, 0, 1, 0, 0]}),
        "27 commitments by theme: 6 complete and 21 limited",
    ),
    "the total counts a commitment of two leads once": (
        counted({"A": [1, 0, 2, 0, 0], "B": [1, 0, 0, 0, 0]}, "Lead organisation", [1, 0, 2, 0, 0]),
        "3 commitments by lead organisation: 1 complete and 2 limited",
    ),
    "more statuses than 15 words hold": (
        counted({"A": [1, 2, 3, 1, 1], "B": [1, 2, 3, 1, 1]}, "Who it is for"),
        "2 of 16 are complete and 6 limited, by who it is for",
    ),
    "a short name stands for a long one": (
        counted({"Body of many words": [0, 0, 4, 0, 0], "B": [2, 0, 0, 0, 0]},
                "Lead organisation", names={"Body of many words": "BMW"}),
        "BMW: 4 of 4 limited, the most of any lead organisation",
    ),
    "a leader whose name takes too many words": (
        counted({"A body whose name has really very many words in it": [0, 0, 4, 0, 0],
                 "B": [2, 0, 0, 0, 0]}),
        "6 commitments by theme: 2 complete and 4 limited",
    ),
}  # fmt: skip


@pytest.mark.parametrize("rule", RULES)
def test_a_title_follows_the_rules(rule):
    counts, title = RULES[rule]
    assert say_title(counts) == title


CHOSEN = {
    "one": (("NHS",), [1, 0, 2, 0, 0], "NHS: 3 commitments, 1 complete and 2 limited"),
    "one of one status": (("NHS",), [0, 0, 3, 0, 0], "NHS: 3 limited commitments"),
    "one that none is in": (("NHS",), [0, 0, 0, 0, 0], "NHS: no commitments"),
    "two, one commitment in both": (
        ("NHS", "Police"),
        [1, 0, 2, 0, 0],
        "NHS and Police: 3 commitments, 1 complete and 2 limited",
    ),
    "four": (
        ("NHS", "Police", "Fire", "Councils"),
        [1, 0, 6, 0, 2],
        "The 4 chosen sectors: 9 commitments, 1 complete, 6 limited and 2 unclear",
    ),
    "one of many words": (
        ("A sector whose name takes a great many words to say",),
        [1, 2, 6, 0, 2],
        "The chosen sector: 11 commitments, 1 complete, 2 substantial, 6 limited and 2 unclear",
    ),
    "all five statuses": (
        ("NHS", "Police", "Fire", "Councils"),
        [1, 2, 6, 1, 2],
        "The 4 chosen sectors: 1 of 12 is complete and 6 limited",
    ),
}


@pytest.mark.parametrize("case", CHOSEN)
def test_the_title_of_a_chart_with_its_own_filter_speaks_of_what_is_chosen(case):
    chosen, of_chosen, title = CHOSEN[case]
    groups = {"NHS": [1, 0, 2, 0, 0], "Universities": [9, 0, 0, 0, 0]}
    assert say_title(counted(groups, "Sector"), chosen, of_chosen) == title


# Under random filters, from workbooks read by pandas and nothing of the product's counting

TODAY = date(2026, 11, 22)
HEADERS = {
    "theme": "Theme",
    "sector": "Sector",
    "lead": "Lead organisations",
    "group": "Who it is for",
    "area": "Area",
    "approach": "Approach",
    "status": "Status",
}
NUMBERS = r"[\d,]+"


class Recount:
    """The commitments of a workbook with the groups that each is in, and how they are filtered."""

    def __init__(self, content):
        sheets = pd.read_excel(BytesIO(content), sheet_name=None, dtype=str, keep_default_na=False)
        table = sheets["Commitments"]
        self.table = table[table["Ref"] != ""].reset_index(drop=True)
        bodies = sheets["Organisations"]
        sectors = dict(zip(bodies["Organisation"], bodies["Sector"], strict=True))
        self.short = dict(zip(bodies["Organisation"], bodies["Short name"], strict=True))
        for field, header in HEADERS.items():
            if field != "sector":
                self.table[field] = [self.values(cell) for cell in self.table[header]]
        self.table["sector"] = [
            list(dict.fromkeys(sectors.get(name) or "Not stated" for name in names))
            for names in self.table["lead"]
        ]

    @staticmethod
    def values(cell):
        return [part.strip() for part in cell.split(";") if part.strip()] or ["Not stated"]

    def matching(self, filters):
        table = self.table
        for field, values in filters.items():
            mask = [not set(values).isdisjoint(groups) for groups in table[field]]
            table = table.loc[pd.Series(mask, index=table.index, dtype=bool)]
        return table

    def tally(self, table, field):
        """Group by status: how many, a commitment in two groups in each of them."""
        long = table.explode(field)
        return pd.crosstab(long[field], long["Status"])


def random_filters(recount, rng):
    filters = {}
    for field in rng.sample(list(HEADERS), rng.choice((0, 1, 1, 2, 2, 3))):
        if field == "approach":
            continue
        values = sorted({value for groups in recount.table[field] for value in groups})
        filters[field] = tuple(rng.sample(values, min(rng.choice((1, 1, 2)), len(values))))
    return filters


def random_workbook(rng):
    """A few commitments of four bodies, many with two leads, so that ties are common."""
    names = ("Acme", "Borough", "Clinic", "Depot")
    rows = [
        but(
            GOOD,
            Ref=f"C{number}",
            Lead_organisations="; ".join(rng.sample(names, rng.choice((1, 1, 2)))),
            Theme=rng.choice(("People-powered health", "Widening access to health and care")),
            Area=rng.choice(("Black Country", "Coventry", "Dudley")),
            Status=rng.choice(rng.choice((STATUSES, STATUSES[:2]))),
        )
        for number in range(rng.randint(1, 14))
    ]
    bodies = [
        BODY | {"Organisation": name, "Short name": name, "Sector": sector}
        for name, sector in zip(names, ("NHS", "NHS", "Universities", "Other"), strict=True)
    ]
    return book(*rows, Organisations=bodies)


def check_title(recount, filters, field):
    """Every claim of the chart's title and its words, against the recount."""
    others = {name: values for name, values in filters.items() if name != field}
    table, chosen = recount.matching(others), filters.get(field, ())
    tally = recount.tally(table, field)
    beside = bool(chosen) and any(group not in chosen for group in tally.index)
    spoken_of = recount.matching(filters) if beside else table
    view = open_view(recount.release, Selection(**filters))
    chart = status_chart(view, field)
    title, words = chart.title, chart.title.split()
    assert title in chart.alt
    assert len(words) <= MOST_WORDS
    assert "most common" not in title
    assert not re.search(r"\b0 of\b", title)
    if tally.empty:
        assert title == NOTHING
        return title
    by_status = spoken_of["Status"].value_counts()
    check_numbers(title, spoken_of, by_status)
    check_leader(recount, title, tally, spoken_of)
    if beside:
        assert "the most of any" not in title
        assert chart.coverage.shown.endswith("chosen, the others are for comparison")
        assert str(len(table)) in chart.coverage.shown
        assert all(chart.coverage.shown in text for text in (chart.alt, chart.coverage.compared))
    assert sum(chart.coverage.totals) == len(table)
    members = int(tally.to_numpy().sum())
    assert (f"{members} counted under" in chart.alt) == (members > len(table))
    return title


def check_numbers(title, table, by_status):
    """Numbers of a status and totals in a title are of commitments, each once."""
    if match := re.search(rf"\b({NUMBERS}) commitments? ", title + " "):
        assert int(match[1]) == len(table)
    if "the most of any" in title:
        return
    if match := re.search(rf"({NUMBERS}) of ({NUMBERS}) (?:is|are) ", title):
        assert int(match[2]) == len(table)
    for status in STATUSES:
        for match in re.finditer(
            rf"\b({NUMBERS}) (?:of {NUMBERS} (?:is|are) )?{status.lower()}\b", title
        ):
            assert int(match[1]) == by_status[status], title
    listed = re.findall(rf"({NUMBERS}) (?:complete|substantial|limited|not started|unclear)", title)
    if re.search(rf"({NUMBERS}) commitments?(?: by [^:]+:|,) \d", title):
        assert sum(map(int, listed)) == len(table)


def check_leader(recount, title, tally, table):
    """A group that a title singles out has strictly the most, in number and in share."""
    names = {recount.short.get(group) or group: group for group in tally.index}
    if match := re.fullmatch(rf"(.+): ({NUMBERS}) of ({NUMBERS}) (.+), the most of any .+", title):
        row = tally.loc[names[match[1]]]
        column = tally[match[4].capitalize()]
        assert (int(match[2]), int(match[3])) == (column[row.name], row.sum())
        assert row.sum() > 1
        assert (column.drop(row.name) < column[row.name]).all()
        share = column / tally.sum(axis=1)
        assert (share.drop(row.name) < share[row.name]).all()
    elif match := re.fullmatch(
        rf"({NUMBERS}) (.+) commitments?: ({NUMBERS}) (?:led by|in|for) (.+)", title
    ):
        column = tally[match[2].capitalize()]
        assert table["Status"].nunique() == 1
        assert (int(match[1]), int(match[3])) == (len(table), column[names[match[4]]])
        assert int(match[3]) > 1
        assert (column.drop(names[match[4]]) < int(match[3])).all()


def recount_of(content):
    recount = Recount(content)
    recount.release = read_release(content, TODAY)
    return recount


@pytest.mark.parametrize("number", range(3), ids=["shipped", "second", "third"])
def test_titles_are_true_under_random_filters_of_the_releases(number):
    recount, rng = recount_of(three()[number]), random.Random(number)
    fields = ("theme", "sector", "lead", "group", "area", "approach")
    titles = {
        check_title(recount, filters, field)
        for filters in (random_filters(recount, rng) for _ in range(50))
        for field in fields
    }
    assert any("the most of any" in title for title in titles)
    assert any(re.search(r"commitments: \d+ (led by|in|for) ", title) for title in titles)
    assert len(titles) > 60


def test_titles_are_true_of_many_small_workbooks():
    rng = random.Random(16)
    for _ in range(25):
        recount = recount_of(random_workbook(rng))
        for _ in range(4):
            filters = random_filters(recount, rng)
            for field in ("theme", "sector", "lead", "area"):
                check_title(recount, filters, field)


def test_the_filters_tried_choose_as_the_product_chooses():
    recount, rng = recount_of((ROOT / "data/commitments.xlsx").read_bytes()), random.Random(2)
    for _ in range(50):
        filters = random_filters(recount, rng)
        assert set(filters) <= set(FILTERS)
        chosen = select(recount.release, Selection(**filters))
        refs = recount.release.commitments.loc[chosen, "Ref"].tolist()
        assert refs == recount.matching(filters)["Ref"].tolist()
