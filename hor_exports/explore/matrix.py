"""The matrix: commitments by two groupings, or by a grouping and the releases."""

from collections.abc import Mapping, Sequence
from typing import NamedTuple
from urllib.parse import urlencode

from hor_data.changes import Trend
from hor_data.dates import say_date
from hor_data.release import (
    GROUPINGS,
    CrossTabulation,
    count_members,
    cross_tabulate,
    select,
    without_own_filter,
)
from hor_data.words import capitalise, say_count, say_list
from hor_exports.explore.headings import MatrixHeading, list_headings
from hor_exports.explore.matrix_choice import RELEASE_COLUMN, MatrixChoice
from hor_exports.explore.row_order import row_order, with_reports
from hor_exports.view import View

ONLY_EARLIER = "only in earlier releases"


class MatrixCell(NamedTuple):
    """A cell: its number of commitments, their positions, its share of its row from 0 to 1, the
    press that filters by it, and whether the filters leave it out (it stands for comparison).

    In a column of a release `parts` has the count of each status, and there are no positions.
    """

    number: int
    positions: tuple[int, ...]
    share: float
    press: str
    other: bool
    parts: tuple[int, ...] = ()


class Matrix(NamedTuple):
    """The matrix as it is shown; `cells` has one list of cells a row. `caption` says what it
    counts, and `repeats` that something counts twice, where it does."""

    choice: MatrixChoice
    rows: list[MatrixHeading]
    columns: list[MatrixHeading]
    cells: list[list[MatrixCell]]
    total: int
    caption: str
    repeats: str


def build_matrix(view: View, choice: MatrixChoice, trend: Trend | None = None) -> Matrix:
    """The matrix of a view. It keeps its context: where rows or columns are filtered by, the
    others stand for comparison. `trend` has the columns where they are releases."""
    column_field = "status" if choice.columns == RELEASE_COLUMN else choice.columns
    release = view.release
    without_rows = without_own_filter(view.selection, choice.rows)
    without_columns = without_own_filter(view.selection, column_field)
    chosen = select(release, without_own_filter(without_rows, column_field))
    table = cross_tabulate(release, chosen, choice.rows, column_field)
    row_totals = table.row_totals
    if choice.columns != RELEASE_COLUMN:
        row_totals = count_members(release.groupings[choice.rows], select(release, without_rows))
    rows = list_headings(view, choice.rows, row_totals)
    order = row_order(view, choice, table, rows)
    if choice.order == "silent":
        rows = with_reports(view, choice, rows)
    if choice.columns == RELEASE_COLUMN:
        assert trend is not None
        rows += _former_rows(view, choice.rows, trend, len(rows))
        order += [row for row in range(len(table.rows), len(rows)) if trend.counts[:, row].any()]
        columns, cells = _release_columns(trend, order, rows)
    else:
        totals = count_members(release.groupings[column_field], select(release, without_columns))
        headings = list_headings(view, choice.columns, totals)
        kept = [code for code, heading in enumerate(headings) if _is_kept(column_field, heading)]
        columns = [headings[column] for column in kept]
        cells = [_cells(choice, table, row, kept, rows[row], headings) for row in order]
    shown = [rows[row] for row in order]
    sums, total = {"rows": _sums(shown)}, int(view.chosen.sum())
    if choice.columns == RELEASE_COLUMN:
        # Statuses are not left out there, whatever the filters choose of them.
        total = int(select(release, without_own_filter(view.selection, "status")).sum())
    else:
        sums["columns"] = _sums(columns)
    caption = _caption(choice, table)
    return Matrix(choice, shown, columns, cells, table.total, caption, say_repeats(sums, total))


def _is_kept(field: str, heading: MatrixHeading) -> bool:
    """Whether a column is shown: every status, and of other groupings what has a commitment."""
    return bool(heading.number) or field == "status"


def _cells(
    choice: MatrixChoice,
    table: CrossTabulation,
    row: int,
    kept: Sequence[int],
    heading: MatrixHeading,
    columns: Sequence[MatrixHeading],
) -> list[MatrixCell]:
    cells = []
    for column in kept:
        number = int(table.counts[row, column])
        asked = {choice.rows: heading.value, choice.columns: columns[column].value}
        cells.append(
            MatrixCell(
                number,
                tuple(table.members(row, column).tolist()),
                number / max(int(table.row_totals[row]), 1),
                f"only={urlencode(asked)}",
                heading.other or columns[column].other,
            )
        )
    return cells


def _former_rows(view: View, field: str, trend: Trend, number: int) -> list[MatrixHeading]:
    """The rows of groups that only earlier releases have, which follow the newest's `number`."""
    filtered = bool(view.selection.in_force.get(field))
    return [
        MatrixHeading(name, name, 0, "", filtered, ONLY_EARLIER) for name in trend.rows[number:]
    ]


def _release_columns(
    trend: Trend, order: Sequence[int], rows: Sequence[MatrixHeading]
) -> tuple[list[MatrixHeading], list[list[MatrixCell]]]:
    """Columns of releases, the oldest first; a cell has the counts by status in that release."""
    columns = [
        MatrixHeading(
            str(release.number),
            say_date(release.as_at) if release.as_at else release.name or "Date not stated",
            int(totals.sum()),
            "",
            False,
            release.name,
        )
        for release, totals in zip(trend.releases, trend.totals, strict=True)
    ]
    complete = [meaning == "complete" for meaning in trend.meanings]
    cells = []
    for row in order:
        row_cells = []
        for counts in trend.counts[:, row]:
            number, whole = int(counts[complete].sum()), int(counts.sum())
            share = number / max(whole, 1)
            row_cells.append(
                MatrixCell(number, (), share, "", rows[row].other, tuple(counts.tolist()))
            )
        cells.append(row_cells)
    return columns, cells


def _caption(choice: MatrixChoice, table: CrossTabulation) -> str:
    """What the matrix counts: 46 commitments by theme and status."""
    columns = "release" if choice.columns == RELEASE_COLUMN else GROUPINGS[choice.columns].lower()
    number = say_count(table.total, "commitment")
    return f"{number} by {GROUPINGS[choice.rows].lower()} and {columns}"


def _sums(headings: Sequence[MatrixHeading]) -> int:
    """What the rows or columns add up to that the filters choose."""
    return sum(heading.number for heading in headings if not heading.other)


def say_repeats(sums: Mapping[str, int], total: int) -> str:
    """The sentence that rows or columns, by these words, add up to more than the total; "" where
    none does."""
    more = [f"{axis} add up to {number:,}" for axis, number in sums.items() if number > total]
    if not more:
        return ""
    return f"{capitalise(say_list(more))}, as some of the {total:,} are in more than one."
