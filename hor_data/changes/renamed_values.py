"""Values of lists that two releases call by different names, matched by the commitments under
them."""

from collections.abc import Mapping
from typing import NamedTuple

from hor_data.changes.renamed import current_names
from hor_data.release import Release
from hor_data.words import folded
from hor_data.workbook import ListValue

RENAMED_LISTS = ("Status", "Theme", "Sector", "Area", "Who it is for", "Approach")


class PlacedValue(NamedTuple):
    """A value of a list in one release: its place in the list, and the commitments (or, for a
    sector, organisations) under it that both releases have, as folded refs or names."""

    listed: ListValue
    place: int
    members: frozenset[str]


def renamed_values(before: Release, after: Release) -> dict[str, dict[str, str]]:
    """By list, the new name of each folded value of `before` that is not in the list of `after`.

    A renamed status keeps its meaning, and either most of its commitments or its place in the list;
    another value keeps most of what is under it. Organisations are under their sector.
    """
    return {name: _renamed_in(before, after, name) for name in RENAMED_LISTS}


def _renamed_in(before: Release, after: Release, name: str) -> dict[str, str]:
    was, now = (
        {folded(entry.value) for entry in release.lists[name]} for release in (before, after)
    )
    if was == now:
        return {}
    old_values, new_values = _values(before, after, name), _values(after, before, name)
    new = [value for key, value in new_values.items() if key not in was]
    return {
        key: same.listed.value
        for key, value in old_values.items()
        if key not in now and (same := next((other for other in new if _same(value, other)), None))
    }


def _same(value: PlacedValue, other: PlacedValue) -> bool:
    if value.listed.stands_for != other.listed.stands_for:
        return False
    kept = len(value.members & other.members)
    if not value.listed.stands_for:
        return 2 * kept > max(len(value.members), len(other.members))
    same_place = value.place == other.place
    if not value.members or not other.members:
        return same_place
    return 2 * kept > len(value.members) or (kept > 0 and same_place)


def _values(release: Release, other: Release, name: str) -> dict[str, PlacedValue]:
    """The values of a list by their folded names."""
    members: dict[str, set[str]] = {}
    for key, values in _memberships(release, other, name).items():
        for value in values:
            members.setdefault(folded(value), set()).add(key)
    return {
        folded(listed.value): PlacedValue(
            listed, place, frozenset(members.get(folded(listed.value), ()))
        )
        for place, listed in enumerate(release.lists[name])
    }


def _memberships(release: Release, other: Release, name: str) -> Mapping[str, tuple[str, ...]]:
    """The values of each commitment by its folded ref, or the sectors of each organisation by its
    folded name."""
    if name == "Sector":
        names = current_names(release, other)
        return {
            names.get(folded(body), folded(body)): (sector,)
            for body, sector in release.organisations["Sector"].items()
        }
    cells = zip(release.positions, release.commitments[name], strict=True)
    return {
        ref: cell if isinstance(cell, tuple) else (cell,)
        for ref, cell in cells
        if ref in other.positions
    }
