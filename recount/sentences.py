"""Sentences about how commitments stand and what they measure, judged by what was counted.

A sentence of a form that is not known here cannot be judged, which counts as a difference.
"""

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

FALSE, MISLEADING, UNKNOWN = "false", "misleading", "cannot judge"
GRAMMAR = "one is spoken of as several"
STANDING = tuple(
    re.compile(pattern)
    for pattern in (
        r"(?P<none>The one commitment)(?P<whose>.*?) does not match these filters\.",
        r"None of the (?P<all>\d+) commitments(?P<whose>.*?) matches these filters\.",
        r"The one commitment(?P<whose>.*?) matches these filters and is (?P<status>.+)\.",
        r"(?P<size>1) of the (?P<all>\d+) commitments(?P<whose>.*?)"
        r" matches these filters: it is (?P<status>.+)\.",
        r"(?:(?P<size>\d+) of the (?P<all>\d+)|All (?P<every>\d+)) commitments(?P<whose>.*?)"
        r" match these filters(?:: (?P<list>\d.+)|, all of them (?P<status>.+))\.",
        r"Of (?P<size>\d+) commitments(?P<whose>.*?), (?P<list>\d.+)\.",
        r"The one commitment(?P<whose>.*?) is (?P<status>[^,]+)\.",
        r"All (?P<size>\d+) commitments(?P<whose>.*?) are (?P<status>.+)\.",
    )
)
MEASURES = re.compile(
    r"(?:(?P<none>None) of the|(?P<one>The one)|(?P<every>All)|(?P<stating>\d+) of)"
    r"(?: (?P<total>\d+))? commitments? states? (?P<what>a|no) number"
    r"(?:; (?P<alike>\d+|none) of (?:the )?(?P<measures>\d+) measures (?P<verb>has|have)"
    r"|, (?P<both>with|not))?"
    r"(?: a target and a result that count the same thing)?\."
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
    parts, total = match.groupdict(), sum(row)
    verdicts = []
    shown = (
        0
        if sentence.startswith("None") or parts.get("none")
        else parts.get("size") or parts.get("every") or 1
    )
    if int(shown) != total:
        verdicts.append(Verdict(FALSE, f"it speaks of {shown}, and {total} are counted"))
    if parts.get("all") and int(parts["all"]) != everything:
        verdicts.append(Verdict(FALSE, f"without filters {everything} are counted"))
    if parts["whose"].strip() != whose:
        verdicts.append(Verdict(FALSE, f"it says “{parts['whose']}”, not “{whose}”"))
    if total != everything and "filters" not in sentence:
        verdicts.append(Verdict(MISLEADING, "a headline counts under filters and does not say so"))
    words = parts.get("list") or (f"{total} {parts['status']}" if parts.get("status") else "")
    return verdicts + (list(judge_list(words, row, statuses)) if words else [])


def judge_measures(
    sentence: str, total: int, stating: int, measures: int, alike: int
) -> list[Verdict]:
    """What is wrong with "11 of 46 commitments state a number; 1 of 14 measures has a target and a
    result that count the same thing", of so many commitments and measures."""
    if not total:
        return [] if sentence == "No commitments." else [Verdict(FALSE, "there are none")]
    match = MEASURES.fullmatch(sentence)
    if not match:
        return [Verdict(UNKNOWN, "no such form of a sentence about measures is known")]
    words = match.groupdict()
    shown_total = int(words["total"] or 1)
    shown = 0 if words["none"] or words["what"] == "no" else int(words["stating"] or shown_total)
    pairs = [(shown_total, total), (shown, stating)]
    if words["measures"]:
        pairs += [(int(words["measures"]), measures)]
        pairs += [(0 if words["alike"] == "none" else int(words["alike"]), alike)]
    if words["both"]:
        pairs += [(1, measures), (int(words["both"] == "with"), alike)]
    if words["verb"] and (words["verb"] == "have") != (alike > 1):
        return [Verdict(MISLEADING, GRAMMAR)]
    return [
        Verdict(FALSE, f"it says {number}, and {counted} are counted")
        for number, counted in pairs
        if number != counted
    ]
