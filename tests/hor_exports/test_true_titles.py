"""Under random filters every claim of a chart's title and words is counted again with pandas, from
workbooks read by pandas and with nothing of the product's own counting."""

import random
import re
from datetime import date
from io import BytesIO

import pandas as pd
import pytest

from hor_data.release import FILTERS, Selection, read_release, select
from hor_exports.charts import NO_MATCHES
from hor_exports.charts.titles import MOST_TITLE_WORDS
from hor_exports.view import open_view, status_chart
from tests.support.books import (
    BODY,
    GOOD,
    book,
    but,
)
from tests.support.screens import ROOT
from tests.support.three_releases import three

STATUSES = ("Complete", "Substantial", "Limited", "Not started", "Unclear")
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
    assert len(words) <= MOST_TITLE_WORDS
    assert "most common" not in title
    assert not re.search(r"\b0 of\b", title)
    if tally.empty:
        assert title == NO_MATCHES
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
