"""Changes that look like a mistake: too many at once, or of a kind that is seldom meant."""

from collections.abc import Iterator, Sequence
from math import isnan

from hor_data.changes import (
    ADDED,
    BACK,
    CHANGED,
    FORWARD,
    NEW_DEADLINE,
    NO_LONGER_CLEAR,
    NOW_CLEAR,
    REDEFINED,
    REGROUPED,
    REMOVED,
    RESULT_CHANGED,
    REWORDED,
    SECTOR,
    STANDS_FOR,
    UPDATE_GONE,
    Change,
    steps_forward,
)
from hor_data.dates import say_date
from hor_data.release import Release, order_of_data
from hor_data.words import folded, say_count, say_list, shortened_name
from hor_data.workbook import NOT_STATED

LARGE_SHARE = 0.2  # of the commitments or organisations
FEWEST_TO_DOUBT = 3  # fewer are a change, however small the release is
# What many commitments would have, by the kind of change and the field; "" is any field.
WORDS_BY_CHANGE = {
    (FORWARD, ""): "another status",
    (BACK, ""): "another status",
    (NOW_CLEAR, ""): "another status",
    (NO_LONGER_CLEAR, ""): "another status",
    (CHANGED, "Lead organisations"): "other lead organisations",
    (CHANGED, "Partner organisations"): "other partner organisations",
    (CHANGED, "Theme"): "another theme",
    (CHANGED, "Area"): "another area",
    (CHANGED, "Who it is for"): "other groups of people",
    (CHANGED, "Why this status"): "another reason for their status",
    (CHANGED, "Not yet shown"): "other parts that are not yet shown",
    (REWORDED, "Title"): "another title",
    (REWORDED, "Commitment"): "another wording of the promise",
    (NEW_DEADLINE, ""): "another deadline",
    (RESULT_CHANGED, ""): "another target or result",
    (UPDATE_GONE, ""): "fewer updates",
}


def say_doubts(before: Release, after: Release, changes: Sequence[Change]) -> list[str]:
    """Sentences about changes that may be a mistake; `changes` are those between the two."""
    return [
        *_commitments_gone(before, changes),
        *_moved_far_back(before, after, changes),
        *_changed_in_many(before, changes),
        *_meanings_changed(after, changes),
        *_sectors_changed(before, changes),
        *_updates_doubted(before, after),
        *_columns_emptied(before, after),
        *_earlier_data(before, after),
    ]


def _commitments_gone(before: Release, changes: Sequence[Change]) -> Iterator[str]:
    number = sum(change.kind == REMOVED for change in changes)
    if number > LARGE_SHARE * len(before.commitments):
        yield f"{say_count(number, 'commitment')} of {len(before.commitments):,} would be gone."


def _moved_far_back(before: Release, after: Release, changes: Sequence[Change]) -> Iterator[str]:
    refs = [
        change.ref
        for change in changes
        if change.kind == BACK
        and steps_forward(before.meanings[change.before], after.meanings[change.after]) <= -2
    ]
    if refs:
        yield f"{say_list(refs)} would move back by two steps or more."


def _changed_in_many(before: Release, changes: Sequence[Change]) -> Iterator[str]:
    """What more than a fifth of the commitments would have otherwise."""
    refs_by_words: dict[str, set[str]] = {}
    for change in changes:
        words = WORDS_BY_CHANGE.get((change.kind, change.field), "")
        if words := words or WORDS_BY_CHANGE.get((change.kind, ""), ""):
            refs_by_words.setdefault(words, set()).add(change.ref)
    every = len(before.commitments)
    for words, refs in refs_by_words.items():
        if _are_many(len(refs), every):
            yield f"{len(refs):,} of {say_count(every, 'commitment')} would have {words}."
    added = sum(change.kind == ADDED for change in changes)
    if _are_many(added, every):
        yield f"{say_count(added, 'commitment')} would be new, beside {every:,} now."


def _meanings_changed(after: Release, changes: Sequence[Change]) -> Iterator[str]:
    for change in changes:
        if change.kind == REDEFINED and change.field == STANDS_FOR:
            number = int((after.commitments["Status"] == change.title).sum())
            yield (
                f"“{change.title}” would stand for {change.after} and no longer for "
                f"{change.before}: {say_count(number, 'commitment')} of that status would count so."
            )


def _sectors_changed(before: Release, changes: Sequence[Change]) -> Iterator[str]:
    number = sum(change.kind == REGROUPED and change.field == SECTOR for change in changes)
    every = len(before.organisations)
    if _are_many(number, every):
        yield f"{number:,} of {say_count(every, 'organisation')} would be in another sector."


def _updates_doubted(before: Release, after: Release) -> Iterator[str]:
    if len(before.updates) and not len(after.updates):
        yield "Every update would be gone. Is the Updates sheet missing?"
    repeated = _repeated_updates(after) - _repeated_updates(before)
    if repeated > 0:
        yield f"{say_count(repeated, 'update')} would be there twice, with the same date and words."


def _repeated_updates(release: Release) -> int:
    texts = zip(*(release.updates[name] for name in ("Ref", "As at", "Update")), strict=True)
    different = {tuple(folded(str(cell)) for cell in cells) for cells in texts}
    return len(release.updates) - len(different)


def _columns_emptied(before: Release, after: Release) -> Iterator[str]:
    """The columns that the release before fills and this one does not: the column or its sheet may
    be missing, or be called otherwise."""
    was, now = filled_columns(before), filled_columns(after)
    for (sheet, header), number in was.items():
        all_updates_gone = sheet == "Updates" and not len(after.updates)
        if number and not now[sheet, header] and not all_updates_gone:
            yield f"Nothing would be left under “{header}” on {sheet}: {number:,} have it now."


def filled_columns(release: Release) -> dict[tuple[str, str], int]:
    """In how many rows each column of each sheet says something, by sheet and header."""
    organisations = release.organisations.reset_index()
    frames = {
        "Commitments": release.commitments,
        "Updates": release.updates,
        "Measures": release.measures,
        "Organisations": organisations,
    }
    blank = (None, "", (), NOT_STATED)
    filled = {
        (sheet, str(header)): sum(cell not in blank and not _is_nan(cell) for cell in frame[header])
        for sheet, frame in frames.items()
        for header in frame.columns
    }
    names = zip(organisations["Organisation"], organisations["Short name"], strict=True)
    filled["Organisations", "Short name"] = sum(
        shortened_name(name) != short for name, short in names
    )
    for name, choices in release.lists.items():
        filled["Lists", f"Definition ({name})"] = sum(bool(choice.definition) for choice in choices)
    return filled


def _is_nan(cell: object) -> bool:
    return isinstance(cell, float) and isnan(cell)


def _earlier_data(before: Release, after: Release) -> Iterator[str]:
    if order_of_data(before, after) == "later":
        was, now = say_date(before.as_at), say_date(after.as_at)
        yield f"The data would be as at {now}, which is earlier than {was} now."


def _are_many(number: int, every: int) -> bool:
    return number >= FEWEST_TO_DOUBT and number > LARGE_SHARE * every
