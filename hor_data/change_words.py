"""Changes in words: counted, said in a sentence, marked word by word, and doubted."""

from collections import Counter
from collections.abc import Sequence
from difflib import SequenceMatcher
from typing import NamedTuple

from hor_data.changes import (
    ADDED,
    BACK,
    CHANGED,
    FORWARD,
    GONE_QUIET,
    KINDS,
    NEW_DEADLINE,
    NEWLY_REPORTED,
    NO_LONGER_CLEAR,
    NOW_CLEAR,
    RATING_CHANGED,
    REMOVED,
    RESULT_CHANGED,
    REWORDED,
    Change,
)
from hor_data.dates import last_day, say_date
from hor_data.moves import steps_forward
from hor_data.release import Release
from hor_data.words import count, listed

# What one commitment did and what several did, in a sentence.
DID = {
    FORWARD: ("moved forward",) * 2,
    BACK: ("moved back",) * 2,
    NOW_CLEAR: ("became clear",) * 2,
    NO_LONGER_CLEAR: ("became unclear",) * 2,
    NEWLY_REPORTED: ("was newly reported on", "were newly reported on"),
    GONE_QUIET: ("went quiet",) * 2,
    REWORDED: ("was reworded", "were reworded"),
    NEW_DEADLINE: ("got a new deadline",) * 2,
    RESULT_CHANGED: ("had a number changed",) * 2,
    RATING_CHANGED: ("was rated differently", "were rated differently"),
    CHANGED: ("changed in another way",) * 2,
    ADDED: ("was added", "were added"),
    REMOVED: ("was removed", "were removed"),
}
NOTHING = "Nothing differs between the two releases."
GONE_TOO_MANY = 0.2


class Words(NamedTuple):
    """A run of words of a difference: kept, taken out or put in."""

    how: str
    said: str


def tally_changes(changes: Sequence[Change]) -> dict[str, int]:
    """How many commitments changed in each way; ways that none did are left out."""
    counts = Counter(kind for _, kind in {(one.ref, one.kind) for one in changes})
    return {kind: counts[kind] for kind in KINDS if counts[kind]}


def say_changes(changes: Sequence[Change]) -> str:
    """3 commitments moved forward, 1 moved back and 2 were added."""
    tally = list(tally_changes(changes).items())
    if not tally:
        return NOTHING
    (kind, first), *rest = tally
    parts = [f"{count(first, 'commitment')} {_did(kind, first)}"]
    parts += [f"{number:,} {_did(kind, number)}" for kind, number in rest]
    return f"{listed(parts)}."


def say_kind(kind: str, changes: Sequence[Change]) -> str:
    """How many commitments changed in this way, and in how many places where these are more: 4
    commitments, 5 updates. `changes` are all of one kind."""
    commitments = len({change.ref for change in changes})
    number = count(commitments, "commitment")
    if commitments == len(changes):
        return number
    noun = "update" if kind == NEWLY_REPORTED else "change"
    return f"{number}, {count(len(changes), noun)}"


def mark_difference(before: str, after: str) -> list[Words]:
    """Both texts as one, word by word: what was kept, taken out and put in."""
    was, now = before.split(), after.split()
    marked = []
    for how, a, b, c, d in SequenceMatcher(None, was, now, autojunk=False).get_opcodes():
        if how == "equal":
            marked.append(Words("kept", " ".join(was[a:b])))
            continue
        marked += [Words("out", " ".join(was[a:b]))] if b > a else []
        marked += [Words("in", " ".join(now[c:d]))] if d > c else []
    return marked


def what_looks_wrong(before: Release, after: Release, changes: Sequence[Change]) -> list[str]:
    """Sentences about changes so large that they may be a mistake; `changes` are the two's."""
    gone = sum(one.kind == REMOVED for one in changes)
    back = [
        one.ref
        for one in changes
        if one.kind == BACK
        and steps_forward(before.meaning(one.before), after.meaning(one.after)) <= -2
    ]
    found = []
    if gone > GONE_TOO_MANY * len(before.commitments):
        found.append(f"{count(gone, 'commitment')} of {len(before.commitments):,} would be gone.")
    if back:
        found.append(f"{listed(back)} would move back by two steps or more.")
    if len(before.updates) and not len(after.updates):
        found.append("Every update would be gone. Is the Updates sheet missing?")
    if before.as_at and after.as_at and last_day(after.as_at) < last_day(before.as_at):
        was, now = say_date(before.as_at), say_date(after.as_at)
        found.append(f"The data would be as at {now}, which is earlier than {was} now.")
    return found


def _did(kind: str, number: int) -> str:
    one, several = DID[kind]
    return one if number == 1 else several
