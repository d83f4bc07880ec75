"""The kinds of change between two releases, in the order a reader should meet them."""

from collections.abc import Mapping
from typing import NamedTuple

from hor_data.changes.moves import BACK, FORWARD, NO_LONGER_CLEAR, NOW_CLEAR

ADDED, REMOVED = "Added", "Removed"
NEWLY_REPORTED, GONE_QUIET = "Newly reported", "Gone quiet"
UPDATE_GONE, UPDATE_LOST_LATER = "Update no longer there", "Update since taken out"
REWORDED, NEW_DEADLINE = "Reworded promise", "New deadline"
RESULT_CHANGED, RATING_CHANGED = "Result changed", "Owner’s rating changed"
CHANGED = "Changed"
RENAMED, REDEFINED, REGROUPED = "Renamed", "Redefined", "Organisation changed"
# Changes of a name or a definition: one change, however many commitments have it.
KINDS_WITHOUT_COMMITMENT = (RENAMED, REDEFINED, REGROUPED)

# What each kind means, in the order in which a reader meets them.
CHANGE_KINDS = {
    FORWARD: "The status moved towards complete.",
    BACK: "The status moved away from complete.",
    NOW_CLEAR: "Its status was unclear and no longer is.",
    NO_LONGER_CLEAR: "Its status has become unclear.",
    NEWLY_REPORTED: "There is an update that the earlier release did not have.",
    UPDATE_GONE: "An update of the earlier release is not in the later one.",
    UPDATE_LOST_LATER: "There is an update that the later release no longer has.",
    GONE_QUIET: "Not complete, and no new update in five months or more, where others gave one.",
    REWORDED: "The promise itself or its title is worded differently.",
    NEW_DEADLINE: "The date it is due by is another one.",
    RESULT_CHANGED: "A number reported or promised is another one.",
    RATING_CHANGED: "The lead organisation rates it differently.",
    CHANGED: "Something else about it is different.",
    ADDED: "The earlier release did not have it.",
    REMOVED: "The later release does not have it.",
    RENAMED: "The same organisation, status or value of a list has another name.",
    REDEFINED: "A status is defined differently, stands for something else, or has another place.",
    REGROUPED: "An organisation has another sector, area or short name.",
}
# Other meanings, for a pair that goes back in time: there "earlier" and "later" are swapped.
_BACK_IN_TIME = {
    UPDATE_GONE: "The earlier release did not have this update yet.",
    ADDED: "The later release no longer has it.",
    REMOVED: "The earlier release did not have it yet.",
}


class Change(NamedTuple):
    """One difference: its kind, its field, and the text before and after ("" for none).

    `ref` and `title` are the commitment's. For a kind of KINDS_WITHOUT_COMMITMENT `ref` is "" and
    `title` is the organisation or the value of a list, as the release shown calls it.
    """

    ref: str
    title: str
    kind: str
    field: str = ""
    before: str = ""
    after: str = ""


def explain_change_kinds(back_in_time: bool = False) -> Mapping[str, str]:
    """The meaning of each kind, for a pair in the order of time or one that goes back."""
    return CHANGE_KINDS | _BACK_IN_TIME if back_in_time else CHANGE_KINDS
