"""One commitment across releases: how its status, rating, updates and wording came to be."""

from collections.abc import Sequence
from typing import NamedTuple

from hor_data.change_kinds import GONE_QUIET, REWORDED, Change
from hor_data.changes import compare_commitment
from hor_data.record import read_record
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
    without the commitment are left out. Each deadline is judged on the last day of its own data."""
    steps: list[Step] = []
    before: Release | None = None
    for number, release in ((number, release.by_data) for number, release in releases):
        position = release.position(ref)
        if position is None:
            continue
        record = read_record(release, position)
        changes = compare_commitment(before, release, ref) if before else ()
        steps.append(
            Step(
                number,
                release.name,
                release.as_at,
                record.status,
                record.meaning,
                record.owners_rating,
                record.judged_deadline,
                len(record.updates),
                tuple(one for one in changes if one.kind != GONE_QUIET),
            )
        )
        before = release
    return steps
