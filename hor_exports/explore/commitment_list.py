"""The list beside the matrix: what to ask about, what moved, or all commitments of the view."""

from collections.abc import Callable, Iterable, Sequence
from typing import NamedTuple

import numpy as np

from hor_data.changes import BACK, FORWARD, NO_LONGER_CLEAR, NOW_CLEAR, Change
from hor_data.dates import say_date, time_order
from hor_data.release import PAST_DUE, UNCLEAR
from hor_data.words import folded
from hor_exports.explore.squares import Square, list_squares
from hor_exports.view import View

LIST_TABS = {"ask": "To ask about", "moved": "Moved", "all": "All"}
LIST_ORDERS = {
    "asked": "What to ask first",
    "listed": "As listed",
    "due": "Due first",
    "silent": "Longest silent first",
}
# The list opens with the commitments to ask about for these reasons.
ASKED_FIRST = (PAST_DUE, UNCLEAR)
_MOVES = (FORWARD, BACK, NO_LONGER_CLEAR, NOW_CLEAR)


class ListChoice(NamedTuple):
    """What the reader chose: the tab and the order of the list."""

    tab: str = "ask"
    order: str = "asked"


class ListedCommitment(NamedTuple):
    """A line of the list: the commitment's square, and remarks that say why it is there, the first
    of them a warning where `warns`."""

    square: Square
    remarks: tuple[str, ...]
    warns: bool


def list_for_tab(
    view: View, choice: ListChoice, changes: Sequence[Change], most: int
) -> list[ListedCommitment]:
    """The first `most` commitments of a tab in the order chosen, of those that the view shows.
    `changes` are those since the release compared with."""
    squares = list_squares(view.release)
    asked = view.release.groupings["ask"]
    first = np.zeros(len(squares), dtype=bool)
    first[asked.members(ASKED_FIRST)] = True
    moved_from = {folded(change.ref): change.before for change in changes if change.kind in _MOVES}
    tabs: dict[str, Callable[[int], bool]] = {
        "ask": lambda position: bool(first[position]),
        "moved": lambda position: folded(squares[position].ref) in moved_from,
        "all": lambda position: True,
    }
    positions = [
        position for position in np.flatnonzero(view.chosen).tolist() if tabs[choice.tab](position)
    ]
    positions.sort(key=_order(choice.order, squares, view))
    return [_line(squares[position], choice.order, moved_from) for position in positions[:most]]


def count_tabs(view: View, changes: Iterable[Change]) -> dict[str, int]:
    """How many commitments each tab lists."""
    members = np.zeros(len(view.chosen), dtype=bool)
    members[view.release.groupings["ask"].members(ASKED_FIRST)] = True
    moved = {folded(change.ref) for change in changes if change.kind in _MOVES}
    positions = [view.release.positions[ref] for ref in moved if ref in view.release.positions]
    return {
        "ask": int((members & view.chosen).sum()),
        "moved": sum(bool(view.chosen[position]) for position in positions),
        "all": int(view.chosen.sum()),
    }


def _order(
    order: str, squares: Sequence[Square], view: View
) -> Callable[[int], tuple[object, ...]]:
    due = view.release.commitments["Due"].tolist()

    def by_question(position: int) -> tuple[object, ...]:
        square = squares[position]
        return (not square.past_due, square.fill != "unclear", time_order(square.report))

    def by_due(position: int) -> tuple[object, ...]:
        square = squares[position]
        return (not due[position] or square.fill == "complete", time_order(due[position]))

    orders: dict[str, Callable[[int], tuple[object, ...]]] = {
        "asked": by_question,
        "due": by_due,
        "silent": lambda position: (time_order(squares[position].report),),
        "listed": lambda position: (position,),
    }
    return orders[order]


def _line(square: Square, order: str, moved_from: dict[str, str]) -> ListedCommitment:
    remarks = []
    if square.past_due:
        remarks.append(square.deadline)
    if before := moved_from.get(folded(square.ref)):
        remarks.append(f"Moved from {before.lower()}")
    if not square.past_due and square.deadline.startswith("Due"):
        remarks.append(square.deadline)
    if order == "silent" or not square.report:
        remarks.append(
            f"last update {say_date(square.report)}" if square.report else "no update yet"
        )
    return ListedCommitment(square, tuple(remarks), square.past_due)
