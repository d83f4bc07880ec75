"""Counts of one organisation or of all: what it leads by status, what is late, when it reported."""

from collections.abc import Mapping
from typing import NamedTuple

import numpy as np

from hor_data.dates import time_order
from hor_data.release.groupings import NOT_YET_DUE, ORGANISATION_COLUMNS, Grouping
from hor_data.release.release import Release
from hor_data.release.reporting import PAST_DUE, SILENT, last_reports


class OrganisationCounts(NamedTuple):
    """What an organisation leads among the chosen commitments, counted, and how many it helps with.

    `positions` are those of what it leads, in the release's order; `statuses` names all statuses in
    their order. `past_due`, `silent` (no update for a year) and
    the dates are of what it leads: `last_report` is the date of its latest update and `next_due`
    the first deadline that is not past, each as given and "" for none.
    """

    leads: int
    helps: int
    positions: tuple[int, ...]
    statuses: Mapping[str, int]
    past_due: int
    silent: int
    last_report: str
    next_due: str


def count_organisations(release: Release, chosen: np.ndarray) -> dict[str, OrganisationCounts]:
    """The counts of every organisation that has a part in the chosen commitments, by name. `chosen`
    has one bool a commitment."""
    leads = release.groupings["lead"]
    kept = chosen[leads.rows]
    pairs = zip(leads.rows[kept].tolist(), leads.codes[kept].tolist(), strict=True)
    positions: dict[str, list[int]] = {}
    for position, code in pairs:
        positions.setdefault(leads.values[code], []).append(position)
    helps: dict[str, int] = {}
    for names in release.commitments[ORGANISATION_COLUMNS[1]][chosen]:
        for name in names:
            helps[name] = helps.get(name, 0) + 1
    facts = _facts(release)
    return {
        name: _count(release, facts, positions.get(name, []), helps.get(name, 0))
        for name in {**positions, **helps}
    }


def count_organisation(release: Release, name: str, chosen: np.ndarray) -> OrganisationCounts:
    """The counts of one organisation; all of them 0 where it has no part in what is chosen."""
    involved = np.fromiter(
        (
            name in led or name in helped
            for led, helped in zip(
                *(release.commitments[header] for header in ORGANISATION_COLUMNS), strict=True
            )
        ),
        bool,
        len(chosen),
    )
    counts = count_organisations(release, chosen & involved)
    return counts.get(name) or _count(release, _facts(release), [], 0)


class _Facts(NamedTuple):
    """What is counted of each commitment, in the release's order."""

    statuses: list[str]
    reports: tuple[str, ...]
    due: list[str]
    past_due: np.ndarray
    not_yet_due: np.ndarray
    silent: np.ndarray


def _facts(release: Release) -> _Facts:
    deadlines, asks = release.groupings["deadline"], release.groupings["ask"]
    number = len(release.commitments)
    return _Facts(
        release.commitments["Status"].tolist(),
        last_reports(release.commitments["Ref"], release.updates),
        release.commitments["Due"].tolist(),
        _members(deadlines, PAST_DUE, number),
        _members(deadlines, NOT_YET_DUE, number),
        _members(asks, SILENT, number),
    )


def _members(grouping: Grouping, value: str, number: int) -> np.ndarray:
    """One bool a commitment: whether it is in the group. `number` is how many there are."""
    members = np.zeros(number, dtype=bool)
    members[grouping.members([value])] = True
    return members


def _count(release: Release, facts: _Facts, led: list[int], helps: int) -> OrganisationCounts:
    statuses = {status.value: 0 for status in release.statuses}
    for position in led:
        statuses[facts.statuses[position]] += 1
    due = [facts.due[position] for position in led if facts.not_yet_due[position]]
    return OrganisationCounts(
        leads=len(led),
        helps=helps,
        positions=tuple(led),
        statuses=statuses,
        past_due=int(facts.past_due[led].sum()),
        silent=int(facts.silent[led].sum()),
        last_report=max((facts.reports[position] for position in led), key=time_order, default=""),
        next_due=min(due, key=time_order, default=""),
    )
