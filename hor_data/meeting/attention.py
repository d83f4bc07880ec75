"""What needs attention: commitments to ask about, each with the reason it is asked."""

from collections.abc import Sequence
from typing import Any, NamedTuple

import numpy as np

from hor_data.release import PAST_DUE, Release, say_deadline, say_judged
from hor_data.words import say_count, say_list


class ConcernItem(NamedTuple):
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
    items: tuple[ConcernItem, ...]


def list_concerns(
    release: Release, chosen: np.ndarray, most: int | None = None
) -> tuple[Concern, ...]:
    """Past due; unclear; parts not shown, most parts first. Concerns without items stay, empty.

    `most` bounds the items of each: nothing is written out that nobody is shown.
    """
    late = _chosen_members(release, chosen, "deadline", [PAST_DUE])
    statuses = [status for status, meaning in release.meanings.items() if meaning == "unclear"]
    unclear = _chosen_members(release, chosen, "status", statuses)
    parts = np.array([len(parts) for parts in release.commitments["Not yet shown"]], dtype=int)
    lacking = np.flatnonzero(chosen & (parts > 0))
    lacking = lacking[np.argsort(-parts[lacking], kind="stable")]
    judged = f"as {say_judged(release)}"
    return (
        Concern(
            "Past due",
            f"The date in the promise has passed and no update shows it complete ({judged}).",
            len(late),
            _items(release, late[:most], _say_deadlines(release, late[:most])),
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
                [f"{say_count(number, 'part')} not shown" for number in parts[lacking[:most]]],
            ),
        ),
    )


def _chosen_members(
    release: Release, chosen: np.ndarray, field: str, values: Sequence[str]
) -> np.ndarray:
    """Positions of the chosen commitments of some groups, in the release's order."""
    members = np.zeros(len(chosen), dtype=bool)
    members[release.groupings[field].members(values)] = True
    return np.flatnonzero(members & chosen)


def _say_deadlines(release: Release, positions: np.ndarray) -> list[str]:
    meanings = release.meanings
    cells = (_column(release, header, positions) for header in ("Due", "Status"))
    dated = zip(*cells, strict=True)
    return [say_deadline(due, meanings[status], release) for due, status in dated]


def _items(
    release: Release, positions: np.ndarray, reasons: Sequence[str]
) -> tuple[ConcernItem, ...]:
    headers = ("Ref", "Title", "Lead organisations")
    cells = zip(*(_column(release, header, positions) for header in headers), strict=True)
    return tuple(
        ConcernItem(ref, title, say_list([release.short_names[name] for name in leads]), reason)
        for (ref, title, leads), reason in zip(cells, reasons, strict=True)
    )


def _column(release: Release, header: str, positions: np.ndarray) -> list[Any]:
    return release.commitments[header].to_numpy()[positions].tolist()
