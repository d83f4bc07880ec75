"""What releases call by different names: organisations, matched by "Previously known as", and
statuses, matched by what they stand for."""

from collections.abc import Collection, Iterable, Iterator, Sequence
from itertools import chain

from hor_data.release import Release
from hor_data.selection import Selection
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


def as_called_in(other: Release, release: Release, selection: Selection) -> Selection:
    """The release's selection with organisations and statuses as the other release calls them."""
    for field in ("lead", "status"):
        values = getattr(selection, field)
        names = [called_in(other, field, value, [release]) or (value,) for value in values]
        selection = selection.choosing(field, tuple(dict.fromkeys(chain(*names))))
    return selection


def called_in(
    release: Release, field: str, value: str, others: Sequence[Release]
) -> tuple[str, ...]:
    """What the release calls a lead organisation or a status that it or others call `value`.

    It is () where nothing says so. An organisation has several names where it is two bodies in the
    release, or was; a status has one, as two that stand for the same cannot be told apart.
    """
    if field == "lead":
        return _organisations_called(release, value, others)
    if field == "status":
        return _statuses_called(release, value, others)
    return ()


def _organisations_called(
    release: Release, name: str, others: Sequence[Release]
) -> tuple[str, ...]:
    here = {folded(str(known)): str(known) for known in release.organisations.index}
    start = folded(name)
    if start in here:
        return (here[start],)
    by_short_name = {
        folded(str(known))
        for other in (release, *others)
        for known, short_name in other.organisations["Short name"].items()
        if folded(short_name) == start
    }
    # A short name that several bodies have had says nothing of which is meant.
    starts = {start} | (by_short_name if len(by_short_name) == 1 else set())
    successions = [pair for other in (release, *others) for pair in _successions(other)]
    names: set[str] = set()
    for pairs in (successions, [(now, was) for was, now in successions]):
        names |= _reached(starts, pairs, here.keys())
    return tuple(known for plain, known in here.items() if plain in names)


def _reached(
    starts: Collection[str], pairs: Iterable[tuple[str, str]], here: Collection[str]
) -> set[str]:
    """The names here that one comes to from the starts by going from name to name, one way only:
    what two bodies merged into does not lead from one of them to the other."""
    steps: dict[str, set[str]] = {}
    for start, end in pairs:
        steps.setdefault(start, set()).add(end)
    seen, ahead = set(starts), list(starts)
    while ahead:
        name = ahead.pop()
        if name not in here:
            further = steps.get(name, set()) - seen
            seen |= further
            ahead.extend(further)
    return seen & set(here)


def _successions(release: Release) -> Iterator[tuple[str, str]]:
    """Pairs of a folded name that an organisation had and the one it has in this release."""
    for name, known_as in release.organisations["Previously known as"].items():
        yield from ((folded(former), folded(str(name))) for former in known_as)


def _statuses_called(release: Release, name: str, others: Sequence[Release]) -> tuple[str, ...]:
    here = {folded(status.value): status.value for status in release.statuses}
    if folded(name) in here:
        return (here[folded(name)],)
    for other in others:
        for meaning in {
            status.stands_for for status in other.statuses if folded(status.value) == folded(name)
        }:
            same = [status.value for status in release.statuses if status.stands_for == meaning]
            if len(same) == 1:
                return (same[0],)
    return ()


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
