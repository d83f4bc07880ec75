"""The agenda of a roundtable: what is on it, in which order, and why."""

from dataclasses import replace
from datetime import date

import numpy as np
import pytest

from hor_data.changes import compare_releases
from hor_data.meeting import AGENDA_RULES, AgendaChoice, build_agenda
from hor_data.meeting.agenda import CHOSEN_REASON
from hor_data.release import read_release, write_release
from tests.support.books import (
    GOOD,
    UPDATE,
    book,
    but,
)
from tests.support.three_releases import ROOT, TODAY, three_read

SHIPPED = read_release((ROOT / "data" / "commitments.xlsx").read_bytes(), TODAY)
PAST = but(GOOD, Due="2021-03")
UNCLEAR = ["HOR-03", "HOR-20", "HOR-22", "HOR-25"]


def agenda(release, changes=(), **choice):
    everything = np.ones(len(release.commitments), dtype=bool)
    return build_agenda(release, everything, changes, AgendaChoice(**choice))


def refs(made):
    return [item.ref for item in made.items]


def release(*rows, as_at="2022", **sheets):
    bare = read_release(book(*rows, **sheets), TODAY)
    return replace(bare, cover={"data as at": as_at})


def quiet_agenda(rows, updates):
    """The agenda of commitments that gave no new update where another (C9) did."""
    rows = [*rows, but(GOOD, Ref="C9", Status="Complete")]
    told = [*updates, UPDATE | {"Ref": "C9", "As at": "2025"}]
    before = release(*rows, as_at="2022", Updates=updates)
    now = release(*rows, as_at="2025", Updates=told)
    return agenda(now, compare_releases(before, now), first=(), dropped=("C9",))


def reasons(row, before=None, **sheets):
    """Why this one commitment is on the agenda, when it was `before` in the release before."""
    now = release(row, as_at="2023", **sheets)
    changes = compare_releases(release(before), now) if before else ()
    (item,) = agenda(now, changes).items
    return (item.rule, *item.reasons)


def test_the_shipped_release_begins_with_what_is_past_due_and_what_is_unclear():
    made = agenda(SHIPPED)
    assert refs(made)[:5] == ["HOR-33", *UNCLEAR]
    assert made.items[0].reasons == (
        "Past due: was due March 2021.",
        "3 parts of the promise not yet shown.",
    )
    assert all(
        item.reasons[0] == "No progress on the promise can be read from its update."
        for item in made.items[1:5]
    )


def test_one_item_in_four_is_for_what_went_well_and_comes_last():
    made = agenda(SHIPPED, items=12)
    assert [item.rule for item in made.items].count("Went well") == 3
    assert [item.rule for item in made.items[-3:]] == ["Went well"] * 3
    assert made.items[-1].reasons == ("Complete.",)


def test_most_parts_not_shown_come_before_fewer():
    named = [item for item in agenda(SHIPPED, items=46).items if item.rule == "Parts not yet shown"]
    parts = [len(SHIPPED.commitments["Not yet shown"].array[item.position]) for item in named]
    assert parts == sorted(parts, reverse=True)
    assert parts[0] == 4


def test_every_item_says_why_it_is_there():
    for one in three_read():
        assert all(item.reasons and item.rule for item in agenda(one, items=60).items)


@pytest.mark.parametrize(
    ("before", "row", "said"),
    [
        (None, PAST, ("Past due", "Past due: was due March 2021.", "No update supplied.")),
        (
            but(GOOD, Status="Complete"),
            GOOD,
            ("Moved back", "Moved back, from complete to limited.", "No update supplied."),
        ),
        (
            GOOD,
            but(GOOD, Status="Unclear"),
            (
                "Unclear",
                "No progress on the promise can be read from its update. Its status was limited.",
                "No update supplied.",
            ),
        ),
        (
            but(GOOD, Status="Unclear"),
            GOOD,
            ("Went well", "Now clear, from unclear to limited.", "No update supplied."),
        ),
        (
            GOOD,
            but(GOOD, Status="Substantial"),
            ("Went well", "Moved forward, from limited to substantial.", "No update supplied."),
        ),
        (GOOD, GOOD, ("Gone quiet", "No update supplied.")),
        (
            None,
            but(GOOD, Not_yet_shown="who came; what was said"),
            ("Gone quiet", "No update supplied.", "2 parts of the promise not yet shown."),
        ),
    ],
    ids=["past due", "moved back", "unclear", "now clear", "forward", "silent", "parts"],
)
def test_each_rule_gives_its_reason(before, row, said):
    assert reasons(row, before) == said


@pytest.mark.parametrize(
    ("as_at", "said"),
    [("2022", "in 2022"), ("2022-07", "in July 2022"), ("2022-07-14", "on 14 July 2022")],
)
def test_silence_is_no_more_exact_than_the_date_it_is_measured_from(as_at, said):
    (item,) = quiet_agenda([GOOD], [UPDATE | {"As at": as_at}]).items
    assert item.reasons == (f"No new update since the earlier release: last reported {said}.",)


def test_who_has_been_silent_longest_comes_first():
    rows = [but(GOOD, Ref=ref) for ref in ("C1", "C2", "C3", "C4")]
    dated = {"C1": "2022", "C2": "2021-12", "C3": "2022-02"}
    made = quiet_agenda(rows, [UPDATE | {"Ref": ref, "As at": when} for ref, when in dated.items()])
    # Nothing was ever heard of C4; "2022" may mean its last day.
    assert refs(made) == ["C4", "C2", "C3", "C1"]


def test_a_deadline_of_a_year_is_past_only_when_the_year_is():
    (item,) = agenda(release(but(GOOD, Due="2026", Not_yet_shown="who came"))).items
    assert item.rule == "Gone quiet"
    later = read_release(book(but(GOOD, Due="2026")), date(2027, 1, 1))
    assert agenda(later).items[0].reasons[0] == "Past due: was due 2026."


def test_the_chair_puts_first_leaves_out_and_shares_the_minutes():
    made = agenda(SHIPPED, minutes=45, items=5, first=("HOR-45", "hor-01"), dropped=("HOR-33",))
    assert refs(made) == ["HOR-45", "HOR-01", "HOR-03", "HOR-20", "HOR-22"]
    assert made.minutes_each == 9
    assert made.left_over == 46 - 1 - 5


def test_what_the_chair_adds_from_outside_the_filters_keeps_its_reasons():
    nothing = np.zeros(46, dtype=bool)
    made = build_agenda(SHIPPED, nothing, (), AgendaChoice(first=("HOR-33", "HOR-45", "HOR-99")))
    assert [item.reasons[0] for item in made.items] == [
        "Past due: was due March 2021.",
        "Complete.",
    ]
    bare = release(but(GOOD), Updates=[UPDATE])
    (item,) = build_agenda(bare, np.zeros(1, dtype=bool), (), AgendaChoice(first=("C1",))).items
    assert (item.rule, item.reasons) == ("", (CHOSEN_REASON,))


def test_an_organisations_items_can_stand_together():
    made = agenda(SHIPPED, items=20, by_organisation=True)
    leads = [SHIPPED.commitments["Lead organisations"].array[item.position] for item in made.items]
    assert leads == sorted(leads)
    assert sorted(refs(made)) == sorted(refs(agenda(SHIPPED, items=20)))


def test_nothing_to_talk_of_is_an_empty_agenda():
    assert agenda(release(GOOD, Updates=[UPDATE])) == build_agenda(
        SHIPPED, np.zeros(46, dtype=bool)
    )


def test_three_releases_put_what_moved_back_before_what_is_unclear():
    first, _, third = three_read()
    made = agenda(third, compare_releases(first, third), items=16)
    assert refs(made)[:3] == ["HOR-33", "HOR-06", "HOR-26"]
    assert refs(made)[3:6] == ["HOR-22", "HOR-25", "HOR-45"]
    assert made.items[1].reasons[0] == "Moved back, from substantial to limited."


def test_every_rule_is_explained_in_a_sentence():
    assert all(rule.explanation.endswith(".") for rule in AGENDA_RULES)


def test_the_last_report_is_the_latest_whatever_the_order_of_the_rows():
    updates = [UPDATE | {"As at": "2022-06"}, UPDATE | {"As at": "2021"}]
    (item,) = quiet_agenda([GOOD], updates).items
    assert item.reasons[0] == (
        "No new update since the earlier release: last reported in June 2022."
    )


def test_those_that_last_reported_longest_ago_come_first():
    rows = [but(GOOD, Ref=ref) for ref in ("C1", "C2", "C3")]
    dates = (("C1", "2022"), ("C1", "2021"), ("C2", "2021-06"), ("C3", "2021-05"), ("C2", "2020"))
    updates = [UPDATE | {"Ref": ref, "As at": day} for ref, day in dates]
    assert refs(quiet_agenda(rows, updates)) == ["C3", "C2", "C1"]


@pytest.mark.parametrize(
    ("as_at", "last", "status", "reason"),
    [
        ("2023-07", "2022-07", "Limited", ()),  # 31 July 2022 may be less than a year before
        ("2023-08", "2022-07", "Complete", ("Complete.",)),
        ("", "2001", "Limited", ()),
        ("2023-08", "2022-07", "Limited", ("No update for a year: last reported in July 2022.",)),
    ],
)
def test_no_update_for_a_year_is_gone_quiet_with_no_release_to_compare(as_at, last, status, reason):
    updates = [UPDATE | {"As at": last}]
    bare = release(but(GOOD, Status=status), Updates=updates)
    cover = {"data as at": as_at} if as_at else {}
    dated = read_release(write_release(replace(bare, cover=cover)), TODAY)
    assert [item.reasons for item in agenda(dated).items] == [reason] * bool(reason)


def test_a_meeting_has_at_most_sixty_items_and_eight_hours():
    many = release(*(but(GOOD, Ref=f"C{number}", Title=f"No. {number}") for number in range(70)))
    made = agenda(many, items=70, minutes=600)
    assert made.sentence == "60 commitments in 480 minutes: 8 minutes each"
    assert made.left_over == 10
