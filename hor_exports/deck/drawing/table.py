"""Native tables with a marked header row, thin rules and statuses in their colours."""

from typing import Any

from pptx.oxml.ns import qn
from pptx.util import Pt

from hor_exports.deck.drawing.elements import add_fill, remove_paragraphs
from hor_exports.deck.drawing.text import add_line, is_right_to_left, set_spacing
from hor_exports.deck.templates.colours import Colours
from hor_exports.deck.templates.look import Look
from hor_exports.deck.templates.rect import EMU_PER_POINT, Rect
from hor_exports.deck.templates.theme_colours import pale_ink, rule_colour
from hor_exports.deck.text.grids import (
    CELL_SIDE_MARGIN,
    CELL_TOP_MARGIN,
    TableCell,
    TableGrid,
    head_cells,
    row_heights,
)
from hor_exports.deck.xml import add_element

# PowerPoint's own "No Style, No Grid": the rules and fills below are then all there is.
NO_TABLE_STYLE = "{2D5ABB26-0587-4C30-8999-92F81FD0307C}"
CELL_BORDERS = ("a:lnL", "a:lnR", "a:lnT", "a:lnB")


def add_slide_table(slide: Any, look: Look, rect: Rect, grid: TableGrid, alt: str) -> None:
    """The table at the top of this place, as high as its rows."""
    heights = row_heights(grid, look.face)
    place = map(Pt, rect._replace(height=sum(heights)))
    frame = slide.shapes.add_table(len(heights), len(grid.heads), *place)
    frame.name = "Table"
    frame._element.nvGraphicFramePr.cNvPr.set("descr", alt)
    table = frame.table
    table.first_row, table.horz_banding = True, False
    table._tbl.tblPr.find(qn("a:tableStyleId")).text = NO_TABLE_STYLE
    for column, across in zip(table.columns, grid.widths, strict=True):
        column.width = Pt(across)
    rows = zip(table.rows, (head_cells(grid), *grid.rows), heights, strict=True)
    for number, (row, cells, height) in enumerate(rows):
        row.height = Pt(height)
        for column, (element, cell) in enumerate(zip(row.cells, cells, strict=True)):
            _write_cell(element._tc, cell, grid, look)
            if column >= grid.numbers_from:
                _align_right(element._tc)
            _style_cell(element._tc, look.colours, cell.meaning, is_head=number == 0)


def _write_cell(element: Any, cell: TableCell, grid: TableGrid, look: Look) -> None:
    body = element.get_or_add_txBody()
    remove_paragraphs(body)
    colour = look.colours.text_on[cell.meaning] if cell.meaning else look.colours.ink
    if cell.pale:
        colour = pale_ink(look.colours)
    face = look.face.sized(grid.size, bold=cell.bold or bool(cell.meaning))
    for line in cell.text.splitlines() or [""]:
        side = {"algn": "r", "rtl": "1"} if is_right_to_left(line) else {"algn": "l", "rtl": "0"}
        set_spacing(add_line(body, line, face, colour, **side), 0)


def _align_right(element: Any) -> None:
    """Numbers and what stands over them, so that tens are under tens."""
    for properties in element.iter(qn("a:pPr")):
        properties.set("algn", "r")


def _style_cell(element: Any, colours: Colours, meaning: str, is_head: bool) -> None:
    """The margins, borders and fill of a cell. One of a status has a border on all sides; of the
    others a rule stands under each, thicker under the headers."""
    properties = element.get_or_add_tcPr()
    for side in ("marL", "marR", "marT", "marB"):
        margin = CELL_SIDE_MARGIN if side in ("marL", "marR") else CELL_TOP_MARGIN
        properties.set(side, str(int(margin * EMU_PER_POINT)))
    wide, colour = (1.5, colours.ink) if is_head else (0.75, rule_colour(colours))
    if meaning:
        is_outlined = meaning == "not started"
        wide, colour = (1.5, colours.outline) if is_outlined else (2.5, colours.background)
    for side in CELL_BORDERS:
        is_drawn = bool(meaning) or side == "a:lnB"
        line = add_element(properties, side, w=str(int(wide * EMU_PER_POINT) if is_drawn else 0))
        add_fill(line, colour if is_drawn else "")
    if meaning == "unclear":
        pattern = add_element(properties, "a:pattFill", prst="wdUpDiag")
        for tag, colour in (("a:fgClr", colours.hatch), ("a:bgClr", colours.status[meaning])):
            add_element(add_element(pattern, tag), "a:srgbClr", val=colour.lstrip("#").upper())
    else:
        add_fill(properties, colours.status[meaning] if meaning else "")
