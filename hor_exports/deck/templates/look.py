"""The look of a deck: which layout does what, where there is room, in which fonts and colours."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from hor_exports.deck.templates.colours import (
    ENOUGH_TEXT_CONTRAST,
    Colours,
    slide_colours_on,
    theme_colour,
)
from hor_exports.deck.templates.faces import body_typefaces, insets_of, title_attribute, title_face
from hor_exports.deck.templates.layouts import (
    TemplateLayouts,
    body_placeholders,
    move_title,
    read_layouts,
    title_placeholder,
    trim_title,
)
from hor_exports.deck.templates.placeholders import (
    PlaceholderSetting,
    cover_text_setting,
    title_setting,
)
from hor_exports.deck.templates.rect import Rect, SlideSheet, slide_sheet
from hor_exports.deck.templates.refusal import TemplateRefusedError
from hor_exports.deck.templates.room import LEAST_ROOM_SHARE, content_room, free_room
from hor_exports.deck.templates.surface import (
    Surface,
    is_legible,
    placeholder_text_colour,
    surface_behind,
)
from hor_exports.deck.templates.theme_colours import name_theme_colours
from hor_exports.fitting import Face, font_width_factor
from hor_exports.palette import PAPER

LEAST_BODY = (300.0, 200.0)
# With less than this share of the slide for the body, a title gets no more than two lines.
LITTLE_ROOM, TWO_LINE_TITLE = 0.5, 84.0
PANEL_EDGE, PANEL_FOOT, MOST_INSET = 12.0, 3.0, 30.0


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
    sheet: SlideSheet
    cover: Any
    plain: Any
    text: Any
    two: Any
    titles: Mapping[str, PlaceholderSetting]
    cover_words: PlaceholderSetting
    body: Rect
    face: Face
    title_face: Face
    shouts: bool
    colours: Colours
    panel: Rect | None
    ink: str
    remarks: tuple[str, ...]

    @property
    def smallest(self) -> float:
        """The smallest type that can be read when it is projected."""
        return self.sheet.smallest

    def title_of(self, layout: Any) -> PlaceholderSetting:
        """How a layout's title is set."""
        return self.titles[str(layout.part.partname)]


def read_look(presentation: Any) -> Look:
    """Map a template by the types of its placeholders.

    Raises TemplateRefusedError where no layout has room.
    """
    sheet = slide_sheet(presentation.slide_width.pt, presentation.slide_height.pt)
    layouts = read_layouts(presentation.slide_masters[0], sheet)
    plain, text, body = _content(layouts, sheet)
    _refuse_small(body)
    surface = surface_behind(plain, body, sheet)
    colours, is_paper = _slide_colours(plain, surface)
    known = (layout for layout in (text, *layouts.two) if layout is not None)
    same = [layout for layout in known if _serves(layout, body, surface, sheet)]
    text = text if text in same else None
    two = next((layout for layout in layouts.two if layout in same), None)
    cover = layouts.cover or text or plain
    used = [layout for layout in (cover, plain, text, two) if layout is not None]
    # All else stands under a title's words, not under its box.
    inset = min(insets_of(title_placeholder(plain), plain, sheet)[0], MOST_INSET)
    return Look(
        presentation=presentation,
        sheet=sheet,
        cover=cover,
        plain=plain,
        text=text,
        two=two,
        titles={str(layout.part.partname): title_setting(layout, sheet) for layout in used},
        cover_words=cover_text_setting(cover, sheet),
        body=Rect(body.left + inset, body.top, body.width - 2 * inset, body.height),
        face=Face(18.0, width_factor=max(map(font_width_factor, body_typefaces(plain, text, two)))),
        title_face=title_face(plain, sheet),
        shouts=title_attribute(plain, "cap") == "all",
        colours=colours,
        panel=_panel(body, title_setting(plain, sheet).rect, sheet) if is_paper else None,
        ink=colours.ink if is_paper else _placeholder_ink(text, surface, colours),
        remarks=_remarks(layouts, colours, is_paper),
    )


def _refuse_small(body: Rect) -> None:
    """Raise TemplateRefusedError where a layout's body leaves too little room for a chart."""
    if body.width < LEAST_BODY[0] or body.height < LEAST_BODY[1]:
        raise TemplateRefusedError(
            "The template's content layouts leave too little room for a chart. Make the content "
            "placeholder at least a third of the slide wide and high."
        )


def _content(layouts: TemplateLayouts, sheet: SlideSheet) -> tuple[Any, Any, Rect]:
    """The layouts with a title alone and with a body, and the room that both of them have."""
    plain, text = layouts.plain, layouts.text
    owner = text if text is not None else plain
    body = content_room(owner, sheet, title_setting(owner, sheet).rect)
    if body.area < LITTLE_ROOM * sheet.rect.area:
        for layout in filter(None, (plain, text, *layouts.two)):
            trim_title(layout, sheet, TWO_LINE_TITLE)
        body = content_room(owner, sheet, title_setting(owner, sheet).rect)
    if title_setting(plain, sheet).rect.meets(body):
        plain = owner
    body = body.clear_of(title_setting(plain, sheet).rect, 4.0)
    is_wide = body.width >= LEAST_BODY[0] and body.height >= LEAST_BODY[1]
    if is_wide and body.area >= LEAST_ROOM_SHARE * sheet.rect.area:
        return plain, text, body
    # A template with hardly any room: the title goes to the top, and the rest of the slide is ours.
    move_title(plain, sheet)
    return plain, None, free_room(plain, sheet, title_setting(plain, sheet).rect)


def _serves(layout: Any, body: Rect, surface: Surface, sheet: SlideSheet) -> bool:
    """Whether a layout's title is clear of the body, and all of it stands on the same colours."""
    is_clear = not title_setting(layout, sheet).rect.meets(body)
    return is_clear and surface_behind(layout, body, sheet) == surface


def _slide_colours(layout: Any, surface: Surface) -> tuple[Colours, bool]:
    """The colours of what we draw, and whether they are those for a white panel."""
    background = surface[0] if surface and len(set(surface)) == 1 else None
    ours = slide_colours_on(background, theme_colour("tx1", layout)) if background else None
    on_paper = slide_colours_on(PAPER)
    assert on_paper is not None
    return (name_theme_colours(ours, layout), False) if ours else (on_paper, True)


def _placeholder_ink(text: Any, surface: Surface, colours: Colours) -> str:
    """The colour of words in a body placeholder, where the template's own cannot be read."""
    if text is None:
        return colours.ink
    own = placeholder_text_colour(body_placeholders(text)[0], text)
    return "" if is_legible(own, surface, ENOUGH_TEXT_CONTRAST) else colours.ink


def _panel(body: Rect, title: Rect, sheet: SlideSheet) -> Rect:
    """The panel behind the body: a little more than it, on the slide and clear of the title."""
    wide = Rect(
        body.left - PANEL_EDGE,
        body.top - PANEL_EDGE,
        body.width + 2 * PANEL_EDGE,
        body.height + PANEL_EDGE + PANEL_FOOT,
    )
    return wide.within(sheet.rect).clear_of(title, 0.0)


def _remarks(layouts: TemplateLayouts, colours: Colours, is_paper: bool) -> tuple[str, ...]:
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
