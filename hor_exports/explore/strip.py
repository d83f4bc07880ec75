"""The strip: a column a status, with its count, the change since the earlier release, and a square
a commitment."""

from typing import NamedTuple

from hor_data.changes import translate_selection, translate_value
from hor_data.release import Release, Selection, select, tally_statuses, without_own_filter
from hor_exports.status_counts import StatusCount, count_statuses
from hor_exports.view import View


class StripColumn(NamedTuple):
    """One status of the strip. `change` is how many more commitments have it than in the earlier
    release, None where there is none to compare with; `positions` are those of its commitments."""

    standing: StatusCount
    change: int | None
    positions: tuple[int, ...]


def build_strip(view: View, before: Release | None) -> list[StripColumn]:
    """The strip of a view. Like a chart it keeps its context: where statuses are chosen the others
    keep their commitments, marked as `other`."""
    release = view.release
    selection = without_own_filter(view.selection, "status")
    statuses = release.groupings["status"]
    chosen = select(release, selection)
    changes = _changes(release, selection, before) if before else {}
    columns = []
    for code, count in enumerate(count_statuses(view)):
        members = statuses.rows[(statuses.codes == code) & chosen[statuses.rows]]
        columns.append(StripColumn(count, changes.get(count.status), tuple(members.tolist())))
    return columns


def _changes(release: Release, selection: Selection, before: Release) -> dict[str, int]:
    """By status, how many more commitments have it than before."""
    chosen = select(before, translate_selection(before, release, selection))
    changes = tally_statuses(release, select(release, selection))
    for status, number in tally_statuses(before, chosen).items():
        names = translate_value(release, "status", status, [before])
        for name in (status,) if status in changes else names:
            changes[name] -= number
    return changes
