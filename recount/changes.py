"""What differs between two workbooks, commitment by commitment, by pandas and plain comparison."""

from collections.abc import Collection, Iterator
from difflib import SequenceMatcher
from typing import Any

import pandas as pd

from recount.cells import say_date, time_order
from recount.change import (
    ADDED,
    BACK,
    CHANGED,
    FORWARD,
    GONE_QUIET,
    NEW_DEADLINE,
    NEWLY_REPORTED,
    NO_LONGER_CLEAR,
    NOW_CLEAR,
    RATING,
    REMOVED,
    RESULT,
    REWORDED,
    UPDATE_GONE,
    UPDATE_SINCE_GONE,
    Change,
)
from recount.counting import BODIES, Book
from recount.names import compare_names, goes_back, names_now, renamed_statuses, round_held

SCALE = ("not started", "limited", "substantial", "complete")
KIND_OF_COLUMN = {"Title": REWORDED, "Commitment": REWORDED, "Due": NEW_DEADLINE} | {
    "Owner's rating": RATING
}
OTHER_COLUMNS = ("Theme", "Area", "Approach", "Why this status", "Source")
SEVERAL = ("Who it is for", "Not yet shown")
ALIKE = 0.6  # of two updates of one date so alike, the later corrects the earlier


def move(before: str, after: str) -> str:
    """Which way a status went, by what it means before and after; "" where it stayed."""
    if before == after:
        return ""
    if before == "unclear":
        return NOW_CLEAR
    if after == "unclear":
        return NO_LONGER_CLEAR
    return FORWARD if SCALE.index(after) > SCALE.index(before) else BACK


def compare(before: Book, after: Book) -> list[Change]:
    """Every difference between two workbooks."""
    was, now = before.commitments, after.commitments
    changes = [
        Change(ADDED, ref, after=now.at[ref, "Status"]) for ref in now.index.difference(was.index)
    ]
    changes += [
        Change(REMOVED, ref, before=was.at[ref, "Status"])
        for ref in was.index.difference(now.index)
    ]
    for ref in [ref for ref in now.index if ref in was.index]:
        changes += _status(before, after, ref)
        changes += _updates(before, after, ref)
        changes += _columns(was.loc[ref], now.loc[ref], ref)
        changes += _bodies(before, after, ref)
        changes += _measures(before, after, ref)
    return [*changes, *compare_names(before, after)]


def _status(before: Book, after: Book, ref: str) -> Iterator[Change]:
    was, now = before.commitments.loc[ref], after.commitments.loc[ref]
    kind = move(was["Meaning"], now["Meaning"])
    called = renamed_statuses(before, after).get(was["Status"], was["Status"])
    if called != now["Status"]:
        yield Change(kind or CHANGED, ref, "Status", was["Status"], now["Status"])


def _updates(before: Book, after: Book, ref: str) -> Iterator[Change]:
    was, now = (updates_of(book, ref) for book in (before, after))
    gone = [update for update in was if update not in now]
    reported = False
    for update in (update for update in now if update not in was):
        old = next((old for old in gone if _corrects(update, old)), None)
        if old:
            gone.remove(old)
            yield Change(CHANGED, ref, "Update", say_update(old), say_update(update))
        else:
            reported = True
            kind = UPDATE_SINCE_GONE if goes_back(before, after) else NEWLY_REPORTED
            yield Change(kind, ref, "Update", "", say_update(update))
    for update in gone:
        yield Change(UPDATE_GONE, ref, "Update", say_update(update), "")
    complete = after.commitments.at[ref, "Meaning"] == "complete"
    if round_held(before, after) and not (reported or complete):
        last = say_update(now[-1]) if now else ""
        yield Change(GONE_QUIET, ref, "Update", last, last)


def updates_of(book: Book, ref: str) -> list[tuple[str, str]]:
    """Date and words of a commitment's updates, in time order."""
    mine = book.updates[book.updates["Ref"] == ref]
    return sorted(
        zip(mine["As at"], mine["Update"], strict=True), key=lambda row: time_order(row[0])
    )


def say_update(update: tuple[str, str]) -> str:
    """An update with its date in words."""
    return f"{say_date(update[0])}: {update[1]}"


def _corrects(new: tuple[str, str], old: tuple[str, str]) -> bool:
    if new[1] == old[1]:
        return True
    alike = SequenceMatcher(None, new[1].split(), old[1].split(), autojunk=False).ratio()
    return new[0] == old[0] and alike > ALIKE


def _columns(was: pd.Series, now: pd.Series, ref: str) -> Iterator[Change]:
    for column in (*KIND_OF_COLUMN, *OTHER_COLUMNS, *SEVERAL):
        cells = [_cell(row[column], column) for row in (was, now)]
        if cells[0] != cells[1]:
            yield Change(KIND_OF_COLUMN.get(column, CHANGED), ref, column, *cells)


def _cell(value: Any, column: str) -> str:
    """A cell as a page shows it: dates in words."""
    if column in SEVERAL:
        return "; ".join(value)
    return say_date(value) if value and column == "Due" else str(value)


def _bodies(before: Book, after: Book, ref: str) -> Iterator[Change]:
    names = names_now(before, after)
    for header in BODIES:
        cells = [list(book.commitments.at[ref, header]) for book in (before, after)]
        was, now = ({names.get(name, name) for name in cell} for cell in cells)
        if was != now:
            yield Change(CHANGED, ref, header, *("; ".join(cell) for cell in cells))


def _measures(before: Book, after: Book, ref: str) -> Iterator[Change]:
    was, now = (_numbers(book, ref) for book in (before, after))
    for name in dict.fromkeys([*was, *now]):
        cells = was.get(name, ""), now.get(name, "")
        if cells[0] != cells[1]:
            yield Change(RESULT, ref, name, *cells)


def _numbers(book: Book, ref: str) -> dict[str, str]:
    numbers: dict[str, list[str]] = {}
    mine = book.measures[book.measures["Ref"] == ref]
    for row in mine.to_dict("records"):
        parts = [
            f"{part.lower()} {row[part]}" for part in ("Target", "Result", "As at") if row[part]
        ]
        words = "; ".join(parts)
        numbers.setdefault(row["Measure"], []).append(words[:1].upper() + words[1:])
    return {name: ". ".join(words) for name, words in numbers.items()}


def moves_table(before: Book, after: Book, refs: Collection[str]) -> pd.DataFrame:
    """Commitments that both have: a row a status before, a column a status after."""
    both = [
        ref for ref in refs if ref in before.commitments.index and ref in after.commitments.index
    ]
    was, now = before.commitments["Status"].reindex(both), after.commitments["Status"].reindex(both)
    table = pd.crosstab(was.to_numpy(), now.to_numpy()) if both else pd.DataFrame()
    rows = [status for status in before.statuses if status in table.index]
    return table.reindex(index=rows, columns=after.statuses, fill_value=0).astype(int)
