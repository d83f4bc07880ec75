"""Values of one release's filters in the words of another release."""

from collections.abc import Collection, Iterable, Sequence
from itertools import chain

from hor_data.changes.renamed import former_names
from hor_data.changes.renamed_values import RENAMED_LISTS, renamed_values
from hor_data.release import GROUPINGS, Release, Selection
from hor_data.words import folded


def translate_selection(other: Release, release: Release, selection: Selection) -> Selection:
    """The release's selection in the words of the other release; values it does not have stay as
    they are."""
    for field, values in selection.in_force.items():
        names = [translate_value(other, field, value, [release]) or (value,) for value in values]
        selection = selection.choosing(field, tuple(dict.fromkeys(chain(*names))))
    return selection


def translate_value(
    release: Release, field: str, value: str, others: Sequence[Release]
) -> tuple[str, ...]:
    """The release's names for a value of a filter that this or other releases call `value`; () for
    none.

    An organisation has several names where two bodies of the release came from it, or it from them;
    a value of a list has one.
    """
    if field == "lead":
        return _organisations_called(release, value, others)
    list_name = GROUPINGS[field]
    if list_name not in RENAMED_LISTS:
        return ()
    here = {folded(entry.value): entry.value for entry in release.lists[list_name]}
    if folded(value) in here:
        return (here[folded(value)],)
    names = (_value_called(release, list_name, value, other) for other in others)
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
    pairs = [
        (folded(former), folded(now))
        for other in (release, *others)
        for former, now in former_names(other)
    ]
    back = [(now, former) for former, now in pairs]
    names = _reached(starts, pairs, here.keys()) | _reached(starts, back, here.keys())
    return tuple(known for key, known in here.items() if key in names)


def _reached(
    starts: Collection[str], pairs: Iterable[tuple[str, str]], here: Collection[str]
) -> set[str]:
    """The names of `here` that are reached from the starts by following pairs in their one
    direction: so two bodies that merged do not lead from one to the other."""
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


def _value_called(release: Release, list_name: str, value: str, other: Release) -> str:
    """The release's name for a value of the other release's list; "" where it is not known."""
    meanings = {folded(entry.value): entry.stands_for for entry in other.lists[list_name]}
    if folded(value) not in meanings:
        return ""
    if new_name := renamed_values(other, release)[list_name].get(folded(value)):
        return new_name
    # A renamed status may have another place and other commitments: then its meaning identifies it.
    meaning = meanings[folded(value)]
    same = [entry.value for entry in release.lists[list_name] if entry.stands_for == meaning]
    return same[0] if meaning and len(same) == 1 else ""
