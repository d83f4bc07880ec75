"""Text and tables that continue on the next slide where they do not fit on one."""

from collections.abc import Sequence
from typing import Literal, NamedTuple

from hor_ui.deck.fitting import Face, height, line_height, width, wrapped

Kind = Literal["body", "heading", "quote", "bullet"]
INDENT = {"body": 0.0, "heading": 0.0, "quote": 14.0, "bullet": 18.0}
# The space before a paragraph, in sizes of its type.
SPACE_BEFORE = {"body": 0.33, "heading": 0.85, "quote": 0.33, "bullet": 0.33}
CELL_SIDE, CELL_TOP = 7.0, 5.0
# A word gets some room beyond its measure, as fonts differ; and at most this share of a table.
WORD_SAFETY, MOST_FOR_A_WORD = 1.08, 0.25
CELL_SIZES = (16.0, 15.0, 14.0, 13.0, 12.0)
BODY_SIZES = (24.0, 22.0, 20.0, 18.0)


class Paragraph(NamedTuple):
    """A paragraph; `opens` begins a new column, or else a new slide."""

    text: str
    kind: Kind = "body"
    opens: bool = False


class Cell(NamedTuple):
    """A cell of a table; with a meaning it is filled with the colour of that status."""

    text: str
    meaning: str = ""
    bold: bool = False


class Grid(NamedTuple):
    """A table: its headers, its rows, each column's share of the width, and its type size; once it
    is laid out, the width of each column in points."""

    heads: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]
    shares: tuple[float, ...]
    size: float = 14.0
    widths: tuple[float, ...] = ()


Column = tuple[Paragraph, ...]
Box = tuple[float, float]


def paragraphs_of(text: str, kind: Kind = "body") -> list[Paragraph]:
    """One paragraph a line of the text."""
    return [Paragraph(line, kind) for line in text.splitlines() if line.strip()]


def set_in(paragraph: Paragraph, face: Face) -> Face:
    """The face a paragraph is set in."""
    return face.at(face.size, bold=paragraph.kind == "heading")


def space_before(paragraph: Paragraph, face: Face) -> float:
    """The space before a paragraph that is not the first, in points."""
    return SPACE_BEFORE[paragraph.kind] * face.size


def tallness(paragraphs: Sequence[Paragraph], room: float, face: Face) -> float:
    """How high these paragraphs stand in a box this wide."""
    heights = (height(one.text, room - INDENT[one.kind], set_in(one, face)) for one in paragraphs)
    return sum(heights) + sum(space_before(one, face) for one in paragraphs[1:])


def flow(
    paragraphs: Sequence[Paragraph], boxes: Sequence[Box], face: Face
) -> list[tuple[Column, ...]]:
    """The paragraphs poured into the boxes of one slide after another."""
    slides = []
    rest = list(paragraphs)
    while rest:
        columns = []
        for box in boxes:
            column, rest = _fill(rest, box, face)
            columns.append(column)
        slides.append(tuple(columns))
    return slides


def flow_fitted(
    paragraphs: Sequence[Paragraph],
    boxes: Sequence[Box],
    face: Face,
    sizes: Sequence[float] = BODY_SIZES,
) -> tuple[float, list[tuple[Column, ...]]]:
    """The largest size that needs no more slides than the smallest does, and those slides."""
    fewest = flow(paragraphs, boxes, face.at(sizes[-1]))
    for size in sizes[:-1]:
        slides = flow(paragraphs, boxes, face.at(size))
        if len(slides) <= len(fewest):
            return size, slides
    return sizes[-1], fewest


def _fill(rest: list[Paragraph], box: Box, face: Face) -> tuple[Column, list[Paragraph]]:
    across, down = box
    column: list[Paragraph] = []
    rest = list(rest)
    while rest:
        one = rest[0]
        if column and one.opens:
            break
        left = down - tallness(column, across, face) - (space_before(one, face) if column else 0)
        setting, room = set_in(one, face), across - INDENT[one.kind]
        lines = wrapped(one.text, room, setting)
        fit = int(left / line_height(one.text, setting) + 1e-6)
        if fit >= len(lines):
            column.append(rest.pop(0))
            continue
        # A line alone at the foot of a column reads badly; an empty column takes what it can.
        if not column or (fit > 1 and one.kind != "heading"):
            keep = min(max(fit, 1), len(lines) - 1)
            if not keep:
                column.append(rest.pop(0))
                continue
            column.append(one._replace(text=one.text[: lines[keep - 1][1]]))
            rest[0] = one._replace(text=one.text[lines[keep][0] :], opens=False)
        break
    while len(column) > 1 and column[-1].kind == "heading" and rest:
        rest.insert(0, column.pop())
    return tuple(column), rest


def paged(grid: Grid, box: Box, face: Face, smallest: float = 12.0) -> list[Grid]:
    """The table over as many slides as it takes; a row higher than a slide is continued too. Rather
    than that a word is broken, columns are widened, and then the type is made smaller."""
    across, down = box
    sizes = [grid.size, *(size for size in CELL_SIZES if smallest <= size < grid.size)]
    laid_out = [grid._replace(size=size) for size in sizes]
    laid_out = [one._replace(widths=_column_widths(one, across, face)) for one in laid_out]
    grid = next((one for one in laid_out if _words_fit(one, across, face)), laid_out[0])
    room = down - _row_height(_head_cells(grid), grid, face)
    pages: list[list[tuple[Cell, ...]]] = [[]]
    left = room
    rest = list(grid.rows)
    while rest:
        row = rest.pop(0)
        tall = _row_height(row, grid, face)
        if tall > room:
            row, after = _split_row(row, grid, room, face)
            if any(cell.text for cell in after):
                rest.insert(0, after)
            tall = _row_height(row, grid, face)
        if tall > left and pages[-1]:
            pages.append([])
            left = room
        pages[-1].append(row)
        left -= tall
    return [grid._replace(rows=tuple(rows)) for rows in pages]


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


def _head_cells(grid: Grid) -> tuple[Cell, ...]:
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
    row: tuple[Cell, ...], grid: Grid, down: float, face: Face
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
    return face.at(grid.size, bold=cell.bold or bool(cell.meaning))
