"""A change, and the kinds of it in the order in which a reader meets them."""

from collections import Counter
from collections.abc import Collection
from typing import NamedTuple

FORWARD, BACK = "Moved forward", "Moved back"
NOW_CLEAR, NO_LONGER_CLEAR = "Now clear", "No longer clear"
NEWLY_REPORTED, GONE_QUIET = "Newly reported", "Gone quiet"
UPDATE_GONE, UPDATE_SINCE_GONE = "Update no longer there", "Update since taken out"
REWORDED, NEW_DEADLINE = "Reworded promise", "New deadline"
RESULT, RATING, CHANGED = "Result changed", "Owner’s rating changed", "Changed"
ADDED, REMOVED = "Added", "Removed"
RENAMED, REDEFINED, REGROUPED = "Renamed", "Redefined", "Organisation changed"
KINDS = (
    *(FORWARD, BACK, NOW_CLEAR, NO_LONGER_CLEAR),
    *(NEWLY_REPORTED, UPDATE_GONE, UPDATE_SINCE_GONE, GONE_QUIET),
    *(REWORDED, NEW_DEADLINE, RESULT, RATING, CHANGED, ADDED, REMOVED),
    *(RENAMED, REDEFINED, REGROUPED),
)
MOVES = KINDS[:4]


class Change(NamedTuple):
    """One difference: its kind, the commitment, the field, and what stood there. Where it is of no
    commitment, `ref` is "" and `name` says of which organisation or status it is."""

    kind: str
    ref: str
    field: str = ""
    before: str = ""
    after: str = ""
    name: str = ""


def tally_kinds(changes: Collection[Change]) -> dict[str, int]:
    """How many commitments, names and definitions changed in each way, in the order of KINDS."""
    subjects = {
        (change.kind, change.ref, "" if change.ref else (change.field, change.name))
        for change in changes
    }
    counts = Counter(kind for kind, *_ in subjects)
    return {kind: counts[kind] for kind in KINDS if counts[kind]}
