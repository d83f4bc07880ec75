"""Organisations that two releases call by different names, matched by "Previously known as"."""

from collections.abc import Collection

from hor_data.release import Release
from hor_data.words import folded


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
