"""The trend: how the commitments of each group stood in each of several releases."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from hor_data.changes.other_names import translate_selection, translate_value
from hor_data.release import (
    Release,
    Selection,
    count_members,
    cross_tabulate,
    select,
    without_own_filter,
)


@dataclass(frozen=True, eq=False)
class Trend:
    """Counts by group and status in several releases, the newest last.

    `rows` and `statuses` are called as the newest release calls them; a group that only an earlier
    release has keeps its name there. `meanings` are what the statuses stand for, one each. `counts`
    has one whole number a release, row and status; `totals` one a release and status, each
    commitment counted once.
    """

    releases: tuple[Release, ...]
    rows: tuple[str, ...]
    statuses: tuple[str, ...]
    meanings: tuple[str, ...]
    counts: np.ndarray
    totals: np.ndarray


def build_trend(releases: Sequence[Release], selection: Selection, field: str) -> Trend:
    """The trend of the commitments that the selection chooses, by a grouping, in these releases,
    oldest first. The selection is in the words of the last.

    Like a chart it keeps its context: a filter by status lets the other statuses keep their
    numbers, and a filter by the grouping the other rows theirs; totals count the rows it chooses.
    """
    newest, meanings = releases[-1], dict[int, str]()
    selection = without_own_filter(selection, "status")
    rows = {name: code for code, name in enumerate(newest.groupings[field].values)}
    statuses = {name: code for code, name in enumerate(newest.groupings["status"].values)}
    tables = []
    for release in releases:
        asked = translate_selection(release, newest, selection)
        everything = select(release, without_own_filter(asked, field))
        table = cross_tabulate(release, everything, field, "status")
        in_all = count_members(release.groupings["status"], select(release, asked))
        row_codes = [_code(newest, release, field, name, rows) for name in table.rows]
        status_codes = [_code(newest, release, "status", name, statuses) for name in table.columns]
        tables.append((table, in_all, row_codes, status_codes))
        # The newest comes last, so that its statuses stand for what it says they do.
        meanings |= {
            code: release.meanings[name]
            for code, name in zip(status_codes, table.columns, strict=True)
        }
    counts = np.zeros((len(releases), len(rows), len(statuses)), dtype=int)
    totals = np.zeros((len(releases), len(statuses)), dtype=int)
    for point, (table, in_all, row_codes, status_codes) in enumerate(tables):
        for column, code in enumerate(status_codes):
            totals[point, code] += in_all[column]
            for row, target in enumerate(row_codes):
                counts[point, target, code] += table.counts[row, column]
    in_order = tuple(meanings[code] for code in range(len(statuses)))
    return Trend(tuple(releases), tuple(rows), tuple(statuses), in_order, counts, totals)


def points_of_trend(releases: Sequence[Release]) -> list[Release]:
    """The releases that are points of a trend, of those given oldest first: of several with one
    date of data the last, as it corrects the others."""
    last_of_date = {release.as_at or index: release for index, release in enumerate(releases)}
    return [release for release in releases if release in last_of_date.values()]


def _code(newest: Release, release: Release, field: str, name: str, known: dict[str, int]) -> int:
    """The place of a release's group among the newest's; a group that it lacks is added to
    them."""
    if name not in known:
        names = translate_value(newest, field, name, [release])
        name = next((other for other in names if other in known), name)
    return known.setdefault(name, len(known))
