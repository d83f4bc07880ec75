"""Squares: one a commitment, with the name that says what it is without its colour."""

from typing import NamedTuple

from hor_data.release import (
    NO_DATE_SET,
    PAST_DUE,
    CommitmentSummary,
    Release,
    last_reports,
    list_commitments,
)
from hor_data.words import say_list, uncapitalise
from hor_exports.kept import KeptResults

# Past so many commitments counts stand in place of squares.
MOST_SQUARES = 300


class Square(NamedTuple):
    """A commitment as a square shows it: `fill` is what its status stands for, `label` all that
    the square says, spoken and shown where it is pointed at."""

    ref: str
    title: str
    leads: str
    status: str
    fill: str
    deadline: str
    past_due: bool
    report: str
    label: str


def list_squares(release: Release) -> tuple[Square, ...]:
    """The squares of all commitments, in the release's order."""
    return _SQUARES.get(release.id, lambda: _build_squares(release))


def _build_squares(release: Release) -> tuple[Square, ...]:
    reports = last_reports(release.commitments["Ref"], release.updates)
    summaries = list_commitments(release, range(len(release.commitments)))
    return tuple(
        _square(summary, report) for summary, report in zip(summaries, reports, strict=True)
    )


def _square(summary: CommitmentSummary, report: str) -> Square:
    past_due = summary.deadline.startswith(PAST_DUE)
    label = f"{summary.ref}, {summary.title}, {say_list(summary.leads)}, {summary.status.lower()}"
    if summary.deadline != NO_DATE_SET:
        label += f", {uncapitalise(summary.deadline).replace('past due:', 'past due,')}"
    return Square(
        ref=summary.ref,
        title=summary.title,
        leads=say_list(summary.leads),
        status=summary.status,
        fill=summary.meaning,
        deadline=summary.deadline,
        past_due=past_due,
        report=report,
        label=label,
    )


# Eight releases' squares: 10,000 commitments take about 8 MB.
_SQUARES: KeptResults[tuple[Square, ...]] = KeptResults(8)
