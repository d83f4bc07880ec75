"""Organisations that two releases call by different names, matched by "Previously known as"."""

from collections.abc import Iterator
from itertools import chain

from hor_data.release import Release
from hor_data.words import folded


def renamed_organisations(before: Release, after: Release) -> list[tuple[str, str]]:
    """Pairs of an organisation's name in one release and its name in the other, where these differ.

    Either of the two may be the newer.
    """
    forwards = [(old_name, name) for name, old_name in _replaced(after, before)]
    return list(dict.fromkeys([*forwards, *_replaced(before, after)]))


def former_names(release: Release) -> Iterator[tuple[str, str]]:
    """Pairs of a former name of an organisation and its name in this release."""
    for name, known_as in release.organisations["Previously known as"].items():
        yield from ((former, str(name)) for former in known_as)


def current_names(before: Release, after: Release) -> dict[str, str]:
    """The current folded name by each folded former name that either release gives."""
    pairs = chain(former_names(before), former_names(after))
    return {folded(former): folded(name) for former, name in pairs}


def _replaced(newer: Release, older: Release) -> list[tuple[str, str]]:
    """Pairs of a name that only the newer release has and the former name that only the older
    has."""
    old_names = {folded(str(name)): str(name) for name in older.organisations.index}
    new_names = {folded(str(name)) for name in newer.organisations.index}
    return [
        (name, old_names[folded(former)])
        for former, name in former_names(newer)
        if folded(name) not in old_names
        and folded(former) in old_names
        and folded(former) not in new_names
    ]
