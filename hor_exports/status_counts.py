"""The counts by status that head Explore and the slides, and the sentence above them."""

from typing import NamedTuple

from hor_data.release import (
    has_comparison_groups,
    say_chart_coverage,
    say_standing,
    select,
    tally_statuses,
    without_own_filter,
)
from hor_exports.view import View


class StatusCount(NamedTuple):
    """One status: how many commitments have it, under the other filters if statuses are chosen.
    `chosen` by the filter, or `other`: shown beside what is chosen, for comparison."""

    status: str
    meaning: str
    definition: str
    number: int
    chosen: bool
    other: bool


def count_statuses(view: View) -> list[StatusCount]:
    """The counts in the order of the statuses. Like a chart they keep their context: a filter by
    status lets the others keep their numbers."""
    release, selection = view.release, view.selection
    numbers = tally_statuses(release, select(release, without_own_filter(selection, "status")))
    comparing = has_comparison_groups(release, selection, "status")
    return [
        StatusCount(
            status.value,
            status.stands_for,
            status.definition,
            numbers[status.value],
            status.value in selection.status,
            comparing and status.value not in selection.status,
        )
        for status in release.statuses
    ]


def say_compared_statuses(view: View) -> str:
    """All 46, by status; Limited, 21, is chosen, the others are for comparison; "" where no status
    is chosen, or no commitment has another."""
    if not has_comparison_groups(view.release, view.selection, "status"):
        return ""
    return say_chart_coverage(view.release, view.selection, "status", {})


def say_status_headline(view: View) -> str:
    """How the commitments of the view stand, and of how many; "" where there is none."""
    if not view.chosen.any():
        return ""
    tally = tally_statuses(view.release, view.chosen)
    return say_standing(tally, everything=view.filtered_from)
