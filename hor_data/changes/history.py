"""One commitment across releases: how its status, rating, updates and wording changed."""

from collections.abc import Sequence
from typing import NamedTuple

from hor_data.changes.comparison import compare_commitment
from hor_data.changes.kinds import GONE_QUIET, REWORDED, Change
from hor_data.release import Release, read_record


class HistoryStep(NamedTuple):
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
        return any(change.kind == REWORDED for change in self.changes)


def commitment_history(releases: Sequence[tuple[int, Release]], ref: str) -> list[HistoryStep]:
    """The steps of a commitment, oldest first; `releases` are numbered, oldest first. Releases
    without the commitment are left out. Each deadline is judged on the last day of its own data."""
    steps: list[HistoryStep] = []
    before: Release | None = None
    for number, shown in releases:
        release = shown.by_data
        position = release.position(ref)
        if position is None:
            continue
        record = read_record(release, position)
        changes = compare_commitment(before, release, ref) if before else ()
        steps.append(
            HistoryStep(
                number,
                release.name,
                release.as_at,
                record.status,
                record.meaning,
                record.owners_rating,
                record.judged_deadline,
                len(record.updates),
                tuple(change for change in changes if change.kind != GONE_QUIET),
            )
        )
        before = release
    return steps
