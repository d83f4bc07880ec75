"""The publications of the store: which stand, which were taken back, which bring another back."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple


@dataclass(frozen=True)
class Entry:
    """One publication: `number` counts from 1; times are UTC, ISO text. `undoes` is the number of
    the entry that it took back, 0 where it took back none.

    `withdrawn_at`, `withdrawn_by` and `withdrawal_reason` are "" where it was not withdrawn.
    `erased_at` is when its bytes were erased for personal data in them, "" where the store still
    has them; its hash and size stay.
    """

    number: int
    name: str
    as_at: str
    note: str
    who: str
    published_at: str
    file_name: str
    sha256: str
    size: int
    commitments: int
    warnings: int
    undoes: int
    withdrawn_at: str = ""
    withdrawn_by: str = ""
    withdrawal_reason: str = ""
    erased_at: str = ""


class Trail(NamedTuple):
    """What undoing and withdrawing have left of the publications, by their numbers.

    `standing` were never taken back nor withdrawn, oldest first. `taken_back` were taken back;
    `restored` leads from a publication made by undoing to the one that it brought back. `in_force`
    is what everyone sees: the last that stands, or the newest that brought it back; 0 for none.
    """

    standing: tuple[int, ...]
    taken_back: frozenset[int]
    restored: Mapping[int, int]
    in_force: int


def trail_of(entries: Sequence[Entry]) -> Trail:
    """The trail of all publications, in whatever order they are given."""
    standing: list[int] = []
    taken_back: set[int] = set()
    restored: dict[int, int] = {}
    hashes = {entry.number: entry.sha256 for entry in entries}
    for entry in sorted(entries, key=lambda entry: entry.number):
        target = restored.get(entry.undoes, entry.undoes)
        if target in standing and len(standing) > 1:
            standing.remove(target)
            taken_back.add(target)
            # What was withdrawn by then was passed over: the bytes say what was brought back.
            same = [number for number in standing if hashes[number] == entry.sha256]
            restored[entry.number] = (same or standing)[-1]
        else:
            standing.append(entry.number)
    withdrawn = {entry.number for entry in entries if entry.withdrawn_at}
    left = tuple(number for number in standing if number not in withdrawn)
    copies = [number for number, source in restored.items() if source in left[-1:]]
    in_force = max(
        (number for number in (*left[-1:], *copies) if number not in withdrawn), default=0
    )
    return Trail(left, frozenset(taken_back), restored, in_force)


def served_entries(entries: Sequence[Entry]) -> list[Entry]:
    """The entries whose content may be given out: all but the withdrawn."""
    return [entry for entry in entries if not entry.withdrawn_at]


def entry_before_undo(entries: Sequence[Entry]) -> Entry | None:
    """The entry that undoing would bring back. Undoing twice goes back twice: what was taken back
    is not brought back by undoing again."""
    standing = trail_of(entries).standing
    return next(
        (entry for entry in entries if len(standing) > 1 and entry.number == standing[-2]), None
    )
