"""The strip: counts by status, the change since the release before, and who is in each."""

from datetime import date

import pytest

from hor_data.release import Selection, read_release
from hor_exports.explore import build_strip
from hor_exports.view import open_view
from tests.support.books import GOOD, STATUS, book, but

TODAY = date(2026, 11, 22)
EVERYTHING = Selection()


def scale(**meanings):
    return [but(STATUS, Value=value, Stands_for=meaning) for value, meaning in meanings.items()]


WORDS = scale(Complete="complete", Limited="limited", Unclear="unclear")


def release(*statuses, lists=WORDS, areas=()):
    """A release of commitments C1, C2, … with these statuses, and areas where they are given."""
    rows = [
        but(GOOD, Ref=f"C{number}", Status=status, Area=area)
        for number, (status, area) in enumerate(
            zip(statuses, areas or ["Black Country"] * len(statuses), strict=True), start=1
        )
    ]
    return read_release(book(*rows, Lists=lists), TODAY)


def strip(release, before=None, selection=EVERYTHING):
    """{status: (number, change, refs)}, and whether it stands for comparison only where it does."""
    view = open_view(release, selection)
    return {
        column.standing.status: (
            column.standing.number,
            column.change,
            [release.commitments["Ref"][position] for position in column.positions],
            *(["other"] if column.standing.other else []),
        )
        for column in build_strip(view, before)
    }


NOW = release("Complete", "Limited", "Complete", "Limited")
BEFORE = release("Limited", "Limited", "Limited", "Unclear", "Limited")


def test_a_column_has_its_commitments_in_their_order_and_those_that_nobody_has_stay():
    assert strip(NOW) == {
        "Complete": (2, None, ["C1", "C3"]),
        "Limited": (2, None, ["C2", "C4"]),
        "Unclear": (0, None, []),
    }


def test_the_change_is_against_the_release_before_down_and_up_and_to_none():
    changes = {status: column[1] for status, column in strip(NOW, BEFORE).items()}
    assert changes == {"Complete": 2, "Limited": -2, "Unclear": -1}


def test_against_itself_nothing_has_changed():
    assert {column[1] for column in strip(NOW, NOW).values()} == {0}


def test_a_status_chosen_leaves_the_others_their_numbers_changes_and_squares():
    chosen = strip(NOW, BEFORE, Selection(status=("Complete",)))
    assert chosen == {
        "Complete": (2, 2, ["C1", "C3"]),
        "Limited": (2, -2, ["C2", "C4"], "other"),
        "Unclear": (0, -1, [], "other"),
    }


def test_another_filter_is_of_both_releases():
    areas = ("Dudley", "Coventry", "Dudley", "Coventry")
    now = release("Complete", "Limited", "Complete", "Limited", areas=areas)
    before = release("Limited", "Limited", "Complete", "Unclear", areas=areas)
    assert strip(now, before, Selection(area=("Dudley",))) == {
        "Complete": (2, 1, ["C1", "C3"]),
        "Limited": (0, -1, []),
        "Unclear": (0, 0, []),
    }


def test_a_filter_that_the_release_before_lacks_chose_nothing_there():
    now = release("Complete", "Limited", areas=("Dudley", "Walsall"))
    before = release("Limited", "Limited", areas=("Coventry", "Walsall"))
    assert strip(now, before, Selection(area=("Dudley",)))["Complete"] == (1, 1, ["C1"])
    assert strip(now, before, Selection(area=("Dudley",)))["Limited"] == (0, 0, [])


def test_a_renamed_status_is_compared_by_what_it_stands_for():
    colours = scale(Green="complete", Amber="limited", Grey="unclear")
    now = release("Green", "Amber", lists=colours)
    before = release("Limited", "Limited", "Unclear")
    changes = {status: column[1] for status, column in strip(now, before).items()}
    assert changes == {"Green": 1, "Amber": -1, "Grey": -1}


@pytest.mark.parametrize("words", ["zebra", "C9"])
def test_where_nothing_matches_every_column_stays_and_is_empty(words):
    columns = strip(NOW, BEFORE, Selection(words=words))
    assert columns == dict.fromkeys(("Complete", "Limited", "Unclear"), (0, 0, []))
