"""The first slide; and panels, on which words stand that could not be read without."""

from typing import Any

from pptx.oxml import parse_xml
from pptx.oxml.ns import qn

from hor_exports.deck.drawing.elements import add_rectangle
from hor_exports.deck.drawing.text import add_text_box, write_paragraphs
from hor_exports.deck.planning.slides import CoverBody
from hor_exports.deck.templates.look import Look
from hor_exports.deck.templates.placeholders import PlaceholderSetting
from hor_exports.deck.templates.rect import Rect, place_shape
from hor_exports.deck.templates.room import cover_text_placeholder
from hor_exports.deck.templates.theme_colours import paint_colour
from hor_exports.deck.text.flow import Paragraph, paragraphs_height
from hor_exports.fitting import shorten_text
from hor_exports.palette import PAPER

COVER_SIZES = (24.0, 22.0, 20.0, 18.0, 16.0, 14.0)
PANEL_SIDE = 10.0
DECORATIVE_EXTENSION = (
    '<a:extLst xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main">'
    '<a:ext uri="{C183D7F6-B498-43B3-948B-1728B52AA6E4}"><adec:decorative xmlns:adec='
    '"http://schemas.microsoft.com/office/drawing/2017/decorative" val="1"/></a:ext></a:extLst>'
)


def add_panel(slide: Any, look: Look, rect: Rect) -> None:
    """A white panel behind everything else on the slide."""
    panel = add_rectangle(slide, rect)
    panel.fill.solid()
    paint_colour(panel.fill.fore_color, PAPER)
    panel.line.fill.background()
    make_decorative(panel)
    tree = slide.shapes._spTree
    tree.remove(panel._element)
    tree.insert(2, panel._element)


def make_decorative(shape: Any) -> None:
    """Mark a shape as one that says nothing."""
    shape.name = "Decoration"
    shape.shadow.inherit = False
    shape._element.nvSpPr.cNvPr.append(parse_xml(DECORATIVE_EXTENSION))


def set_placeholder(slide: Any, look: Look, holder: Any, setting: PlaceholderSetting) -> None:
    """Put a placeholder where it is to stand, on a panel where it needs one."""
    if setting.is_moved:
        place_shape(holder, setting.rect)
    if setting.panel:
        left, top, width, height = setting.rect
        edged = Rect(left - PANEL_SIDE, top, width + 2 * PANEL_SIDE, height)
        add_panel(slide, look, edged.within(look.sheet.rect))


def draw_cover(slide: Any, look: Look, body: CoverBody) -> None:
    """The words under the title, as many lines as there is room for, on a panel if need be."""
    given, setting = cover_text_placeholder(slide.slide_layout), look.cover_words
    rect = setting.rect
    smallest = look.face.sized(max(COVER_SIZES[-1], look.smallest))
    lines = [Paragraph(shorten_text(line, rect.width, 3, smallest)) for line in body.lines]
    while len(lines) > 1 and paragraphs_height(lines, rect.width, smallest) > rect.height:
        lines.pop()
    fits = (
        size
        for size in COVER_SIZES
        if paragraphs_height(lines, rect.width, look.face.sized(size)) <= rect.height
    )
    face = look.face.sized(next(fits, smallest.size))
    if setting.panel:
        # No larger than its words: a template's picture is to be seen.
        rect = rect._replace(
            height=min(rect.height, paragraphs_height(lines, rect.width, face) + 12)
        )
        setting = setting._replace(rect=rect, is_moved=True)
    holders = {holder.placeholder_format.idx: holder for holder in slide.placeholders}
    holder = None if given is None else holders.get(given.placeholder_format.idx)
    box = holder if holder is not None else add_text_box(slide, rect, "About this deck")
    set_placeholder(slide, look, box, setting)
    write_paragraphs(box, lines, face, setting.colour)
    _align_as_layout(box)


def _align_as_layout(box: Any) -> None:
    """A cover's words stand as the template has them: left, centred or right."""
    if box.is_placeholder:
        for style in box._element.txBody.iter(qn("a:pPr")):
            if style.get("rtl") != "1":
                style.attrib.pop("algn", None)
