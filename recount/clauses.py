"""Sentences about what changed and what moved, judged by what was counted."""

import re
from collections.abc import Collection, Mapping

from recount.change import MOVES, Change, tally_kinds
from recount.sentences import FALSE, MISLEADING, UNKNOWN, Verdict

# What one commitment did, and what several did; and what organisations and statuses have.
DID = {
    "Moved forward": ("moved forward",),
    "Moved back": ("moved back",),
    "Now clear": ("became clear",),
    "No longer clear": ("became unclear",),
    "Newly reported": ("was newly reported on", "were newly reported on"),
    "Update no longer there": ("lost an update", "had one update fewer", "had fewer updates"),
    "Update since taken out": ("had an update that was taken out since",),
    "Gone quiet": ("went quiet",),
    "Reworded promise": ("was reworded", "were reworded"),
    "New deadline": ("got a new deadline", "had another deadline"),
    "Result changed": ("had a number changed",),
    "Owner’s rating changed": ("was rated differently", "were rated differently"),
    "Changed": ("changed in another way",),
    "Added": ("was added", "were added"),
    "Removed": ("was removed", "were removed"),
}
NAMED = {
    "Name of organisation": r"organisations? (?:has|have|had) .*name",
    "Name of status": r"status(?:es)? (?:has|have|had) .*name",
    "Definition": r"status(?:es)? (?:is|are) defined differently",
    "Sector": r"organisations? (?:is|are) in another sector",
    "Area": r"organisations? (?:has|have) another area",
    "Short name": r"organisations? (?:has|have) another short name",
}
NO_CHANGE = ("Nothing differs between the two releases.",)
NOTHING_MOVED = ("No status moved, and nothing new was reported.",)
MOST_CLAUSES = 2
TOO_MANY = "a headline of more than two clauses"
WAYS = {"forward": MOVES[0], "back": MOVES[1], "now clear": MOVES[2]} | dict.fromkeys(
    ("now unclear", "no longer clear"), MOVES[3]
)
MOVED = re.compile(r"(\d+) of (\d+)(?: status(?:es)?)? moved: (.+)")
NONE_MOVED = re.compile(r"No status of (\d+) commitments? moved|No status moved|The one .*")


def judge_clauses(sentence: str, changes: Collection[Change]) -> list[Verdict]:
    """Whether "3 commitments moved forward and 1 moved back" holds of these changes; some may be
    left out, but where there are any it says one."""
    if sentence in (*NO_CHANGE, *NOTHING_MOVED):
        return [Verdict(FALSE, f"{len(changes)} changes are counted")] if changes else []
    parts = re.split(r", (?=\d)| and (?=\d)|; ", sentence.rstrip("."))
    verdicts = [Verdict(MISLEADING, TOO_MANY)] if len(parts) > MOST_CLAUSES else []
    for part in parts:
        match = re.fullmatch(r"(\d+) (.+)", part)
        number = _number_of(match[2], changes) if match else None
        if not match or number is None:
            verdicts.append(Verdict(UNKNOWN, f"“{part}” is no change that is known"))
        elif int(match[1]) != number:
            verdicts.append(Verdict(FALSE, f"{number} {match[2]} are counted"))
    return verdicts


def _number_of(words: str, changes: Collection[Change]) -> int | None:
    """How many commitments, organisations or statuses a clause speaks of; None for no such."""
    for field, pattern in NAMED.items():
        if re.fullmatch(pattern, words):
            return len({change.name for change in changes if change.field == field})
    did = re.sub(r"^commitments? ", "", words)
    kinds = [kind for kind, forms in DID.items() if did in forms]
    return tally_kinds(changes).get(kinds[0], 0) if kinds else None


def judge_moves(title: str, ways: Mapping[str, int], total: int) -> list[Verdict]:
    """What is wrong with "7 of 45 statuses moved: 4 forward and 3 back", of so many by way."""
    if match := MOVED.fullmatch(title):
        shown = [re.fullmatch(r"(\d+) (.+)", part) for part in _parts(match[3])]
        if not all(part and part[2] in WAYS for part in shown):
            return [Verdict(UNKNOWN, f"“{match[3]}” is no list of ways")]
        numbers = {WAYS[part[2]]: int(part[1]) for part in shown if part}
        right = int(match[1]) == sum(ways.values()) and int(match[2]) == total and numbers == ways
    elif title.startswith("The one commitment moved: "):
        right = total == 1 and [WAYS.get(title.partition(": ")[2])] == list(ways)
    elif match := NONE_MOVED.fullmatch(title):
        right = not ways and (not match[1] or int(match[1]) == total)
    else:
        return [Verdict(UNKNOWN, "no such form of a title is known")]
    return [] if right else [Verdict(FALSE, f"{dict(ways)} of {total} are counted")]


def _parts(words: str) -> list[str]:
    return re.split(r", (?=\d)| and (?=\d)", words)
