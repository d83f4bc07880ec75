"""Moves of statuses between two releases: in which direction, and how many from where to where."""

from collections.abc import Collection, Mapping

import numpy as np
import pandas as pd

from hor_data.release import Release
from hor_data.words import folded

FORWARD, BACK = "Moved forward", "Moved back"
NOW_CLEAR, NO_LONGER_CLEAR = "Now clear", "No longer clear"
STATUS_BEFORE = "Status before"
# The order of meanings; unclear stands outside it, so it is never forward of or behind another.
PROGRESS = ("not started", "limited", "substantial", "complete")


def kind_of_status_change(
    before: str, after: str, was: Mapping[str, str], now: Mapping[str, str]
) -> str:
    """The kind of a move from one status to another; "" where it is no move.

    `was` and `now` give the meaning of each status in the earlier and the later release. A status
    that keeps its name is no move, even where its meaning is another: that is a change of the
    status.
    """
    meaning_before, meaning_after = was[before], now[after]
    if folded(before) == folded(after) or meaning_before == meaning_after:
        return ""
    if "unclear" in (meaning_before, meaning_after):
        return NOW_CLEAR if meaning_before == "unclear" else NO_LONGER_CLEAR
    return FORWARD if steps_forward(meaning_before, meaning_after) > 0 else BACK


def steps_forward(before: str, after: str) -> int:
    """The number of steps in PROGRESS from one meaning to another; negative for a move back."""
    return PROGRESS.index(after) - PROGRESS.index(before)


def tally_moves(before: Release, after: Release, refs: Collection[str]) -> pd.DataFrame:
    """How many of these commitments had each status before (rows) and after (columns), as whole
    numbers.

    Only commitments that both releases have are counted.
    """
    both = _positions_in_both(before, after, refs)
    was, now = (release.groupings["status"] for release in (before, after))
    table = np.zeros((len(was.values), len(now.values)), dtype=int)
    # Every commitment has one status, so that its row is its place among the statuses' codes.
    np.add.at(table, (was.codes[both[:, 0]], now.codes[both[:, 1]]), 1)
    index = pd.Index(was.values, name=STATUS_BEFORE)
    return pd.DataFrame(table, index=index, columns=now.values)


def list_moves(
    before: Release, after: Release, refs: Collection[str]
) -> dict[tuple[str, str], list[int]]:
    """The positions in the later release of those commitments that both have, by their status
    before and after; in the order of the later release."""
    both = _positions_in_both(before, after, refs)
    was, now = (release.commitments["Status"].tolist() for release in (before, after))
    moves: dict[tuple[str, str], list[int]] = {}
    for old, new in sorted(both.tolist(), key=lambda pair: pair[1]):
        moves.setdefault((was[old], now[new]), []).append(new)
    return moves


def _positions_in_both(before: Release, after: Release, refs: Collection[str]) -> np.ndarray:
    """A row of two positions, before and after, for each of the commitments that both have."""
    pairs = [(before.position(ref), after.position(ref)) for ref in refs]
    return np.array([pair for pair in pairs if None not in pair], dtype=int).reshape(-1, 2)
