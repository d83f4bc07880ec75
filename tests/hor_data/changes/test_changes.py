"""What changed between two releases, shown on little workbooks, and the laws that must hold."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import numpy as np
import pytest

from hor_data.changes import (
    ADDED,
    BACK,
    CHANGE_KINDS,
    FORWARD,
    GONE_QUIET,
    NO_LONGER_CLEAR,
    NOW_CLEAR,
    REMOVED,
    UPDATE_GONE,
    compare_releases,
    mark_difference,
    say_change_headline,
    say_changes,
    tally_changes,
)
from hor_data.changes.kinds import NEWLY_REPORTED
from hor_data.changes.sentences import WordRun
from hor_data.meeting import build_agenda
from hor_data.release import read_record, read_release
from hor_data.upload import say_doubts
from tests.support.books import (
    BODY,
    GOOD,
    MEASURE,
    UPDATE,
    book,
    but,
)
from tests.support.three_releases import three_read

TODAY = date(2026, 11, 22)
SHIPPED = Path(__file__).parents[3] / "data" / "commitments.xlsx"
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


# The one that answers when all are asked for an update.
ANSWERING = but(GOOD, Ref="C9", Title="Answer when asked")
ANSWER_OF_2024 = UPDATE | {"Ref": "C9", "As at": "2024"}


def asked(was, now, *rows, answer="2024"):
    """Two releases of these commitments, one of which (C9) has a new update of this date in the
    later."""
    updates, answers = [UPDATE], [UPDATE | {"Ref": "C9", "As at": answer}]
    before = release(*(rows or [GOOD]), ANSWERING, Updates=updates, as_at=was)
    return before, release(*(rows or [GOOD]), ANSWERING, Updates=updates + answers, as_at=now)


def quiet(before, after):
    return [one.ref for one in compare_releases(before, after) if one.kind == GONE_QUIET]


def test_no_new_update_where_another_gave_one_is_gone_quiet_unless_complete():
    before, after = asked("2022", "2024", GOOD, but(OTHER, Status="Complete"))
    assert [(one.ref, one.kind) for one in compare_releases(before, after)] == [
        ("C9", NEWLY_REPORTED),
        ("C1", GONE_QUIET),
    ]


TWO_UPDATES = [UPDATE, UPDATE | {"As at": "2023-04", "Update": "Two were held."}]
LOST = "April 2023: Two were held."


@pytest.mark.parametrize(
    ("was", "now", "dates", "expected"),
    [
        (2, 1, ("2023", "2023"), ("Update no longer there", "Update", LOST, "")),
        (2, 1, ("2023", "2022"), ("Update no longer there", "Update", LOST, "")),
        (1, 2, ("2023", "2022"), ("Update since taken out", "Update", "", LOST)),
        (1, 2, ("2022", "2023"), ("Newly reported", "Update", "", LOST)),
        (1, 2, ("2023", "2023"), ("Newly reported", "Update", "", LOST)),
        (1, 2, ("2023", "2023-06"), ("Newly reported", "Update", "", LOST)),
    ],
)
def test_an_update_taken_away_has_its_own_words_there_and_back(was, now, dates, expected):
    before, after = (
        release(Updates=TWO_UPDATES[:number], as_at=as_at)
        for number, as_at in zip((was, now), dates, strict=True)
    )
    assert changed(before, after) == [expected]


def test_where_dates_do_not_tell_numbers_say_which_release_is_the_later():
    newer = replace(release(Updates=[UPDATE]), number=3)
    older = replace(release(Updates=TWO_UPDATES), number=2)
    assert changed(newer, older) == [("Update since taken out", "Update", "", LOST)]
    assert changed(older, newer) == [("Update no longer there", "Update", LOST, "")]


@pytest.mark.parametrize(
    ("was", "now", "expected"),
    [
        ("2022", "2023", []),  # may be one day
        ("2022", "2023-05", []),
        ("2022-01", "2022-06", []),
        ("2022-01-31", "2022-06-30", []),
        ("2022-07-01", "2022-11-30", []),
        ("2022", "2022", []),
        ("2022", "2022-06", []),
        ("2022-06", "2022", []),
        ("2022", "2022-12-31", []),
        ("2023", "2022", []),
        ("", "2022", []),
        ("2022", "", []),
        ("2022", "2023-06", ["C1"]),
        ("2022-01", "2022-07", ["C1"]),
        ("2022-01-31", "2022-07-01", ["C1"]),
        ("2022-06-30", "2022-11-30", ["C1"]),
    ],
)
def test_nobody_goes_quiet_unless_five_months_have_certainly_passed(was, now, expected):
    assert quiet(*asked(was, now)) == expected


@pytest.mark.parametrize(
    ("answer", "expected"),
    [("2022", []), ("2022-12-31", []), ("2021", []), ("2023", ["C1"]), ("2023-01-01", ["C1"])],
)
def test_nobody_goes_quiet_where_nobody_was_asked(answer, expected):
    """An update of the time of the earlier data came late: it does not tell of a new round."""
    assert quiet(*asked("2022", "2024", answer=answer)) == expected


def test_nobody_goes_quiet_where_nothing_new_was_reported_by_anyone():
    before, after = (release(Updates=[UPDATE], as_at=as_at) for as_at in ("2022", "2024"))
    assert compare_releases(before, after) == ()


def test_a_late_update_is_an_answer_and_a_correction_is_none():
    before, _ = asked("2022", "2024")
    late, mended = UPDATE | {"As at": "2021", "Update": "Late."}, UPDATE | {"As at": "2022-01"}
    rows, answer = (GOOD, ANSWERING), ANSWER_OF_2024
    assert quiet(before, release(*rows, Updates=[UPDATE, late, answer], as_at="2024")) == []
    assert quiet(before, release(*rows, Updates=[mended, answer], as_at="2024")) == ["C1"]


def test_what_was_added_since_has_not_gone_quiet():
    before, _ = asked("2022", "2024")
    more = release(GOOD, ANSWERING, OTHER, Updates=[UPDATE, ANSWER_OF_2024], as_at="2024")
    assert quiet(before, more) == ["C1"]


@pytest.mark.parametrize(
    ("dates", "last", "when"),
    [
        (("2022-12-31", "2022", "2021-12", "2022-07"), "2022-12-31", "on 31 December 2022"),
        (("2022", "2022-07", "2021-12"), "2022", "in 2022"),
        (("2022-07", "2022-07-14"), "2022-07", "in July 2022"),
    ],
    ids=["to a day", "to a year", "to a month"],
)
def test_last_reported_is_the_same_on_the_record_the_agenda_and_what_changed(dates, last, when):
    updates = [UPDATE | {"As at": as_at, "Update": f"Said {as_at}."} for as_at in dates]
    rows = (GOOD, ANSWERING)
    before = release(*rows, Updates=updates, as_at="2023")
    after = release(*rows, Updates=[*updates, ANSWER_OF_2024], as_at="2025")
    _, silence = compare_releases(before, after)
    assert silence.kind == GONE_QUIET
    assert silence.after.endswith(f": Said {last}.")
    assert read_record(after, 0).updates[-1].as_at == last
    (item,) = build_agenda(after, np.array([True, False]), (silence,)).items
    assert item.reasons[0].endswith(f"last reported {when}.")


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
    assert say_doubts(before, after, changes) == [
        "1 commitment of 4 would be gone.",
        "C0 would move back by two steps or more.",
        "Every update would be gone. Is the Updates sheet missing?",
        "The data would be as at 2022, which is earlier than 2023 now.",
    ]
    assert say_doubts(before, before, ()) == []


@pytest.mark.parametrize(
    ("was", "now", "earlier"),
    [("2023", "2022", True), ("2022", "2022-06", False), ("2022-06", "2022", False)],
)
def test_data_look_earlier_only_where_they_certainly_are(was, now, earlier):
    before, after = release(as_at=was), release(as_at=now)
    assert bool(say_doubts(before, after, ())) == earlier


def test_a_difference_is_marked_word_by_word():
    assert mark_difference("hold it every 6 months", "hold it every year") == [
        WordRun("kept", "hold it every"),
        WordRun("out", "6 months"),
        WordRun("in", "year"),
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


def test_there_and_back_are_the_same_changes_turned():
    turned = {ADDED: REMOVED, FORWARD: BACK, NEWLY_REPORTED: UPDATE_GONE}
    turned |= {now: was for was, now in turned.items()}
    releases = three_read()
    for one, other in ((0, 1), (1, 2), (0, 2)):
        there, back = (
            {
                (change.ref, change.kind, change.field, change.before, change.after)
                for change in compare_releases(releases[before], releases[after])
                if change.ref and change.kind != GONE_QUIET
            }
            for before, after in ((one, other), (other, one))
        )
        kinds = turned | {NOW_CLEAR: NO_LONGER_CLEAR, NO_LONGER_CLEAR: NOW_CLEAR}
        mirrored = {
            (ref, kinds.get(kind, kind), field, now, was) for ref, kind, field, was, now in there
        }
        assert mirrored == back


def test_three_releases_compose():
    def fields(one, other):
        return {
            (c.ref, c.field): (c.before, c.after)
            for c in compare_releases(one, other)
            if c.field == "Status"
        }

    first, then, whole = (fields(THREE[a], THREE[b]) for a, b in ((0, 1), (1, 2), (0, 2)))
    for key, (was, now) in whole.items():
        steps = [of[key] for of in (first, then) if key in of]
        assert (steps[0][0], steps[-1][1]) == (was, now)


def test_every_kind_has_its_explanation():
    assert all(said.endswith(".") for said in CHANGE_KINDS.values())


ALPHABET = ["a", "b", "c", "d", "e", "f", "g", "h", "i", "j"]


@pytest.mark.parametrize(
    ("kept", "kinds"),
    [(7, ["Changed"]), (6, ["Newly reported", "Update no longer there"])],
    ids=["seven words of ten", "six words of ten"],
)
def test_an_update_of_one_date_with_more_than_six_words_in_ten_the_same_is_corrected(kept, kinds):
    reworded = [*ALPHABET[:kept], *map(str, range(10 - kept))]
    before, after = (
        release(Updates=[UPDATE | {"Update": " ".join(words), "Evidence": None}])
        for words in (ALPHABET, reworded)
    )
    assert [change.kind for change in compare_releases(before, after)] == kinds


def test_a_headline_has_two_clauses_and_no_third():
    rows = [but(GOOD, Ref=ref) for ref in ("C1", "C2", "C3")]
    now = [but(rows[0], Status="Complete"), but(rows[1], Title="Another"), but(GOOD, Ref="C4")]
    changes = compare_releases(release(*rows), release(*now))
    assert say_change_headline(changes) == "1 commitment moved forward and 1 was reworded."
