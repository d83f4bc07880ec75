"""The record of one commitment: everything a reader may want to know of it in one place."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np

from hor_data.dates import say_date, time_order
from hor_data.groupings import DATED_AND_COMPLETE, NO_DATE, NOT_YET_DUE, PAST_DUE, deadline
from hor_data.judging import say_judged
from hor_data.measures import Measure, measures_of
from hor_data.release import Release
from hor_data.words import ask


class Body(NamedTuple):
    """An organisation with the names it had before."""

    name: str
    short_name: str
    sector: str
    known_as: tuple[str, ...]


class Update(NamedTuple):
    """One dated report on a commitment, with its quotations."""

    as_at: str
    text: str
    quotations: tuple[str, ...]


@dataclass(frozen=True)
class Record:
    """One commitment in full. `asks` are the parts not yet shown, put as questions.

    `judged` says on which day the deadline was judged, "" where no day decides it.
    """

    ref: str
    title: str
    theme: str
    commitment: str
    status: str
    meaning: str
    definition: str
    why: str
    owners_rating: str
    deadline: str
    judged: str
    past_due: bool
    leads: tuple[Body, ...]
    partners: tuple[Body, ...]
    area: str
    groups: tuple[str, ...]
    approach: str
    source: str
    updates: tuple[Update, ...]
    measures: tuple[Measure, ...]
    not_shown: tuple[str, ...]
    asks: tuple[str, ...]

    @property
    def judged_deadline(self) -> str:
        """Past due: was due March 2021 (judged on 26 November 2026); or No date set."""
        return f"{self.deadline} ({self.judged})" if self.judged else self.deadline


def read_record(release: Release, position: int) -> Record:
    """The record of the commitment at this position of the release."""
    row = release.commitments.iloc[position]
    meaning = release.meaning(row["Status"])
    kind = deadline(row["Due"], meaning, release.judged_on)
    return Record(
        ref=row["Ref"],
        title=row["Title"],
        theme=row["Theme"],
        commitment=row["Commitment"],
        status=row["Status"],
        meaning=meaning,
        definition=release.definition("Status", row["Status"]),
        why=row["Why this status"],
        owners_rating=row["Owner's rating"],
        deadline=say_deadline(row["Due"], meaning, release),
        judged=say_judged(release) if kind in (PAST_DUE, NOT_YET_DUE) else "",
        past_due=kind == PAST_DUE,
        leads=tuple(body(release, name) for name in row["Lead organisations"]),
        partners=tuple(body(release, name) for name in row["Partner organisations"]),
        area=row["Area"],
        groups=row["Who it is for"],
        approach=row["Approach"],
        source=row["Source"],
        updates=_updates(release, row["Ref"]),
        measures=measures_of(release, row["Ref"]),
        not_shown=row["Not yet shown"],
        asks=tuple(ask(part) for part in row["Not yet shown"]),
    )


def say_deadline(due: str, meaning: str, release: Release) -> str:
    """No date set; due 2028; past due: was due March 2021; or had a date and is complete.

    Each begins a sentence or a cell. The day on which it was judged is said where these stand.
    """
    kind = deadline(due, meaning, release.judged_on)
    date = say_date(due) if due else ""
    return {
        NO_DATE: "No date set",
        PAST_DUE: f"Past due: was due {date}",
        NOT_YET_DUE: f"Due {date}",
        DATED_AND_COMPLETE: f"Was due {date}; now complete",
    }[kind]


def body(release: Release, name: str) -> Body:
    """An organisation as the release knows it."""
    row = release.organisations.loc[name]
    return Body(name, row["Short name"], row["Sector"], row["Previously known as"])


def neighbours(chosen: np.ndarray, position: int) -> tuple[int | None, int | None]:
    """The chosen commitments before and after this one, if there are any."""
    places = np.flatnonzero(chosen)
    before, after = places[places < position], places[places > position]
    return (
        int(before[-1]) if len(before) else None,
        int(after[0]) if len(after) else None,
    )


def _updates(release: Release, ref: str) -> tuple[Update, ...]:
    """In time order; updates of one date stay in the workbook's order."""
    mine = release.updates[release.updates["Ref"] == ref]
    rows = zip(mine["As at"], mine["Update"], mine["Evidence"], strict=True)
    updates = (Update(*cells) for cells in rows)
    return tuple(sorted(updates, key=lambda update: time_order(update.as_at)))


class Line(NamedTuple):
    """One commitment as a list shows it."""

    ref: str
    title: str
    theme: str
    leads: tuple[str, ...]
    status: str
    meaning: str
    deadline: str


def list_commitments(release: Release, positions: Iterable[int]) -> list[Line]:
    """The commitments at these positions, with lead organisations by their short names."""
    meanings = {one.value: one.stands_for for one in release.statuses}
    rows = release.commitments.iloc[list(positions)].to_dict("records")
    return [
        Line(
            ref=row["Ref"],
            title=row["Title"],
            theme=row["Theme"],
            leads=tuple(release.short_names[name] for name in row["Lead organisations"]),
            status=row["Status"],
            meaning=meanings[row["Status"]],
            deadline=say_deadline(row["Due"], meanings[row["Status"]], release),
        )
        for row in rows
    ]
