"""What changed between two releases, commitment by commitment, in the field's words.

To add a rule: write a generator that takes a Pair and yields its changes, and put it in RULES. A
new kind of change goes into hor_data/change_kinds.py first, with what it means.
"""

from collections.abc import Callable, Iterator, Mapping, Set
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Any

from hor_data.change_kinds import (
    ADDED,
    CHANGED,
    GONE_QUIET,
    KINDS,
    NEW_DEADLINE,
    NEWLY_REPORTED,
    RATING_CHANGED,
    REMOVED,
    RESULT_CHANGED,
    REWORDED,
    UPDATE_GONE,
    UPDATE_LOST_LATER,
    Change,
)
from hor_data.dates import say_date
from hor_data.moves import kind_of_step
from hor_data.redefined import OF_A_STATUS, compare_names
from hor_data.release import Release
from hor_data.release_order import goes_back, order_of_data
from hor_data.renamed import names_now
from hor_data.renamed_values import renamed_values
from hor_data.sides import Side, UpdateText, read_sides
from hor_data.words import folded

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
# A column whose values are on a list of another name.
LIST_OF_FIELD = {"Owner's rating": "Status"}
BODIES = ("Lead organisations", "Partner organisations")
# Of two updates so alike, the later is a correction of the earlier.
ALIKE = 0.6


@dataclass(frozen=True)
class Between:
    """What holds between two releases: `names` gives organisations the names they have now,
    `values` the values of each list that have another name in the later; `time_passed` says
    whether their dates tell that time has passed, `back` whether the pair goes back in time."""

    names: Mapping[str, str]
    values: Mapping[str, Mapping[str, str]]
    time_passed: bool
    back: bool

    def in_new_words(self, list_name: str, values: tuple[str, ...]) -> tuple[str, ...]:
        """Values of the earlier release as the later release calls them."""
        new = self.values.get(list_name, {})
        return tuple(new.get(folded(value), value) for value in values)


@dataclass(frozen=True)
class Pair:
    """A commitment in both releases."""

    was: Side
    now: Side
    between: Between

    def change(self, kind: str, field: str, before: str, after: str) -> Change:
        """A change of this commitment."""
        return Change(self.now.row["Ref"], self.now.row["Title"], kind, field, before, after)


def compare_releases(before: Release, after: Release) -> tuple[Change, ...]:
    """Every change from one release to another, in the order of KINDS and then of the workbook.

    Refs are matched whatever their case; renamed organisations by "Previously known as".
    """
    order = list(KINDS)
    return tuple(sorted(_changes(before, after), key=lambda change: order.index(change.kind)))


def compare_commitment(before: Release, after: Release, ref: str) -> tuple[Change, ...]:
    """Every change of one commitment that both releases have, and of the status it has now."""
    if after.position(ref) is None:
        return ()
    between = _between(before, after)
    status = after.commitments["Status"].iloc[after.position(ref)]
    of_status = (
        change
        for change in compare_names(before, after, between.values)
        if change.title == status and change.field in OF_A_STATUS
    )
    return (*_of_both(before, after, {folded(ref)}, between), *of_status)


def _changes(before: Release, after: Release) -> Iterator[Change]:
    for ref, title, status in _only_in(after, before):
        yield Change(ref, title, ADDED, after=status)
    for ref, title, status in _only_in(before, after):
        yield Change(ref, title, REMOVED, before=status)
    between = _between(before, after)
    refs = before.positions.keys() & after.positions.keys()
    yield from _of_both(before, after, refs, between)
    yield from compare_names(before, after, between.values)


def _between(before: Release, after: Release) -> Between:
    return Between(
        names_now(before, after),
        renamed_values(before, after),
        order_of_data(before, after) == "earlier",
        goes_back(before, after),
    )


def _only_in(release: Release, other: Release) -> Iterator[tuple[str, str, str]]:
    """The ref, title and status of each commitment that the other release does not have."""
    columns = (release.commitments[name].tolist() for name in ("Ref", "Title", "Status"))
    for key, cells in zip(release.positions, zip(*columns, strict=True), strict=True):
        if key not in other.positions:
            yield cells


def _of_both(before: Release, after: Release, refs: Set[str], between: Between) -> Iterator[Change]:
    was, now = read_sides(before, refs), read_sides(after, refs)
    for key, side in now.items():
        if key in was:
            pair = Pair(was[key], side, between)
            for rule in RULES:
                yield from rule(pair)


def _status(pair: Pair) -> Iterator[Change]:
    was, now = pair.was.row["Status"], pair.now.row["Status"]
    (called_now,) = pair.between.in_new_words("Status", (was,))
    if folded(called_now) != folded(now):
        kind = kind_of_step(was, now, {was: pair.was.meaning}, {now: pair.now.meaning})
        yield pair.change(kind or CHANGED, "Status", was, now)


def _updates(pair: Pair) -> Iterator[Change]:
    fresh = [update for update in pair.now.updates if update not in pair.was.updates]
    gone = [update for update in pair.was.updates if update not in pair.now.updates]
    silent = True
    for update in fresh:
        corrected = next((old for old in gone if _corrects(update, old)), None)
        if corrected:
            gone.remove(corrected)
            yield pair.change(CHANGED, "Update", str(corrected), str(update))
        else:
            silent = False
            # Back in time, what only the older release has was taken out since.
            kind = UPDATE_LOST_LATER if pair.between.back else NEWLY_REPORTED
            yield pair.change(kind, "Update", "", str(update))
    for update in gone:
        yield pair.change(UPDATE_GONE, "Update", str(update), "")
    if silent and pair.between.time_passed and pair.now.meaning != "complete":
        last = str(pair.now.updates[-1]) if pair.now.updates else ""
        yield pair.change(GONE_QUIET, "Update", last, last)


def _corrects(new: UpdateText, old: UpdateText) -> bool:
    if new.text == old.text:
        return True
    alike = SequenceMatcher(None, new.text.split(), old.text.split(), autojunk=False)
    return new.as_at == old.as_at and alike.ratio() > ALIKE


def _fields(pair: Pair) -> Iterator[Change]:
    for name, kind in KIND_OF_FIELD.items():
        was, now = pair.was.row[name], pair.now.row[name]
        called_now = pair.between.in_new_words(LIST_OF_FIELD.get(name, name), _several(was))
        if called_now != _several(now):
            yield pair.change(kind, name, _in_words(name, _text(was)), _in_words(name, _text(now)))


def _bodies(pair: Pair) -> Iterator[Change]:
    names = pair.between.names
    for field in BODIES:
        was, now = (
            {names.get(folded(name), folded(name)) for name in side.row[field]}
            for side in (pair.was, pair.now)
        )
        if was != now:
            before, after = (_text(side.row[field]) for side in (pair.was, pair.now))
            yield pair.change(CHANGED, field, before, after)


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


def _several(value: Any) -> tuple[str, ...]:
    return value if isinstance(value, tuple) else (str(value),)


def _in_words(field: str, text: str) -> str:
    return say_date(text) if text and field == "Due" else text


def _text(value: Any) -> str:
    return "; ".join(value) if isinstance(value, tuple) else str(value)
