"""One commitment across releases: how its status, rating, updates and wording came to be."""

from collections.abc import Sequence
from typing import NamedTuple

from hor_data.change_kinds import GONE_QUIET, REWORDED, Change
from hor_data.changes import compare_commitment
from hor_data.record import say_deadline
from hor_data.release import Release


class Step(NamedTuple):
    """A commitment as one release has it, and what changed since the release before."""

    number: int
    name: str
    as_at: str
    status: str
    meaning: str
    owners_rating: str
    deadline: str
    updates: int
    changes: tuple[Change, ...]

    @property
    def reworded(self) -> bool:
        """Whether the promise or its title was worded differently before."""
        return any(one.kind == REWORDED for one in self.changes)


def history_of(releases: Sequence[tuple[int, Release]], ref: str) -> list[Step]:
    """The steps of a commitment, oldest first; `releases` are numbered, oldest first. Releases
    without the commitment are left out."""
    steps: list[Step] = []
    before: Release | None = None
    for number, release in releases:
        position = release.position(ref)
        if position is None:
            continue
        row = release.commitments.iloc[position]
        meaning = release.meaning(row["Status"])
        changes = compare_commitment(before, release, ref) if before else ()
        steps.append(
            Step(
                number,
                release.name,
                release.as_at,
                row["Status"],
                meaning,
                row["Owner's rating"],
                say_deadline(row["Due"], meaning, release),
                int((release.updates["Ref"] == row["Ref"]).sum()),
                tuple(one for one in changes if one.kind != GONE_QUIET),
            )
        )
        before = release
    return steps
