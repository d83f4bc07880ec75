"""What changed between two releases, commitment by commitment.

To add a rule: write a generator that takes a CommitmentPair and yields its changes, and put it in
COMPARISON_RULES. A new kind of change goes into hor_data/changes/kinds.py first, with its meaning.
"""

from collections.abc import Callable, Iterator, Mapping, Set
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Any

from hor_data.changes.commitment_states import CommitmentState, UpdateText, read_commitment_states
from hor_data.changes.kinds import (
    ADDED,
    CHANGE_KINDS,
    CHANGED,
    GONE_QUIET,
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
from hor_data.changes.moves import kind_of_status_change
from hor_data.changes.redefined import STATUS_FIELDS, compare_definitions
from hor_data.changes.renamed import current_names
from hor_data.changes.renamed_values import renamed_values
from hor_data.changes.rounds import round_held
from hor_data.changes.word_pairs import have_many_pairs
from hor_data.dates import say_date
from hor_data.release import ORGANISATION_COLUMNS, Release, goes_back
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
# The list of a column's values, where it has another name than the column.
LIST_OF_FIELD = {"Owner's rating": "Status"}
# Share of words in common, 0 to 1: of two updates of one date that are more alike, the later is a
# correction of the earlier.
CORRECTION_RATIO = 0.6


@dataclass(frozen=True)
class PairContext:
    """What holds for a whole pair of releases.

    `names` gives the current folded name of each organisation by a former one; `values` what the
    later release calls the values of each list, by list and folded value; `asked` says whether a
    round of updates was held between the two, `back` whether the pair goes back in time.
    """

    names: Mapping[str, str]
    values: Mapping[str, Mapping[str, str]]
    asked: bool
    back: bool


@dataclass(frozen=True)
class CommitmentPair:
    """One commitment as both releases have it."""

    before: CommitmentState
    after: CommitmentState
    context: PairContext

    def change(self, kind: str, field: str, before: str, after: str) -> Change:
        """A change of this commitment."""
        row = self.after.row
        return Change(row["Ref"], row["Title"], kind, field, before, after)

    def values(self, field: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
        """The values of a listed column before, as the later release calls them, and after."""
        before, after = (_several(state.row[field]) for state in (self.before, self.after))
        new_names = self.context.values.get(LIST_OF_FIELD.get(field, field), {})
        return tuple(new_names.get(folded(value), value) for value in before), after


def compare_releases(before: Release, after: Release) -> tuple[Change, ...]:
    """Every change from one release to another, in the order of CHANGE_KINDS and then of the
    workbook.

    Refs are matched whatever their case; renamed organisations by "Previously known as".
    """
    order = list(CHANGE_KINDS)
    return tuple(sorted(_changes(before, after), key=lambda change: order.index(change.kind)))


def compare_commitment(before: Release, after: Release, ref: str) -> tuple[Change, ...]:
    """Every change of one commitment that both releases have, and of the definition of its
    status."""
    position = after.position(ref)
    if position is None:
        return ()
    context = _pair_context(before, after)
    status = after.commitments["Status"].iloc[position]
    of_status = (
        change
        for change in compare_definitions(before, after, context.values)
        if change.title == status and change.field in STATUS_FIELDS
    )
    return (*_compare_both(before, after, {folded(ref)}, context), *of_status)


def _changes(before: Release, after: Release) -> Iterator[Change]:
    for ref, title, status in _only_in(after, before):
        yield Change(ref, title, ADDED, after=status)
    for ref, title, status in _only_in(before, after):
        yield Change(ref, title, REMOVED, before=status)
    context = _pair_context(before, after)
    refs = before.positions.keys() & after.positions.keys()
    yield from _compare_both(before, after, refs, context)
    yield from compare_definitions(before, after, context.values)


def _pair_context(before: Release, after: Release) -> PairContext:
    return PairContext(
        current_names(before, after),
        renamed_values(before, after),
        round_held(before, after),
        goes_back(before, after),
    )


def _only_in(release: Release, other: Release) -> Iterator[tuple[str, str, str]]:
    """The ref, title and status of each commitment that the other release does not have."""
    rows = release.commitments[["Ref", "Title", "Status"]].itertuples(index=False, name=None)
    for key, cells in zip(release.positions, rows, strict=True):
        if key not in other.positions:
            yield cells


def _compare_both(
    before: Release, after: Release, refs: Set[str], context: PairContext
) -> Iterator[Change]:
    states = read_commitment_states(before, refs)
    for key, state in read_commitment_states(after, refs).items():
        if key in states:
            pair = CommitmentPair(states[key], state, context)
            for rule in COMPARISON_RULES:
                yield from rule(pair)


def _status(pair: CommitmentPair) -> Iterator[Change]:
    (called_now,), (after,) = pair.values("Status")
    if folded(called_now) != folded(after):
        before = pair.before.row["Status"]
        kind = kind_of_status_change(
            before, after, {before: pair.before.meaning}, {after: pair.after.meaning}
        )
        yield pair.change(kind or CHANGED, "Status", before, after)


def _updates(pair: CommitmentPair) -> Iterator[Change]:
    fresh = [update for update in pair.after.updates if update not in pair.before.updates]
    gone = [update for update in pair.before.updates if update not in pair.after.updates]
    is_silent = True
    for update in fresh:
        corrected = next((old for old in gone if _corrects(update, old)), None)
        if corrected:
            gone.remove(corrected)
            yield pair.change(CHANGED, "Update", str(corrected), str(update))
        else:
            is_silent = False
            # In a pair that goes back in time, the later release has taken this update out.
            kind = UPDATE_LOST_LATER if pair.context.back else NEWLY_REPORTED
            yield pair.change(kind, "Update", "", str(update))
    for update in gone:
        yield pair.change(UPDATE_GONE, "Update", str(update), "")
    if is_silent and pair.context.asked and pair.after.meaning != "complete":
        last = str(pair.after.updates[-1]) if pair.after.updates else ""
        yield pair.change(GONE_QUIET, "Update", last, last)


def _corrects(new: UpdateText, old: UpdateText) -> bool:
    if new.text == old.text:
        return True
    if new.as_at != old.as_at:
        return False
    words, old_words = new.text.split(), old.text.split()
    alike = SequenceMatcher(None, words, old_words, autojunk=False)
    # The same words in any order are enough where their order takes long to compare.
    is_long = have_many_pairs(words, old_words)
    return (alike.quick_ratio() if is_long else alike.ratio()) > CORRECTION_RATIO


def _fields(pair: CommitmentPair) -> Iterator[Change]:
    for field, kind in KIND_OF_FIELD.items():
        called_now, after = pair.values(field)
        if called_now != after:
            texts = (_text(field, state.row[field]) for state in (pair.before, pair.after))
            yield pair.change(kind, field, *texts)


def _organisations(pair: CommitmentPair) -> Iterator[Change]:
    names = pair.context.names
    for field in ORGANISATION_COLUMNS:
        cells = [state.row[field] for state in (pair.before, pair.after)]
        old, new = ({names.get(folded(name), folded(name)) for name in cell} for cell in cells)
        if old != new:
            yield pair.change(CHANGED, field, *(_text(field, cell) for cell in cells))


def _measures(pair: CommitmentPair) -> Iterator[Change]:
    for name in dict.fromkeys([*pair.before.numbers, *pair.after.numbers]):
        before, after = (state.numbers.get(name, "") for state in (pair.before, pair.after))
        if before != after:
            yield pair.change(RESULT_CHANGED, name, before, after)


COMPARISON_RULES: tuple[Callable[[CommitmentPair], Iterator[Change]], ...] = (
    _status,
    _updates,
    _fields,
    _organisations,
    _measures,
)


def _several(cell: Any) -> tuple[str, ...]:
    return cell if isinstance(cell, tuple) else (str(cell),)


def _text(field: str, cell: Any) -> str:
    """A cell in words: several values with semicolons between them, a deadline as a date in
    words."""
    text = "; ".join(_several(cell))
    return say_date(text) if text and field == "Due" else text
