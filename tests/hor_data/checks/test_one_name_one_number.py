"""A name that stands twice on a page has one number, or says of what each number is."""

import re
from datetime import date
from io import BytesIO

import numpy as np
import pytest
from openpyxl import load_workbook

from hor_data.changes import Change, say_kind_count
from hor_data.meeting import Agenda, AgendaItem
from hor_data.release import (
    list_organisation_roles,
    measures_by_kind,
    read_release,
    say_measures,
    say_organisation_roles,
)
from hor_data.release.organisations import OrganisationRoles
from tests.support.books import (
    BODY,
    GOOD,
    MEASURE,
    book,
    but,
)
from tests.support.screens import ROOT, opened, words
from tests.support.three_releases import published, three

TODAY = date(2026, 11, 22)
RELEASE = read_release((ROOT / "data/commitments.xlsx").read_bytes(), TODAY)


@pytest.mark.parametrize(
    ("items", "minutes", "sentence"),
    [
        (0, 60, "no commitments"),
        (1, 60, "1 commitment in 60 minutes: 60 minutes each"),
        (6, 60, "6 commitments in 60 minutes: 10 minutes each"),
        (7, 60, "7 commitments in 60 minutes: about 8½ minutes each"),
        (6, 45, "6 commitments in 45 minutes: about 7½ minutes each"),
        (9, 60, "9 commitments in 60 minutes: about 6½ minutes each"),
        (13, 60, "13 commitments in 60 minutes: about 4½ minutes each"),
        (60, 60, "60 commitments in 60 minutes: 1 minute each"),
        (50, 60, "50 commitments in 60 minutes: about 1 minute each"),
        (60, 45, "60 commitments in 45 minutes: about ½ minute each"),
        (60, 5, "60 commitments in 5 minutes: less than half a minute each"),
    ],
)
def test_minutes_for_each_fit_the_meeting(items, minutes, sentence):
    each = minutes / items if items else 0.0
    item = AgendaItem(0, "C1", "Hold the roundtable", "", ())
    assert Agenda((item,) * items, each, 0).sentence == sentence


def part(leads, helps):
    return OrganisationRoles("A body", "NHS", (), leads, helps)


@pytest.mark.parametrize(
    ("parts", "sentence"),
    [
        ([], "no organisations"),
        ([part(1, 0)], "1 organisation: 1 leads"),
        ([part(0, 2), part(0, 1)], "2 organisations: 2 help"),
        ([part(1, 0), part(0, 2)], "2 organisations: 1 leads and 1 helps"),
        ([part(1, 3), part(0, 2)], "2 organisations: 1 leads and 2 help; 1 does both"),
        ([part(1, 3)] * 2, "2 organisations: 2 lead and 2 help; 2 do both"),
    ],
)
def test_those_who_lead_and_help_are_counted_in_both(parts, sentence):
    assert say_organisation_roles(parts) == sentence


def test_the_organisations_counted_are_those_listed():
    said = words(opened("organisations"))
    parts = list_organisation_roles(RELEASE, np.ones(46, dtype=bool))
    number, leads, helps, both = map(
        int,
        re.search(r"(\d+) organisations: (\d+) lead and (\d+) help; (\d+) do both", said).groups(),
    )
    assert (number, leads) == (len(parts), 19)
    assert helps == sum(part.helps > 0 for part in parts)
    assert leads + helps - both == number


def change(ref, kind="Newly reported"):
    return Change(ref, "A title", kind, "Update", "", "News.")


@pytest.mark.parametrize(
    ("kind", "changes", "sentence"),
    [
        ("Newly reported", [change("C1"), change("C2")], "2 commitments"),
        ("Newly reported", [change("C1"), change("C1")], "1 commitment, 2 updates"),
        ("Renamed", [change("", "Renamed")], "1 name"),
        (
            "Reworded promise",
            [change("C1"), change("C1"), change("C2")],
            "2 commitments, 3 changes",
        ),
    ],
)
def test_a_kind_counts_commitments_and_what_changed_in_them(kind, changes, sentence):
    assert say_kind_count(kind, changes) == sentence


NUMBERS = {
    "none of several": ([], 2, "None of the 2 commitments states a number."),
    "none of one": ([], 1, "The one commitment states no number."),
    "the one, alike": (
        [MEASURE],
        1,
        "The one commitment states a number, with a target and a result that count the same thing.",
    ),
    "one of two": (
        [but(MEASURE, Target=None)],
        2,
        "1 of 2 commitments states a number, not a target and a result that count the same thing.",
    ),
    "a measure with no number": (
        [but(MEASURE, Target=None, Result=None)],
        2,
        "None of the 2 commitments states a number.",
    ),
    "two measures": (
        [MEASURE, but(MEASURE, Measure="People", Target=None)],
        2,
        "1 of 2 commitments states a number; 1 of the 2 measures has a target and a result that "
        "count the same thing.",
    ),
}


@pytest.mark.parametrize("case", NUMBERS)
def test_who_states_a_number_is_counted_and_said_in_grammar(case):
    measures, commitments, sentence = NUMBERS[case]
    rows = [but(GOOD, Ref=f"C{number}") for number in range(1, commitments + 1)]
    release = read_release(book(*rows, Measures=measures, Organisations=[BODY]), TODAY)
    refs = set(release.commitments["Ref"])
    assert say_measures(measures_by_kind(release, refs), commitments) == sentence


def test_a_name_and_its_number_on_the_measures_page_say_what_is_counted():
    said = words(opened("measures"))
    stating, none = (
        re.search(r"(\d+) of 46 commitments state a number", said),
        re.search(r"No number at all (\d+) commitments", said),
    )
    assert int(stating[1]) + int(none[1]) == 46


def test_the_page_counts_commitments_where_an_update_more_is_listed(monkeypatch, tmp_path):
    contents = three()[:2]
    workbook = load_workbook(BytesIO(contents[1]))
    workbook["Updates"].append(["HOR-09", "2024-06", "More news, of another kind.", None])
    out = BytesIO()
    workbook.save(out)
    with published(monkeypatch, tmp_path, [contents[0], out.getvalue()]):
        said = words(opened("what_changed"))
    assert "3 Newly reported" in said
    assert "Newly reported (3 commitments, 4 updates)" in said
