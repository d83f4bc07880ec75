"""What a roundtable should talk about: an agenda made by rules, each item with its reasons."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import NamedTuple

import numpy as np

from hor_data.agenda_rules import GOOD, RULES, Facts, gather_facts
from hor_data.changes import Change
from hor_data.release import Release
from hor_data.words import count

LONGEST, MOST_MINUTES = 60, 480
# So that the meeting is fair: of so many items one is for what went well, where anything did.
ONE_IN = 4
CHOSEN = "Chosen for this meeting."


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

    @property
    def sentence(self) -> str:
        """7 commitments in 60 minutes: about 8½ minutes each; "no commitments" where there is none.

        Minutes are said to the half, rounded down: what is promised to each fits the meeting.
        """
        commitments = count(len(self.items), "commitment")
        if not self.items:
            return commitments
        whole = round(self.minutes_each * len(self.items))
        exact = self.minutes_each == int(self.minutes_each)
        halves = int(self.minutes_each * 2)
        if not halves:
            each = "less than half a minute each"
        elif exact:
            each = f"{count(halves // 2, 'minute')} each"
        else:
            number = f"{halves // 2 or ''}{'½' if halves % 2 else ''}"
            # Half a minute and one minute are singular.
            noun = "minute" if halves <= 2 else "minutes"
            each = f"about {number} {noun} each"
        return f"{commitments} in {count(whole, 'minute')}: {each}"


def build_agenda(
    release: Release,
    chosen: np.ndarray,
    changes: Iterable[Change] = (),
    choice: Choice = Choice(),  # noqa: B008 - a named tuple
) -> Agenda:
    """The agenda of the chosen commitments: what the chair put first, then by the rules in their
    order, with a share kept for what went well."""
    facts = gather_facts(release, changes)
    places, dropped = np.flatnonzero(chosen).tolist(), _positions(release, choice.dropped)
    pinned = [at for at in _positions(release, choice.first) if at not in dropped]
    found = _found(facts, [*places, *set(pinned).difference(places)])
    rest = [at for at in found if at not in dropped and at not in pinned]
    well = [at for at in rest if _rule(found[at]) == GOOD]
    ill = [at for at in rest if _rule(found[at]) != GOOD]
    room = max(min(choice.items, LONGEST) - len(pinned), 0)
    share = min(len(well), max(room // ONE_IN, room - len(ill)))
    ruled = [*ill[: room - share], *well[:share]]
    if choice.by_organisation:
        ruled.sort(key=lambda at: facts.of(at, "Lead organisations"))
    items = tuple(_item(facts, at, found.get(at, {})) for at in [*pinned, *ruled])
    each = min(choice.minutes, MOST_MINUTES) / len(items) if items else 0.0
    return Agenda(items, each, len(rest) + len(pinned) - len(items))


def _positions(release: Release, refs: Iterable[str]) -> dict[int, str]:
    """Where these commitments stand, in this order; those that are not there are left out."""
    return {at: ref for ref in refs if (at := release.position(ref)) is not None}


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
