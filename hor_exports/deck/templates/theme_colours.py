"""Colours that a theme names, so that a slide copied into another deck takes that deck's own."""

from collections.abc import Mapping
from typing import Any, Self

from pptx.dml.color import RGBColor
from pptx.enum.dml import MSO_THEME_COLOR

from hor_exports.deck.templates.colours import (
    ENOUGH_TEXT_CONTRAST,
    FADED_TEXT_SHARE,
    Colours,
    blend_colours,
    contrast_ratio,
    theme_colour,
)
from hor_exports.deck.templates.surface import Surface, is_legible
from hor_exports.palette import INK, PAPER

_THEME_COLOUR_TYPES: Mapping[str, Any] = {
    "tx1": MSO_THEME_COLOR.TEXT_1,
    "bg1": MSO_THEME_COLOR.BACKGROUND_1,
}
# How far an outline and a thin rule are from the colour of text, towards what is behind them.
OUTLINE_SHARE, RULE_SHARE = 0.25, 0.7


class ThemeColour(str):
    """A colour as hex, which the theme has by this name; `brightness` is how much lighter (or below
    0, darker) than that it is, from -1 to 1."""

    name: str
    brightness: float

    def __new__(cls, colour: str, name: str, brightness: float = 0.0) -> Self:
        """As str; the colour is its hex."""
        self = super().__new__(cls, colour)
        self.name, self.brightness = name, brightness
        return self


def name_theme_colours(colours: Colours, layout: Any) -> Colours:
    """The same colours, those of text and background by their names where the theme has them; the
    colours of statuses stay what they are."""
    background = _named(colours.background, "bg1", layout)
    ink = _named(colours.ink, "tx1", layout)
    return colours._replace(
        background=background,
        ink=ink,
        status={**colours.status, "not started": background},
        text_on={**colours.text_on, "not started": ink},
        outline=fade_ink(colours, OUTLINE_SHARE, ink),
    )


def legible_ink(surface: Surface, layout: Any) -> str:
    """A colour of text that can be read on all of a surface: the theme's own on its own background,
    else black or white; empty where neither can."""
    inks: list[str] = [INK, PAPER]
    if surface == (theme_colour("bg1", layout),):
        inks.insert(0, ThemeColour(theme_colour("tx1", layout), "tx1"))
    return next((ink for ink in inks if is_legible(ink, surface, ENOUGH_TEXT_CONTRAST)), "")


def rule_colour(colours: Colours) -> str:
    """The colour of a thin rule."""
    return fade_ink(colours, RULE_SHARE, colours.ink)


def pale_ink(colours: Colours) -> str:
    """The colour of text for what stands beside what is chosen; legible all the same."""
    pale = fade_ink(colours, FADED_TEXT_SHARE, colours.ink)
    return pale if contrast_ratio(pale, colours.background) >= ENOUGH_TEXT_CONTRAST else colours.ink


def fade_ink(colours: Colours, share: float, ink: str) -> str:
    """The colour of text with this share of what is behind it."""
    if not isinstance(ink, ThemeColour):
        return blend_colours(ink, colours.background, share)
    is_light = contrast_ratio(ink, INK) > contrast_ratio(colours.background, INK)
    edge = "#000000" if is_light else "#FFFFFF"
    return ThemeColour(blend_colours(ink, edge, share), ink.name, -share if is_light else share)


def paint_colour(target: Any, colour: str) -> None:
    """Give a python-pptx colour this one."""
    if isinstance(colour, ThemeColour):
        target.theme_color = _THEME_COLOUR_TYPES[colour.name]
        target.brightness = colour.brightness
    else:
        target.rgb = RGBColor.from_string(colour.lstrip("#").upper())


def _named(colour: str, name: str, layout: Any) -> str:
    known = theme_colour(name, layout)
    return ThemeColour(colour, name) if colour.upper() == known.upper() else colour
