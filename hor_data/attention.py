"""What needs attention: commitments to ask about, each with the reason it is asked."""

from typing import NamedTuple

import numpy as np

from hor_data.groupings import PAST_DUE
from hor_data.record import say_deadline
from hor_data.release import Release
from hor_data.words import count, listed


class Item(NamedTuple):
    """One commitment to ask about, and why."""

    ref: str
    title: str
    lead: str
    reason: str


class Concern(NamedTuple):
    """A kind of reason, what it means, and the commitments it holds for."""

    name: str
    explanation: str
    items: tuple[Item, ...]


def what_needs_attention(release: Release, chosen: np.ndarray) -> tuple[Concern, ...]:
    """Past due; unclear; parts not shown, most parts first. Concerns without items stay, empty."""
    places = np.flatnonzero(chosen).tolist()
    late = set(release.groupings["deadline"].members([PAST_DUE]).tolist())
    statuses = {one.value for one in release.statuses if one.stands_for == "unclear"}
    status, not_shown = (release.commitments[name] for name in ("Status", "Not yet shown"))
    unclear = set(np.flatnonzero(status.isin(statuses)).tolist())
    missing = not_shown.map(len).tolist()
    return (
        Concern(
            "Past due",
            "The date in the promise has passed and no update shows it complete.",
            tuple(_past_due(release, at) for at in places if at in late),
        ),
        Concern(
            "Unclear",
            "No progress on the promise can be read from its update.",
            tuple(_unclear(release, at) for at in places if at in unclear),
        ),
        Concern(
            "Parts not yet shown",
            "The update gives no evidence for a part of the promise.",
            tuple(
                _item(release, at, f"{count(missing[at], 'part')} not shown")
                for at in sorted(places, key=lambda at: -missing[at])
                if missing[at]
            ),
        ),
    )


def _past_due(release: Release, at: int) -> Item:
    due, status = (release.commitments[name].array[at] for name in ("Due", "Status"))
    return _item(release, at, say_deadline(due, release.meaning(status), release))


def _unclear(release: Release, at: int) -> Item:
    return _item(release, at, release.commitments["Why this status"].array[at])


def _item(release: Release, at: int, reason: str) -> Item:
    ref, title, leads = (
        release.commitments[name].array[at] for name in ("Ref", "Title", "Lead organisations")
    )
    return Item(ref, title, listed([release.short_names[name] for name in leads]), reason)
