"""Tables that continue on the next slide where they do not fit on one, shared out evenly."""

from collections import deque
from collections.abc import Sequence
from typing import NamedTuple

from hor_exports.deck.text.flow import WORD_SAFETY, BoxSize, fill_evenly
from hor_exports.fitting import Face, line_height, text_height, text_width, wrap_lines

CELL_SIDE_MARGIN, CELL_TOP_MARGIN = 7.0, 5.0
# Of a table, a word has at most this share of the width.
MOST_WORD_SHARE = 0.25
# Beyond any column of a table: none holds numbers.
LAST_COLUMN = 1_000
CELL_SIZES = (16.0, 15.0, 14.0, 13.0, 12.0)


class TableCell(NamedTuple):
    """A cell of a table; with a meaning it is filled with the colour of that status. A pale one
    stands for comparison, or is nought."""

    text: str
    meaning: str = ""
    bold: bool = False
    pale: bool = False


TableRow = tuple[TableCell, ...]


def table_row(*cells: str | TableCell) -> TableRow:
    """The cells of a row, in which a text stands for a cell of plain text."""
    return tuple(TableCell(cell) if isinstance(cell, str) else cell for cell in cells)


class TableGrid(NamedTuple):
    """A table: its headers, its rows, each column's share of the width, and its type size; once it
    is laid out, the width of each column in points. From the column `numbers_from` on there are
    numbers, which stand to the right."""

    heads: tuple[str, ...]
    rows: tuple[TableRow, ...]
    shares: tuple[float, ...]
    size: float = 14.0
    widths: tuple[float, ...] = ()
    numbers_from: int = LAST_COLUMN


def paginate_table(
    grid: TableGrid, box: BoxSize, face: Face, smallest: float = 12.0
) -> list[TableGrid]:
    """The table over as many slides as it takes; a row higher than a slide is continued too. Rather
    than that a word is broken, columns are widened, and then the type is made smaller."""
    across, down = box
    sizes = [grid.size, *(size for size in CELL_SIZES if smallest <= size < grid.size)]
    laid_out = [grid._replace(size=size) for size in sizes]
    laid_out = [sized._replace(widths=_column_widths(sized, across, face)) for sized in laid_out]
    grid = next((sized for sized in laid_out if _words_fit(sized, across, face)), laid_out[0])
    room = down - _row_height(head_cells(grid), grid, face)
    rows = _rows_to_fit(grid, room, face)
    heights = [_row_height(row, grid, face) for row in rows]

    def fill(height: float) -> list[list[TableRow]]:
        return _fill_pages(rows, heights, height)

    fewest = len(fill(room))
    pages = fill_evenly(fill, fewest, sum(heights) / fewest / 2, room)
    return [grid._replace(rows=tuple(page)) for page in pages]


def _rows_to_fit(grid: TableGrid, room: float, face: Face) -> list[TableRow]:
    """The rows, those higher than a slide in several parts."""
    rows: list[TableRow] = []
    rest = deque(grid.rows)
    while rest:
        row = rest.popleft()
        if _row_height(row, grid, face) > room:
            row, after = _split_row(row, grid, room, face)
            if any(cell.text for cell in after):
                rest.appendleft(after)
        rows.append(row)
    return rows


def _fill_pages(
    rows: Sequence[TableRow], heights: Sequence[float], room: float
) -> list[list[TableRow]]:
    """The rows, page after page as full as they get; the name of a group is on the page of its
    first row."""
    pages: list[list[TableRow]] = [[]]
    left = room
    for row, height, following in zip(rows, heights, [*heights[1:], 0.0], strict=True):
        needed = height + following if is_group_heading(row) else height
        if needed > left and pages[-1]:
            pages.append([])
            left = room
        pages[-1].append(row)
        left -= height
    return pages


def is_group_heading(row: TableRow) -> bool:
    """Whether a row has nothing but the name of the group of rows under it."""
    return [bool(cell.text) for cell in row] == [column == 1 for column in range(len(row))]


def row_heights(grid: TableGrid, face: Face) -> list[float]:
    """The height of each row of a table laid out, the headers first."""
    return [_row_height(row, grid, face) for row in [head_cells(grid), *grid.rows]]


def _column_widths(grid: TableGrid, across: float, face: Face) -> tuple[float, ...]:
    """Each column's share of the width, and at least what its longest word needs."""
    shared = [across * share / sum(grid.shares) for share in grid.shares]
    needed = [0.0] * len(shared)
    for row in (head_cells(grid), *grid.rows):
        for column, cell in enumerate(row):
            setting = _cell_face(cell, grid, face)
            word = max((text_width(word, setting) for word in cell.text.split()), default=0.0)
            needed[column] = max(needed[column], word * WORD_SAFETY + 2 * CELL_SIDE_MARGIN)
    least = [
        min(need, max(share, across * MOST_WORD_SHARE))
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


def _words_fit(grid: TableGrid, across: float, face: Face) -> bool:
    """Whether no word is broken, but for those so long that they are in every table."""
    return all(
        text_width(word, _cell_face(cell, grid, face)) <= max(room - 2 * CELL_SIDE_MARGIN, 0)
        or text_width(word, _cell_face(cell, grid, face)) > across * MOST_WORD_SHARE
        for row in (head_cells(grid), *grid.rows)
        for cell, room in zip(row, grid.widths, strict=True)
        for word in cell.text.split()
    )


def head_cells(grid: TableGrid) -> TableRow:
    """The headers of a table as its first row."""
    return tuple(TableCell(head, bold=True) for head in grid.heads)


def _row_height(row: Sequence[TableCell], grid: TableGrid, face: Face) -> float:
    heights = (
        sum(
            text_height(line, room - 2 * CELL_SIDE_MARGIN, _cell_face(cell, grid, face))
            for line in cell.text.splitlines() or [""]
        )
        for cell, room in zip(row, grid.widths, strict=True)
    )
    return max(heights) + 2 * CELL_TOP_MARGIN


def _split_row(
    row: TableRow, grid: TableGrid, down: float, face: Face
) -> tuple[tuple[TableCell, ...], tuple[TableCell, ...]]:
    first, after = [], []
    for cell, room in zip(row, grid.widths, strict=True):
        setting = _cell_face(cell, grid, face)
        text = " ".join(cell.text.split())
        lines = wrap_lines(text, room - 2 * CELL_SIDE_MARGIN, setting)
        keep = max(int((down - 2 * CELL_TOP_MARGIN) / line_height(text, setting)), 1)
        first.append(cell._replace(text=text[: lines[min(keep, len(lines)) - 1][1]]))
        after.append(cell._replace(text=text[lines[keep][0] :] if keep < len(lines) else ""))
    # The mark of a status stays beside its words, where there are more of them.
    if any(cell.text for cell in after):
        after = [
            rest if rest.text or not cell.meaning or len(cell.text) > 40 else cell
            for rest, cell in zip(after, row, strict=True)
        ]
    return tuple(first), tuple(after)


def _cell_face(cell: TableCell, grid: TableGrid, face: Face) -> Face:
    return face.sized(grid.size, bold=cell.bold or bool(cell.meaning)).substituted
