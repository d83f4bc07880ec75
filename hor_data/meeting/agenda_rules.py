"""The rules of the agenda, in order: reasons to talk of a commitment at a roundtable.

To add one: write a function that finds its reason, and put an AgendaRule into AGENDA_RULES where a
chair would want it.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence, Set
from dataclasses import dataclass
from typing import Any, NamedTuple

from hor_data.changes import BACK, FORWARD, GONE_QUIET, NO_LONGER_CLEAR, NOW_CLEAR, Change
from hor_data.dates import last_day, say_when, time_order
from hor_data.release import PAST_DUE, SILENT, Release, judge_deadline, say_deadline
from hor_data.words import say_count

WENT_WELL = "Went well"


@dataclass(frozen=True)
class AgendaFacts:
    """What the rules read: the release and its columns as lists, the meaning of each status, the
    changes of each commitment by ref, by ref the date of its last update as given, and the
    positions of those without an update for a year."""

    release: Release
    columns: Mapping[str, list[Any]]
    meanings: Mapping[str, str]
    changes: Mapping[str, Sequence[Change]]
    last_reported: Mapping[str, str]
    silent: Set[int]

    def cell(self, position: int, header: str) -> Any:
        """The value of a column for the commitment at this position."""
        return self.columns[header][position]

    def meaning(self, position: int) -> str:
        """The meaning of the commitment's status."""
        return self.meanings[self.cell(position, "Status")]

    def last_report(self, position: int) -> str | None:
        """The date of its last update, as given; None where it has none."""
        return self.last_reported.get(self.cell(position, "Ref"))

    def changed(self, position: int, *kinds: str) -> list[Change]:
        """The commitment's changes of these kinds."""
        changes = self.changes.get(self.cell(position, "Ref"), ())
        return [change for change in changes if change.kind in kinds]


class AgendaRule(NamedTuple):
    """A kind of reason to talk of a commitment. `reason` returns a sentence that says why it
    applies, "" where it does not; `order` returns the key that sorts the commitments it applies to,
    the smallest first."""

    name: str
    explanation: str
    reason: Callable[[AgendaFacts, int], str]
    order: Callable[[AgendaFacts, int], float] = lambda facts, position: 0


def gather_facts(release: Release, changes: Iterable[Change]) -> AgendaFacts:
    """The facts that the rules read, gathered once for all of them."""
    headers = ("Ref", "Title", "Due", "Status", "Not yet shown", "Lead organisations")
    columns = {header: release.commitments[header].tolist() for header in headers}
    changes_by_ref: dict[str, list[Change]] = {}
    for change in changes:
        changes_by_ref.setdefault(change.ref, []).append(change)
    dated = zip(release.updates["Ref"], release.updates["As at"], strict=True)
    last_reported = dict(sorted(dated, key=lambda pair: time_order(pair[1])))
    silent = set(release.groupings["ask"].members([SILENT]).tolist())
    return AgendaFacts(release, columns, release.meanings, changes_by_ref, last_reported, silent)


def _past_due(facts: AgendaFacts, position: int) -> str:
    release, due, meaning = facts.release, facts.cell(position, "Due"), facts.meaning(position)
    is_late = judge_deadline(due, meaning, release.judged_on) == PAST_DUE
    return f"{say_deadline(due, meaning, release)}." if is_late else ""


def _moved_back(facts: AgendaFacts, position: int) -> str:
    return " ".join(map(_say_move, facts.changed(position, BACK)))


def _unclear(facts: AgendaFacts, position: int) -> str:
    if facts.meaning(position) != "unclear":
        return ""
    reason = "No progress on the promise can be read from its update."
    before = [change.before.lower() for change in facts.changed(position, NO_LONGER_CLEAR)]
    return f"{reason} Its status was {before[0]}." if before else reason


def _quiet(facts: AgendaFacts, position: int) -> str:
    last = facts.last_report(position)
    if last is None:
        return "No update supplied."
    if facts.changed(position, GONE_QUIET):
        return f"No new update since the earlier release: last reported {say_when(last)}."
    return f"{SILENT}: last reported {say_when(last)}." if position in facts.silent else ""


def _day_number(given: str) -> float:
    """The last day of a date as given, as a number that grows with time; 0 for no date."""
    return last_day(given).toordinal() if given else 0


def _not_shown(facts: AgendaFacts, position: int) -> str:
    parts = len(facts.cell(position, "Not yet shown"))
    return f"{say_count(parts, 'part')} of the promise not yet shown." if parts else ""


def _went_well(facts: AgendaFacts, position: int) -> str:
    if moves := facts.changed(position, FORWARD, NOW_CLEAR):
        return " ".join(map(_say_move, moves))
    return "Complete." if facts.meaning(position) == "complete" else ""


def _say_move(change: Change) -> str:
    return f"{change.kind}, from {change.before.lower()} to {change.after.lower()}."


AGENDA_RULES = (
    AgendaRule(
        "Past due",
        "The date in the promise has passed and no update shows it complete.",
        _past_due,
        lambda facts, position: _day_number(facts.cell(position, "Due")),
    ),
    AgendaRule("Moved back", "The status is further from complete than it was.", _moved_back),
    AgendaRule("Unclear", "No progress on the promise can be read from its update.", _unclear),
    AgendaRule(
        WENT_WELL,
        "Moved forward, now clear or complete: the meeting should hear what worked. It comes last.",
        _went_well,
        lambda facts, position: not facts.changed(position, FORWARD, NOW_CLEAR),
    ),
    AgendaRule(
        "Gone quiet",
        "No update at all, none for a year, or none since the earlier release where others gave "
        "one. Those that last reported longest ago come first.",
        _quiet,
        lambda facts, position: _day_number(facts.last_report(position) or ""),
    ),
    AgendaRule(
        "Parts not yet shown",
        "The update gives no evidence for a part of the promise. Most parts come first.",
        _not_shown,
        lambda facts, position: -len(facts.cell(position, "Not yet shown")),
    ),
)
