"""What a roundtable should talk about: an agenda made by rules, each item with its reasons.

To add a rule: write what finds its reason, and put it in RULES where a chair would want it.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import NamedTuple

import numpy as np

from hor_data.changes import BACK, FORWARD, GONE_QUIET, NO_LONGER_CLEAR, NOW_CLEAR, Change
from hor_data.dates import last_day, say_when
from hor_data.groupings import PAST_DUE, deadline
from hor_data.record import say_deadline
from hor_data.release import Release
from hor_data.words import count

LONGEST, MOST_MINUTES = 60, 480
# So that the meeting is fair: of so many items one is for what went well, where anything did.
ONE_IN = 4
CHOSEN = "Chosen for this meeting."
GOOD = "Went well"


@dataclass(frozen=True)
class Facts:
    """What rules look at: a release, what changed in each commitment, when each last reported."""

    release: Release
    changes: Mapping[str, Sequence[Change]]
    reported: Mapping[str, str]

    def of(self, at: int, header: str) -> str:
        """What a column holds for the commitment at this position."""
        return self.release.commitments[header].array[at]

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


class Choice(NamedTuple):
    """What the chair has chosen: minutes and items in all, what comes first and what is left out,
    each by ref, and whether an organisation's items stand together."""

    minutes: int = 60
    items: int = 12
    first: tuple[str, ...] = ()
    dropped: tuple[str, ...] = ()
    by_organisation: bool = False


class AgendaItem(NamedTuple):
    """One commitment to talk of: where it stands in the release, the rule it is here by, and every
    reason that holds for it."""

    position: int
    ref: str
    title: str
    rule: str
    reasons: tuple[str, ...]


@dataclass(frozen=True)
class Agenda:
    """The items in order, minutes for each, and how many more the rules would bring."""

    items: tuple[AgendaItem, ...]
    minutes_each: float
    left_over: int


def _past_due(facts: Facts, at: int) -> str:
    release, due = facts.release, facts.of(at, "Due")
    meaning = release.meaning(facts.of(at, "Status"))
    late = deadline(due, meaning, release.today) == PAST_DUE
    return f"{say_deadline(due, meaning, release)}." if late else ""


def _due(facts: Facts, at: int) -> float:
    due = facts.of(at, "Due")
    return last_day(due).toordinal() if due else 0


def _moved_back(facts: Facts, at: int) -> str:
    moves = facts.changed(at, BACK, NO_LONGER_CLEAR)
    return " ".join(_move("Moved back", one) for one in moves)


def _unclear(facts: Facts, at: int) -> str:
    meaning = facts.release.meaning(facts.of(at, "Status"))
    said = "No progress on the promise can be read from its update."
    return said if meaning == "unclear" else ""


def _quiet(facts: Facts, at: int) -> str:
    last = facts.reported.get(facts.of(at, "Ref"))
    if last is None:
        return "No update supplied."
    quiet = facts.changed(at, GONE_QUIET)
    when = f": last reported {say_when(last)}" if last else ""
    return f"No new update since the earlier release{when}." if quiet else ""


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
        return " ".join(_move("Moved forward", one) for one in moves)
    return "Complete." if facts.release.meaning(facts.of(at, "Status")) == "complete" else ""


def _moves_first(facts: Facts, at: int) -> float:
    return 0 if facts.changed(at, FORWARD, NOW_CLEAR) else 1


def _move(how: str, change: Change) -> str:
    return f"{how}, from {change.before.lower()} to {change.after.lower()}."


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
        "Moved forward or complete: so that the meeting hears what worked. It comes last.",
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


def build_agenda(
    release: Release,
    chosen: np.ndarray,
    changes: Iterable[Change] = (),
    choice: Choice = Choice(),  # noqa: B008 - a named tuple
) -> Agenda:
    """The agenda of the chosen commitments: what the chair put first, then by the rules in their
    order, with a share kept for what went well."""
    facts = Facts(release, _by_ref(changes), _last_updates(release))
    found = _found(facts, np.flatnonzero(chosen).tolist())
    dropped = {release.position(ref) for ref in choice.dropped}
    pinned = [at for ref in choice.first if (at := release.position(ref)) is not None]
    pinned = [at for at in dict.fromkeys(pinned) if at not in dropped]
    rest = [at for at in found if at not in dropped and at not in pinned]
    well = [at for at in rest if _rule(found[at]) == GOOD]
    ill = [at for at in rest if _rule(found[at]) != GOOD]
    room = max(min(choice.items, LONGEST) - len(pinned), 0)
    share = min(len(well), max(room // ONE_IN, room - len(ill)))
    ruled = [*ill[: room - share], *well[:share]]
    if choice.by_organisation:
        ruled.sort(key=lambda at: facts.release.commitments["Lead organisations"].array[at])
    places = [*pinned, *ruled]
    items = tuple(_item(facts, at, found.get(at, {})) for at in places)
    each = min(choice.minutes, MOST_MINUTES) / len(items) if items else 0.0
    return Agenda(items, each, len(rest) + len(pinned) - len(items))


def _found(facts: Facts, positions: Sequence[int]) -> dict[int, dict[str, str]]:
    """Reasons by rule of each commitment that has one, in the order of the rules."""
    found: dict[int, dict[str, str]] = {}
    for rule in RULES:
        held = {at: said for at in positions if (said := rule.reason(facts, at))}
        for at in sorted(held, key=partial(rule.first, facts)):
            found.setdefault(at, {})[rule.name] = held[at]
    return found


def _rule(reasons: Mapping[str, str]) -> str:
    return next(iter(reasons), "")


def _item(facts: Facts, at: int, reasons: Mapping[str, str]) -> AgendaItem:
    ref, title = facts.of(at, "Ref"), facts.of(at, "Title")
    return AgendaItem(at, ref, title, _rule(reasons), tuple(reasons.values()) or (CHOSEN,))


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
    for ref, as_at in sorted(dated, key=lambda one: last_day(one[1]).toordinal() if one[1] else 0):
        last[ref] = as_at
    return last
