"""Tables that continue on the next slide where they do not fit on one, shared out evenly."""

from collections import deque
from collections.abc import Sequence
from typing import NamedTuple

from hor_ui.deck.fitting import Face, height, line_height, width, wrapped
from hor_ui.deck.flow import HALVINGS, WORD_SAFETY, Box

CELL_SIDE, CELL_TOP = 7.0, 5.0
# Of a table, a word has at most this share of the width.
MOST_FOR_A_WORD = 0.25
CELL_SIZES = (16.0, 15.0, 14.0, 13.0, 12.0)


class Cell(NamedTuple):
    """A cell of a table; with a meaning it is filled with the colour of that status."""

    text: str
    meaning: str = ""
    bold: bool = False


Row = tuple[Cell, ...]


class Grid(NamedTuple):
    """A table: its headers, its rows, each column's share of the width, and its type size; once it
    is laid out, the width of each column in points."""

    heads: tuple[str, ...]
    rows: tuple[Row, ...]
    shares: tuple[float, ...]
    size: float = 14.0
    widths: tuple[float, ...] = ()


def paged(grid: Grid, box: Box, face: Face, smallest: float = 12.0) -> list[Grid]:
    """The table over as many slides as it takes; a row higher than a slide is continued too. Rather
    than that a word is broken, columns are widened, and then the type is made smaller."""
    across, down = box
    sizes = [grid.size, *(size for size in CELL_SIZES if smallest <= size < grid.size)]
    laid_out = [grid._replace(size=size) for size in sizes]
    laid_out = [one._replace(widths=_column_widths(one, across, face)) for one in laid_out]
    grid = next((one for one in laid_out if _words_fit(one, across, face)), laid_out[0])
    room = down - _row_height(_head_cells(grid), grid, face)
    rows = _rows_to_fit(grid, room, face)
    heights = [_row_height(row, grid, face) for row in rows]
    pages = _evenly(rows, heights, room)
    return [grid._replace(rows=tuple(page)) for page in pages]


def _rows_to_fit(grid: Grid, room: float, face: Face) -> list[Row]:
    """The rows, those higher than a slide in several parts."""
    rows: list[Row] = []
    rest = deque(grid.rows)
    while rest:
        row = rest.popleft()
        if _row_height(row, grid, face) > room:
            row, after = _split_row(row, grid, room, face)
            if any(cell.text for cell in after):
                rest.appendleft(after)
        rows.append(row)
    return rows


def _evenly(rows: Sequence[Row], heights: Sequence[float], room: float) -> list[list[Row]]:
    """The rows on as few pages as their heights allow, each about as full as the others."""
    fewest = len(_pages(rows, heights, room))
    low, high = sum(heights) / fewest / 2, room
    for _ in range(HALVINGS if fewest > 1 else 0):
        middle = (low + high) / 2
        if len(_pages(rows, heights, middle)) > fewest:
            low = middle
        else:
            high = middle
    return _pages(rows, heights, high)


def _pages(rows: Sequence[Row], heights: Sequence[float], room: float) -> list[list[Row]]:
    """The rows, page after page as full as they get; the name of a group is on the page of its
    first row."""
    pages: list[list[Row]] = [[]]
    left = room
    for at, (row, tall) in enumerate(zip(rows, heights, strict=True)):
        needed = tall
        if is_name_of_group(row) and at + 1 < len(rows):
            needed += heights[at + 1]
        if needed > left and pages[-1]:
            pages.append([])
            left = room
        pages[-1].append(row)
        left -= tall
    return pages


def is_name_of_group(row: Row) -> bool:
    """Whether a row has nothing but the name of the group of rows under it."""
    return [bool(cell.text) for cell in row] == [at == 1 for at in range(len(row))]


def row_heights(grid: Grid, face: Face) -> list[float]:
    """The height of each row of a table laid out, the headers first."""
    return [_row_height(row, grid, face) for row in [_head_cells(grid), *grid.rows]]


def _column_widths(grid: Grid, across: float, face: Face) -> tuple[float, ...]:
    """Each column's share of the width, and at least what its longest word needs."""
    shared = [across * share / sum(grid.shares) for share in grid.shares]
    needed = [0.0] * len(shared)
    for row in (_head_cells(grid), *grid.rows):
        for at, cell in enumerate(row):
            setting = _set_cell(cell, grid, face)
            word = max((width(word, setting) for word in cell.text.split()), default=0.0)
            needed[at] = max(needed[at], word * WORD_SAFETY + 2 * CELL_SIDE)
    least = [
        min(need, max(share, across * MOST_FOR_A_WORD))
        for need, share in zip(needed, shared, strict=True)
    ]
    missing = sum(max(need - share, 0) for need, share in zip(least, shared, strict=True))
    spare = [max(share - need, 0) for need, share in zip(least, shared, strict=True)]
    if not missing or sum(spare) < missing:
        return tuple(shared)
    return tuple(
        max(share, need) - room * missing / sum(spare)
        for share, need, room in zip(shared, least, spare, strict=True)
    )


def _words_fit(grid: Grid, across: float, face: Face) -> bool:
    """Whether no word is broken, but for those so long that they are in every table."""
    return all(
        width(word, _set_cell(cell, grid, face)) <= max(room - 2 * CELL_SIDE, 0)
        or width(word, _set_cell(cell, grid, face)) > across * MOST_FOR_A_WORD
        for row in (_head_cells(grid), *grid.rows)
        for cell, room in zip(row, grid.widths, strict=True)
        for word in cell.text.split()
    )


def _head_cells(grid: Grid) -> Row:
    return tuple(Cell(head, bold=True) for head in grid.heads)


def _row_height(row: Sequence[Cell], grid: Grid, face: Face) -> float:
    heights = (
        sum(
            height(line, room - 2 * CELL_SIDE, _set_cell(cell, grid, face))
            for line in cell.text.splitlines() or [""]
        )
        for cell, room in zip(row, grid.widths, strict=True)
    )
    return max(heights) + 2 * CELL_TOP


def _split_row(
    row: Row, grid: Grid, down: float, face: Face
) -> tuple[tuple[Cell, ...], tuple[Cell, ...]]:
    first, after = [], []
    for cell, room in zip(row, grid.widths, strict=True):
        setting = _set_cell(cell, grid, face)
        text = " ".join(cell.text.split())
        lines = wrapped(text, room - 2 * CELL_SIDE, setting)
        keep = max(int((down - 2 * CELL_TOP) / line_height(text, setting)), 1)
        first.append(cell._replace(text=text[: lines[min(keep, len(lines)) - 1][1]]))
        after.append(cell._replace(text=text[lines[keep][0] :] if keep < len(lines) else ""))
    # The mark of a status stays beside its words, where there are more of them.
    if any(cell.text for cell in after):
        after = [
            one if one.text or not cell.meaning or len(cell.text) > 40 else cell
            for one, cell in zip(after, row, strict=True)
        ]
    return tuple(first), tuple(after)


def _set_cell(cell: Cell, grid: Grid, face: Face) -> Face:
    return face.at(grid.size, bold=cell.bold or bool(cell.meaning)).substituted
