"""The list beside the matrix: its tabs, its orders, and what it says of each commitment."""

from datetime import date

import pytest

from hor_data.changes import compare_releases
from hor_data.release import Selection, read_release
from hor_exports.explore import LIST_ORDERS, LIST_TABS, ListChoice, count_tabs, list_for_tab
from hor_exports.view import open_view
from tests.support.books import GOOD, UPDATE, book, but
from tests.support.random_releases import put_cover

TODAY = date(2026, 11, 22)
REPORTS = {"C1": "2022", "C2": "2021-06", "C4": "2020", "C5": "2022-07", "C6": "2019", "C7": "2022"}


def release(**statuses):
    """Seven commitments with these statuses by ref, else limited; C4 and C5 are past due."""
    due = {"C3": "2028", "C4": "2025", "C5": "2024", "C6": "2020", "C7": "2027-01"}
    rows = [
        but(
            GOOD,
            Ref=ref,
            Title=f"Title {ref}",
            Status=statuses.get(ref, "Limited"),
            Due=due.get(ref),
        )
        for ref in (f"C{number}" for number in range(1, 8))
    ]
    updates = [but(UPDATE, Ref=ref, As_at=report) for ref, report in REPORTS.items()]
    return read_release(book(*rows, Updates=updates, then=put_cover), TODAY)


NOW = release(C1="Unclear", C6="Complete", C7="Substantial")
CHANGES = compare_releases(release(C1="Limited", C6="Substantial", C7="Substantial"), NOW)


def lines(tab="all", order="listed", changes=CHANGES, most=99, **chosen):
    return list_for_tab(open_view(NOW, Selection(**chosen)), ListChoice(tab, order), changes, most)


def refs(*args, **chosen):
    return [line.square.ref for line in lines(*args, **chosen)]


@pytest.mark.parametrize(
    ("tab", "expected"),
    [
        ("ask", ["C1", "C4", "C5"]),
        ("moved", ["C1", "C6"]),
        ("all", ["C1", "C2", "C3", "C4", "C5", "C6", "C7"]),
    ],
)
def test_a_tab_lists_its_own_of_what_is_shown_and_counts_as_many(tab, expected):
    assert refs(tab) == expected
    assert refs(tab, status=("Limited", "Unclear")) == [
        ref for ref in expected if ref not in ("C6", "C7")
    ]
    for chosen in ({}, {"status": ("Limited",)}, {"words": "zebra"}):
        view = open_view(NOW, Selection(**chosen))
        assert count_tabs(view, CHANGES)[tab] == len(refs(tab, **chosen))
    assert set(count_tabs(view, CHANGES)) == set(LIST_TABS)


@pytest.mark.parametrize(
    ("order", "expected"),
    [
        # Past due, then unclear; among these the longest silent.
        ("asked", ["C4", "C5", "C1", "C3", "C6", "C2", "C7"]),
        ("listed", ["C1", "C2", "C3", "C4", "C5", "C6", "C7"]),
        # What is complete, and what has no date, stand last.
        ("due", ["C5", "C4", "C7", "C3", "C1", "C2", "C6"]),
        ("silent", ["C3", "C6", "C4", "C2", "C5", "C1", "C7"]),
    ],
)
def test_the_orders_of_the_list(order, expected):
    assert refs("all", order) == expected


def test_every_order_is_tested_above():
    assert set(LIST_ORDERS) == {"asked", "listed", "due", "silent"}


def remarks(order="listed"):
    return {line.square.ref: (line.remarks, line.warns) for line in lines(order=order)}


def test_a_line_says_why_it_is_there():
    assert remarks() == {
        "C1": (("Moved from limited",), False),
        "C2": ((), False),
        "C3": (("Due 2028", "no update yet"), False),
        "C4": (("Past due: was due 2025",), True),
        "C5": (("Past due: was due 2024",), True),
        "C6": (("Moved from substantial",), False),
        "C7": (("Due January 2027",), False),
    }


def test_in_order_of_silence_each_says_when_it_was_last_reported_on():
    said = {ref: texts[-1] for ref, (texts, _) in remarks("silent").items()}
    assert said["C2"] == "last update June 2021"
    assert said["C3"] == "no update yet"
    assert said["C4"] == "last update 2020"


def test_only_so_many_are_listed_the_first_in_order():
    assert [line.square.ref for line in lines(order="asked", most=2)] == ["C4", "C5"]


def test_without_a_release_before_nothing_has_moved():
    assert refs("moved", changes=()) == []
    assert count_tabs(open_view(NOW, Selection()), ())["moved"] == 0


def test_a_commitment_that_has_left_is_in_no_tab_and_in_no_count():
    fewer = read_release(book(but(GOOD, Ref="C2", Status="Complete")), TODAY)
    view = open_view(fewer, Selection())
    changes = compare_releases(NOW, fewer)
    assert count_tabs(view, changes) == {"ask": 0, "moved": 1, "all": 1}


def test_a_square_says_all_that_it_shows():
    labels = [line.square.label for line in lines()]
    assert labels[:1] == ["C1, Title C1, Aston University, unclear"]
    assert labels[2:4] == [
        "C3, Title C3, Aston University, limited, due 2028",
        "C4, Title C4, Aston University, limited, past due, was due 2025",
    ]
    assert labels[5] == "C6, Title C6, Aston University, complete, was due 2020; now complete"
