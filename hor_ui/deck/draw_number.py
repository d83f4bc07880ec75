"""The number of a slide, in the template's own place for it and so that it can be read."""

from copy import deepcopy
from typing import Any

from lxml import etree
from pptx.enum.shapes import PP_PLACEHOLDER as KIND
from pptx.oxml.ns import qn

from hor_ui.deck.colours import ENOUGH_FOR_TEXT
from hor_ui.deck.draw_cover import add_panel
from hor_ui.deck.draw_text import LANGUAGE, fill, place
from hor_ui.deck.faces import insets_of
from hor_ui.deck.fitting import width
from hor_ui.deck.look import Look, Rect, Setting, setting_at
from hor_ui.deck.surface import legible, surface_of

LONGEST = "000"


def add_number(slide: Any, look: Look, layout: Any) -> None:
    """The slide's number in the layout's own placeholder, or else its master's."""
    holders = (*layout.placeholders, *layout.slide_master.placeholders)
    numbers = (one for one in holders if one.placeholder_format.type == KIND.SLIDE_NUMBER)
    holder = next(numbers, None)
    if holder is None:
        return
    number = deepcopy(holder._element)
    setting = _setting(look, layout, holder)
    if setting.panel:
        add_panel(slide, look, look.sheet.to_slide(setting.rect))
    number.nvSpPr.cNvPr.set("id", str(max(shape.shape_id for shape in slide.shapes) + 1))
    body = number.txBody
    for paragraph in body.findall(qn("a:p")):
        body.remove(paragraph)
    # However narrow the template's box, a number is not broken: LibreOffice breaks it all the same
    # where the box is too narrow, so that it is widened as well.
    body.find(qn("a:bodyPr")).set("wrap", "none")
    paragraph = etree.SubElement(body, qn("a:p"))
    field = etree.SubElement(paragraph, qn("a:fld"), type="slidenum")
    field.set("id", "{C1FF6DA9-008F-4B48-92A6-B652298478BF}")
    size = round(100 * look.smallest * look.sheet.factor)
    for style in number.iter(qn("a:defRPr")):
        style.set("sz", str(size))
    properties = etree.SubElement(field, qn("a:rPr"), lang=LANGUAGE, sz=str(size))
    if setting.colour:
        fill(properties, setting.colour)
    etree.SubElement(field, qn("a:t")).text = str(len(look.presentation.slides))
    slide.shapes._spTree.append(number)
    if setting.is_moved:
        place(slide.shapes[-1], look.sheet.to_slide(setting.rect))


def _setting(look: Look, layout: Any, holder: Any) -> Setting:
    """How the number of a slide is set: in another colour, or on a panel, where it could not be
    read."""
    given = (look.sheet.place(holder) or Rect(0, 0, 0, 0)).within(look.sheet.rect)
    rect = _widened(look, layout, holder, given)
    setting = setting_at(holder, layout, (rect, given), look.sheet, ENOUGH_FOR_TEXT)
    surface = surface_of(holder, layout, rect, look.sheet)
    if setting.colour and legible(look.colours.ink, surface, ENOUGH_FOR_TEXT):
        return setting._replace(colour=look.colours.ink)
    return setting


def _widened(look: Look, layout: Any, holder: Any, rect: Rect) -> Rect:
    """The place of a number, wide enough for the longest; its edge nearest the slide's stays."""
    left, _, right, _ = insets_of(holder, layout, look.sheet)
    # Bold, as figures of a font that stands in run wider than its letters do.
    needed = left + right + width(LONGEST, look.face.at(look.smallest, bold=True).substituted)
    if rect.width >= needed:
        return rect
    is_on_the_right = rect.left + rect.width / 2 > look.sheet.width / 2
    start = rect.right - needed if is_on_the_right else rect.left
    return rect._replace(left=start, width=needed)
