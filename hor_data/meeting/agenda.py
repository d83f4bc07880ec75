"""What a roundtable should talk about: an agenda made by rules, each item with its reasons."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import partial
from typing import NamedTuple

import numpy as np

from hor_data.changes import Change
from hor_data.meeting.agenda_rules import AGENDA_RULES, WENT_WELL, AgendaFacts, gather_facts
from hor_data.release import Release
from hor_data.words import say_count

MOST_AGENDA_ITEMS, LONGEST_MEETING_MINUTES = 60, 480
# One of so many items is for what went well, where anything did: a fair meeting needs it.
ITEMS_PER_SUCCESS = 4
CHOSEN_REASON = "Chosen for this meeting."


class AgendaChoice(NamedTuple):
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

        Minutes are rounded down to the half, so that all of them fit into the meeting.
        """
        commitments = say_count(len(self.items), "commitment")
        if not self.items:
            return commitments
        whole = round(self.minutes_each * len(self.items))
        minutes, half = divmod(int(self.minutes_each * 2), 2)
        if not minutes and not half:
            each = "less than half a minute each"
        elif self.minutes_each == minutes:
            each = f"{say_count(minutes, 'minute')} each"
        else:
            # Half a minute and one minute are singular.
            noun = "minute" if minutes + half / 2 <= 1 else "minutes"
            each = f"about {minutes or ''}{'½' if half else ''} {noun} each"
        return f"{commitments} in {say_count(whole, 'minute')}: {each}"


def build_agenda(
    release: Release,
    chosen: np.ndarray,
    changes: Iterable[Change] = (),
    choice: AgendaChoice = AgendaChoice(),  # noqa: B008 - a named tuple
) -> Agenda:
    """The agenda of the chosen commitments: first those that the chair put first, then by the rules
    in their order, with a share kept for what went well.

    `chosen` has one bool a commitment, in the release's order; `changes` are those since the
    release compared with, () for none.
    """
    facts = gather_facts(release, changes)
    dropped = _positions(release, choice.dropped)
    pinned = [place for place in _positions(release, choice.first) if place not in dropped]
    considered = dict.fromkeys([*np.flatnonzero(chosen).tolist(), *pinned])
    reasons = _reasons_by_rule(facts, considered)
    rest = [place for place in reasons if place not in dropped and place not in pinned]
    well = [place for place in rest if _first_rule(reasons[place]) == WENT_WELL]
    ill = [place for place in rest if _first_rule(reasons[place]) != WENT_WELL]
    room = max(min(choice.items, MOST_AGENDA_ITEMS) - len(pinned), 0)
    share = min(len(well), max(room // ITEMS_PER_SUCCESS, room - len(ill)))
    ruled = [*ill[: room - share], *well[:share]]
    if choice.by_organisation:
        ruled.sort(key=lambda place: facts.cell(place, "Lead organisations"))
    items = tuple(_item(facts, place, reasons.get(place, {})) for place in [*pinned, *ruled])
    minutes_each = min(choice.minutes, LONGEST_MEETING_MINUTES) / len(items) if items else 0.0
    return Agenda(items, minutes_each, len(rest) + len(pinned) - len(items))


def _positions(release: Release, refs: Iterable[str]) -> list[int]:
    """The positions of the commitments with these refs, without repeats, in this order; unknown
    refs are left out."""
    positions = (release.position(ref) for ref in refs)
    return [place for place in dict.fromkeys(positions) if place is not None]


def _reasons_by_rule(facts: AgendaFacts, positions: Iterable[int]) -> dict[int, dict[str, str]]:
    """By position, the reasons by rule of each commitment that has any, in the order of the
    rules."""
    reasons: dict[int, dict[str, str]] = {}
    for rule in AGENDA_RULES:
        holds = {place: reason for place in positions if (reason := rule.reason(facts, place))}
        for place in sorted(holds, key=partial(rule.order, facts)):
            reasons.setdefault(place, {})[rule.name] = holds[place]
    return reasons


def _first_rule(reasons: Mapping[str, str]) -> str:
    return next(iter(reasons), "")


def _item(facts: AgendaFacts, position: int, reasons: Mapping[str, str]) -> AgendaItem:
    ref, title = facts.cell(position, "Ref"), facts.cell(position, "Title")
    texts = tuple(reasons.values()) or (CHOSEN_REASON,)
    return AgendaItem(position, ref, title, _first_rule(reasons), texts)
