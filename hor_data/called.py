"""What a release calls the organisations and listed values of other releases."""

from collections.abc import Collection, Iterable, Iterator, Sequence
from itertools import chain

from hor_data.groupings import GROUPINGS
from hor_data.release import Release
from hor_data.renamed_values import RENAMED_LISTS, renamed_values
from hor_data.selection import Selection
from hor_data.words import folded


def as_called_in(other: Release, release: Release, selection: Selection) -> Selection:
    """The release's selection in the words of the other release; what that does not have stays."""
    for field, values in selection.in_force.items():
        names = [called_in(other, field, value, [release]) or (value,) for value in values]
        selection = selection.choosing(field, tuple(dict.fromkeys(chain(*names))))
    return selection


def called_in(
    release: Release, field: str, value: str, others: Sequence[Release]
) -> tuple[str, ...]:
    """What the release calls a value of a filter that it or others call `value`.

    It is () where nothing says so. An organisation has several names where it is two bodies in the
    release, or was; a value of a list has one.
    """
    if field == "lead":
        return _organisations_called(release, value, others)
    if GROUPINGS[field] not in RENAMED_LISTS:
        return ()
    here = {folded(listed.value): listed.value for listed in release.lists[GROUPINGS[field]]}
    if folded(value) in here:
        return (here[folded(value)],)
    names = (_value_called(release, GROUPINGS[field], value, other) for other in others)
    return next(((name,) for name in names if name), ())


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


def _value_called(release: Release, of_list: str, name: str, other: Release) -> str:
    """What the release calls a value of the other's list; "" where nothing says so."""
    same_name = [one for one in other.lists[of_list] if folded(one.value) == folded(name)]
    if not same_name:
        return ""
    if heir := renamed_values(other, release)[of_list].get(folded(name)):
        return heir
    # A status may have moved in its list and among commitments: what it stands for tells.
    meaning = same_name[0].stands_for
    same = [listed.value for listed in release.lists[of_list] if listed.stands_for == meaning]
    return same[0] if meaning and len(same) == 1 else ""
