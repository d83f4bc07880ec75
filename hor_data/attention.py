"""What needs attention: commitments to ask about, each with the reason it is asked."""

from collections.abc import Sequence
from typing import Any, NamedTuple

import numpy as np

from hor_data.groupings import PAST_DUE
from hor_data.judging import say_judged
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
    """A kind of reason, what it means, for how many commitments it holds, and the first of them."""

    name: str
    explanation: str
    number: int
    items: tuple[Item, ...]


def what_needs_attention(
    release: Release, chosen: np.ndarray, most: int | None = None
) -> tuple[Concern, ...]:
    """Past due; unclear; parts not shown, most parts first. Concerns without items stay, empty.

    `most` bounds the items of each: nothing is written out that nobody is shown.
    """
    late = _chosen_of(release, chosen, "deadline", [PAST_DUE])
    statuses = [one.value for one in release.statuses if one.stands_for == "unclear"]
    unclear = _chosen_of(release, chosen, "status", statuses)
    parts = release.parts_not_shown
    judged = f"as {say_judged(release)}"
    lacking = np.flatnonzero(chosen & (parts > 0))
    lacking = lacking[np.argsort(-parts[lacking], kind="stable")]
    return (
        Concern(
            "Past due",
            f"The date in the promise has passed and no update shows it complete ({judged}).",
            len(late),
            _items(release, late[:most], _past_due(release, late[:most])),
        ),
        Concern(
            "Unclear",
            "No progress on the promise can be read from its update.",
            len(unclear),
            _items(release, unclear[:most], _column(release, "Why this status", unclear[:most])),
        ),
        Concern(
            "Parts not yet shown",
            "The update gives no evidence for a part of the promise.",
            len(lacking),
            _items(
                release,
                lacking[:most],
                [f"{count(number, 'part')} not shown" for number in parts[lacking[:most]].tolist()],
            ),
        ),
    )


def _chosen_of(
    release: Release, chosen: np.ndarray, field: str, values: Sequence[str]
) -> np.ndarray:
    """Where the chosen commitments of some groups stand, in the release's order."""
    among = np.zeros(len(chosen), dtype=bool)
    among[release.groupings[field].members(values)] = True
    return np.flatnonzero(among & chosen)


def _past_due(release: Release, places: np.ndarray) -> list[str]:
    dated = zip(*(_column(release, name, places) for name in ("Due", "Status")), strict=True)
    return [say_deadline(due, release.meaning(status), release) for due, status in dated]


def _items(release: Release, places: np.ndarray, reasons: Sequence[str]) -> tuple[Item, ...]:
    columns = (_column(release, name, places) for name in ("Ref", "Title", "Lead organisations"))
    return tuple(
        Item(ref, title, listed([release.short_names[name] for name in leads]), reason)
        for ref, title, leads, reason in zip(*columns, reasons, strict=True)
    )


def _column(release: Release, name: str, places: np.ndarray) -> list[Any]:
    return release.commitments[name].to_numpy()[places].tolist()
