"""Changes in words: counted, said in a sentence, marked word by word, and doubted."""

from collections import Counter
from collections.abc import Sequence
from difflib import SequenceMatcher
from typing import NamedTuple

from hor_data.change_kinds import (
    ADDED,
    CHANGED,
    GONE_QUIET,
    KINDS,
    NEW_DEADLINE,
    NEWLY_REPORTED,
    OF_NO_COMMITMENT,
    RATING_CHANGED,
    REDEFINED,
    REGROUPED,
    REMOVED,
    RENAMED,
    RESULT_CHANGED,
    REWORDED,
    UPDATE_GONE,
    UPDATE_LOST_LATER,
    Change,
)
from hor_data.moves import BACK, FORWARD, NO_LONGER_CLEAR, NOW_CLEAR
from hor_data.redefined import (
    AREA,
    DEFINITION,
    IN_USE,
    NAMES,
    ORDER,
    ORGANISATION,
    SECTOR,
    SHORT_NAME,
    STANDS_FOR,
)
from hor_data.words import capital, count, listed

# What one commitment did and what several did, in a sentence.
DID = {
    FORWARD: ("moved forward",) * 2,
    BACK: ("moved back",) * 2,
    NOW_CLEAR: ("became clear",) * 2,
    NO_LONGER_CLEAR: ("became unclear",) * 2,
    NEWLY_REPORTED: ("was newly reported on", "were newly reported on"),
    UPDATE_GONE: ("lost an update",) * 2,
    UPDATE_LOST_LATER: ("had an update that was taken out since",) * 2,
    GONE_QUIET: ("went quiet",) * 2,
    REWORDED: ("was reworded", "were reworded"),
    NEW_DEADLINE: ("got a new deadline",) * 2,
    RESULT_CHANGED: ("had a number changed",) * 2,
    RATING_CHANGED: ("was rated differently", "were rated differently"),
    CHANGED: ("changed in another way",) * 2,
    ADDED: ("was added", "were added"),
    REMOVED: ("was removed", "were removed"),
}
DID_BACK_IN_TIME = {
    UPDATE_GONE: ("had one update fewer", "had fewer updates"),
    NEW_DEADLINE: ("had another deadline",) * 2,
}
# The same of what is no commitment: a noun for one and for several, and what either has or does.
NOUNS = {
    ORGANISATION: ("organisation", "organisations"),
    NAMES["Status"]: ("status", "statuses"),
    NAMES["Theme"]: ("theme", "themes"),
    NAMES["Sector"]: ("sector", "sectors"),
    NAMES["Area"]: ("area", "areas"),
    NAMES["Who it is for"]: ("group", "groups"),
    NAMES["Approach"]: ("approach", "approaches"),
    STANDS_FOR: ("status", "statuses"),
    DEFINITION: ("status", "statuses"),
    IN_USE: ("status", "statuses"),
    SECTOR: ("organisation", "organisations"),
    AREA: ("organisation", "organisations"),
    SHORT_NAME: ("organisation", "organisations"),
}
HAS = {
    STANDS_FOR: ("stands for something else", "stand for something else"),
    DEFINITION: ("is defined differently", "are defined differently"),
    IN_USE: ("is new or no longer used", "are new or no longer used"),
    SECTOR: ("is in another sector", "are in another sector"),
    AREA: ("has another area", "have another area"),
    SHORT_NAME: ("has another short name", "have another short name"),
}
HAS_NEW_NAME = ("has a new name", "have a new name")
HAD_OTHER_NAME = ("had another name",) * 2
# What changes of these kinds are about; all others are about commitments.
SUBJECTS = {
    RENAMED: ("name", "names"),
    REDEFINED: ("status", "statuses"),
    REGROUPED: ("organisation", "organisations"),
}
NOTHING = "Nothing differs between the two releases."
MOST_CLAUSES = 2
# What the Overview says of what happened since: no wordings, numbers or definitions.
HAPPENED = (
    *(FORWARD, BACK, NOW_CLEAR, NO_LONGER_CLEAR),
    *(NEWLY_REPORTED, UPDATE_GONE, UPDATE_LOST_LATER, GONE_QUIET, ADDED, REMOVED),
)
NOTHING_HAPPENED = "No status moved, and nothing new was reported."


class Words(NamedTuple):
    """A run of words of a difference: kept, taken out or put in."""

    how: str
    said: str


def tally_changes(changes: Sequence[Change]) -> dict[str, int]:
    """How many commitments changed in each way, and how many names and definitions; ways that none
    did are left out."""
    subjects = {(change.kind, *_subject(change)) for change in changes}
    counts = Counter(kind for kind, *_ in subjects)
    return {kind: counts[kind] for kind in KINDS if counts[kind]}


def say_changes(changes: Sequence[Change], back_in_time: bool = False) -> str:
    """3 commitments moved forward, 1 moved back and 2 were added. 1 organisation has a new name."""
    parts = (
        _clauses_of_commitments(changes, back_in_time),
        _clauses_of_names(changes, back_in_time),
    )
    return " ".join(f"{capital(listed(clauses))}." for clauses in parts if clauses) or NOTHING


def say_headline(changes: Sequence[Change], back_in_time: bool = False) -> str:
    """The first of it, in at most two clauses: 3 commitments moved forward and 1 moved back."""
    clauses = _clauses_of_commitments(changes, back_in_time)
    clauses = clauses or _clauses_of_names(changes, back_in_time)
    return f"{capital(listed(clauses[:MOST_CLAUSES]))}." if clauses else NOTHING


def say_what_happened(changes: Sequence[Change], back_in_time: bool = False) -> str:
    """What moved, was reported, came or went, in at most two clauses."""
    happened = [change for change in changes if change.kind in HAPPENED]
    return say_headline(happened, back_in_time) if happened else NOTHING_HAPPENED


def say_change(change: Change, back_in_time: bool = False) -> str:
    """A change of OF_NO_COMMITMENT as a sentence: Limited is now called Amber."""
    name, was, now = change.title, change.before or "not stated", change.after or "not stated"
    if change.field == DEFINITION:
        differs = "was another one" if back_in_time else "changed"
        return f"The definition of {name} {differs}."
    if change.field == IN_USE:
        return _say_in_use(change, back_in_time)
    if change.field == ORDER:
        return f"The statuses {'were' if back_in_time else 'are'} in another order: {now}."
    if change.field == STANDS_FOR:
        return f"“{name}” {'still stood' if back_in_time else 'now stands'} for {now}."
    if change.field == SECTOR:
        moved = f"was still in {now}" if back_in_time else f"moved from {was} to {now}"
        return f"{name} {moved}."
    if change.field in (AREA, SHORT_NAME):
        differs = f"was still {now}" if back_in_time else f"changed from {was} to {now}"
        return f"The {change.field.lower()} of {name} {differs}."
    return f"{was} was still called {now}." if back_in_time else f"{was} is now called {now}."


def _say_in_use(change: Change, back_in_time: bool) -> str:
    if change.after:
        return f"{change.title} {'was still a' if back_in_time else 'is a new'} status."
    return f"{change.title} {'was not yet a' if back_in_time else 'is no longer a'} status."


def _clauses_of_commitments(changes: Sequence[Change], back_in_time: bool) -> list[str]:
    """3 commitments moved forward; 1 moved back; 2 were added."""
    tally = tally_changes([one for one in changes if one.kind not in OF_NO_COMMITMENT])
    did = DID | DID_BACK_IN_TIME if back_in_time else DID
    return [
        f"{f'{number:,}' if place else count(number, 'commitment')} {did[kind][number != 1]}"
        for place, (kind, number) in enumerate(tally.items())
    ]


def _clauses_of_names(changes: Sequence[Change], back_in_time: bool) -> list[str]:
    """1 organisation has a new name; 2 statuses are defined differently."""
    fields = Counter(change.field for change in changes if change.kind in OF_NO_COMMITMENT)
    names = HAD_OTHER_NAME if back_in_time else HAS_NEW_NAME
    return [
        f"{count(number, *NOUNS[field])} {HAS.get(field, names)[number != 1]}"
        if field in NOUNS
        else "the statuses are in another order"
        for field, number in fields.items()
    ]


def _subject(change: Change) -> tuple[str, str]:
    """What a change is counted by: its commitment, or what else it is about."""
    return (change.ref, "") if change.ref else (change.field, change.title)


def say_kind(kind: str, changes: Sequence[Change]) -> str:
    """How many commitments changed in this way, and in how many places where these are more: 4
    commitments, 5 updates. `changes` are all of one kind, counted as tally_changes counts them."""
    noun = SUBJECTS.get(kind, ("commitment", "commitments"))
    subjects = len({_subject(change) for change in changes})
    number = count(subjects, *noun)
    if subjects == len(changes):
        return number
    reported = kind in (NEWLY_REPORTED, UPDATE_GONE, UPDATE_LOST_LATER)
    return f"{number}, {count(len(changes), 'update' if reported else 'change')}"


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
