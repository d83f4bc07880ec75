"""What drawing has in common: shapes, fills and places."""

from typing import Any

from pptx.enum.dml import MSO_PATTERN
from pptx.enum.shapes import MSO_SHAPE
from pptx.oxml.ns import qn
from pptx.util import Pt

from hor_exports.deck.templates.colours import Colours
from hor_exports.deck.templates.rect import Rect
from hor_exports.deck.templates.theme_colours import ThemeColour, paint_colour
from hor_exports.deck.xml import add_element


def remove_paragraphs(body: Any) -> None:
    """Take all paragraphs out of a text body."""
    for paragraph in body.findall(qn("a:p")):
        body.remove(paragraph)


def add_rectangle(slide: Any, rect: Rect) -> Any:
    """A rectangle at this place."""
    return slide.shapes.add_shape(MSO_SHAPE.RECTANGLE, *map(Pt, rect))


def add_fill(parent: Any, colour: str) -> None:
    """A plain fill, as the last child; none where the colour is ""."""
    if not colour:
        add_element(parent, "a:noFill")
        return
    solid = add_element(parent, "a:solidFill")
    if not isinstance(colour, ThemeColour):
        add_element(solid, "a:srgbClr", val=colour.lstrip("#").upper())
        return
    named = add_element(solid, "a:schemeClr", val=colour.name)
    # Lighter is less of the colour and the rest of white; darker is less of the colour alone.
    part = round(100_000 * (1 - abs(colour.brightness)))
    if colour.brightness:
        add_element(named, "a:lumMod", val=str(part))
    if colour.brightness > 0:
        add_element(named, "a:lumOff", val=str(100_000 - part))


def fill_with_status(fill: Any, colours: Colours, meaning: str) -> None:
    """Give a python-pptx fill the colour of a status: what is unclear is hatched."""
    if meaning == "unclear":
        fill.patterned()
        fill.pattern = MSO_PATTERN.WIDE_UPWARD_DIAGONAL
        paint_colour(fill.fore_color, colours.hatch)
        paint_colour(fill.back_color, colours.status[meaning])
    else:
        fill.solid()
        paint_colour(fill.fore_color, colours.status[meaning])
