"""The room that a layout leaves for what we draw."""

from typing import Any

from pptx.enum.shapes import PP_PLACEHOLDER as KIND

from hor_ui.deck.layouts import FURNITURE, bodies_of
from hor_ui.deck.rect import Rect, Sheet
from hor_ui.deck.surface import drawings

GAP, MARGIN, FOOT = 14.0, 24.0, 36.0
# A content box with less than this share of the free room is small by accident: it was drawn to
# fit the words that happened to stand in it.
SMALL = 0.62
# With less than this share of the slide there is too little room to leave any of it free.
LEAST_SHARE = 0.55
# Rather than that drawings leave less than this of the slide, we stand on them.
LEAST_LEFT = 0.42
# What a drawing may take of the room before we rather stand on it.
MOST_TAKEN, MOST_TAKEN_BY_A_PATCH = 0.45, 0.25
NEAR_DRAWING = 8.0


def room_of(layout: Any, sheet: Sheet, title: Rect) -> Rect:
    """The content box of a layout, on the slide, clear of the title and of what is drawn; where it
    is small or there is none, the free room above or below the title."""
    free = _clear_of_drawings(free_room(layout, sheet, title), layout, sheet)
    bodies = bodies_of(layout)
    given = sheet.place(bodies[0]) if bodies else None
    if given is None:
        return free
    box = given.within(sheet.rect)
    if box.width <= 0 or box.height <= 0:
        return free
    box = _clear_of_drawings(box.beside(title, GAP), layout, sheet)
    is_small = box.area < SMALL * free.area or box.area < LEAST_SHARE * sheet.rect.area
    if not is_small:
        return box
    return _grown(box, free)


def cover_room(layout: Any, sheet: Sheet, title: Rect) -> Rect | None:
    """The place for the words under the title of a first slide, grown down where it is low; None
    where the layout has no placeholder for them."""
    holder = cover_holder(layout)
    given = sheet.place(holder) if holder is not None else None
    if given is None:
        return None
    box = given.within(sheet.rect)
    beside = box.beside(title, 4.0)
    if beside.height > 30 and beside.width > 200:
        box = beside
    floor = _floor(layout, sheet)
    if box.height < 120 and box.top > title.top:
        below = box._replace(height=max(min(box.top + 120, floor) - box.top, box.height))
        cleared = _clear_of_drawings(below, layout, sheet)
        box = cleared if cleared.top <= box.top + 1 and cleared.height >= box.height else box
    return box


def cover_holder(layout: Any) -> Any:
    """The placeholder for the words under the title of a first slide: the subtitle, if it has
    one."""
    subtitles = [one for one in layout.placeholders if one.placeholder_format.type == KIND.SUBTITLE]
    return next(iter([*subtitles, *bodies_of(layout)]), None)


def _grown(box: Rect, free: Rect) -> Rect:
    """A box that is small, grown into the free room: down, and to its sides where it is narrow."""
    narrow = box.width < SMALL * free.width
    left = free.left if narrow else box.left
    right = free.right if narrow else box.right
    top = box.top if free.top <= box.top < free.top + free.height / 2 else free.top
    grown = Rect(left, top, right - left, free.bottom - top)
    return grown if grown.area >= box.area else free


def free_room(layout: Any, sheet: Sheet, title: Rect) -> Rect:
    """The larger space above or below the title, as wide as the title, or the slide if wider."""
    floor = _floor(layout, sheet)
    left = max(title.left, MARGIN)
    width = min(title.width, sheet.width - left - MARGIN)
    if width < SMALL * sheet.width:
        left, width = MARGIN, sheet.width - 2 * MARGIN
    above = Rect(left, FOOT, width, title.top - FOOT - GAP)
    below = Rect(left, title.bottom + GAP, width, floor - title.bottom - GAP)
    return max(above, below, key=lambda rect: rect.height)


def _floor(layout: Any, sheet: Sheet) -> float:
    """Where the date, the footer and the slide's number begin at the foot of a slide."""
    floor = sheet.height - FOOT
    for holder in [*layout.placeholders, *layout.slide_master.placeholders]:
        place = sheet.place(holder)
        if holder.placeholder_format.type in FURNITURE and place and place.top > sheet.height / 2:
            floor = min(floor, place.top - 4)
    return floor


def _clear_of_drawings(rect: Rect, layout: Any, sheet: Sheet) -> Rect:
    for drawing in list(drawings(layout, rect, sheet)):
        if drawing.rect.holds(rect):
            continue
        shared = rect.within(drawing.rect)
        # A card that the text is to stand on, and hardly reaches beyond.
        if drawing.is_full and shared.area > 0.85 * rect.area:
            rect = shared
            continue
        rest = rect.beside(drawing.rect, NEAR_DRAWING)
        taken = MOST_TAKEN if drawing.is_full else MOST_TAKEN_BY_A_PATCH
        if rest.area >= max((1 - taken) * rect.area, LEAST_LEFT * sheet.rect.area):
            rect = rest
    return rect
