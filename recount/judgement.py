"""The sentence over Explore, judged by what was counted: 6 of 46 commitments are complete; 21 show
first steps only."""

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from recount.cells import listed
from recount.sentences import FALSE, MISLEADING, UNKNOWN, Verdict

NOTHING = "No commitments match these filters."
CONTRAST = re.compile(
    r"(?P<number>None|\d+) of (?P<size>\d+) commitments(?P<shown> shown)? "
    r"(?P<verb>is|are) complete; (?P<clause>.+)\."
)
SAME = re.compile(
    r"(?:The one commitment|All (?P<size>\d+) commitments)(?P<shown> shown)? "
    r"(?:is|are) (?P<status>.+)\."
)
CHOSEN = re.compile(
    r"(?:(?P<number>\d+) of (?P<size>\d+) commitments?|The one commitment)"
    r"(?P<left> that the other filters leave)? (?P<verb>is|are) (?P<status>.+)\."
)
# What a clause says of the commitments whose status has this meaning.
CLAUSES = {
    "substantial": re.compile(r"(\d+) (shows?) substantial progress"),
    "limited": re.compile(r"(\d+) (shows?) first steps only"),
    "not started": re.compile(r"(\d+) (has|have) not started"),
    "unclear": re.compile(r"for (\d+) (no progress can be read)"),
}


class Stand(NamedTuple):
    """How commitments stand: those that all filters choose by status, those that all but the
    filter of statuses do, what each status means, the statuses chosen, whether anything else is
    filtered, and how many there are without filters."""

    row: Sequence[int]
    among: Sequence[int]
    meanings: Mapping[str, str]
    chosen: Sequence[str]
    is_filtered: bool
    everything: int

    @property
    def by_meaning(self) -> dict[str, int]:
        """The commitments that all filters choose by what their status means."""
        counts: dict[str, int] = {}
        for meaning, number in zip(self.meanings.values(), self.row, strict=True):
            counts[meaning] = counts.get(meaning, 0) + number
        return {meaning: number for meaning, number in counts.items() if number}


def judge_judgement(sentence: str, stand: Stand) -> list[Verdict]:
    """What is wrong with the sentence; [] where it is true and says under what it counts."""
    if not sum(stand.row):
        return [] if sentence == NOTHING else [Verdict(FALSE, "nothing matches the filters")]
    if stand.chosen:
        return list(_judge_chosen(sentence, stand))
    if match := CONTRAST.fullmatch(sentence):
        return [*_judge_contrast(match, stand), *_judge_shown(match, stand)]
    if match := SAME.fullmatch(sentence):
        return [*_judge_same(match, stand), *_judge_shown(match, stand)]
    return [Verdict(UNKNOWN, "no such form of a judgement is known")]


def _judge_chosen(sentence: str, stand: Stand) -> Iterator[Verdict]:
    match = CHOSEN.fullmatch(sentence)
    if not match:
        yield Verdict(UNKNOWN, "no such form of a judgement of chosen statuses is known")
        return
    numbers = int(match["number"] or 1), int(match["size"] or 1)
    counted = sum(stand.row), sum(stand.among)
    if numbers != counted:
        yield Verdict(FALSE, f"it says {numbers}, and {counted} are counted")
    if match["status"] != listed([status.lower() for status in stand.chosen], "or"):
        yield Verdict(FALSE, f"{list(stand.chosen)} are chosen")
    if bool(match["left"]) != stand.is_filtered:
        yield Verdict(MISLEADING, "it does not say rightly whether other filters are in force")
    if (match["verb"] == "is") != (sum(stand.row) == 1):
        yield Verdict(MISLEADING, "one is spoken of as several")


def _judge_contrast(match: re.Match[str], stand: Stand) -> Iterator[Verdict]:
    tally = stand.by_meaning
    complete, size = tally.pop("complete", 0), sum(stand.row)
    numbers = int(match["number"].replace("None", "0")), int(match["size"])
    if numbers != (complete, size):
        yield Verdict(FALSE, f"it says {numbers}, and {(complete, size)} are counted")
    if (match["verb"] == "is") != (complete < 2):
        yield Verdict(MISLEADING, "one is spoken of as several")
    for meaning, pattern in CLAUSES.items():
        if clause := pattern.fullmatch(match["clause"]):
            if int(clause[1]) != tally.get(meaning, 0):
                yield Verdict(FALSE, f"{tally.get(meaning, 0)} {meaning} are counted")
            if tally.get(meaning, 0) < max(tally.values()):
                yield Verdict(FALSE, f"most of the others are not {meaning}: {tally}")
            return
    yield Verdict(UNKNOWN, "no such clause of a judgement is known")


def _judge_same(match: re.Match[str], stand: Stand) -> Iterator[Verdict]:
    if int(match["size"] or 1) != sum(stand.row):
        yield Verdict(FALSE, f"{sum(stand.row)} are counted")
    words = [name.lower() for name, number in zip(stand.meanings, stand.row, strict=True) if number]
    if [match["status"]] != words:
        yield Verdict(FALSE, f"they are {listed(words)}")


def _judge_shown(match: re.Match[str], stand: Stand) -> Iterator[Verdict]:
    if bool(match["shown"]) != (sum(stand.row) < stand.everything):
        yield Verdict(MISLEADING, "it does not say rightly whether some are left out")
