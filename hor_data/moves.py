"""How statuses move between two releases: which way, and how many went from where to where."""

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


def kind_of_move(before: str, after: str) -> str:
    """The kind of a move from one meaning to another: "" where they are the same."""
    if before == after:
        return ""
    if "unclear" in (before, after):
        return NOW_CLEAR if before == "unclear" else NO_LONGER_CLEAR
    return FORWARD if steps_forward(before, after) > 0 else BACK


def kind_of_step(before: str, after: str, was: Mapping[str, str], now: Mapping[str, str]) -> str:
    """The kind of a move from one status to another: "" where it is none.

    `was` and `now` give each status its meaning in the earlier and the later release. Where the
    status keeps its name nothing moved, even if the name stands for something else: that is said
    once, of the status.
    """
    return "" if folded(before) == folded(after) else kind_of_move(was[before], now[after])


def steps_forward(before: str, after: str) -> int:
    """How many steps of PROGRESS from one meaning to another: below 0 for a move back."""
    return PROGRESS.index(after) - PROGRESS.index(before)


def tally_moves(before: Release, after: Release, refs: Collection[str]) -> pd.DataFrame:
    """How many of these commitments stood at each status before (rows) and after (columns).

    Only commitments that both releases have are counted.
    """
    places = [(before.position(ref), after.position(ref)) for ref in refs]
    both = np.array([pair for pair in places if None not in pair], dtype=int).reshape(-1, 2)
    names = [[one.value for one in release.statuses] for release in (before, after)]
    was, now = (
        pd.Categorical(release.commitments["Status"].to_numpy()[both[:, side]], names[side]).codes
        for side, release in enumerate((before, after))
    )
    cells = np.bincount(was * len(names[1]) + now, minlength=len(names[0]) * len(names[1]))
    table = cells.reshape(len(names[0]), len(names[1]))
    return pd.DataFrame(table, index=pd.Index(names[0], name=STATUS_BEFORE), columns=names[1])
