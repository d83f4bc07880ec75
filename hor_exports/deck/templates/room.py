"""The room that a layout leaves for what we draw."""

from typing import Any

from pptx.enum.shapes import PP_PLACEHOLDER as KIND

from hor_exports.deck.templates.layouts import FURNITURE_KINDS, body_placeholders, placeholders_of
from hor_exports.deck.templates.rect import Rect, SlideSheet
from hor_exports.deck.templates.surface import template_drawings

TITLE_GAP, SIDE_MARGIN, FOOT_MARGIN = 14.0, 24.0, 36.0
# A content box with less than this share of the free room is small by accident: it was drawn to
# fit the words that happened to stand in it.
SMALL_SHARE = 0.62
# With less than this share of the slide there is too little room to leave any of it free.
LEAST_BODY_SHARE = 0.55
# Rather than that drawings leave less than this of the slide, we stand on them.
LEAST_ROOM_SHARE = 0.42
# What a drawing may take of the room before we rather stand on it.
MOST_TAKEN, MOST_TAKEN_BY_A_PATCH = 0.45, 0.25
NEAR_DRAWING = 8.0


def content_room(layout: Any, sheet: SlideSheet, title: Rect) -> Rect:
    """The content box of a layout, on the slide, clear of the title and of what is drawn; where it
    is small or there is none, the free room above or below the title."""
    free = _clear_of_drawings(free_room(layout, sheet, title), layout, sheet)
    bodies = body_placeholders(layout)
    given = sheet.place(bodies[0]) if bodies else None
    if given is None:
        return free
    box = given.within(sheet.rect)
    if box.width <= 0 or box.height <= 0:
        return free
    box = _clear_of_drawings(box.clear_of(title, TITLE_GAP), layout, sheet)
    is_small = box.area < SMALL_SHARE * free.area or box.area < LEAST_BODY_SHARE * sheet.rect.area
    if not is_small:
        return box
    return _grown(box, free)


def cover_room(layout: Any, sheet: SlideSheet, title: Rect) -> Rect | None:
    """The place for the words under the title of a first slide, grown down where it is low; None
    where the layout has no placeholder for them."""
    holder = cover_text_placeholder(layout)
    given = sheet.place(holder) if holder is not None else None
    if given is None:
        return None
    box = given.within(sheet.rect)
    clear = box.clear_of(title, 4.0)
    if clear.height > 30 and clear.width > 200:
        box = clear
    floor = _floor(layout, sheet)
    if box.height < 120 and box.top > title.top:
        below = box._replace(height=max(min(box.top + 120, floor) - box.top, box.height))
        cleared = _clear_of_drawings(below, layout, sheet)
        box = cleared if cleared.top <= box.top + 1 and cleared.height >= box.height else box
    return box


def cover_text_placeholder(layout: Any) -> Any:
    """The placeholder for the words under the title of a first slide: the subtitle, if it has
    one."""
    subtitles = placeholders_of(layout, (KIND.SUBTITLE,))
    return next(iter([*subtitles, *body_placeholders(layout)]), None)


def _grown(box: Rect, free: Rect) -> Rect:
    """A box that is small, grown into the free room: down, and to its sides where it is narrow."""
    narrow = box.width < SMALL_SHARE * free.width
    left = free.left if narrow else box.left
    right = free.right if narrow else box.right
    top = box.top if free.top <= box.top < free.top + free.height / 2 else free.top
    grown = Rect(left, top, right - left, free.bottom - top)
    return grown if grown.area >= box.area else free


def free_room(layout: Any, sheet: SlideSheet, title: Rect) -> Rect:
    """The larger space above or below the title, as wide as the title, or the slide if wider."""
    floor = _floor(layout, sheet)
    left = max(title.left, SIDE_MARGIN)
    width = min(title.width, sheet.width - left - SIDE_MARGIN)
    if width < SMALL_SHARE * sheet.width:
        left, width = SIDE_MARGIN, sheet.width - 2 * SIDE_MARGIN
    above = Rect(left, FOOT_MARGIN, width, title.top - FOOT_MARGIN - TITLE_GAP)
    below = Rect(left, title.bottom + TITLE_GAP, width, floor - title.bottom - TITLE_GAP)
    return max(above, below, key=lambda rect: rect.height)


def _floor(layout: Any, sheet: SlideSheet) -> float:
    """Where the date, the footer and the slide's number begin at the foot of a slide."""
    owners = (layout, layout.slide_master)
    furniture = [holder for owner in owners for holder in placeholders_of(owner, FURNITURE_KINDS)]
    tops = [place.top - 4 for holder in furniture if (place := sheet.place(holder))]
    return min([sheet.height - FOOT_MARGIN, *(top for top in tops if top > sheet.height / 2 - 4)])


def _clear_of_drawings(rect: Rect, layout: Any, sheet: SlideSheet) -> Rect:
    for drawing in list(template_drawings(layout, rect, sheet)):
        if drawing.rect.holds(rect):
            continue
        shared = rect.within(drawing.rect)
        # A card that the text is to stand on, and hardly reaches beyond.
        if drawing.is_full and shared.area > 0.85 * rect.area:
            rect = shared
            continue
        rest = rect.clear_of(drawing.rect, NEAR_DRAWING)
        taken = MOST_TAKEN if drawing.is_full else MOST_TAKEN_BY_A_PATCH
        if rest.area >= max((1 - taken) * rect.area, LEAST_ROOM_SHARE * sheet.rect.area):
            rect = rest
    return rect
