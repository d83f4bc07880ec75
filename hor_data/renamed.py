"""What two releases call by different names: organisations, by "Previously known as", and values
of lists, by the commitments under them."""

from collections.abc import Collection, Mapping
from dataclasses import replace
from typing import NamedTuple

from hor_data.lists import Listed
from hor_data.release import Release
from hor_data.selection import Selection
from hor_data.words import folded

RENAMED_LISTS = ("Status", "Theme", "Sector", "Area", "Who it is for", "Approach")


def renamed(before: Release, after: Release) -> list[tuple[str, str]]:
    """What each renamed organisation was called in one release, and is called in the other.

    It does not matter which of the two is the newer.
    """
    there = [(was, now) for now, was in _former(after, before)]
    back = [(was, now) for was, now in _former(before, after)]
    return list(dict.fromkeys([*there, *back]))


def names_now(before: Release, after: Release) -> dict[str, str]:
    """Each folded name that either release had before, to the folded name it has today."""
    return {
        folded(former): folded(str(name))
        for release in (before, after)
        for name, known_as in release.organisations["Previously known as"].items()
        for former in known_as
    }


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


def as_called_in(other: Release, release: Release, selection: Selection) -> Selection:
    """The release's selection with lead organisations and statuses as the other release calls
    them."""
    names = {now: was for was, now in renamed(other, release)}
    statuses = _renamed_in(release, other, "Status") if selection.status else {}
    return replace(
        selection,
        lead=tuple(names.get(name, name) for name in selection.lead),
        status=tuple(statuses.get(folded(name), name) for name in selection.status),
    )


def _former(newer: Release, older: Release) -> list[tuple[str, str]]:
    """Pairs of a name that only the newer release has and the one the older has in its place."""
    names = {folded(str(name)): str(name) for name in older.organisations.index}
    known = {folded(str(name)) for name in newer.organisations.index}
    return [
        (str(name), names[folded(former)])
        for name, known_as in newer.organisations["Previously known as"].items()
        if folded(str(name)) not in names
        for former in known_as
        if _only_in_older(former, names, known)
    ]


def _only_in_older(former: str, names: Collection[str], known: Collection[str]) -> bool:
    return folded(former) in names and folded(former) not in known


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
