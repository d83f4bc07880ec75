"""Every number on the screen is the number somebody would count in the coded page."""

import json
from datetime import date
from pathlib import Path

import numpy as np
import pytest

from hor_data.release import GROUPINGS, Selection, read_release, select, tally_by, tally_statuses
from tests.support.books import (
    BODY,
    GOOD,
    book,
    but,
)

TODAY = date(2022, 7, 14)
DATA = Path(__file__).parents[3] / "data"
CODED = json.loads((DATA / "coded" / "commitments.json").read_text(encoding="utf-8"))
BODIES = json.loads((DATA / "coded" / "organisations.json").read_text(encoding="utf-8"))
SECTOR_OF = {body["name"]: body["sector"] for body in BODIES}
RELEASE = read_release((DATA / "commitments.xlsx").read_bytes(), TODAY)
STATUSES = ("Complete", "Substantial", "Limited", "Not started", "Unclear")
THEMES = (
    "Improving outcomes for ethnic minority communities",
    "Tackling the wider determinants of health",
    "Widening access to health and care",
    "People-powered health",
)
ETHNIC, WIDER, ACCESS, PEOPLE = THEMES

# How to count each grouping in the coded page: the groups that one commitment is in.
GROUPS_OF = {
    "theme": lambda one: [one["theme"]],
    "sector": lambda one: [SECTOR_OF[name] for name in one["lead_organisations"]],
    "lead": lambda one: one["lead_organisations"],
    "status": lambda one: [one["status"]],
    "area": lambda one: [one["area"] or "Not stated"],
    "group": lambda one: one["groups"] or ["Not stated"],
    "approach": lambda one: [one["approach"] or "Not stated"],
    "deadline": lambda one: [_deadline(one)],
    "reported": lambda one: [_last_report(one)[:4] or "No update yet"],
    "ask": lambda one: _reasons_to_ask(one),
}
# A year before the first day that the date of the data, 2022, can mean.
A_YEAR_BEFORE = "2021-01-01"


def _deadline(one):
    if not one["due"]:
        return "No date set"
    if one["status"] == "Complete":
        return "Had a date, now complete"
    return "Past due" if (one["due"] + "-99")[:10] < TODAY.isoformat() else "Not yet due"


def _last_report(one):
    return max((update["as_at"] for update in one["updates"]), default="")


def _reasons_to_ask(one):
    """In the order of the filter's values; most commitments have none."""
    reasons = [("Past due", _deadline(one) == "Past due"), ("Unclear", one["status"] == "Unclear")]
    silent = (_last_report(one) + "-99-99")[:10] <= A_YEAR_BEFORE
    reasons.append(("No update for a year", silent and one["status"] != "Complete"))
    return [reason for reason, holds in reasons if holds]


def _said(one):
    texts = [one["ref"], one["title"], one["commitment"], one["status_basis"], *one["evidence"]]
    return " ".join([*texts, *(update["text"] for update in one["updates"])]).casefold()


# A selection, and the same made by hand from the coded page.
SELECTIONS = {
    "everything": (Selection(), lambda one: True),
    "a sector": (
        Selection(sector=("NHS",)),
        lambda one: "NHS" in map(SECTOR_OF.get, one["lead_organisations"]),
    ),
    "a lead": (
        Selection(lead=("West Midlands Combined Authority",)),
        lambda one: "West Midlands Combined Authority" in one["lead_organisations"],
    ),
    "two statuses": (
        Selection(status=("Substantial", "Unclear")),
        lambda one: one["status"] in ("Substantial", "Unclear"),
    ),
    "words": (Selection(words="mental"), lambda one: "mental" in _said(one)),
    "a group and a theme": (
        Selection(group=("Women",), theme=(ETHNIC, ACCESS)),
        lambda one: "Women" in one["groups"] and one["theme"] in (ETHNIC, ACCESS),
    ),
    "a sector, an area and words": (
        Selection(
            sector=("NHS", "Universities"),
            area=("Birmingham", "Black Country", "West Midlands"),
            words="health",
        ),
        lambda one: (
            {"NHS", "Universities"} & set(map(SECTOR_OF.get, one["lead_organisations"]))
            and one["area"] in ("Birmingham", "Black Country", "West Midlands")
            and "health" in _said(one)
        ),
    ),
    "nothing": (Selection(words="zebra"), lambda one: "zebra" in _said(one)),
}


def counted(matches, field):
    """The tally made straight from the coded page: group → status → how many."""
    table = {}
    for one in filter(matches, CODED):
        for group in dict.fromkeys(GROUPS_OF[field](one)):
            row = table.setdefault(group, dict.fromkeys(STATUSES, 0))
            row[one["status"]] += 1
    return table


@pytest.mark.parametrize("field", GROUPINGS)
@pytest.mark.parametrize(("selection", "matches"), SELECTIONS.values(), ids=SELECTIONS)
def test_a_tally_is_what_one_counts_in_the_coded_page(selection, matches, field):
    chosen = select(RELEASE, selection)
    assert tally_by(RELEASE, chosen, field).to_dict("index") == counted(matches, field)


@pytest.mark.parametrize(("selection", "matches"), SELECTIONS.values(), ids=SELECTIONS)
def test_a_selection_is_what_one_finds_in_the_coded_page(selection, matches):
    chosen = RELEASE.commitments.loc[select(RELEASE, selection), "Ref"].tolist()
    assert chosen == [one["ref"] for one in CODED if matches(one)]


@pytest.mark.parametrize("name", list(SELECTIONS)[1:-1])
def test_the_selections_compared_leave_some_out_and_some_in(name):
    assert 0 < select(RELEASE, SELECTIONS[name][0]).sum() < 46


def everything():
    return np.ones(46, dtype=bool)


def test_46_commitments_stand_6_14_21_0_5():
    standing = tally_statuses(RELEASE, everything())
    assert standing == dict(zip(STATUSES, (6, 14, 21, 0, 5), strict=True))


def test_the_themes_hold_14_12_11_and_9_in_their_order():
    totals = tally_by(RELEASE, everything(), "theme").sum(axis=1)
    assert totals.to_dict() == dict(zip(THEMES, (14, 12, 11, 9), strict=True))
    assert totals.index.tolist() == list(THEMES)


def test_19_organisations_lead():
    leads = tally_by(RELEASE, everything(), "lead")
    assert len(leads) == 19
    assert leads.index.tolist() == sorted(leads.index)


def test_columns_are_the_scale_in_order_and_rows_are_named_for_the_grouping():
    table = tally_by(RELEASE, everything(), "sector")
    assert tuple(table.columns) == STATUSES
    assert table.index.name == "Sector"


def test_a_commitment_of_two_leads_counts_in_both():
    two = but(GOOD, Ref="C2", Lead_organisations="Aston University; Acme", Status="Complete")
    acme = {"Organisation": "Acme", "Sector": "Other"}
    release = read_release(book(GOOD, two, Organisations=[BODY, acme]), TODAY)
    table = tally_by(release, np.ones(2, dtype=bool), "lead")
    assert table[["Complete", "Limited"]].to_dict("index") == {
        "Acme": {"Complete": 1, "Limited": 0},
        "Aston University": {"Complete": 1, "Limited": 1},
    }


def test_two_leads_of_one_sector_count_once_in_it():
    two = but(GOOD, Lead_organisations="Aston University; Warwick University")
    other = but(BODY, Organisation="Warwick University")
    release = read_release(book(two, Organisations=[BODY, other]), TODAY)
    table = tally_by(release, np.ones(1, dtype=bool), "sector")
    assert table["Limited"].to_dict() == {"Universities": 1}


def test_a_tally_of_nothing_has_every_status_and_no_group():
    table = tally_by(RELEASE, ~everything(), "theme")
    assert (len(table), tuple(table.columns)) == (0, STATUSES)
    assert tally_statuses(RELEASE, ~everything()) == dict.fromkeys(STATUSES, 0)
