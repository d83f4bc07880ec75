"""Sentences about how commitments stand and what changed, judged by what was counted.

A sentence of a form that is not known here cannot be judged, which counts as a difference.
"""

import re
from collections.abc import Collection, Iterator, Sequence
from typing import NamedTuple

from recount.change import Change, tally_kinds

FALSE, MISLEADING, UNKNOWN = "false", "misleading", "cannot judge"
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
STANDING = tuple(
    re.compile(pattern)
    for pattern in (
        r"Of (?P<size>\d+) commitments(?P<whose>.*?), (?P<list>\d.+)\.",
        r"The one commitment(?P<whose>.*?) matches these filters and is (?P<status>.+)\.",
        r"The one commitment(?P<whose>.*?) is (?P<status>[^,]+)\.",
        r"All (?P<size>\d+) commitments(?P<whose>.*?) are (?P<status>.+)\.",
        r"All (?P<size>\d+) commitments(?P<whose>.*?) match these filters: (?P<list>.+)\.",
        r"(?P<size>\d+) of the (?P<all>\d+) commitments(?P<whose>.*?)"
        r" match these filters: (?P<list>.+)\.",
        r"(?:(?P<size>\d+) of the (?P<all>\d+)|All (?P<every>\d+)) commitments(?P<whose>.*?)"
        r" match these filters, all of them (?P<status>.+)\.",
        r"(?P<size>1) of the (?P<all>\d+) commitments(?P<whose>.*?)"
        r" matches these filters: it is (?P<status>.+)\.",
        r"None of the (?P<all>\d+) commitments(?P<whose>.*?) matches these filters\.",
        r"(?P<none>The one commitment)(?P<whose>.*?) does not match these filters\.",
    )
)


class Verdict(NamedTuple):
    """What is wrong with a sentence: how, and why."""

    how: str
    why: str


def judge_list(
    words: str, row: Sequence[int], statuses: Sequence[str], whole: bool = True
) -> Iterator[Verdict]:
    """Whether "6 are complete, 14 substantial and 1 unclear" is a row, or a part of it."""
    counted = {status.lower(): number for status, number in zip(statuses, row, strict=True)}
    shown = {}
    for part in re.split(r", (?=\d)| and (?=\d)", words):
        match = re.fullmatch(r"(\d+) (?:is |are )?(.+)", part)
        if not match:
            yield Verdict(UNKNOWN, f"“{part}” is no count")
            return
        shown[match[2]] = int(match[1])
    some = {status: number for status, number in counted.items() if number}
    if any(counted.get(status) != number for status, number in shown.items()):
        yield Verdict(FALSE, f"it says {shown}, and {some} are counted")
    elif whole and shown != some:
        yield Verdict(FALSE, f"it leaves out some of {some}")


def judge_standing(
    sentence: str, statuses: Sequence[str], row: Sequence[int], everything: int, whose: str = ""
) -> list[Verdict]:
    """What is wrong with a headline of these commitments by status, of so many without filters."""
    if not (sentence or sum(row)):
        return []
    match = next(filter(None, (form.fullmatch(sentence) for form in STANDING)), None)
    if not match:
        return [Verdict(UNKNOWN, "no such form of a headline is known")]
    said, total = match.groupdict(), sum(row)
    verdicts = []
    shown = (
        0
        if sentence.startswith("None") or said.get("none")
        else said.get("size") or said.get("every") or 1
    )
    if int(shown) != total:
        verdicts.append(Verdict(FALSE, f"it speaks of {shown}, and {total} are counted"))
    if said.get("all") and int(said["all"]) != everything:
        verdicts.append(Verdict(FALSE, f"without filters {everything} are counted"))
    if said["whose"].strip() != whose:
        verdicts.append(Verdict(FALSE, f"it says “{said['whose']}”, not “{whose}”"))
    if total != everything and "filters" not in sentence:
        verdicts.append(Verdict(MISLEADING, "a headline counts under filters and does not say so"))
    words = said.get("list") or (f"{total} {said['status']}" if said.get("status") else "")
    return verdicts + (list(judge_list(words, row, statuses)) if words else [])


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
