"""The counts by status: a large number each, under a bar as long for it as the others'."""

from typing import Any

from hor_exports.deck.drawing.cover import make_decorative
from hor_exports.deck.drawing.elements import add_rectangle, fill_with_status
from hor_exports.deck.drawing.text import add_line, add_text_box, empty_text_body, write_paragraphs
from hor_exports.deck.planning.slides import LEAD_SIZE, DeckContext, StatusTile, TilesBody
from hor_exports.deck.templates.colours import Colours
from hor_exports.deck.templates.look import Look
from hor_exports.deck.templates.rect import Rect
from hor_exports.deck.templates.theme_colours import paint_colour, pale_ink
from hor_exports.fitting import Face, shorten_text, text_width

TILE_ROW, TILE_WIDTH, TILE_GAP = 118.0, 96.0, 16.0
TILE_BAR_HEIGHT, LEAST_BAR_WIDTH = 10.0, 2.0
LABEL_SIZES = (LEAD_SIZE, 16.0, 14.0, 13.0, 12.0)


def tiles_height(number: int, across: float) -> float:
    """How high so many tiles stand, in as many rows as the width asks for; in points."""
    return -(-number // _most_in_a_row(across)) * TILE_ROW


def _most_in_a_row(across: float) -> int:
    return max(int((across + TILE_GAP) / (TILE_WIDTH + TILE_GAP)), 1)


def draw_tiles(slide: Any, deck: DeckContext, body: TilesBody) -> None:
    """A tile a status, in as many rows as the width asks for, and the words under them."""
    room, look = deck.room, deck.look
    rows = -(-len(body.tiles) // _most_in_a_row(room.width))
    in_row = -(-len(body.tiles) // rows)
    across = (room.width - TILE_GAP * (in_row - 1)) / in_row
    for number, tile in enumerate(body.tiles):
        down, along = divmod(number, in_row)
        left, top = room.left + along * (across + TILE_GAP), room.top + down * TILE_ROW
        _draw_tile(slide, look, Rect(left, top, across, TILE_ROW - 10), tile)
    under = room.below(rows * TILE_ROW + 16)
    box = add_text_box(slide, under, "Worth asking about")
    write_paragraphs(box, body.words, look.face.sized(body.size), look.colours.ink)


def _draw_tile(slide: Any, look: Look, rect: Rect, tile: StatusTile) -> None:
    colours = look.colours.faded if tile.pale else look.colours
    if tile.share:
        across = max(rect.width * tile.share, LEAST_BAR_WIDTH)
        bar = add_rectangle(slide, rect._replace(height=TILE_BAR_HEIGHT, width=across))
        fill_shape(bar, colours, tile.meaning)
        make_decorative(bar)
    ink = pale_ink(look.colours) if tile.pale else colours.ink
    body = empty_text_body(add_text_box(slide, rect.below(14), tile.status))
    face = _label_face(look, tile.status, rect.width)
    add_line(body, tile.number, look.face.sized(40.0, bold=True), ink, algn="l", rtl="0")
    label = shorten_text(tile.status, rect.width, 2, face)
    add_line(body, label, face, ink, algn="l", rtl="0")


def _label_face(look: Look, status: str, room: float) -> Face:
    """How the name of a status is set: so that none of its words is broken in any font."""
    longest = max(status.split(), key=len, default="")
    faces = [look.face.sized(size) for size in LABEL_SIZES if size >= look.smallest]
    return next(
        (face for face in faces if text_width(longest, face.substituted) <= room), faces[-1]
    )


def fill_shape(shape: Any, colours: Colours, meaning: str) -> None:
    """Fill a shape with the colour of a status, as bars have it."""
    fill_with_status(shape.fill, colours, meaning)
    if meaning == "not started":
        paint_colour(shape.line.color, colours.outline)
    else:
        shape.line.fill.background()
    shape.shadow.inherit = False
