"""Cross-tabulations: counts of commitments by two groupings at once, and who is in each cell."""

from dataclasses import dataclass

import numpy as np

from hor_data.release.groupings import Grouping
from hor_data.release.release import Release
from hor_data.release.selection import FILTERS, Selection, match_each_filter


@dataclass(frozen=True, eq=False)
class CrossTabulation:
    """Counts by two groupings, whose values are the names of `rows` and `columns`.

    `counts` has one whole number a cell. A commitment that is in two rows counts in both, so that
    totals are not sums: `row_totals`, `column_totals` and `total` count each commitment once.
    `positions` are those of the commitments in each cell, cell after cell, row by row, and `ends`
    where each cell's part of them ends.
    """

    rows: tuple[str, ...]
    columns: tuple[str, ...]
    counts: np.ndarray
    row_totals: np.ndarray
    column_totals: np.ndarray
    total: int
    positions: np.ndarray
    ends: np.ndarray

    def members(self, row: int, column: int) -> np.ndarray:
        """The positions, in the release, of the commitments in a cell, in the release's order."""
        place = row * len(self.columns) + column
        start = self.ends[place - 1] if place else 0
        return self.positions[start : self.ends[place]]


def cross_tabulate(
    release: Release, chosen: np.ndarray, row_field: str, column_field: str
) -> CrossTabulation:
    """The chosen commitments by two groupings of the release.

    `chosen` has one bool a commitment. All values of both groupings are named, empty ones too.
    """
    rows, columns = release.groupings[row_field], release.groupings[column_field]
    positions, row_codes, column_codes = _pairs(rows, columns, len(chosen))
    kept = chosen[positions]
    places = (row_codes * len(columns.values) + column_codes)[kept]
    shape = (len(rows.values), len(columns.values))
    counts = np.bincount(places, minlength=shape[0] * shape[1])
    in_order = np.argsort(places, kind="stable")
    return CrossTabulation(
        rows=rows.values,
        columns=columns.values,
        counts=counts.reshape(shape),
        row_totals=count_members(rows, chosen),
        column_totals=count_members(columns, chosen),
        total=int(chosen.sum()),
        positions=positions[kept][in_order],
        ends=np.cumsum(counts),
    )


def count_members(grouping: Grouping, chosen: np.ndarray) -> np.ndarray:
    """How many of the chosen commitments are in each group, in the order of its values."""
    codes = grouping.codes[chosen[grouping.rows]]
    return np.bincount(codes, minlength=len(grouping.values))


def count_facets(release: Release, selection: Selection) -> dict[str, np.ndarray]:
    """By filter, how many commitments each of its values would show under the other filters, in
    the order of the grouping's values."""
    matches = match_each_filter(release, selection)
    everything = np.ones(len(release.commitments), dtype=bool)
    return {
        field: count_members(
            release.groupings[field],
            np.logical_and.reduce(
                [everything, *(mask for other, mask in matches.items() if other != field)]
            ),
        )
        for field in FILTERS
    }


def _pairs(
    rows: Grouping, columns: Grouping, number: int
) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Each pair of memberships that a commitment has in the two groupings: its position, and the
    codes of the row and of the column. `number` is how many commitments there are."""
    widths = np.bincount(columns.rows, minlength=number)
    starts = np.cumsum(widths) - widths
    repeats = widths[rows.rows]
    positions = np.repeat(rows.rows, repeats)
    # The how-manieth membership of its commitment each pair takes from the columns.
    nth = np.arange(len(positions)) - np.repeat(np.cumsum(repeats) - repeats, repeats)
    return positions, np.repeat(rows.codes, repeats), columns.codes[starts[positions] + nth]
