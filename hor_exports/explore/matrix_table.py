"""The matrix as a table of numbers with its totals: what slides and files of it are made of."""

from typing import NamedTuple

import numpy as np

from hor_data.changes import Trend
from hor_data.release import (
    GROUPINGS,
    say_deadlines_judged,
    say_filters,
    say_selection,
    without_own_filter,
)
from hor_data.words import say_count, say_list
from hor_exports.charts import ALL_OF_EACH, Chart, name_releases, order_bars, trend_chart
from hor_exports.explore.matrix import Matrix, build_matrix, say_repeats
from hor_exports.explore.matrix_choice import RELEASE_COLUMN, MatrixChoice
from hor_exports.explore.matrix_title import say_matrix_title
from hor_exports.view import View, status_chart

RELEASE_WORD = "Release"
ALL_GROUPS = "All"


class MatrixColumn(NamedTuple):
    """A column of numbers: its value, the name that fits a slide, and whether the filters choose
    it."""

    value: str
    name: str
    chosen: bool


class MatrixLine(NamedTuple):
    """A line of the table: what it is of, a value a head; the name that fits a slide; its numbers,
    one a column; how many commitments they are, each counted once, in the columns that the filters
    choose; and whether they choose the line."""

    values: tuple[str, ...]
    name: str
    counts: tuple[int, ...]
    total: int
    chosen: bool


class MatrixTable(NamedTuple):
    """A matrix as numbers; `across` is what its columns are of. `totals` are lines that count each
    commitment once, of the rows that the filters choose. `shown` says which commitments are
    counted, as a part of a sentence; `remarks` are sentences, such as that something counts twice.
    """

    name: str
    title: str
    caption: str
    heads: tuple[str, ...]
    across: str
    columns: tuple[MatrixColumn, ...]
    lines: tuple[MatrixLine, ...]
    totals: tuple[MatrixLine, ...]
    shown: str
    remarks: tuple[str, ...]

    @property
    def compares(self) -> bool:
        """Whether lines or columns stand in it for comparison, which the filters leave out."""
        chosen = [*(line.chosen for line in self.lines), *(part.chosen for part in self.columns)]
        return not all(chosen)


def matrix_chart(view: View, choice: MatrixChoice, trend: Trend | None = None) -> Chart | None:
    """The matrix as stacked bars: how each group stands, in the order chosen, or each release; None
    for columns that bars do not show."""
    if choice.columns == RELEASE_COLUMN and trend:
        return trend_chart(trend, say_trend_extent(view), view.selection.status)
    if choice.columns != "status":
        return None
    chart = status_chart(view, choice.rows)
    if choice.order == "listed" or not view.chosen.any():
        return chart
    return order_bars(chart, [heading.value for heading in build_matrix(view, choice).rows])


def say_trend_extent(view: View) -> str:
    """Which commitments a trend counts, as a part of a sentence. It lets a filter by status go, as
    its bars have all statuses."""
    selection = without_own_filter(view.selection, "status")
    if selection.is_everything:
        return ALL_OF_EACH
    return f"In each release: {say_filters(selection)}"


def build_matrix_table(view: View, choice: MatrixChoice, trend: Trend | None = None) -> MatrixTable:
    """The table of a view's matrix; `trend` is needed where its columns are releases."""
    name = name_matrix(choice)
    words = name.lower().split(" by ")
    whole = MatrixTable(
        name=name,
        title="",
        caption=f"Number of commitments by {words[0]} and {words[1]}",
        heads=(GROUPINGS[choice.rows],),
        across=GROUPINGS.get(choice.columns, GROUPINGS["status"]),
        columns=(),
        lines=(),
        totals=(),
        shown=say_selection(view.release, view.selection, view.chosen),
        remarks=(),
    )
    if choice.columns == RELEASE_COLUMN:
        assert trend is not None, "columns of releases need a trend"
        return _of_releases(view, choice, trend, whole)
    if not view.chosen.any():
        return whole._replace(title="No commitments match these filters")
    matrix = build_matrix(view, choice)
    title = say_matrix_title(view, matrix).rstrip(".")
    return _of_groups(view, matrix, whole._replace(title=title))


def name_matrix(choice: MatrixChoice) -> str:
    """What a matrix is of, in a few words: Sector by deadline."""
    columns = GROUPINGS.get(choice.columns, RELEASE_WORD)
    return f"{GROUPINGS[choice.rows]} by {columns.lower()}"


def _of_groups(view: View, matrix: Matrix, table: MatrixTable) -> MatrixTable:
    total = int(view.chosen.sum())
    table = table._replace(
        columns=tuple(
            MatrixColumn(heading.value, heading.label, not heading.other)
            for heading in matrix.columns
        ),
        lines=tuple(
            MatrixLine(
                (heading.value,),
                heading.label,
                tuple(cell.number for cell in cells),
                heading.number,
                not heading.other,
            )
            for heading, cells in zip(matrix.rows, matrix.cells, strict=True)
        ),
        totals=(
            MatrixLine(
                (ALL_GROUPS,),
                ALL_GROUPS,
                tuple(heading.number for heading in matrix.columns),
                total,
                True,
            ),
        ),
    )
    sums = {
        "rows": sum(heading.number for heading in matrix.rows if not heading.other),
        "columns": sum(heading.number for heading in matrix.columns if not heading.other),
    }
    judged = say_deadlines_judged(view.release) if matrix.choice.columns == "deadline" else ""
    remarks = (say_repeats(sums, total), _say_comparison(table), judged)
    return table._replace(remarks=tuple(filter(None, remarks)))


def _say_comparison(table: MatrixTable) -> str:
    """What the filters choose among the lines and columns, and that totals count no others; ""
    where they choose all."""
    axes = {
        table.heads[0].lower(): [(line.values[0], line.chosen) for line in table.lines],
        table.across.lower(): [(column.value, column.chosen) for column in table.columns],
    }
    chosen = [
        f"{axis} {say_list([value for value, is_chosen in parts if is_chosen], 'or')}"
        for axis, parts in axes.items()
        if not all(is_chosen for _, is_chosen in parts)
    ]
    if not chosen:
        return ""
    return f"The filters choose {say_list(chosen)}; no total counts what stands beside it."


def _of_releases(view: View, choice: MatrixChoice, trend: Trend, table: MatrixTable) -> MatrixTable:
    """A line a group and release: the groups in the matrix's order, then those that only earlier
    releases have; the totals have a line a release."""
    releases = name_releases(trend.releases)
    names = [heading.value for heading in build_matrix(view, choice, trend).rows]
    rows = sorted(
        (row for row in range(len(trend.rows)) if trend.counts[:, row].any()),
        key=lambda row: names.index(trend.rows[row]) if trend.rows[row] in names else len(names),
    )
    lines = [
        _release_line(trend.rows[row], release, counts)
        for row in rows
        for release, counts in zip(releases, trend.counts[:, row], strict=True)
    ]
    totals = [
        _release_line(ALL_GROUPS, release, counts)
        for release, counts in zip(releases, trend.totals, strict=True)
    ]
    repeats = say_repeats({"rows": int(trend.counts[-1].sum())}, int(trend.totals[-1].sum()))
    newest = f"In {releases[-1]}: {repeats[0].lower()}{repeats[1:]}" if repeats else ""
    return table._replace(
        title=say_matrix_title(view, build_matrix(view, choice, trend), trend).rstrip("."),
        caption=f"{table.caption.removesuffix(' and release')}, release and status",
        heads=(*table.heads, RELEASE_WORD),
        columns=tuple(MatrixColumn(status, status, True) for status in trend.statuses),
        lines=tuple(lines),
        totals=tuple(totals),
        shown=say_trend_extent(view),
        remarks=(newest,) if newest else (),
    )


def _release_line(group: str, release: str, counts: np.ndarray) -> MatrixLine:
    return MatrixLine((group, release), group, tuple(counts.tolist()), int(counts.sum()), True)


def say_matrix_line(table: MatrixTable, line: MatrixLine) -> str:
    """A line of the table as a sentence's part: NHS: 16 commitments, 3 past due and 13 no date
    set."""
    numbers = [
        f"{number:,} {column.value}"
        for column, number in zip(table.columns, line.counts, strict=True)
        if number
    ]
    return f"{', '.join(line.values)}: {say_count(line.total, 'commitment')}: {say_list(numbers)}"
