"""How a template sets its text: typefaces, capitals, and how far words stand from their box."""

from typing import Any

from pptx.oxml.ns import qn

from hor_ui.deck.colours import theme_of
from hor_ui.deck.fitting import Face, font_runs
from hor_ui.deck.layouts import BODIES, TITLES, bodies_of, title_holder
from hor_ui.deck.rect import EMU, Sheet

USUAL_INSETS = {"lIns": 7.2, "tIns": 3.6, "rIns": 7.2, "bIns": 3.6}


def body_typefaces(plain: Any, *texts: Any) -> set[str]:
    """The typefaces of text: the theme's, in which we draw, and those of the placeholders."""
    holders = [bodies_of(layout)[0] for layout in texts if layout is not None]
    return {
        _typeface(None, plain, "minorFont"),
        *(_typeface(holder, plain, "minorFont") for holder in holders),
    }


def _typeface(holder: Any, layout: Any, name: str) -> str:
    """The typeface of a title or body: the placeholder's own, the master's, or else the theme's."""
    style = "p:titleStyle" if name == "majorFont" else "p:bodyStyle"
    styles = [layout.slide_master._element.find(f"{qn('p:txStyles')}/{qn(style)}")]
    if holder is not None:
        bodies = [holder._element.txBody, *_masters_bodies(holder, layout)]
        styles = [*(body.find(qn("a:lstStyle")) for body in bodies), *styles]
    for given in (one for one in styles if one is not None):
        latin = given.find(f"{qn('a:lvl1pPr')}/{qn('a:defRPr')}/{qn('a:latin')}")
        if latin is not None and not latin.get("typeface", "+").startswith("+"):
            return str(latin.get("typeface"))
    font = theme_of(layout.slide_master).find(f".//{qn('a:' + name)}/{qn('a:latin')}")
    return "" if font is None else font.get("typeface", "")


def title_face(layout: Any, sheet: Sheet) -> Face:
    """How a layout's titles are set."""
    typeface = _typeface(title_holder(layout), layout, "majorFont")
    spacing = float(_said(layout, "spc") or 0) / 100 / sheet.factor
    return Face(28.0, says(layout, "b", "1"), font_runs(typeface), spacing)


def insets_of(holder: Any, layout: Any, sheet: Sheet) -> list[float]:
    """How far a placeholder's words stand from its box: left, top, right and bottom."""
    bodies = [holder._element.txBody, *_masters_bodies(holder, layout)]
    owners = [body.find(qn("a:bodyPr")) for body in bodies]
    given = []
    for name, usual in USUAL_INSETS.items():
        values = [owner.get(name) for owner in owners if owner is not None]
        value = next((float(text) / EMU for text in values if text), usual)
        given.append(value / sheet.factor)
    return given


def _masters_bodies(holder: Any, layout: Any) -> list[Any]:
    kinds = TITLES if holder.placeholder_format.type in TITLES else BODIES
    holders = layout.slide_master.placeholders
    same = (one for one in holders if one.placeholder_format.type in kinds)
    return [one._element.txBody for one in same]


def says(layout: Any, attribute: str, value: str) -> bool:
    """Whether the master's titles have this property."""
    return _said(layout, attribute) == value


def _said(layout: Any, attribute: str) -> str | None:
    path = f"{qn('p:txStyles')}/{qn('p:titleStyle')}/{qn('a:lvl1pPr')}/{qn('a:defRPr')}"
    run = layout.slide_master._element.find(path)
    return None if run is None else run.get(attribute)
