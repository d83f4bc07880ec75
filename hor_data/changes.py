"""What changed between two releases, commitment by commitment, in the field's words.

To add a rule: write a generator that takes a Pair and yields its changes, and put it in RULES. A
new kind of change goes into KINDS first, with what it means.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Set
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Any, NamedTuple

import pandas as pd

from hor_data.dates import last_day, say_date
from hor_data.measures import Measure, measures_by_ref
from hor_data.moves import BACK, FORWARD, NO_LONGER_CLEAR, NOW_CLEAR, kind_of_move
from hor_data.release import Release
from hor_data.renamed import names_now
from hor_data.words import capital, folded

ADDED, REMOVED = "Added", "Removed"
NEWLY_REPORTED, GONE_QUIET = "Newly reported", "Gone quiet"
REWORDED, NEW_DEADLINE = "Reworded promise", "New deadline"
RESULT_CHANGED, RATING_CHANGED = "Result changed", "Owner’s rating changed"
CHANGED = "Changed"

# In the order a reader should meet them, each with what it means.
KINDS = {
    FORWARD: "The status moved towards complete.",
    BACK: "The status moved away from complete.",
    NOW_CLEAR: "Its status was unclear and no longer is.",
    NO_LONGER_CLEAR: "Its status has become unclear.",
    NEWLY_REPORTED: "There is an update that the earlier release did not have.",
    GONE_QUIET: "Not complete, and no new update since the earlier release.",
    REWORDED: "The promise itself or its title is worded differently.",
    NEW_DEADLINE: "The date it is due by is another one.",
    RESULT_CHANGED: "A number reported or promised is another one.",
    RATING_CHANGED: "The lead organisation rates it differently.",
    CHANGED: "Something else about it is different.",
    ADDED: "The earlier release did not have it.",
    REMOVED: "The later release does not have it.",
}
KIND_OF_FIELD = {
    "Title": REWORDED,
    "Commitment": REWORDED,
    "Due": NEW_DEADLINE,
    "Owner's rating": RATING_CHANGED,
    "Theme": CHANGED,
    "Area": CHANGED,
    "Approach": CHANGED,
    "Why this status": CHANGED,
    "Source": CHANGED,
    "Who it is for": CHANGED,
    "Not yet shown": CHANGED,
}
BODIES = ("Lead organisations", "Partner organisations")
# Of two updates so alike, the later is a correction of the earlier.
ALIKE = 0.6


class Change(NamedTuple):
    """One difference: what kind, in which field, and what stood there before and after."""

    ref: str
    title: str
    kind: str
    field: str = ""
    before: str = ""
    after: str = ""


class Told(NamedTuple):
    """One update: its date as given, and its words."""

    as_at: str
    text: str

    def __str__(self) -> str:
        return f"{say_date(self.as_at)}: {self.text}"


class Side(NamedTuple):
    """A commitment as one of two releases has it: its row by header, what its status means, its
    updates in time order, and its measures' numbers in words by name."""

    row: Mapping[str, Any]
    meaning: str
    updates: tuple[Told, ...]
    numbers: Mapping[str, str]


@dataclass(frozen=True)
class Pair:
    """A commitment in both releases. `names` gives organisations the names they have now; `later`
    says whether time has passed between the two, as far as their dates tell."""

    was: Side
    now: Side
    names: Mapping[str, str]
    later: bool

    def change(self, kind: str, field: str, before: str, after: str) -> Change:
        """A change of this commitment."""
        return Change(self.now.row["Ref"], self.now.row["Title"], kind, field, before, after)


def compare_releases(before: Release, after: Release) -> tuple[Change, ...]:
    """Every change from one release to another, in the order of KINDS and then of the workbook.

    Refs are matched whatever their case; renamed organisations by "Previously known as".
    """
    order = list(KINDS)
    return tuple(sorted(_changes(before, after), key=lambda one: order.index(one.kind)))


def compare_commitment(before: Release, after: Release, ref: str) -> tuple[Change, ...]:
    """Every change of one commitment that both releases have."""
    return tuple(_of_both(before, after, {folded(ref)}))


def _changes(before: Release, after: Release) -> Iterator[Change]:
    for ref, title, status in _only_in(after, before):
        yield Change(ref, title, ADDED, after=status)
    for ref, title, status in _only_in(before, after):
        yield Change(ref, title, REMOVED, before=status)
    yield from _of_both(before, after, before.positions.keys() & after.positions.keys())


def _only_in(one: Release, other: Release) -> Iterator[tuple[str, str, str]]:
    """The ref, title and status of each commitment that the other release does not have."""
    columns = (one.commitments[name].tolist() for name in ("Ref", "Title", "Status"))
    for key, said in zip(one.positions, zip(*columns, strict=True), strict=True):
        if key not in other.positions:
            yield said


def _of_both(before: Release, after: Release, refs: Set[str]) -> Iterator[Change]:
    was, now = _sides(before, refs), _sides(after, refs)
    names, later = names_now(before, after), _time_passed(before, after)
    for key, side in now.items():
        if key in was:
            pair = Pair(was[key], side, names, later)
            for rule in RULES:
                yield from rule(pair)


def _status(pair: Pair) -> Iterator[Change]:
    was, now = pair.was.row["Status"], pair.now.row["Status"]
    kind = kind_of_move(pair.was.meaning, pair.now.meaning)
    if kind or folded(was) != folded(now):
        yield pair.change(kind or CHANGED, "Status", was, now)


def _updates(pair: Pair) -> Iterator[Change]:
    fresh = [one for one in pair.now.updates if one not in pair.was.updates]
    gone = [one for one in pair.was.updates if one not in pair.now.updates]
    silent = True
    for one in fresh:
        corrected = next((old for old in gone if _corrects(one, old)), None)
        if corrected:
            gone.remove(corrected)
            yield pair.change(CHANGED, "Update", str(corrected), str(one))
        else:
            silent = False
            yield pair.change(NEWLY_REPORTED, "Update", "", str(one))
    for one in gone:
        yield pair.change(CHANGED, "Update", str(one), "")
    if silent and pair.later and pair.now.meaning != "complete":
        last = str(pair.now.updates[-1]) if pair.now.updates else ""
        yield pair.change(GONE_QUIET, "Update", last, last)


def _corrects(new: Told, old: Told) -> bool:
    if new.text == old.text:
        return True
    alike = SequenceMatcher(None, new.text.split(), old.text.split(), autojunk=False)
    return new.as_at == old.as_at and alike.ratio() > ALIKE


def _fields(pair: Pair) -> Iterator[Change]:
    for name, kind in KIND_OF_FIELD.items():
        was, now = (_text(side.row[name]) for side in (pair.was, pair.now))
        if was != now:
            yield pair.change(kind, name, _in_words(name, was), _in_words(name, now))


def _bodies(pair: Pair) -> Iterator[Change]:
    for name in BODIES:
        was, now = (
            {pair.names.get(folded(one), folded(one)) for one in side.row[name]}
            for side in (pair.was, pair.now)
        )
        if was != now:
            yield pair.change(CHANGED, name, _text(pair.was.row[name]), _text(pair.now.row[name]))


def _measures(pair: Pair) -> Iterator[Change]:
    for name in dict.fromkeys([*pair.was.numbers, *pair.now.numbers]):
        was, now = (side.numbers.get(name, "") for side in (pair.was, pair.now))
        if was != now:
            yield pair.change(RESULT_CHANGED, name, was, now)


RULES: tuple[Callable[[Pair], Iterator[Change]], ...] = (
    _status,
    _updates,
    _fields,
    _bodies,
    _measures,
)


def _sides(release: Release, refs: Set[str]) -> dict[str, Side]:
    """The commitments of these folded refs, by them, in the workbook's order."""
    commitments = release.commitments.iloc[
        [at for ref, at in release.positions.items() if ref in refs]
    ]
    rows = commitments.to_dict("records")
    updates = _told(release.updates[release.updates["Ref"].isin(commitments["Ref"])])
    measures = measures_by_ref(release, [row["Ref"] for row in rows])
    meanings = {one.value: one.stands_for for one in release.statuses}
    return {
        folded(row["Ref"]): Side(
            row,
            meanings[row["Status"]],
            tuple(sorted(updates.get(row["Ref"], ()))),
            _numbers(measures.get(row["Ref"], ())),
        )
        for row in rows
    }


def _told(updates: pd.DataFrame) -> dict[str, list[Told]]:
    found: dict[str, list[Told]] = {}
    for ref, *said in zip(updates["Ref"], updates["As at"], updates["Update"], strict=True):
        found.setdefault(ref, []).append(Told(*said))
    return found


def _numbers(measures: Iterable[Measure]) -> dict[str, str]:
    """The numbers of each measure; one reported on several dates has them all."""
    said: dict[str, list[str]] = {}
    for one in measures:
        parts = [("target", one.target), ("result", one.result), ("as at", one.as_at)]
        numbers = capital("; ".join(f"{name} {of}" for name, of in parts if of))
        said.setdefault(one.name, []).append(numbers)
    return {name: ". ".join(of) for name, of in said.items()}


def _time_passed(before: Release, after: Release) -> bool:
    known = before.as_at and after.as_at
    return bool(known and last_day(after.as_at) > last_day(before.as_at))


def _in_words(field: str, text: str) -> str:
    return say_date(text) if text and field == "Due" else text


def _text(value: Any) -> str:
    return "; ".join(value) if isinstance(value, tuple) else str(value)
