"""What changed between two releases, shown on little workbooks, and the laws that must hold."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from hor_data.change_words import (
    Words,
    mark_difference,
    say_changes,
    tally_changes,
    what_looks_wrong,
)
from hor_data.changes import ADDED, GONE_QUIET, KINDS, REMOVED, compare_releases
from hor_data.moves import BACK, FORWARD
from hor_data.release import read_release
from tests.books import BODY, GOOD, MEASURE, UPDATE, book, but

TODAY = date(2026, 11, 22)
SHIPPED = Path(__file__).parent.parent / "data" / "commitments.xlsx"
OTHER = but(GOOD, Ref="C2", Title="Publish a plan", Status="Substantial")


def release(*rows, as_at="2022", **sheets):
    bare = read_release(book(*(rows or [GOOD]), **sheets), TODAY)
    return replace(bare, cover={"data as at": as_at})


def changed(before, after):
    return [tuple(change)[2:] for change in compare_releases(before, after)]


@pytest.mark.parametrize(
    ("was", "now", "kind"),
    [
        ("Limited", "Complete", "Moved forward"),
        ("Not started", "Limited", "Moved forward"),
        ("Complete", "Substantial", "Moved back"),
        ("Unclear", "Complete", "Now clear"),
        ("Complete", "Unclear", "No longer clear"),
    ],
)
def test_a_status_moves_by_the_order_of_its_meaning(was, now, kind):
    before, after = (release(but(GOOD, Status=status)) for status in (was, now))
    assert changed(before, after) == [(kind, "Status", was, now)]


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        (
            {"Commitment": "Another."},
            ("Reworded promise", "Commitment", GOOD["Commitment"], "Another."),
        ),
        ({"Due": "2028"}, ("New deadline", "Due", "", "2028")),
        (
            {"Owner's rating": "Complete"},
            ("Owner’s rating changed", "Owner's rating", "", "Complete"),
        ),
        ({"Area": "Dudley"}, ("Changed", "Area", "Black Country", "Dudley")),
        (
            {"Lead organisations": "Coventry University"},
            ("Changed", "Lead organisations", "Aston University", "Coventry University"),
        ),
    ],
    ids=lambda value: next(iter(value)) if isinstance(value, dict) else "",
)
def test_every_field_says_before_and_after(change, expected):
    assert changed(release(), release(GOOD | change)) == [expected]


def test_a_new_update_is_newly_reported():
    more = [UPDATE, UPDATE | {"As at": "2023-04", "Update": "Two were held."}]
    before, after = release(Updates=[UPDATE]), release(Updates=more, as_at="2023")
    assert changed(before, after) == [
        ("Newly reported", "Update", "", "April 2023: Two were held.")
    ]


def test_no_new_update_when_time_has_passed_is_gone_quiet_unless_complete():
    rows = (GOOD, but(OTHER, Status="Complete"))
    before, after = (release(*rows, Updates=[UPDATE], as_at=as_at) for as_at in ("2022", "2023"))
    assert [(one.ref, one.kind) for one in compare_releases(before, after)] == [("C1", GONE_QUIET)]


def test_a_result_says_its_numbers_before_and_after():
    before = release(Measures=[MEASURE])
    after = release(Measures=[MEASURE | {"Result": 2, "As at": "2023"}])
    assert changed(before, after) == [
        (
            "Result changed",
            "Roundtables",
            "Target 2 meetings; result 1 meetings",
            "Target 2 meetings; result 2 meetings; as at 2023",
        )
    ]


def test_a_renamed_organisation_is_the_same_organisation():
    renamed = BODY | {"Organisation": "Aston", "Previously known as": "Aston University"}
    before = release(Organisations=[BODY])
    after = release(but(GOOD, Lead_organisations="Aston"), Organisations=[renamed])
    assert changed(before, after) == [
        ("Renamed", "Name of organisation", "Aston University", "Aston")
    ]


def test_refs_match_whatever_their_case():
    assert changed(release(), release(but(GOOD, Ref="c1"))) == []


def test_counts_come_first_in_the_sentence():
    before = release(GOOD, OTHER)
    after = release(but(GOOD, Status="Complete"), but(GOOD, Ref="C3"))
    changes = compare_releases(before, after)
    assert tally_changes(changes) == {FORWARD: 1, ADDED: 1, REMOVED: 1}
    assert say_changes(changes) == "1 commitment moved forward, 1 was added and 1 was removed."
    assert say_changes(()) == "Nothing differs between the two releases."


def test_changes_that_look_like_a_mistake_are_said():
    rows = [but(GOOD, Ref=f"C{number}", Status="Complete") for number in range(4)]
    before = release(*rows, Updates=[UPDATE | {"Ref": "C0"}], as_at="2023")
    after = release(but(GOOD, Ref="C0"), rows[1], rows[2], as_at="2022")
    changes = compare_releases(before, after)
    assert what_looks_wrong(before, after, changes) == [
        "1 commitment of 4 would be gone.",
        "C0 would move back by two steps or more.",
        "Every update would be gone. Is the Updates sheet missing?",
        "The data would be as at 2022, which is earlier than 2023 now.",
    ]
    assert what_looks_wrong(before, before, ()) == []


def test_a_difference_is_marked_word_by_word():
    assert mark_difference("hold it every 6 months", "hold it every year") == [
        Words("kept", "hold it every"),
        Words("out", "6 months"),
        Words("in", "year"),
    ]


SHIPPED_RELEASE = read_release(SHIPPED.read_bytes(), TODAY)
THREE = (
    release(GOOD, OTHER, as_at="2022"),
    release(but(GOOD, Status="Complete"), OTHER, but(GOOD, Ref="C3"), as_at="2023"),
    release(but(GOOD, Status="Substantial"), but(GOOD, Ref="C3", Status="Complete"), as_at="2024"),
)


@pytest.mark.parametrize("one", [SHIPPED_RELEASE, *THREE], ids=["shipped", "1", "2", "3"])
def test_a_release_does_not_differ_from_itself(one):
    assert compare_releases(one, one) == ()


@pytest.mark.parametrize(("one", "other"), [(0, 1), (1, 2), (0, 2)])
def test_backwards_swaps_added_with_removed_and_forward_with_back(one, other):
    swapped = {ADDED: REMOVED, REMOVED: ADDED, FORWARD: BACK, BACK: FORWARD}
    there = {
        (c.ref, c.kind) for c in compare_releases(THREE[one], THREE[other]) if c.kind in swapped
    }
    back = compare_releases(THREE[other], THREE[one])
    assert {(c.ref, swapped[c.kind]) for c in back if c.kind in swapped} == there


def test_three_releases_compose():
    def fields(one, other):
        return {(c.ref, c.field): (c.before, c.after) for c in compare_releases(one, other)
                if c.field == "Status"}  # fmt: skip

    first, then, whole = (fields(THREE[a], THREE[b]) for a, b in ((0, 1), (1, 2), (0, 2)))
    for key, (was, now) in whole.items():
        steps = [of[key] for of in (first, then) if key in of]
        assert (steps[0][0], steps[-1][1]) == (was, now)


def test_every_kind_has_its_explanation():
    assert all(said.endswith(".") for said in KINDS.values())
