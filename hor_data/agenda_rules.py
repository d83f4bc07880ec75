"""Reasons to talk of a commitment at a roundtable: the rules of the agenda, in their order.

To add a rule: write what finds its reason, and put it in RULES where a chair would want it.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

from hor_data.change_kinds import GONE_QUIET, Change
from hor_data.dates import last_day, say_when, time_order
from hor_data.groupings import PAST_DUE, deadline
from hor_data.moves import BACK, FORWARD, NO_LONGER_CLEAR, NOW_CLEAR
from hor_data.record import say_deadline
from hor_data.release import Release
from hor_data.words import count

GOOD = "Went well"


@dataclass(frozen=True)
class Facts:
    """What rules look at: a release, its columns as lists, what each status means, what changed in
    each commitment, and when each last reported."""

    release: Release
    columns: Mapping[str, list[Any]]
    meanings: Mapping[str, str]
    changes: Mapping[str, Sequence[Change]]
    reported: Mapping[str, str]

    def of(self, at: int, header: str) -> Any:
        """What a column holds for the commitment at this position."""
        return self.columns[header][at]

    def meaning(self, at: int) -> str:
        """What the commitment's status means."""
        return self.meanings[self.of(at, "Status")]

    def changed(self, at: int, *kinds: str) -> list[Change]:
        """The changes of these kinds."""
        return [one for one in self.changes.get(self.of(at, "Ref"), ()) if one.kind in kinds]


class Rule(NamedTuple):
    """A kind of reason to talk of a commitment. `reason` says why it holds, "" where it does not;
    `first` orders those it holds for, the smallest first."""

    name: str
    explanation: str
    reason: Callable[[Facts, int], str]
    first: Callable[[Facts, int], float] = lambda facts, at: 0


def gather_facts(release: Release, changes: Iterable[Change]) -> Facts:
    """What rules look at, gathered once."""
    headers = ("Ref", "Title", "Due", "Status", "Not yet shown", "Lead organisations")
    columns = {header: release.commitments[header].tolist() for header in headers}
    meanings = {one.value: one.stands_for for one in release.statuses}
    return Facts(release, columns, meanings, _by_ref(changes), _last_updates(release))


def _past_due(facts: Facts, at: int) -> str:
    release, due = facts.release, facts.of(at, "Due")
    meaning = facts.meaning(at)
    late = deadline(due, meaning, release.judged_on) == PAST_DUE
    return f"{say_deadline(due, meaning, release)}." if late else ""


def _due(facts: Facts, at: int) -> float:
    due = facts.of(at, "Due")
    return last_day(due).toordinal() if due else 0


def _moved_back(facts: Facts, at: int) -> str:
    return " ".join(map(_move, facts.changed(at, BACK)))


def _unclear(facts: Facts, at: int) -> str:
    if facts.meaning(at) != "unclear":
        return ""
    said = "No progress on the promise can be read from its update."
    was = [one.before.lower() for one in facts.changed(at, NO_LONGER_CLEAR)]
    return f"{said} Its status was {was[0]}." if was else said


def _quiet(facts: Facts, at: int) -> str:
    last = facts.reported.get(facts.of(at, "Ref"))
    if last is None:
        return "No update supplied."
    quiet = facts.changed(at, GONE_QUIET)
    said = f"No new update since the earlier release: last reported {say_when(last)}."
    return said if quiet else ""


def _last_reported(facts: Facts, at: int) -> float:
    last = facts.reported.get(facts.of(at, "Ref"))
    return last_day(last).toordinal() if last else 0


def _not_shown(facts: Facts, at: int) -> str:
    parts = len(facts.of(at, "Not yet shown"))
    return f"{count(parts, 'part')} of the promise not yet shown." if parts else ""


def _most_parts(facts: Facts, at: int) -> float:
    return -len(facts.of(at, "Not yet shown"))


def _went_well(facts: Facts, at: int) -> str:
    moves = facts.changed(at, FORWARD, NOW_CLEAR)
    if moves:
        return " ".join(map(_move, moves))
    return "Complete." if facts.meaning(at) == "complete" else ""


def _moves_first(facts: Facts, at: int) -> float:
    return 0 if facts.changed(at, FORWARD, NOW_CLEAR) else 1


def _move(change: Change) -> str:
    return f"{change.kind}, from {change.before.lower()} to {change.after.lower()}."


RULES = (
    Rule(
        "Past due",
        "The date in the promise has passed and no update shows it complete.",
        _past_due,
        _due,
    ),
    Rule("Moved back", "The status is further from complete than it was.", _moved_back),
    Rule("Unclear", "No progress on the promise can be read from its update.", _unclear),
    Rule(
        GOOD,
        "Moved forward, now clear or complete: the meeting should hear what worked. It comes last.",
        _went_well,
        _moves_first,
    ),
    Rule(
        "Gone quiet",
        "Nothing new has been reported. Those that last reported longest ago come first.",
        _quiet,
        _last_reported,
    ),
    Rule(
        "Parts not yet shown",
        "The update gives no evidence for a part of the promise. Most parts come first.",
        _not_shown,
        _most_parts,
    ),
)


def _by_ref(changes: Iterable[Change]) -> dict[str, list[Change]]:
    by_ref: dict[str, list[Change]] = {}
    for one in changes:
        by_ref.setdefault(one.ref, []).append(one)
    return by_ref


def _last_updates(release: Release) -> dict[str, str]:
    """The date of each commitment's last update, as given; those without an update are left out."""
    updates = release.updates
    dated = zip(updates["Ref"], updates["As at"], strict=True)
    last: dict[str, str] = {}
    for ref, as_at in sorted(dated, key=lambda pair: time_order(pair[1])):
        last[ref] = as_at
    return last
