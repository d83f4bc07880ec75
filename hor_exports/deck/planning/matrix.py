"""Matrix slides: commitments by two groupings as a table, and the trend over releases as a chart.

Where a table has more columns than a slide holds, the others follow on slides of their own; the
names of rows and columns are on each.
"""

from collections.abc import Sequence
from dataclasses import replace

from hor_data.words import say_count
from hor_exports.charts import Chart
from hor_exports.deck.planning.charts import plan_chart
from hor_exports.deck.planning.notes import DashboardPage
from hor_exports.deck.planning.planned import fit_lead, paginate_under, plan_slide
from hor_exports.deck.planning.slides import DeckContext, PlannedSlide, TableBody, lead_height
from hor_exports.deck.text.flow import WORD_SAFETY
from hor_exports.deck.text.grids import (
    CELL_SIDE_MARGIN,
    MOST_WORD_SHARE,
    TableCell,
    TableGrid,
    table_row,
)
from hor_exports.explore import (
    RELEASE_COLUMN,
    MatrixChoice,
    MatrixLine,
    MatrixTable,
    build_matrix_table,
    matrix_chart,
    say_matrix_line,
    say_trend_extent,
)
from hor_exports.fitting import shorten_text, text_width

# The type is the largest of these at which the table takes no more slides than at the last.
MATRIX_SIZES = (18.0, 16.0, 15.0, 14.0, 13.0, 12.0)
# How much of the width the names of rows have, and a column of numbers in points at the least.
NAMES_SHARE, LEAST_COLUMN = 0.28, 52.0
# A longer name is cut; it stands in full in the notes.
MOST_HEAD_LINES = 5
TOTAL_HEAD = "Total"
# More cells than this are not measured at every size.
MOST_MEASURED = 1_500


def plan_trend(deck: DeckContext, chart: Chart) -> list[PlannedSlide]:
    """The chart of a trend, which says by which filters it counts."""
    coverage = chart.coverage._replace(shown=say_trend_extent(deck.view))
    return plan_chart(deck, replace(chart, coverage=coverage))


def plan_matrix(deck: DeckContext, choice: MatrixChoice) -> list[PlannedSlide]:
    """The matrix of the view by this choice, on as many slides as it needs. Columns of releases
    are for `plan_trend`."""
    assert choice.columns != RELEASE_COLUMN, "a trend is planned from its chart"
    if chart := matrix_chart(deck.view, choice):
        return plan_chart(deck, chart)
    table = build_matrix_table(deck.view, choice)
    lead = fit_lead(deck, " ".join([f"{table.caption}: {table.shown}.", *table.remarks]))
    pages = _paginate(deck, table, lead_height(lead, deck.room.width, deck.look))
    query = f"rows={choice.rows}&columns={choice.columns}&order={choice.order}"
    return [
        plan_slide(
            deck,
            table.title,
            TableBody(grid, lead, f"{_say_alt(table)} {which}".strip()),
            _say_numbers(table, rows, which),
            DashboardPage("", query),
            (number, len(pages)),
        )
        for number, (grid, rows, which) in enumerate(pages, start=1)
    ]


def _paginate(
    deck: DeckContext, table: MatrixTable, used: float
) -> list[tuple[TableGrid, Sequence[MatrixLine], str]]:
    """The table slide by slide, under so many points that something else takes: the grid, the lines
    that are on it, and which part of the whole it is, "" where it is all."""
    is_large = len(table.lines) * len(table.columns) > MOST_MEASURED
    legible = [size for size in MATRIX_SIZES if size >= deck.look.smallest]
    sizes = legible[-1:] if is_large else legible
    layouts = [_paginate_at(deck, table, used, size) for size in sizes]
    return next(pages for pages in layouts if len(pages) == len(layouts[-1]))


def _paginate_at(
    deck: DeckContext, table: MatrixTable, used: float, size: float
) -> list[tuple[TableGrid, Sequence[MatrixLine], str]]:
    parts = _share_columns(deck, table, size)
    pages: list[tuple[TableGrid, Sequence[MatrixLine], str]] = []
    for columns in parts:
        first = 0
        for grid in paginate_under(deck, _grid(deck, table, columns, size), used):
            rows = (*table.lines, *table.totals)[first : first + len(grid.rows)]
            shown = range(first, min(first + len(grid.rows), len(table.lines)))
            pages.append((grid, rows, _say_part(table, shown, columns)))
            first += len(grid.rows)
    return pages


def _share_columns(deck: DeckContext, table: MatrixTable, size: float) -> list[range]:
    """Which columns each slide has, about as many each: all where they fit. The last has the total,
    too."""
    widths = _column_widths(deck, table, size)
    room = deck.room.width * (1 - NAMES_SHARE) - widths[-1]
    number = len(table.columns)
    for slides in range(1, number):
        each = -(-number // slides)
        parts = [range(start, min(start + each, number)) for start in range(0, number, each)]
        if all(sum(widths[part.start : part.stop]) <= room for part in parts):
            return parts
    return [range(place, place + 1) for place in range(number)]


def _column_widths(deck: DeckContext, table: MatrixTable, size: float) -> list[float]:
    """How many points each column of numbers needs for its longest word, and the total last."""
    face = deck.look.face.sized(size, bold=True).substituted
    names = [*(column.name for column in table.columns), TOTAL_HEAD]
    longest = [max(text_width(word, face) for word in name.split()) for name in names]
    most = deck.room.width * MOST_WORD_SHARE
    return [
        min(max(word * WORD_SAFETY + 2 * CELL_SIDE_MARGIN, LEAST_COLUMN), most) for word in longest
    ]


def _grid(deck: DeckContext, table: MatrixTable, columns: range, size: float) -> TableGrid:
    has_total = columns.stop == len(table.columns)
    across = deck.room.width
    needed = _column_widths(deck, table, size)
    widths = [needed[place] for place in columns] + needed[-1:] * has_total
    more = max(across * (1 - NAMES_SHARE) - sum(widths), 0) / len(widths)
    widths = [width + more for width in widths]
    face = deck.look.face.sized(size, bold=True).substituted
    names = [table.columns[place].name for place in columns]
    heads = [
        shorten_text(name, width - 2 * CELL_SIDE_MARGIN, MOST_HEAD_LINES, face)
        for name, width in zip(names, widths, strict=False)
    ]
    beside = across * NAMES_SHARE - 2 * CELL_SIDE_MARGIN
    return TableGrid(
        (table.heads[0], *heads, *([TOTAL_HEAD] if has_total else [])),
        tuple(
            _row(table, line._replace(name=name), columns, has_total)
            for line in (*table.lines, *table.totals)
            for name in [shorten_text(line.name, beside, MOST_HEAD_LINES, face)]
        ),
        (across * NAMES_SHARE, *widths),
        size,
        numbers_from=1,
    )


def _row(
    table: MatrixTable, line: MatrixLine, columns: range, has_total: bool
) -> tuple[TableCell, ...]:
    """A row of the slide's table, with its total where the slide has one."""
    is_total = line._replace(name="") in [total._replace(name="") for total in table.totals]
    cells = [
        TableCell(
            f"{line.counts[place]:,}",
            bold=is_total,
            pale=not (line.counts[place] and line.chosen and table.columns[place].chosen),
        )
        for place in columns
    ]
    if has_total:
        cells.append(TableCell(f"{line.total:,}", bold=True, pale=not line.chosen))
    return table_row(TableCell(line.name, bold=is_total, pale=not line.chosen), *cells)


def _say_alt(table: MatrixTable) -> str:
    rows, columns = len(table.lines), len(table.columns)
    return (
        f"Table of commitments by {table.heads[0].lower()} and {table.across.lower()}: "
        f"{say_count(rows, 'row')}, {say_count(columns, 'column')}."
    )


def _say_part(table: MatrixTable, rows: range, columns: range) -> str:
    """Which rows and columns of the whole a slide shows; "" where they are all."""
    wholes = {"row": (rows, len(table.lines)), "column": (columns, len(table.columns))}
    if all(len(part) == whole for part, whole in wholes.values()):
        return ""
    parts = [
        f"{word}s {part.start + 1:,} to {part.stop:,} of {whole:,}"
        for word, (part, whole) in wholes.items()
        if part
    ]
    return f"This slide shows {' and '.join(parts)}."


def _say_numbers(table: MatrixTable, rows: Sequence[MatrixLine], which: str) -> tuple[str, ...]:
    """The notes of a slide: what is counted, and all numbers of its rows, by their full names."""
    lines = " ".join(f"{say_matrix_line(table, line)}." for line in rows)
    return tuple(filter(None, (f"{table.caption}.", *table.remarks, which, lines)))
