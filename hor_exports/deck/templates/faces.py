"""How a template sets its text: typefaces, capitals, and how far words stand from their box."""

from collections.abc import Iterable, Iterator
from typing import Any

from pptx.enum.shapes import PP_PLACEHOLDER as KIND

from hor_exports.deck.templates.colours import read_theme
from hor_exports.deck.templates.layouts import (
    BODY_KINDS,
    TITLE_KINDS,
    body_placeholders,
    placeholders_of,
    title_placeholder,
)
from hor_exports.deck.templates.rect import EMU_PER_POINT, SlideSheet
from hor_exports.deck.xml import find
from hor_exports.fitting import Face, font_width_factor

# What PowerPoint takes where a box says nothing, in points.
USUAL_INSETS = {"lIns": 7.2, "tIns": 3.6, "rIns": 7.2, "bIns": 3.6}


def with_masters_own(holder: Any, layout: Any) -> list[Any]:
    """A placeholder of a layout, and those of the master that it takes its look from."""
    kind = holder.placeholder_format.type
    kinds: tuple[Any, ...] = (*BODY_KINDS, KIND.SUBTITLE)
    if kind in TITLE_KINDS:
        kinds = TITLE_KINDS
    elif kind == KIND.SLIDE_NUMBER:
        kinds = (kind,)
    return [holder, *placeholders_of(layout.slide_master, kinds)]


def run_styles(holder: Any, layout: Any) -> Iterator[Any]:
    """How the first level of a placeholder's text is set, as a:defRPr elements or None, the nearest
    first: its own, those of the master's placeholders, and the master's style of such text."""
    for owner in with_masters_own(holder, layout):
        yield find(owner._element.txBody, "a:lstStyle/a:lvl1pPr/a:defRPr")
    kind = holder.placeholder_format.type
    styles = {KIND.SLIDE_NUMBER: "other"} | dict.fromkeys(TITLE_KINDS, "title")
    yield _masters_style(layout, styles.get(kind, "body"))


def _masters_style(layout: Any, name: str) -> Any:
    path = f"p:txStyles/p:{name}Style/a:lvl1pPr/a:defRPr"
    return find(layout.slide_master._element, path)


def body_typefaces(plain: Any, *texts: Any) -> set[str]:
    """The typefaces of text: the theme's, in which we draw, and those of the placeholders."""
    holders = [body_placeholders(layout)[0] for layout in texts if layout is not None]
    styles = [[_masters_style(plain, "body")], *(run_styles(holder, plain) for holder in holders)]
    return {_typeface(given, plain, "minorFont") for given in styles}


def _typeface(styles: Iterable[Any], layout: Any, theme_font: str) -> str:
    """The typeface that the nearest of these styles names, or else the theme's."""
    for style in styles:
        typeface = "+" if (latin := find(style, "a:latin")) is None else latin.get("typeface", "+")
        # With a plus sign begins what stands for one of the theme's own fonts.
        if not typeface.startswith("+"):
            return str(typeface)
    font = find(read_theme(layout.slide_master), f".//a:{theme_font}/a:latin")
    return "" if font is None else font.get("typeface", "")


def title_face(layout: Any, sheet: SlideSheet) -> Face:
    """How a layout's titles are set."""
    typeface = _typeface(run_styles(title_placeholder(layout), layout), layout, "majorFont")
    # In hundredths of a point.
    spacing = float(title_attribute(layout, "spc") or 0) / 100 / sheet.factor
    is_bold = title_attribute(layout, "b") == "1"
    return Face(28.0, is_bold, font_width_factor(typeface), spacing)


def title_attribute(layout: Any, name: str) -> str:
    """An attribute of the master's style of titles, such as cap; "" where it has none."""
    style = _masters_style(layout, "title")
    return "" if style is None else style.get(name, "")


def insets_of(holder: Any, layout: Any, sheet: SlideSheet) -> list[float]:
    """How far a placeholder's words stand from its box in points of the sheet: left, top, right and
    bottom."""
    owners = [find(owner._element.txBody, "a:bodyPr") for owner in with_masters_own(holder, layout)]
    given = []
    for name, usual in USUAL_INSETS.items():
        values = [owner.get(name) for owner in owners if owner is not None]
        value = next((float(text) / EMU_PER_POINT for text in values if text), usual)
        given.append(value / sheet.factor)
    return given
