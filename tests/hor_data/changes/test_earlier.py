"""Which earlier release is compared where nobody picks one, shown on lists of publications."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from hor_data.store import (
    ONLY_ONE_RELEASE,
    Entry,
    earlier_number,
    entry_before_undo,
    say_why_no_earlier,
    standing_numbers,
    trail_of,
)
from hor_data.store.earlier import ALL_LATER, FIRST_RELEASE, FIRST_RELEASE_AGAIN


def published(*lines):
    """Entries from (date of data, month of publication, number taken back) each, newest first."""
    entries = []
    for number, line in enumerate(lines, start=1):
        as_at, when, undoes = (*line, *("2026-01", 0)[len(line) - 1 :])
        numbers = {"number": number, "size": 1, "commitments": 1, "warnings": 0, "undoes": undoes}
        words = dict.fromkeys(("note", "who", "file_name", "sha256"), "")
        entries.insert(
            0,
            Entry(
                name=f"Release {number}",
                as_at=as_at,
                published_at=f"{when}-{number:02}T09:00:00+00:00",
                **numbers,
                **words,
            ),
        )
    return entries


THREE = published(("2022",), ("2024-06",), ("2026-06",))


@pytest.mark.parametrize(("after", "before"), [(1, 0), (2, 1), (3, 2), (4, 0), (0, 0)])
def test_three_releases_are_compared_with_the_one_before_and_the_first_with_none(after, before):
    assert earlier_number(THREE, after) == before


@pytest.mark.parametrize(
    ("lines", "after", "before"),
    [
        ([("2022", "2025-01"), ("2023", "2025-05"), ("2024", "2025-06")], 3, 1),
        ([("2022", "2025-01"), ("2023", "2025-07"), ("2024", "2026-01")], 3, 2),
        ([("2022", "2023-01"), ("2023", "2025-12"), ("2024", "2026-01")], 3, 1),
        ([("2022", "2025-12"), ("2023", "2025-12"), ("2024", "2026-01")], 3, 2),
    ],
    ids=["not last month's", "half a year's", "long ago", "all are newer"],
)
def test_the_one_published_nearest_to_half_a_year_before_is_taken(lines, after, before):
    assert earlier_number(published(*lines), after) == before


@pytest.mark.parametrize(
    ("days_before", "before"),
    [
        ((91, 10), 2),
        ((92, 10), 1),
        ((265, 100), 2),
        ((264, 100), 2),
        ((263, 100), 1),
        ((300, 182, 120), 2),
    ],
    ids=[
        "a quarter is too new",
        "a day more than a quarter",
        "83 days off and 82",
        "as far off on both sides",
        "81 days off and 82",
        "to the day",
    ],
)
def test_half_a_year_is_182_days_and_what_is_newer_than_half_of_that_is_too_new(
    days_before, before
):
    shown = datetime(2026, 1, 3, 9, tzinfo=UTC)
    times = [shown - timedelta(days=days) for days in days_before]
    entries = [
        replace(entry, published_at=time.isoformat())
        for entry, time in zip(
            published(*((str(2010 + year),) for year in range(len(times) + 1))),
            [shown, *reversed(times)],
            strict=True,
        )
    ]
    assert earlier_number(entries, len(entries)) == before


@pytest.mark.parametrize(
    ("lines", "after", "before"),
    [
        ([("2022",), ("2023",), ("2022", "2026-01", 2)], 3, 0),
        ([("2022",), ("2023",), ("2022", "2026-01", 2)], 2, 1),
        ([("2022",), ("2023",), ("2022", "2026-01", 2), ("2024",)], 4, 1),
        ([("2022",), ("2023",), ("2024",), ("2023", "2026-01", 3)], 4, 1),
        ([("2022",), ("2023",), ("2024",), ("2023", "2026-01", 3), ("2025",)], 5, 2),
        (
            [("2022",), ("2023",), ("2024",), ("2023", "2026-01", 3), ("2022", "2026-01", 4)],
            3,
            1,
        ),
        (
            [("2022",), ("2023",), ("2024",), ("2023", "2026-01", 3), ("2022", "2026-01", 4)],
            5,
            0,
        ),
    ],
    ids=[
        "its own copy",
        "taken back itself",
        "published after an undo",
        "a copy counts as what it restores",
        "after that",
        "the one before was taken back later",
        "undone twice",
    ],
)
def test_what_was_taken_back_and_its_own_copy_are_never_taken(lines, after, before):
    assert earlier_number(published(*lines), after) == before


@pytest.mark.parametrize(
    ("dates", "before"),
    [
        (["2022", "2023", "2022-06"], 1),
        (["2024", "2023", "2022"], 0),
        (["2022-07", "2022-05", "2022-06"], 2),
        (["2022", "2022-06"], 1),
        (["2022-06", "2022"], 1),
        (["", "2022"], 1),
        (["2022", ""], 1),
    ],
    ids=str,
)
def test_later_data_are_never_taken_but_what_cannot_be_told_may_be(dates, before):
    entries = published(*((as_at,) for as_at in dates))
    assert earlier_number(entries, len(dates)) == before


@pytest.mark.parametrize(
    ("dates", "before"),
    [
        (["2022", "2023", "2023"], 1),
        (["2022", "2023", "2023", "2023"], 1),
        (["2022", "2022"], 1),
        (["2022", "2022", "2022"], 2),
        (["2022", "2022", "2023"], 2),
        (["2021", "2022", "2022", "2023", "2023"], 3),
        (["", "", ""], 2),
    ],
    ids=str,
)
def test_one_date_of_data_is_a_correction_of_the_one_before(dates, before):
    entries = published(*((as_at,) for as_at in dates))
    assert earlier_number(entries, len(dates)) == before


def test_a_correction_stands_at_the_time_of_what_it_corrects():
    entries = published(
        ("2022-12", "2024-12"), ("2023-06", "2025-06"), ("2023-06", "2025-12"), ("2023-12",)
    )
    assert earlier_number(entries, 4) == 3


@pytest.mark.parametrize(
    ("lines", "after", "why"),
    [
        ([("2022",)], 1, ONLY_ONE_RELEASE),
        ([("2022",), ("2023",), ("2024",)], 1, FIRST_RELEASE),
        ([("2022",), ("2023",), ("2022", "2026-01", 2)], 3, FIRST_RELEASE_AGAIN),
        ([("2024",), ("2023",), ("2022",)], 3, ALL_LATER),
    ],
    ids=["one", "the first", "the first again", "later data"],
)
def test_where_none_is_earlier_a_sentence_says_why(lines, after, why):
    entries = published(*lines)
    assert earlier_number(entries, after) == 0
    assert say_why_no_earlier(entries, after) == why


def test_a_history_has_neither_what_was_taken_back_nor_copies():
    entries = published(("1",), ("2",), ("3",), ("2", "2026-01", 3), ("5",))
    assert standing_numbers(entries, 5) == [1, 2, 5]
    assert standing_numbers(entries, 4) == [1, 4]
    assert standing_numbers(entries, 3) == [1, 2, 3]
    assert standing_numbers(entries, 9) == []


def test_undoing_goes_back_along_what_stands():
    entries = published(("1",), ("2",), ("3",), ("2", "2026-01", 3), ("5",), ("2", "2026-01", 5))
    assert trail_of(entries).standing == (1, 2)
    assert entry_before_undo(entries).number == 1
