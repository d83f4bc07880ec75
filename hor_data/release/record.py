"""The record of one commitment: everything a reader may want to know of it in one place."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np

from hor_data.dates import say_date, time_order
from hor_data.release.groupings import (
    DATED_AND_COMPLETE,
    NO_DATE_SET,
    NOT_YET_DUE,
    PAST_DUE,
    judge_deadline,
)
from hor_data.release.judging import say_judged
from hor_data.release.measures import Measure, measures_by_ref
from hor_data.release.release import Release
from hor_data.words import put_as_question


class Organisation(NamedTuple):
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
    leads: tuple[Organisation, ...]
    partners: tuple[Organisation, ...]
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
    meaning = release.meanings[row["Status"]]
    kind = judge_deadline(row["Due"], meaning, release.judged_on)
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
        leads=tuple(read_organisation(release, name) for name in row["Lead organisations"]),
        partners=tuple(read_organisation(release, name) for name in row["Partner organisations"]),
        area=row["Area"],
        groups=row["Who it is for"],
        approach=row["Approach"],
        source=row["Source"],
        updates=_updates(release, row["Ref"]),
        measures=tuple(measures_by_ref(release, [row["Ref"]]).get(row["Ref"], ())),
        not_shown=row["Not yet shown"],
        asks=tuple(put_as_question(part) for part in row["Not yet shown"]),
    )


def say_deadline(due: str, meaning: str, release: Release) -> str:
    """No date set; due 2028; past due: was due March 2021; or had a date and is complete.

    Each begins a sentence or a cell. The day on which it was judged is said where these stand.
    """
    kind = judge_deadline(due, meaning, release.judged_on)
    date = say_date(due) if due else ""
    return {
        NO_DATE_SET: "No date set",
        PAST_DUE: f"Past due: was due {date}",
        NOT_YET_DUE: f"Due {date}",
        DATED_AND_COMPLETE: f"Was due {date}; now complete",
    }[kind]


def read_organisation(release: Release, name: str) -> Organisation:
    """An organisation as the release knows it."""
    row = release.organisations.loc[name]
    return Organisation(name, row["Short name"], row["Sector"], row["Previously known as"])


def neighbour_positions(chosen: np.ndarray, position: int) -> tuple[int | None, int | None]:
    """The chosen commitments before and after this one, if there are any."""
    positions = np.flatnonzero(chosen)
    before, after = positions[positions < position], positions[positions > position]
    return (int(before[-1]) if len(before) else None, int(after[0]) if len(after) else None)


def _updates(release: Release, ref: str) -> tuple[Update, ...]:
    """In time order; updates of one date stay in the workbook's order."""
    rows = release.updates.loc[release.updates["Ref"] == ref, ["As at", "Update", "Evidence"]]
    updates = (Update(*cells) for cells in rows.itertuples(index=False))
    return tuple(sorted(updates, key=lambda update: time_order(update.as_at)))


class CommitmentSummary(NamedTuple):
    """One commitment as a list shows it."""

    ref: str
    title: str
    theme: str
    leads: tuple[str, ...]
    status: str
    meaning: str
    deadline: str


def list_commitments(release: Release, positions: Iterable[int]) -> list[CommitmentSummary]:
    """The commitments at these positions, with lead organisations by their short names."""
    meanings = release.meanings
    rows = release.commitments.iloc[list(positions)].to_dict("records")
    return [
        CommitmentSummary(
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
