"""The look of a deck: which layout does what, where there is room, in which fonts and colours."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, NamedTuple

from hor_ui.deck.colours import ENOUGH, ENOUGH_FOR_TEXT, Colours, colours_on, theme_colour
from hor_ui.deck.faces import body_typefaces, insets_of, says, title_face
from hor_ui.deck.fitting import Face, font_runs
from hor_ui.deck.layouts import (
    BODIES,
    TITLES,
    Layouts,
    bodies_of,
    move_title,
    read_layouts,
    title_holder,
    trim_title,
)
from hor_ui.deck.rect import Rect, Sheet, sheet_of
from hor_ui.deck.refusal import TemplateRefusedError
from hor_ui.deck.room import LEAST_LEFT, cover_holder, cover_room, free_room, room_of
from hor_ui.deck.surface import Surface, legible, surface_behind, surface_of, text_colour
from hor_ui.deck.theme_colours import clear_ink, in_theme
from hor_ui.palette import INK, PAPER

__all__ = ["BODIES", "TITLES", "Look", "Rect", "Setting", "read_look", "setting_at"]

LEAST_ROOM = (300.0, 200.0)
# With less than this share of the slide for the body, a title gets no more than two lines.
LITTLE_ROOM, TITLE_HEIGHT = 0.5, 84.0
PANEL_EDGE, PANEL_FOOT, MOST_INSET = 12.0, 3.0, 30.0
# A title's box holds at least this many letters of this size.
LETTERS, LETTER_SIZE = 110, 16.0


class Setting(NamedTuple):
    """How a placeholder of the template is used: its place, and whether that is not its own; the
    room for text in it, across and down; the colour of its text where it is not the template's own;
    whether a panel stands behind it."""

    rect: Rect
    room: tuple[float, float]
    is_moved: bool = False
    colour: str = ""
    panel: bool = False


@dataclass(frozen=True)
class Look:
    """A template mapped: its layouts by what they do, the room in them, fonts and colours.

    `plain` bears a title and what we draw; `text` a title and one body; `two` a title and two.
    `panel` is where a white panel stands behind all that is under a title, if there has to be one;
    `ink` the colour of text in the template's own placeholders where it is not their own; `titles`
    how each layout's title is set; `smallest` the smallest type; `remarks` what was adapted, in
    sentences. Places and sizes are in points of the sheet.
    """

    presentation: Any
    sheet: Sheet
    cover: Any
    plain: Any
    text: Any
    two: Any
    titles: Mapping[str, Setting]
    cover_words: Setting
    body: Rect
    inset: float
    face: Face
    title_face: Face
    shouts: bool
    colours: Colours
    panel: Rect | None
    ink: str
    accent: str
    remarks: tuple[str, ...]

    @property
    def smallest(self) -> float:
        """The smallest type that can be read when it is projected."""
        return self.sheet.smallest

    def title_of(self, layout: Any) -> Setting:
        """How a layout's title is set."""
        return self.titles[str(layout.part.partname)]


def read_look(presentation: Any) -> Look:
    """Map a template by the types of its placeholders.

    Raises TemplateRefusedError where no layout has room.
    """
    sheet = sheet_of(presentation.slide_width.pt, presentation.slide_height.pt)
    layouts = read_layouts(presentation.slide_masters[0], sheet)
    plain, text, body = _content(layouts, sheet)
    if body.width < LEAST_ROOM[0] or body.height < LEAST_ROOM[1]:
        raise TemplateRefusedError(
            "The template's content layouts leave too little room for a chart. Make the content "
            "placeholder at least a third of the slide wide and high."
        )
    surface = surface_behind(plain, body, sheet)
    colours, is_paper = _colours(plain, surface)
    known = (layout for layout in (text, *layouts.two) if layout is not None)
    same = [layout for layout in known if _serves(layout, body, surface, sheet)]
    text = text if text in same else None
    two = next((layout for layout in layouts.two if layout in same), None)
    cover = layouts.cover or text or plain
    used = [layout for layout in (cover, plain, text, two) if layout is not None]
    # All else stands under a title's words, not under its box.
    inset = min(insets_of(title_holder(plain), plain, sheet)[0], MOST_INSET)
    return Look(
        presentation=presentation,
        sheet=sheet,
        cover=cover,
        plain=plain,
        text=text,
        two=two,
        titles={str(layout.part.partname): _title(layout, sheet) for layout in used},
        cover_words=_cover_words(cover, sheet),
        body=Rect(body.left + inset, body.top, body.width - 2 * inset, body.height),
        inset=inset,
        face=Face(18.0, runs=max(map(font_runs, body_typefaces(plain, text, two)))),
        title_face=title_face(plain, sheet),
        shouts=says(plain, "cap", "all"),
        colours=colours,
        panel=_panel(body, _title(plain, sheet).rect, sheet) if is_paper else None,
        ink=colours.ink if is_paper else _ink(text, surface, colours),
        accent=theme_colour("tx2", plain),
        remarks=_remarks(layouts, colours, is_paper),
    )


def _content(layouts: Layouts, sheet: Sheet) -> tuple[Any, Any, Rect]:
    """The layouts with a title alone and with a body, and the room that both of them have."""
    plain, text = layouts.plain, layouts.text
    owner = text if text is not None else plain
    body = room_of(owner, sheet, _title(owner, sheet).rect)
    if body.area < LITTLE_ROOM * sheet.rect.area:
        for layout in {id(one): one for one in (plain, text, *layouts.two) if one}.values():
            trim_title(layout, sheet, TITLE_HEIGHT)
        body = room_of(owner, sheet, _title(owner, sheet).rect)
    if _title(plain, sheet).rect.meets(body):
        plain = owner
    body = body.beside(_title(plain, sheet).rect, 4.0)
    is_wide = body.width >= LEAST_ROOM[0] and body.height >= LEAST_ROOM[1]
    if is_wide and body.area >= LEAST_LEFT * sheet.rect.area:
        return plain, text, body
    # A template with hardly any room: the title goes to the top, and the rest of the slide is ours.
    move_title(plain, sheet)
    return plain, None, free_room(plain, sheet, _title(plain, sheet).rect)


def _serves(layout: Any, body: Rect, surface: Surface, sheet: Sheet) -> bool:
    """Whether a layout's title is clear of the body, and all of it stands on the same colours."""
    is_clear = not _title(layout, sheet).rect.meets(body)
    return is_clear and surface_behind(layout, body, sheet) == surface


def _colours(layout: Any, surface: Surface) -> tuple[Colours, bool]:
    """The colours of what we draw, and whether they are those for a white panel."""
    background = surface[0] if surface and len(set(surface)) == 1 else None
    ours = colours_on(background, theme_colour("tx1", layout)) if background else None
    on_paper = colours_on(PAPER)
    assert on_paper is not None
    return (in_theme(ours, layout), False) if ours else (on_paper, True)


def _ink(text: Any, surface: Surface, colours: Colours) -> str:
    """The colour of words in a body placeholder, where the template's own cannot be read."""
    if text is None:
        return colours.ink
    own = text_colour(bodies_of(text)[0], text)
    return "" if legible(own, surface, ENOUGH_FOR_TEXT) else colours.ink


def _title(layout: Any, sheet: Sheet) -> Setting:
    holder = title_holder(layout)
    given = sheet.place(holder) or Rect(0, 0, 0, 0)
    face = title_face(layout, sheet).at(LETTER_SIZE)
    rect = given.within(sheet.rect._replace(height=sheet.height - 12))
    left, top, right, bottom = insets_of(holder, layout, sheet)
    across = max(rect.width - left - right, 60.0)
    lines = -(-int(LETTERS * LETTER_SIZE * 0.56 * face.runs) // int(across))
    least = lines * LETTER_SIZE * 1.2 + top + bottom
    if rect.height < least:
        rect = rect._replace(height=least, top=min(rect.top, sheet.height - 12 - least))
    return setting_at(holder, layout, (rect, given), sheet, ENOUGH)


def _cover_words(cover: Any, sheet: Sheet) -> Setting:
    """How the words under the title of the first slide are set, in their box or ours."""
    holder, title = cover_holder(cover), _title(cover, sheet).rect
    given = sheet.place(holder) if holder is not None else None
    rect = cover_room(cover, sheet, title)
    if rect is not None and given is not None:
        return setting_at(holder, cover, (rect, given), sheet, ENOUGH_FOR_TEXT)
    rect = free_room(cover, sheet, title)
    surface = surface_behind(cover, rect, sheet)
    clear = clear_ink(surface, cover)
    return Setting(rect, rect[2:], colour=clear or INK, panel=not clear)


def setting_at(
    holder: Any, layout: Any, places: tuple[Rect, Rect], sheet: Sheet, least: float
) -> Setting:
    """A placeholder at a place, rather than its own; in another colour, or on a panel, where its
    text could not be read."""
    rect, own = places
    is_moved = any(abs(a - b) > 0.5 for a, b in zip(rect, own, strict=True))
    left, top, right, bottom = insets_of(holder, layout, sheet)
    room = (rect.width - left - right, rect.height - top - bottom)
    surface = surface_of(holder, layout, rect, sheet)
    if legible(text_colour(holder, layout), surface, least):
        return Setting(rect, room, is_moved)
    clear = clear_ink(surface, layout)
    return Setting(rect, room, is_moved, clear or INK, panel=not clear)


def _panel(body: Rect, title: Rect, sheet: Sheet) -> Rect:
    """The panel behind the body: a little more than it, on the slide and clear of the title."""
    wide = Rect(
        body.left - PANEL_EDGE,
        body.top - PANEL_EDGE,
        body.width + 2 * PANEL_EDGE,
        body.height + PANEL_EDGE + PANEL_FOOT,
    )
    return wide.within(sheet.rect).beside(title, 0.0)


def _remarks(layouts: Layouts, colours: Colours, is_paper: bool) -> tuple[str, ...]:
    remarks = []
    if not layouts.has_own_title:
        remarks.append("No layout of the template has a title, so one was added.")
    if layouts.cover is None:
        remarks.append("The template has no title slide, so a content slide opens.")
    if is_paper:
        remarks.append(
            "The template’s background is not one plain colour on which the status colours stand "
            "out, so charts, tables and words stand on a white panel."
        )
    elif colours.adjusted:
        remarks.append(
            "Status colours were adjusted to stand out, 3 to 1, from the template’s background."
        )
    return tuple(remarks)
