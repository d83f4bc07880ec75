"""The counts by status: a large number each, under a bar as long for it as the others'."""

from typing import Any

from lxml import etree
from pptx.enum.dml import MSO_PATTERN
from pptx.enum.shapes import MSO_SHAPE
from pptx.oxml.ns import qn

from hor_ui.deck.colours import Colours
from hor_ui.deck.draw_cover import make_decorative
from hor_ui.deck.draw_text import add_run, add_text, empty, place, write
from hor_ui.deck.fitting import Face, shortened, width
from hor_ui.deck.look import Look, Rect
from hor_ui.deck.slides import LEAD_SIZE, Stage, Tile, Tiles
from hor_ui.deck.theme_colours import paint, pale_ink

TILE_ROW, TILE_WIDTH, TILE_GAP = 118.0, 96.0, 16.0
BAR, LEAST_BAR = 10.0, 2.0
LABEL_SIZES = (LEAD_SIZE, 16.0, 14.0, 13.0, 12.0)


def tiles_height(number: int, across: float) -> float:
    """How high the tiles stand, in as many rows as the width asks for."""
    in_row = max(int((across + TILE_GAP) / (TILE_WIDTH + TILE_GAP)), 1)
    return -(-number // in_row) * TILE_ROW


def draw_tiles(slide: Any, stage: Stage, body: Tiles) -> None:
    """A tile a status, in as many rows as the width asks for, and the words under them."""
    room, look = stage.room, stage.look
    most = max(int((room.width + TILE_GAP) / (TILE_WIDTH + TILE_GAP)), 1)
    rows = -(-len(body.tiles) // most)
    in_row = -(-len(body.tiles) // rows)
    across = (room.width - TILE_GAP * (in_row - 1)) / in_row
    for at, tile in enumerate(body.tiles):
        down, along = divmod(at, in_row)
        left, top = room.left + along * (across + TILE_GAP), room.top + down * TILE_ROW
        _draw_tile(slide, look, Rect(left, top, across, TILE_ROW - 10), tile)
    used = tiles_height(len(body.tiles), room.width) + 16
    rect = Rect(room.left, room.top + used, room.width, room.height - used)
    write(
        add_text(slide, rect, "Worth asking about"),
        body.words,
        look.face.at(body.size),
        look.colours.ink,
    )


def _draw_tile(slide: Any, look: Look, rect: Rect, tile: Tile) -> None:
    colours = look.colours.faded if tile.pale else look.colours
    if tile.share:
        bar = slide.shapes.add_shape(MSO_SHAPE.RECTANGLE, 0, 0, 0, 0)
        place(bar, rect._replace(height=BAR, width=max(rect.width * tile.share, LEAST_BAR)))
        colour_shape(bar, colours, tile.meaning)
        make_decorative(bar)
    box = add_text(slide, Rect(rect.left, rect.top + 14, rect.width, rect.height - 14), tile.status)
    ink = pale_ink(look.colours) if tile.pale else colours.ink
    body = empty(box, (0, 0, 0, 0))
    face = _label_face(look, tile.status, rect.width)
    for text, set_as in (
        (tile.number, look.face.at(40.0, bold=True)),
        (shortened(tile.status, rect.width, 2, face), face),
    ):
        paragraph = etree.SubElement(body, qn("a:p"))
        etree.SubElement(paragraph, qn("a:pPr"), algn="l", rtl="0")
        add_run(paragraph, text, set_as, ink)


def _label_face(look: Look, status: str, room: float) -> Face:
    """How the name of a status is set: so that none of its words is broken in any font."""
    longest = max(status.split(), key=len, default="")
    faces = [look.face.at(size) for size in LABEL_SIZES if size >= look.smallest]
    return next((face for face in faces if width(longest, face.substituted) <= room), faces[-1])


def colour_shape(shape: Any, colours: Colours, meaning: str) -> None:
    """Fill a shape with the colour of a status, as bars have it."""
    if meaning == "unclear":
        shape.fill.patterned()
        shape.fill.pattern = MSO_PATTERN.WIDE_UPWARD_DIAGONAL
        paint(shape.fill.fore_color, colours.hatch)
        paint(shape.fill.back_color, colours.status[meaning])
    else:
        shape.fill.solid()
        paint(shape.fill.fore_color, colours.status[meaning])
    if meaning == "not started":
        paint(shape.line.color, colours.outline)
    else:
        shape.line.fill.background()
    shape.shadow.inherit = False
