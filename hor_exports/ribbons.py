"""What each ribbon between two statuses stands for: how many commitments, which way, and which."""

from typing import NamedTuple

from hor_data.changes import BACK, FORWARD, NO_LONGER_CLEAR, NOW_CLEAR, list_moves
from hor_data.release import CommitmentSummary, list_commitments
from hor_exports.charts import Ribbon
from hor_exports.compared import Comparison

_WAYS = (FORWARD, BACK, NOW_CLEAR, NO_LONGER_CLEAR, "")


class RibbonList(NamedTuple):
    """The commitments of one ribbon as the later release has them, and what it is called."""

    ribbon: Ribbon
    label: str
    commitments: list[CommitmentSummary]


def list_ribbons(comparison: Comparison) -> list[RibbonList]:
    """The commitments of each ribbon of a comparison's flow; what moved first."""
    release = comparison.view.release
    moves = list_moves(comparison.before, release, comparison.refs)
    ribbons = sorted(comparison.flow.ribbons, key=lambda ribbon: _WAYS.index(ribbon.way))
    return [
        RibbonList(
            ribbon,
            _say_ribbon(ribbon),
            list_commitments(release, moves[ribbon.before, ribbon.after]),
        )
        for ribbon in ribbons
    ]


def _say_ribbon(ribbon: Ribbon) -> str:
    """3 moved forward, from limited to substantial; or 12 stayed limited."""
    before, after = ribbon.before.lower(), ribbon.after.lower()
    if ribbon.way:
        return f"{ribbon.number:,} {ribbon.way.lower()}, from {before} to {after}"
    if before == after:
        return f"{ribbon.number:,} stayed {after}"
    return f"{ribbon.number:,} did not move, {before} before and {after} now"
