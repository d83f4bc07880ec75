"""Which publications stand, which were taken back, and which bring another back."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from hor_data.releases import Entry


class Trail(NamedTuple):
    """What undoing has left of the publications, by their numbers.

    `standing` were never taken back, oldest first: the last is what everyone sees. `taken_back`
    were; `restored` leads from a publication made by undoing to the one that it brought back.
    """

    standing: tuple[int, ...]
    taken_back: frozenset[int]
    restored: Mapping[int, int]


def trail_of(entries: Sequence[Entry]) -> Trail:
    """The trail of all publications, in whatever order they are given."""
    standing: list[int] = []
    taken_back: set[int] = set()
    restored: dict[int, int] = {}
    for entry in sorted(entries, key=lambda entry: entry.number):
        if entry.undoes and len(standing) > 1:
            taken_back.add(standing.pop())
            restored[entry.number] = standing[-1]
        else:
            standing.append(entry.number)
    return Trail(tuple(standing), frozenset(taken_back), restored)
