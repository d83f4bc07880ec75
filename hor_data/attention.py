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
    commitments = release.commitments
    past_due = np.zeros(len(chosen), dtype=bool)
    past_due[release.groupings["deadline"].members([PAST_DUE])] = True
    statuses = [one.value for one in release.statuses if one.stands_for == "unclear"]
    unclear = commitments["Status"].isin(statuses).to_numpy()
    missing = commitments["Not yet shown"].map(len).to_numpy()
    most_first = np.argsort(-missing, kind="stable").tolist()
    return (
        Concern(
            "Past due",
            "The date in the promise has passed and no update shows it complete.",
            tuple(_past_due(release, at) for at in np.flatnonzero(past_due & chosen).tolist()),
        ),
        Concern(
            "Unclear",
            "No progress on the promise can be read from its update.",
            tuple(_unclear(release, at) for at in np.flatnonzero(unclear & chosen).tolist()),
        ),
        Concern(
            "Parts not yet shown",
            "The update gives no evidence for a part of the promise.",
            tuple(_not_shown(release, at) for at in most_first if missing[at] and chosen[at]),
        ),
    )


def _past_due(release: Release, at: int) -> Item:
    row = release.commitments.iloc[at]
    due = say_deadline(row["Due"], release.meaning(row["Status"]), release)
    return _item(release, at, due)


def _unclear(release: Release, at: int) -> Item:
    return _item(release, at, release.commitments["Why this status"].iat[at])


def _not_shown(release: Release, at: int) -> Item:
    parts = release.commitments["Not yet shown"].iat[at]
    return _item(release, at, f"{count(len(parts), 'part')} not shown")


def _item(release: Release, at: int, reason: str) -> Item:
    commitments = release.commitments
    leads = commitments["Lead organisations"].iat[at]
    short = listed([release.organisations["Short name"].at[name] for name in leads])
    return Item(commitments["Ref"].iat[at], commitments["Title"].iat[at], short, reason)
