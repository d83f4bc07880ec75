"""Which colours a template has, and status colours that stand off its background."""

import re
from collections.abc import Mapping
from itertools import pairwise
from typing import Any, NamedTuple

from pptx.opc.constants import RELATIONSHIP_TYPE
from pptx.oxml import parse_xml
from pptx.oxml.ns import qn

from hor_exports.deck.xml import find
from hor_exports.palette import DARK_COLOURS, HATCH, INK, OUTLINE, PAPER, PLAIN, STATUS_COLOURS

ENOUGH_CONTRAST, ENOUGH_TEXT_CONTRAST = 3.0, 4.5
# Two steps of the scale that look less different than this are one colour to a reader.
LEAST_STEP_CONTRAST = 1.2
_HEX = re.compile(r"[0-9A-Fa-f]{6}$")
# Colours that a theme may name instead of giving.
_SYSTEM_COLOURS = {"window": PAPER, "windowText": INK, "white": PAPER, "black": INK}
# How much of the background is in what stands beside what is chosen.
FADED_SHARE, FADED_TEXT_SHARE = 0.65, 0.35
MEANINGS_IN_STEPS = ("complete", "substantial", "limited")


class Colours(NamedTuple):
    """What the slides are drawn in: hex by meaning, and the text that is legible on each."""

    background: str
    ink: str
    status: Mapping[str, str]
    text_on: Mapping[str, str]
    hatch: str
    outline: str
    adjusted: bool = False

    @property
    def faded(self) -> "Colours":
        """The same, the colours of statuses paler, for what stands beside what is chosen."""
        status = {
            meaning: blend_colours(colour, self.background, FADED_SHARE)
            for meaning, colour in self.status.items()
        }
        return self._replace(
            status=status, hatch=blend_colours(self.hatch, self.background, FADED_SHARE)
        )


def contrast_ratio(colour: str, other: str) -> float:
    """How far two colours stand apart, from 1 to 21, as WCAG counts it."""
    high, low = sorted((_luminance(colour), _luminance(other)), reverse=True)
    return (high + 0.05) / (low + 0.05)


def blend_colours(colour: str, other: str, share: float) -> str:
    """One colour with this share of another in it."""
    parts = zip(_rgb(colour), _rgb(other), strict=True)
    return "#" + "".join(f"{round(a + (b - a) * share):02X}" for a, b in parts)


def black_or_white_on(colour: str) -> str:
    """Black or white, whichever is easier to read on this colour."""
    return max((INK, PAPER), key=lambda text: contrast_ratio(text, colour))


def slide_colours_on(background: str, ink: str = "") -> Colours | None:
    """Status colours that stand 3 to 1 off this background; None where no such set tells its
    steps apart."""
    edge = black_or_white_on(background)
    dark = edge == PAPER
    shown = {
        meaning: _stand_off(DARK_COLOURS.get(colour, colour) if dark else colour, background, edge)
        for meaning, colour in STATUS_COLOURS.items()
        if meaning != "not started"
    }
    steps = pairwise(shown[meaning] for meaning in MEANINGS_IN_STEPS)
    if any(contrast_ratio(*pair) < LEAST_STEP_CONTRAST for pair in steps):
        return None
    outline = _stand_off(DARK_COLOURS[OUTLINE] if dark else OUTLINE, background, edge)
    status = shown | {"not started": background, PLAIN: outline}
    if not ink or contrast_ratio(ink, background) < ENOUGH_TEXT_CONTRAST:
        ink = black_or_white_on(background)
    return Colours(
        background=background,
        ink=ink,
        status=status,
        text_on={meaning: black_or_white_on(colour) for meaning, colour in status.items()},
        hatch=blend_colours(shown["unclear"], background, 0.2) if dark else HATCH["fgcolor"],
        outline=outline,
        adjusted=any(
            shown[meaning].upper() != STATUS_COLOURS[meaning].upper() for meaning in shown
        ),
    )


def read_colour(holder: Any, layout: Any, own: str = "") -> str | None:
    """The colour an element holds, through the template's theme; None where we cannot tell. `own`
    is what the theme's placeholder colour stands for."""
    if holder is None or not len(holder):
        return None
    colour = holder[0]
    if colour.tag == qn("a:srgbClr"):
        base = f"#{colour.get('val')}"
    elif colour.tag == qn("a:sysClr") and colour.get("lastClr"):
        base = f"#{colour.get('lastClr')}"
    elif colour.tag in (qn("a:sysClr"), qn("a:prstClr")) and colour.get("val") in _SYSTEM_COLOURS:
        base = _SYSTEM_COLOURS[colour.get("val")]
    elif colour.tag == qn("a:schemeClr") and own and colour.get("val") == "phClr":
        base = own
    elif colour.tag == qn("a:schemeClr"):
        base = theme_colour(colour.get("val"), layout)
    else:
        return None
    return _apply_modifiers(base, colour)


def theme_colour(name: str, layout: Any) -> str:
    """A colour of the theme by its name on slides, such as tx1 or accent2."""
    own = find(layout._element, "p:clrMapOvr/a:overrideClrMapping")
    mapping = find(layout.slide_master._element, "p:clrMap") if own is None else own
    scheme = find(read_theme(layout.slide_master), ".//a:clrScheme")
    entry = scheme.find(qn(f"a:{mapping.get(name, name)}"))
    if entry is None or not len(entry):
        return INK
    colour = entry[0].get("lastClr") or entry[0].get("val", "")
    return f"#{colour}" if _HEX.match(colour) else _SYSTEM_COLOURS.get(colour, INK)


def read_theme(master: Any) -> Any:
    """The theme of a slide master."""
    return parse_xml(master.part.part_related_by(RELATIONSHIP_TYPE.THEME).blob)


def _apply_modifiers(base: str, colour: Any) -> str | None:
    for change in colour:
        share = int(change.get("val", "100000")) / 100_000
        if change.tag == qn("a:lumMod"):
            base = blend_colours("#000000", base, min(share, 1))
        elif change.tag == qn("a:lumOff"):
            base = blend_colours(base, "#FFFFFF", share)
        elif change.tag == qn("a:tint"):
            base = _scale_light(base, min(share, 1), 1 - min(share, 1))
        elif change.tag == qn("a:shade"):
            base = _scale_light(base, min(share, 1), 0.0)
        # How strong a colour is says little about how light it is, which is what we ask.
        elif change.tag not in (qn("a:satMod"), qn("a:satOff"), qn("a:sat")):
            return None
    return base


def _scale_light(colour: str, share: float, white: float) -> str:
    """A share of the light of a colour, and so much white light."""
    mixed = [part * share + white for part in _linear(colour)]
    seen = [
        part * 12.92 if part <= 0.0031308 else 1.055 * part ** (1 / 2.4) - 0.055 for part in mixed
    ]
    return "#" + "".join(f"{round(min(part, 1) * 255):02X}" for part in seen)


def _stand_off(colour: str, background: str, edge: str) -> str:
    """The colour with as much of black or white, in 25 steps, as it takes to stand off."""
    for step in range(25):
        tried = blend_colours(colour, edge, step / 25) if step else colour
        if contrast_ratio(tried, background) >= ENOUGH_CONTRAST:
            return tried
    return edge


def _rgb(colour: str) -> list[int]:
    return [int(colour[place : place + 2], 16) for place in (1, 3, 5)]


def _linear(colour: str) -> list[float]:
    """How much red, green and blue light a colour has, each from 0 to 1, as sRGB defines it."""
    parts = [part / 255 for part in _rgb(colour)]
    return [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]


def _luminance(colour: str) -> float:
    red, green, blue = _linear(colour)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
