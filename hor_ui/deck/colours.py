"""Which colours a template has, and status colours that stand off its background."""

import re
from collections.abc import Mapping
from typing import Any, NamedTuple

from pptx.opc.constants import RELATIONSHIP_TYPE
from pptx.oxml import parse_xml
from pptx.oxml.ns import qn

from hor_ui.palette import DARK, HATCH, INK, OUTLINE, PAPER, STATUS_COLOURS

ENOUGH, ENOUGH_FOR_TEXT = 3.0, 4.5
# Two steps of the scale that look less different than this are one colour to a reader.
STEP = 1.2
_HEX = re.compile(r"[0-9A-Fa-f]{6}$")
# Colours that a theme may name instead of giving.
_NAMED = {"window": PAPER, "windowText": INK, "white": PAPER, "black": INK}
# How much of the background is in what stands beside what is chosen.
FADED, FADED_TEXT = 0.65, 0.35
SCALE = ("complete", "substantial", "limited")


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
        status = {of: blended(colour, self.background, FADED) for of, colour in self.status.items()}
        return self._replace(status=status, hatch=blended(self.hatch, self.background, FADED))


def contrast(one: str, other: str) -> float:
    """How far two colours stand apart, from 1 to 21, as WCAG counts it."""
    high, low = sorted((_light(one), _light(other)), reverse=True)
    return (high + 0.05) / (low + 0.05)


def blended(one: str, other: str, share: float) -> str:
    """One colour with this share of another in it."""
    parts = zip(_parts(one), _parts(other), strict=True)
    return "#" + "".join(f"{round(a + (b - a) * share):02X}" for a, b in parts)


def legible_on(colour: str) -> str:
    """Black or white, whichever is easier to read on this colour."""
    return max((INK, PAPER), key=lambda text: contrast(text, colour))


def colours_on(background: str, ink: str = "") -> Colours | None:
    """Status colours that stand 3 to 1 off this background; None where no such set tells its
    steps apart."""
    dark = contrast(background, PAPER) > contrast(background, INK)
    edge = PAPER if dark else INK
    shown = {
        meaning: _off(DARK.get(colour, colour) if dark else colour, background, edge)
        for meaning, colour in STATUS_COLOURS.items()
        if meaning != "not started"
    }
    steps = [shown[meaning] for meaning in SCALE]
    if any(contrast(*pair) < STEP for pair in zip(steps, steps[1:], strict=False)):
        return None
    as_given = {meaning: STATUS_COLOURS[meaning].upper() for meaning in shown}
    status = shown | {"not started": background}
    if not ink or contrast(ink, background) < ENOUGH_FOR_TEXT:
        ink = legible_on(background)
    return Colours(
        background=background,
        ink=ink,
        status=status,
        text_on={meaning: legible_on(colour) for meaning, colour in status.items()},
        hatch=blended(shown["unclear"], background, 0.2) if dark else HATCH["fgcolor"],
        outline=_off(DARK[OUTLINE] if dark else OUTLINE, background, edge),
        adjusted={meaning: shown[meaning].upper() for meaning in shown} != as_given,
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
    elif colour.tag in (qn("a:sysClr"), qn("a:prstClr")) and colour.get("val") in _NAMED:
        base = _NAMED[colour.get("val")]
    elif colour.tag == qn("a:schemeClr") and own and colour.get("val") == "phClr":
        base = own
    elif colour.tag == qn("a:schemeClr"):
        base = theme_colour(colour.get("val"), layout)
    else:
        return None
    return _modified(base, colour)


def theme_colour(name: str, layout: Any) -> str:
    """A colour of the theme by its name on slides, such as tx1 or accent2."""
    mapping = layout.slide_master._element.find(qn("p:clrMap"))
    own = layout._element.find(f"{qn('p:clrMapOvr')}/{qn('a:overrideClrMapping')}")
    mapped = (own if own is not None else mapping).get(name, name)
    scheme = theme_of(layout.slide_master).find(f".//{qn('a:clrScheme')}")
    entry = scheme.find(qn(f"a:{mapped}"))
    if entry is None or not len(entry):
        return INK
    colour = entry[0].get("lastClr") or entry[0].get("val", "")
    return f"#{colour}" if _HEX.match(colour) else _NAMED.get(colour, INK)


def theme_of(master: Any) -> Any:
    """The theme of a slide master."""
    return parse_xml(master.part.part_related_by(RELATIONSHIP_TYPE.THEME).blob)


def _modified(base: str, colour: Any) -> str | None:
    for change in colour:
        share = int(change.get("val", "100000")) / 100_000
        if change.tag == qn("a:lumMod"):
            base = blended("#000000", base, min(share, 1))
        elif change.tag == qn("a:lumOff"):
            base = blended(base, "#FFFFFF", share)
        elif change.tag == qn("a:tint"):
            base = _in_light(base, min(share, 1), 1 - min(share, 1))
        elif change.tag == qn("a:shade"):
            base = _in_light(base, min(share, 1), 0.0)
        # How strong a colour is says little about how light it is, which is what we ask.
        elif change.tag not in (qn("a:satMod"), qn("a:satOff"), qn("a:sat")):
            return None
    return base


def _in_light(colour: str, share: float, white: float) -> str:
    """A share of the light of a colour, and so much white light."""
    light = [
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4
        for part in (part / 255 for part in _parts(colour))
    ]
    mixed = [part * share + white for part in light]
    seen = [
        part * 12.92 if part <= 0.0031308 else 1.055 * part ** (1 / 2.4) - 0.055 for part in mixed
    ]
    return "#" + "".join(f"{round(min(part, 1) * 255):02X}" for part in seen)


def _off(colour: str, background: str, edge: str) -> str:
    for step in range(25):
        tried = blended(colour, edge, step / 25) if step else colour
        if contrast(tried, background) >= ENOUGH:
            return tried
    return edge


def _parts(colour: str) -> list[int]:
    return [int(colour[at : at + 2], 16) for at in (1, 3, 5)]


def _light(colour: str) -> float:
    parts = [part / 255 for part in _parts(colour)]
    linear = [
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
    ]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]
