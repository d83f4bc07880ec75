"""Titles of charts as claims that can be judged: true, false, or true and misleading.

A sentence of a form that is not known here cannot be judged, which counts as a difference.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from recount.cells import listed
from recount.sentences import FALSE, MISLEADING, UNKNOWN, Verdict, judge_list

NOTHING = "No commitments match these filters."
TIE = "a tie is called a lead"
GROUP_OF_ONE = "a claim is made of a group of one"
BEATEN = "the leader is beaten by another group in its share"
LONE = "the most of any is claimed of the only group"
TITLES = tuple(
    (name, re.compile(pattern))
    for name, pattern in (
        (
            "leader",
            r"(?P<group>.+): (?P<number>\d+) of (?P<size>\d+) (?P<status>.+), the most of any .+",
        ),
        (
            "within",
            r"(?P<number>\d+) (?P<status>.+) commitments?: "
            r"(?P<part>\d+) (?:led by|for|in) (?P<group>.+)",
        ),
        ("row", r"(?P<group>.+): (?P<size>\d+|no) commitments?(?:, (?P<list>.+))?"),
        ("one status", r"(?P<group>.+): (?P<number>\d+) (?P<status>.+) commitments?"),
        ("two", r"(?P<group>.+): (?P<number>\d+) of (?P<size>\d+) (?:is|are) (?P<list>.+)"),
        ("totals", r"(?P<size>\d+) commitments? by (?P<by>[^:]+): (?P<list>.+)"),
        ("two in all", r"(?P<number>\d+) of (?P<size>\d+) (?:is|are) (?P<list>.+), by (?P<by>.+)"),
        ("chosen", r"(?P<size>\d+) commitments? in the (?:\d+ )?chosen .+"),
        ("count", r"(?P<size>\d+) commitments?, by (?P<by>.+)"),
        ("status in all", r"(?P<number>\d+) (?P<status>.+) commitments?, by (?P<by>.+)"),
    )
)


@dataclass(frozen=True)
class Groups:
    """What a title may speak of: rows of statuses by group, commitments by status each counted
    once, the names that groups have in titles, and those that the chart's own filter chooses."""

    statuses: Sequence[str]
    rows: Mapping[str, Sequence[int]]
    totals: Sequence[int]
    names: Mapping[str, str]
    chosen: Sequence[str] = ()
    of_chosen: Sequence[int] = ()

    def row(self, name: str) -> Sequence[int] | None:
        """The row that a name in a title means: a group's, or that of all that are chosen."""
        there = [group for group in self.chosen if group in self.rows]
        names = (
            listed([self.names.get(group, group) for group in some])
            for some in (self.chosen, there)
        )
        if self.chosen and (name in names or re.fullmatch(r"The (\d+ )?chosen .+", name)):
            return self.of_chosen
        return next((row for group, row in self.rows.items() if name in self.called(group)), None)

    def called(self, group: str) -> tuple[str, str]:
        """Both names of a group."""
        return group, self.names.get(group, group)

    def number(self, row: Sequence[int], status: str) -> int | None:
        """How many of a row have the status of that name in small letters."""
        lower = [name.lower() for name in self.statuses]
        return row[lower.index(status.lower())] if status.lower() in lower else None


def judge_title(title: str, groups: Groups) -> list[Verdict]:
    """What is wrong with a chart's title; [] where it is true and no more than true."""
    if not groups.rows:
        return [] if title == NOTHING else [Verdict(FALSE, "nothing matches the filters")]
    for form, pattern in TITLES:
        if match := pattern.fullmatch(title):
            return list(_judge_form(form, match.groupdict(), groups))
    return [Verdict(UNKNOWN, "no such form of a title is known")]


def _judge_form(form: str, said: Mapping[str, str | None], groups: Groups) -> Iterator[Verdict]:
    named = said.get("group") or ""
    row = groups.row(named) if named else groups.totals
    if form == "chosen":
        row = groups.of_chosen
    if row is None:
        yield Verdict(FALSE, f"there is no group {named}")
        return
    if form == "within":
        yield from _numbers(said["number"], groups.number(groups.totals, said["status"] or ""))
        yield from _numbers(said["part"], groups.number(row, said["status"] or ""))
        yield from _lead(named, row, said["status"] or "", groups)
        return
    if said.get("size") is not None:
        yield from _numbers(said["size"], sum(row))
    if said.get("status"):
        yield from _numbers(said["number"], groups.number(row, said["status"] or ""))
        if form != "leader" and form.startswith(("one", "status")):
            yield from _numbers(said["number"], sum(row))
    if said.get("list"):
        words = said["list"] or ""
        if said.get("number"):
            words = f"{said['number']} {words}"
        yield from judge_list(words, row, groups.statuses, whole=not said.get("number"))
    if form == "leader":
        yield from _lead(named, row, said["status"] or "", groups)
        yield from _share(named, row, said["status"] or "", groups)


def _lead(name: str, row: Sequence[int], status: str, groups: Groups) -> Iterator[Verdict]:
    """Whether a group has more of a status than every other."""
    number = groups.number(row, status) or 0
    others = _others(name, groups)
    most = max((groups.number(other, status) or 0 for other in others), default=0)
    if not others:
        yield Verdict(MISLEADING, LONE)
    if most > number:
        yield Verdict(FALSE, f"{name} has {number} {status}, and another group has {most}")
    elif most == number:
        yield Verdict(MISLEADING, TIE)
    if sum(row) == 1:
        yield Verdict(MISLEADING, GROUP_OF_ONE)


def _share(name: str, row: Sequence[int], status: str, groups: Groups) -> Iterator[Verdict]:
    number = groups.number(row, status) or 0
    for other in _others(name, groups):
        if (groups.number(other, status) or 0) * sum(row) > number * sum(other):
            yield Verdict(MISLEADING, BEATEN)
            return


def _others(name: str, groups: Groups) -> list[Sequence[int]]:
    return [row for group, row in groups.rows.items() if name not in groups.called(group)]


def _numbers(shown: str | None, counted: int | None) -> Iterator[Verdict]:
    number = 0 if shown == "no" else int(shown or 0)
    if number != counted:
        yield Verdict(FALSE, f"it says {number}, and {counted} are counted")
