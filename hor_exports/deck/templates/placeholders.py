"""How the placeholders of a template are used: their places, room and colours."""

from typing import Any, NamedTuple

from hor_exports.deck.templates.colours import ENOUGH_CONTRAST, ENOUGH_TEXT_CONTRAST
from hor_exports.deck.templates.faces import insets_of, title_face
from hor_exports.deck.templates.layouts import title_placeholder
from hor_exports.deck.templates.rect import Rect, SlideSheet
from hor_exports.deck.templates.room import cover_room, cover_text_placeholder, free_room
from hor_exports.deck.templates.surface import (
    is_legible,
    placeholder_surface,
    placeholder_text_colour,
    surface_behind,
)
from hor_exports.deck.templates.theme_colours import legible_ink
from hor_exports.fitting import LINE_SPACING
from hor_exports.palette import INK

# A title's box holds at least this many letters of this size, each so wide for its size in Arial.
LEAST_TITLE_LETTERS, LEAST_TITLE_SIZE, LETTER_WIDTH = 110, 16.0, 0.56
# A title ends at least this far above the foot of the slide.
UNDER_TITLE = 12


class PlaceholderSetting(NamedTuple):
    """How a placeholder of the template is used: its place, and whether that is not its own; the
    room for text in it, across and down; the colour of its text where it is not the template's own;
    whether a panel stands behind it."""

    rect: Rect
    room: tuple[float, float]
    is_moved: bool = False
    colour: str = ""
    panel: bool = False


def title_setting(layout: Any, sheet: SlideSheet) -> PlaceholderSetting:
    """How a layout's title is set; a box too low for a title of usual length grows."""
    holder = title_placeholder(layout)
    given = sheet.place(holder) or Rect(0, 0, 0, 0)
    floor = sheet.height - UNDER_TITLE
    rect = given.within(sheet.rect._replace(height=floor))
    left, top, right, bottom = insets_of(holder, layout, sheet)
    across = max(rect.width - left - right, 60.0)
    letter = LEAST_TITLE_SIZE * LETTER_WIDTH * title_face(layout, sheet).width_factor
    lines = -(-int(LEAST_TITLE_LETTERS * letter) // int(across))
    least = lines * LEAST_TITLE_SIZE * LINE_SPACING + top + bottom
    if rect.height < least:
        rect = rect._replace(height=least, top=min(rect.top, floor - least))
    return placeholder_setting(holder, layout, (rect, given), sheet, ENOUGH_CONTRAST)


def cover_text_setting(cover: Any, sheet: SlideSheet) -> PlaceholderSetting:
    """How the words under the title of the first slide are set, in their box or ours."""
    holder, title = cover_text_placeholder(cover), title_setting(cover, sheet).rect
    given = sheet.place(holder) if holder is not None else None
    rect = cover_room(cover, sheet, title)
    if rect is not None and given is not None:
        return placeholder_setting(holder, cover, (rect, given), sheet, ENOUGH_TEXT_CONTRAST)
    rect = free_room(cover, sheet, title)
    surface = surface_behind(cover, rect, sheet)
    clear = legible_ink(surface, cover)
    return PlaceholderSetting(rect, rect[2:], colour=clear or INK, panel=not clear)


def placeholder_setting(
    holder: Any, layout: Any, places: tuple[Rect, Rect], sheet: SlideSheet, least: float
) -> PlaceholderSetting:
    """A placeholder at a place, rather than its own; in another colour, or on a panel, where its
    text could not be read."""
    rect, own = places
    is_moved = any(abs(a - b) > 0.5 for a, b in zip(rect, own, strict=True))
    left, top, right, bottom = insets_of(holder, layout, sheet)
    room = (rect.width - left - right, rect.height - top - bottom)
    surface = placeholder_surface(holder, layout, rect, sheet)
    if is_legible(placeholder_text_colour(holder, layout), surface, least):
        return PlaceholderSetting(rect, room, is_moved)
    clear = legible_ink(surface, layout)
    return PlaceholderSetting(rect, room, is_moved, clear or INK, panel=not clear)
