"""The number of a slide, in the template's own place for it and so that it can be read."""

from copy import deepcopy
from typing import Any

from pptx.enum.shapes import PP_PLACEHOLDER as KIND
from pptx.oxml.ns import qn

from hor_exports.deck.drawing.cover import add_panel
from hor_exports.deck.drawing.elements import add_fill, remove_paragraphs
from hor_exports.deck.drawing.text import SLIDE_LANGUAGE
from hor_exports.deck.templates.colours import ENOUGH_TEXT_CONTRAST
from hor_exports.deck.templates.faces import insets_of
from hor_exports.deck.templates.layouts import placeholders_of
from hor_exports.deck.templates.look import Look
from hor_exports.deck.templates.placeholders import PlaceholderSetting, placeholder_setting
from hor_exports.deck.templates.rect import Rect, place_shape
from hor_exports.deck.templates.surface import is_legible, placeholder_surface
from hor_exports.deck.xml import add_element
from hor_exports.fitting import text_width

# Any will do: PowerPoint only wants a field to have one.
FIELD_ID = "{C1FF6DA9-008F-4B48-92A6-B652298478BF}"
LONGEST_NUMBER = "000"


def add_slide_number(slide: Any, look: Look, layout: Any) -> None:
    """The slide's number in the layout's own placeholder, or else its master's."""
    kinds = (KIND.SLIDE_NUMBER,)
    holders = [*placeholders_of(layout, kinds), *placeholders_of(layout.slide_master, kinds)]
    if not holders:
        return
    holder = holders[0]
    number = deepcopy(holder._element)
    setting = _number_setting(look, layout, holder)
    if setting.panel:
        add_panel(slide, look, look.sheet.to_slide(setting.rect))
    number.nvSpPr.cNvPr.set("id", str(max(shape.shape_id for shape in slide.shapes) + 1))
    body = number.txBody
    remove_paragraphs(body)
    # However narrow the template's box, a number is not broken: LibreOffice breaks it all the same
    # where the box is too narrow, so that it is widened as well.
    body.find(qn("a:bodyPr")).set("wrap", "none")
    field = add_element(add_element(body, "a:p"), "a:fld", type="slidenum", id=FIELD_ID)
    size = round(100 * look.smallest * look.sheet.factor)
    for style in number.iter(qn("a:defRPr")):
        style.set("sz", str(size))
    properties = add_element(field, "a:rPr", lang=SLIDE_LANGUAGE, sz=str(size))
    if setting.colour:
        add_fill(properties, setting.colour)
    add_element(field, "a:t").text = str(len(look.presentation.slides))
    slide.shapes._spTree.append(number)
    if setting.is_moved:
        place_shape(slide.shapes[-1], look.sheet.to_slide(setting.rect))


def _number_setting(look: Look, layout: Any, holder: Any) -> PlaceholderSetting:
    """How the number of a slide is set: in another colour, or on a panel, where it could not be
    read."""
    given = (look.sheet.place(holder) or Rect(0, 0, 0, 0)).within(look.sheet.rect)
    rect = _widen_for_number(look, layout, holder, given)
    setting = placeholder_setting(holder, layout, (rect, given), look.sheet, ENOUGH_TEXT_CONTRAST)
    surface = placeholder_surface(holder, layout, rect, look.sheet)
    if setting.colour and is_legible(look.colours.ink, surface, ENOUGH_TEXT_CONTRAST):
        return setting._replace(colour=look.colours.ink)
    return setting


def _widen_for_number(look: Look, layout: Any, holder: Any, rect: Rect) -> Rect:
    """The place of a number, wide enough for the longest; its edge nearest the slide's stays."""
    left, _, right, _ = insets_of(holder, layout, look.sheet)
    # Bold, as figures of a font that stands in run wider than its letters do.
    needed = (
        left
        + right
        + text_width(LONGEST_NUMBER, look.face.sized(look.smallest, bold=True).substituted)
    )
    if rect.width >= needed:
        return rect
    is_on_the_right = rect.left + rect.width / 2 > look.sheet.width / 2
    start = rect.right - needed if is_on_the_right else rect.left
    return rect._replace(left=start, width=needed)
