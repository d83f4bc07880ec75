"""Values of lists that two releases call by different names, matched by what is under them."""

from collections.abc import Mapping
from typing import NamedTuple

from hor_data.lists import Listed
from hor_data.release import Release
from hor_data.renamed import names_now
from hor_data.words import folded

RENAMED_LISTS = ("Status", "Theme", "Sector", "Area", "Who it is for", "Approach")


class Value(NamedTuple):
    """A value of a list as one release has it: where it stands, and what is under it in both."""

    listed: Listed
    place: int
    members: frozenset[str]


def renamed_values(before: Release, after: Release) -> dict[str, dict[str, str]]:
    """For each list whose values may be renamed: what each folded value of `before` that `after`
    no longer lists is called there.

    A status keeps its meaning, and its commitments or its place in the list; any other value keeps
    most of what is under it. Organisations are under their sector.
    """
    return {name: _renamed_in(before, after, name) for name in RENAMED_LISTS}


def _renamed_in(before: Release, after: Release, name: str) -> dict[str, str]:
    if _names(before, name) == _names(after, name):
        return {}
    was, now = _values(before, after, name), _values(after, before, name)
    gone = {key: value for key, value in was.items() if key not in now}
    new = [value for key, value in now.items() if key not in was]
    return {
        key: heir.listed.value
        for key, value in gone.items()
        if (heir := next((other for other in new if _same(value, other)), None))
    }


def _names(release: Release, name: str) -> set[str]:
    return {folded(listed.value) for listed in release.lists[name]}


def _same(value: Value, other: Value) -> bool:
    if value.listed.stands_for != other.listed.stands_for:
        return False
    kept = len(value.members & other.members)
    if not value.listed.stands_for:
        return 2 * kept > max(len(value.members), len(other.members))
    same_place = value.place == other.place
    if not value.members or not other.members:
        return same_place
    return 2 * kept > len(value.members) or (kept > 0 and same_place)


def _values(release: Release, other: Release, name: str) -> dict[str, Value]:
    """The values of a list by their folded names; members are those that both releases have."""
    members: dict[str, set[str]] = {}
    for key, values in _memberships(release, other, name).items():
        for value in values:
            members.setdefault(folded(value), set()).add(key)
    return {
        folded(listed.value): Value(listed, place, frozenset(members.get(folded(listed.value), ())))
        for place, listed in enumerate(release.lists[name])
    }


def _memberships(release: Release, other: Release, name: str) -> Mapping[str, tuple[str, ...]]:
    """The values of each commitment, or sectors of each organisation, by its folded name."""
    if name == "Sector":
        names = names_now(release, other)
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
