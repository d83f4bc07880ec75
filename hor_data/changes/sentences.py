"""Changes in words: counts, headlines, a sentence for a change, and texts compared word by word."""

from collections import Counter
from collections.abc import Sequence
from difflib import SequenceMatcher
from typing import NamedTuple

from hor_data.changes.kinds import (
    ADDED,
    CHANGE_KINDS,
    CHANGED,
    GONE_QUIET,
    KINDS_WITHOUT_COMMITMENT,
    NEW_DEADLINE,
    NEWLY_REPORTED,
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
from hor_data.changes.moves import BACK, FORWARD, NO_LONGER_CLEAR, NOW_CLEAR
from hor_data.changes.redefined import (
    AREA,
    DEFINITION,
    IN_USE,
    NAME_FIELDS,
    ORDER,
    ORGANISATION_NAME,
    SECTOR,
    SHORT_NAME,
    STANDS_FOR,
)
from hor_data.changes.word_pairs import have_many_pairs, same_at_ends
from hor_data.words import capitalise, say_count, say_list

# By kind: the verb for one commitment and for several.
KIND_VERBS = {
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
KIND_VERBS_BACK_IN_TIME = {
    UPDATE_GONE: ("had one update fewer", "had fewer updates"),
    NEW_DEADLINE: ("had another deadline",) * 2,
}
# By kind without a commitment: the noun for one and for several, and the verb for one and several.
STATUS_NOUNS, ORGANISATION_NOUNS = ("status", "statuses"), ("organisation", "organisations")
FIELD_NOUNS = {
    ORGANISATION_NAME: ORGANISATION_NOUNS,
    NAME_FIELDS["Status"]: STATUS_NOUNS,
    NAME_FIELDS["Theme"]: ("theme", "themes"),
    NAME_FIELDS["Sector"]: ("sector", "sectors"),
    NAME_FIELDS["Area"]: ("area", "areas"),
    NAME_FIELDS["Who it is for"]: ("group", "groups"),
    NAME_FIELDS["Approach"]: ("approach", "approaches"),
    **dict.fromkeys((STANDS_FOR, DEFINITION, IN_USE), STATUS_NOUNS),
    **dict.fromkeys((SECTOR, AREA, SHORT_NAME), ORGANISATION_NOUNS),
}
FIELD_VERBS = {
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
KIND_NOUNS = {
    RENAMED: ("name", "names"),
    REDEFINED: STATUS_NOUNS,
    REGROUPED: ORGANISATION_NOUNS,
}
NO_DIFFERENCE = "Nothing differs between the two releases."
MOST_CLAUSES = 2
# The kinds that Explore counts: no changes of wording, numbers or definitions.
EVENT_KINDS = (
    *(FORWARD, BACK, NOW_CLEAR, NO_LONGER_CLEAR),
    *(NEWLY_REPORTED, UPDATE_GONE, UPDATE_LOST_LATER, GONE_QUIET, ADDED, REMOVED),
)
NOTHING_HAPPENED = "No status moved, and nothing new was reported."


class WordRun(NamedTuple):
    """Words of a text comparison; `how` is kept, out (taken out) or in (put in)."""

    how: str
    text: str


def tally_changes(changes: Sequence[Change]) -> dict[str, int]:
    """By kind, how many commitments (or names and definitions) have such a change; no kind with
    none."""
    subjects = {(change.kind, *_subject(change)) for change in changes}
    counts = Counter(kind for kind, *_ in subjects)
    return {kind: counts[kind] for kind in CHANGE_KINDS if counts[kind]}


def say_changes(changes: Sequence[Change], back_in_time: bool = False) -> str:
    """All counts in sentences: 3 commitments moved forward, 1 moved back and 2 were added. 1
    organisation has a new name."""
    parts = (
        _clauses_of_commitments(changes, back_in_time),
        _clauses_of_names(changes, back_in_time),
    )
    return (
        " ".join(f"{capitalise(say_list(clauses))}." for clauses in parts if clauses)
        or NO_DIFFERENCE
    )


def say_change_headline(changes: Sequence[Change], back_in_time: bool = False) -> str:
    """The first two counts at most: 3 commitments moved forward and 1 moved back."""
    clauses = _clauses_of_commitments(changes, back_in_time)
    clauses = clauses or _clauses_of_names(changes, back_in_time)
    return f"{capitalise(say_list(clauses[:MOST_CLAUSES]))}." if clauses else NO_DIFFERENCE


def say_what_happened(changes: Sequence[Change], back_in_time: bool = False) -> str:
    """What moved, was reported, came or went, in two counts at most."""
    happened = [change for change in changes if change.kind in EVENT_KINDS]
    return say_change_headline(happened, back_in_time) if happened else NOTHING_HAPPENED


def say_change(change: Change, back_in_time: bool = False) -> str:
    """A change of a kind without a commitment as a sentence: Limited is now called Amber."""
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
    tally = tally_changes(
        [change for change in changes if change.kind not in KINDS_WITHOUT_COMMITMENT]
    )
    verbs = KIND_VERBS | KIND_VERBS_BACK_IN_TIME if back_in_time else KIND_VERBS
    return [
        f"{f'{number:,}' if place else say_count(number, 'commitment')} {verbs[kind][number != 1]}"
        for place, (kind, number) in enumerate(tally.items())
    ]


def _clauses_of_names(changes: Sequence[Change], back_in_time: bool) -> list[str]:
    """1 organisation has a new name; 2 statuses are defined differently."""
    fields = Counter(change.field for change in changes if change.kind in KINDS_WITHOUT_COMMITMENT)
    names = HAD_OTHER_NAME if back_in_time else HAS_NEW_NAME
    return [
        f"{say_count(number, *FIELD_NOUNS[field])} {FIELD_VERBS.get(field, names)[number != 1]}"
        if field in FIELD_NOUNS
        else "the statuses are in another order"
        for field, number in fields.items()
    ]


def _subject(change: Change) -> tuple[str, str]:
    """What a change is counted by: its ref; or, without a commitment, its field and its title."""
    return (change.ref, "") if change.ref else (change.field, change.title)


def say_kind_count(kind: str, changes: Sequence[Change]) -> str:
    """How many commitments changed in this way, and in how many places where these are more: 4
    commitments, 5 updates. `changes` are all of one kind, counted as tally_changes counts them."""
    noun = KIND_NOUNS.get(kind, ("commitment", "commitments"))
    subjects = len({_subject(change) for change in changes})
    number = say_count(subjects, *noun)
    if subjects == len(changes):
        return number
    reported = kind in (NEWLY_REPORTED, UPDATE_GONE, UPDATE_LOST_LATER)
    return f"{number}, {say_count(len(changes), 'update' if reported else 'change')}"


def _compare_words(
    old: Sequence[str], new: Sequence[str]
) -> Sequence[tuple[str, int, int, int, int]]:
    """What became of the words, as SequenceMatcher.get_opcodes says it."""
    if not have_many_pairs(old, new):
        return SequenceMatcher(None, old, new, autojunk=False).get_opcodes()
    first, last = same_at_ends(old, new)
    old_end, new_end = len(old) - last, len(new) - last
    parts = [
        ("equal", 0, first, 0, first),
        ("replace", first, old_end, first, new_end),
        ("equal", old_end, len(old), new_end, len(new)),
    ]
    return [part for part in parts if part[2] > part[1] or part[4] > part[3]]


def mark_difference(before: str, after: str) -> list[WordRun]:
    """Two texts as one list of runs of words: kept, taken out and put in.

    Where comparing them takes long, all between what they begin and end with alike is one change.
    """
    old_words, new_words = before.split(), after.split()
    runs = []
    for how, old_start, old_end, new_start, new_end in _compare_words(old_words, new_words):
        old, new = " ".join(old_words[old_start:old_end]), " ".join(new_words[new_start:new_end])
        if how == "equal":
            runs.append(WordRun("kept", old))
        else:
            runs += [WordRun(how, text) for how, text in (("out", old), ("in", new)) if text]
    return runs
