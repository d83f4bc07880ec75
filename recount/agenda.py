"""What a roundtable should talk of: the rules of the agenda, followed again."""

from collections.abc import Collection, Iterable
from typing import NamedTuple

from recount.cells import count, first_day, last_day, say_date, time_order
from recount.change import (
    BACK,
    FORWARD,
    GONE_QUIET,
    MOVES,
    NO_LONGER_CLEAR,
    NOW_CLEAR,
    Change,
)
from recount.changes import updates_of
from recount.counting import PAST_DUE, Book

RULES = ("Past due", "Moved back", "Unclear", "Went well", "Gone quiet", "Parts not yet shown")
GOOD = RULES.index("Went well")
ITEMS, MINUTES = 12, 60
ONE_IN = 4  # of so many items one is kept for what went well


class Reason(NamedTuple):
    """Why a commitment is talked of: the rule's place, what it is ordered by, and in words."""

    rule: int
    first: float
    words: str


class Item(NamedTuple):
    """One commitment of an agenda: its ref, its rule, and every reason in words."""

    ref: str
    rule: str
    reasons: tuple[str, ...]


def build_agenda(
    book: Book, refs: Collection[str], changes: Iterable[Change]
) -> tuple[list[Item], int]:
    """The items in order, and how many more commitments have a reason."""
    mine: dict[str, list[Change]] = {}
    for change in changes:
        mine.setdefault(change.ref, []).append(change)
    held = []
    for place, ref in enumerate(refs):
        if reasons := reasons_of(book, ref, mine.get(ref, [])):
            held.append((reasons[0][:2], place, ref, reasons))
    held.sort()
    ill = [row for row in held if row[0][0] != GOOD]
    well = [row for row in held if row[0][0] == GOOD]
    share = min(len(well), max(ITEMS // ONE_IN, ITEMS - len(ill)))
    kept = ill[: ITEMS - share] + well[:share]
    items = [
        Item(ref, RULES[reasons[0].rule], tuple(reason.words for reason in reasons))
        for _, _, ref, reasons in kept
    ]
    return items, len(held) - len(kept)


def reasons_of(book: Book, ref: str, changes: Collection[Change]) -> list[Reason]:
    """Every reason to talk of a commitment, in the order of the rules."""
    row = book.commitments.loc[ref]
    moved = {change.kind: change for change in changes if change.kind in MOVES}
    reasons = []
    if row["Deadline"] == PAST_DUE:
        due = say_date(row["Due"])
        reasons.append(Reason(0, last_day(row["Due"]).toordinal(), f"Past due: was due {due}."))
    if BACK in moved:
        reasons.append(Reason(1, 0, say_move(moved[BACK])))
    if row["Meaning"] == "unclear":
        words = "No progress on the promise can be read from its update."
        if NO_LONGER_CLEAR in moved:
            words += f" Its status was {moved[NO_LONGER_CLEAR].before.lower()}."
        reasons.append(Reason(2, 0, words))
    forward = moved.get(FORWARD) or moved.get(NOW_CLEAR)
    if forward:
        reasons.append(Reason(GOOD, 0, say_move(forward)))
    elif row["Meaning"] == "complete":
        reasons.append(Reason(GOOD, 1, "Complete."))
    reasons += _silence(book, ref, changes)
    if parts := len(row["Not yet shown"]):
        reasons.append(Reason(5, -parts, f"{count(parts, 'part')} of the promise not yet shown."))
    return reasons


def _silence(book: Book, ref: str, changes: Collection[Change]) -> list[Reason]:
    updates = updates_of(book, ref)
    if not updates:
        return [Reason(4, 0, "No update supplied.")]
    given = max((as_at for as_at, _ in updates), key=time_order)
    when = f"{'on' if given.count('-') == 2 else 'in'} {say_date(given)}"
    if any(change.kind == GONE_QUIET for change in changes):
        words = f"No new update since the earlier release: last reported {when}."
    elif book.commitments.at[ref, "Meaning"] != "complete" and _year_passed(given, book.as_at):
        words = f"No update for a year: last reported {when}."
    else:
        return []
    return [Reason(4, last_day(given).toordinal(), words)]


def _year_passed(given: str, as_at: str) -> bool:
    """Whether a year has surely passed from one date as given to another."""
    if not as_at:
        return False
    last, now = last_day(given), first_day(as_at)
    return (now.year - last.year, now.month, now.day) >= (1, last.month, last.day) or (
        now.year - last.year > 1
    )


def say_move(change: Change) -> str:
    """Moved back, from substantial to limited."""
    return f"{change.kind}, from {change.before.lower()} to {change.after.lower()}."
