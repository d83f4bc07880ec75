"""Native tables with a marked header row, thin rules and statuses in their colours."""

from typing import Any

from lxml import etree
from pptx.oxml.ns import qn
from pptx.util import Pt

from hor_ui.deck.colours import Colours
from hor_ui.deck.draw_text import add_run, fill, is_right_to_left, spacing
from hor_ui.deck.grids import CELL_SIDE, CELL_TOP, Cell, Grid, row_heights
from hor_ui.deck.look import Look, Rect
from hor_ui.deck.theme_colours import rule_of

# PowerPoint's own "No Style, No Grid": the rules and fills below are then all there is.
NO_STYLE = "{2D5ABB26-0587-4C30-8999-92F81FD0307C}"
SIDES = ("a:lnL", "a:lnR", "a:lnT", "a:lnB")


def add_table(slide: Any, look: Look, rect: Rect, grid: Grid, alt: str) -> None:
    """The table at the top of this place, as high as its rows."""
    heights = row_heights(grid, look.face)
    frame = slide.shapes.add_table(
        len(heights), len(grid.heads), *(Pt(one) for one in rect._replace(height=sum(heights)))
    )
    frame.name = "Table"
    frame._element.nvGraphicFramePr.cNvPr.set("descr", alt)
    table = frame.table
    table.first_row, table.horz_banding = True, False
    table._tbl.tblPr.find(qn("a:tableStyleId")).text = NO_STYLE
    for column, across in zip(table.columns, grid.widths, strict=True):
        column.width = Pt(across)
    heads = tuple(Cell(head, bold=True) for head in grid.heads)
    for at, (row, cells) in enumerate(zip(table.rows, (heads, *grid.rows), strict=True)):
        row.height = Pt(heights[at])
        for place, cell in zip(row.cells, cells, strict=True):
            _write(place, cell, grid, look)
            _rule(place, look.colours, cell.meaning, head=at == 0)


def _write(place: Any, cell: Cell, grid: Grid, look: Look) -> None:
    body = place._tc.get_or_add_txBody()
    for paragraph in body.findall(qn("a:p")):
        body.remove(paragraph)
    colour = look.colours.text_on[cell.meaning] if cell.meaning else look.colours.ink
    face = look.face.at(grid.size, bold=cell.bold or bool(cell.meaning))
    for line in cell.text.splitlines() or [""]:
        paragraph = etree.SubElement(body, qn("a:p"))
        side = {"algn": "r", "rtl": "1"} if is_right_to_left(line) else {"algn": "l", "rtl": "0"}
        spacing(etree.SubElement(paragraph, qn("a:pPr"), **side), 0)
        add_run(paragraph, line, face, colour)


def _rule(place: Any, colours: Colours, meaning: str, head: bool) -> None:
    properties = place._tc.get_or_add_tcPr()
    for side in ("marL", "marR"):
        properties.set(side, str(int(CELL_SIDE * 12_700)))
    for side in ("marT", "marB"):
        properties.set(side, str(int(CELL_TOP * 12_700)))
    thin = rule_of(colours)
    for side in SIDES:
        drawn = (side == "a:lnB") or bool(meaning)
        wide, colour = (1.5, colours.ink) if head else (0.75, thin)
        if meaning:
            outline = meaning == "not started"
            wide, colour = (1.5, colours.outline) if outline else (2.5, colours.background)
        _line(properties, side, wide if drawn else 0, colour)
    if meaning == "unclear":
        pattern = etree.SubElement(properties, qn("a:pattFill"), prst="wdUpDiag")
        for tag, of in (("a:fgClr", colours.hatch), ("a:bgClr", colours.status[meaning])):
            holder = etree.SubElement(pattern, qn(tag))
            etree.SubElement(holder, qn("a:srgbClr"), val=of.lstrip("#").upper())
    elif meaning:
        fill(properties, colours.status[meaning])
    else:
        etree.SubElement(properties, qn("a:noFill"))


def _line(properties: Any, side: str, wide: float, colour: str) -> None:
    line = etree.SubElement(properties, qn(side), w=str(int(wide * 12_700)))
    if wide:
        fill(line, colour)
    else:
        etree.SubElement(line, qn("a:noFill"))
