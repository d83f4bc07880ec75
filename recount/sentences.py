"""Sentences about how commitments stand and what changed, judged by what was counted.

A sentence of a form that is not known here cannot be judged, which counts as a difference.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

FALSE, MISLEADING, UNKNOWN = "false", "misleading", "cannot judge"
# What one commitment did, and what several did.
DID = {
    "Moved forward": ("moved forward",),
    "Moved back": ("moved back",),
    "Now clear": ("became clear",),
    "No longer clear": ("became unclear",),
    "Newly reported": ("was newly reported on", "were newly reported on"),
    "Gone quiet": ("went quiet",),
    "Reworded promise": ("was reworded", "were reworded"),
    "New deadline": ("got a new deadline",),
    "Result changed": ("had a number changed",),
    "Owner’s rating changed": ("was rated differently", "were rated differently"),
    "Changed": ("changed in another way",),
    "Added": ("was added", "were added"),
    "Removed": ("was removed", "were removed"),
}
STANDING = tuple(
    re.compile(pattern)
    for pattern in (
        r"Of (?P<size>\d+) commitments(?P<whose>.*?), (?P<list>\d.+)\.",
        r"The one commitment(?P<whose>.*?) is (?P<status>[^,]+)\.",
        r"All (?P<size>\d+) commitments(?P<whose>.*?) are (?P<status>.+)\.",
        r"All (?P<size>\d+) commitments(?P<whose>.*?) match these filters: (?P<list>.+)\.",
        r"(?P<size>\d+) of the (?P<all>\d+) commitments(?P<whose>.*?)"
        r" match these filters: (?P<list>.+)\.",
        r"(?:(?P<size>\d+) of the (?P<all>\d+)|All (?P<every>\d+)) commitments(?P<whose>.*?)"
        r" match these filters, all of them (?P<status>.+)\.",
        r"(?P<size>1) of the (?P<all>\d+) commitments(?P<whose>.*?)"
        r" matches these filters: it is (?P<status>.+)\.",
        r"The one commitment(?P<whose>.*?) matches these filters and is (?P<status>.+)\.",
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


def judge_clauses(sentence: str, tally: Mapping[str, int]) -> list[Verdict]:
    """Whether "3 commitments moved forward, 1 moved back and 2 were added" holds of a tally of
    kinds; kinds may be left out, none may be said that did not occur."""
    kinds = {words: kind for kind, forms in DID.items() for words in forms}
    verdicts = []
    for part in re.split(r", (?=\d)| and (?=\d)|; ", sentence.rstrip(".")):
        match = re.fullmatch(r"(\d+)(?: commitments?)? (.+)", part)
        if not match or match[2] not in kinds:
            verdicts.append(Verdict(UNKNOWN, f"“{part}” is no change that is known"))
        elif int(match[1]) != tally.get(kinds[match[2]], 0):
            verdicts.append(
                Verdict(FALSE, f"{tally.get(kinds[match[2]], 0)} {match[2]} are counted")
            )
    return verdicts
