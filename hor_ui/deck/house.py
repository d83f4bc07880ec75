"""The dashboard's own template: 16:9, Arial, steel blue for the furniture, much white."""

import re
from functools import cache
from io import BytesIO
from typing import Any

from lxml import etree
from pptx import Presentation
from pptx.enum.shapes import PP_PLACEHOLDER as KIND
from pptx.opc.constants import RELATIONSHIP_TYPE
from pptx.oxml import parse_xml
from pptx.oxml.ns import qn
from pptx.util import Emu, Pt

STEEL_BLUE, PRIMARY, GUNMETAL = "1F284D", "C05701", "54565B"
THEME = {
    "dk1": "0B0C0C", "lt1": "FFFFFF", "dk2": STEEL_BLUE, "lt2": "F3F4F6", "accent1": "12436D",
    "accent2": "28A197", "accent3": "801650", "accent4": PRIMARY, "accent5": "3D3D3D",
    "accent6": "A285D1", "hlink": "12436D", "folHlink": "801650",
}  # fmt: skip
LAYOUTS = ("Title Slide", "Title and Content", "Two Content", "Title Only")
WIDE, HIGH, SIDE = 960, 540, 42
TITLE = (SIDE, 20, WIDE - 2 * SIDE, 76)
BODY = (SIDE, 106, WIDE - 2 * SIDE, 400)
NUMBER = (WIDE - SIDE - 90, 508, 90, 20)
COVER_TITLE, COVER_TEXT = (84, 130, 790, 150), (84, 306, 790, 170)


@cache
def house_template() -> bytes:
    """The template, as a file would hold it."""
    deck = Presentation()
    deck.slide_width, deck.slide_height = Pt(WIDE), Pt(HIGH)
    deck.part._element.find(qn("p:sldSz")).attrib.pop("type", None)
    _paint_theme(deck.slide_master)
    for layout in list(deck.slide_layouts):
        if layout.name not in LAYOUTS:
            deck.slide_layouts.remove(layout)
    _lay_out_master(deck.slide_master)
    for layout in deck.slide_layouts:
        _lay_out(layout)
    out = BytesIO()
    deck.save(out)
    return out.getvalue()


def _paint_theme(master: Any) -> None:
    part = master.part.part_related_by(RELATIONSHIP_TYPE.THEME)
    theme = etree.fromstring(part.blob)
    theme.set("name", "Health of the Region")
    for name, colour in THEME.items():
        entry = theme.find(f".//{qn('a:clrScheme')}/{qn('a:' + name)}")
        entry.clear()
        etree.SubElement(entry, qn("a:srgbClr")).set("val", colour)
    for font in ("majorFont", "minorFont"):
        theme.find(f".//{qn('a:' + font)}/{qn('a:latin')}").set("typeface", "Arial")
    part.blob = etree.tostring(theme, xml_declaration=True, encoding="UTF-8", standalone=True)


def _lay_out_master(master: Any) -> None:
    places = {KIND.TITLE: TITLE, KIND.BODY: BODY, KIND.SLIDE_NUMBER: NUMBER}
    for holder in list(master.placeholders):
        if holder.placeholder_format.type in places:
            _place(holder, places[holder.placeholder_format.type])
        else:
            holder._element.getparent().remove(holder._element)
    styles = master._element.find(qn("p:txStyles"))
    title = styles.find(f"{qn('p:titleStyle')}/{qn('a:lvl1pPr')}")
    title.set("algn", "l")
    _set_run(title.find(qn("a:defRPr")), 2800, "tx2", bold=True)
    for level in styles.find(qn("p:bodyStyle")):
        if (run := level.find(qn("a:defRPr"))) is not None:
            run.set("sz", "1800")
    for holder in master.placeholders:
        body = holder._element.txBody.find(qn("a:bodyPr"))
        if holder.placeholder_format.type != KIND.SLIDE_NUMBER:
            body.set("anchor", "t")
        for side in ("lIns", "rIns"):
            body.set(side, "0")
    number = master._element.find(f".//{qn('a:lvl1pPr')}[@algn='r']/{qn('a:defRPr')}")
    number.find(f".//{qn('a:schemeClr')}").set("val", "tx2")
    _band(master, (0, 0, WIDE, 8), "tx2")


def _lay_out(layout: Any) -> None:
    cover = layout.name == "Title Slide"
    for holder in list(layout.placeholders):
        kind = holder.placeholder_format.type
        if kind in (KIND.DATE, KIND.FOOTER) or (cover and kind == KIND.SLIDE_NUMBER):
            holder._element.getparent().remove(holder._element)
        elif not cover:
            properties = holder._element.spPr
            if (place := properties.find(qn("a:xfrm"))) is not None:
                properties.remove(place)
    if layout.name == "Two Content":
        half = (BODY[2] - 40) / 2
        for at, holder in enumerate(
            one for one in layout.placeholders if one.placeholder_format.type == KIND.OBJECT
        ):
            _place(holder, (BODY[0] + at * (half + 40), BODY[1], half, BODY[3]))
    if cover:
        _lay_out_cover(layout)


def _lay_out_cover(layout: Any) -> None:
    layout._element.set("showMasterSp", "0")
    fill = layout.background.fill
    fill.solid()
    fill.fore_color.theme_color = 15
    for holder in layout.placeholders:
        is_title = holder.placeholder_format.type == KIND.CENTER_TITLE
        _place(holder, COVER_TITLE if is_title else COVER_TEXT)
        body = holder._element.txBody.find(qn("a:bodyPr"))
        body.set("anchor", "b" if is_title else "t")
        for style in holder._element.txBody.find(qn("a:lstStyle")):
            style.set("algn", "l")
        first = holder._element.txBody.find(qn("a:lstStyle"))
        level = first.find(qn("a:lvl1pPr"))
        if level is None:
            level = etree.SubElement(first, qn("a:lvl1pPr"))
            level.set("algn", "l")
        run = level.find(qn("a:defRPr"))
        if run is None:
            run = etree.SubElement(level, qn("a:defRPr"))
        _set_run(run, 4000 if is_title else 2000, "bg1", bold=is_title)
    _band(layout, (84, 290, 120, 5), "accent4")


def _set_run(run: Any, size: int, colour: str, bold: bool) -> None:
    run.set("sz", str(size))
    run.set("b", "1" if bold else "0")
    for old in run.findall(qn("a:solidFill")):
        run.remove(old)
    fill = etree.Element(qn("a:solidFill"))
    etree.SubElement(fill, qn("a:schemeClr")).set("val", colour)
    run.insert(0, fill)


def _place(shape: Any, rect: tuple[float, float, float, float]) -> None:
    shape.left, shape.top, shape.width, shape.height = (Pt(one) for one in rect)


def _band(owner: Any, rect: tuple[float, float, float, float], colour: str) -> None:
    """A plain band of colour behind everything else."""
    left, top, width, height = (Emu(int(one * 12700)) for one in rect)
    xml = (
        f'<p:sp xmlns:p="{_space("p")}" xmlns:a="{_space("a")}"><p:nvSpPr><p:cNvPr id="90" '
        'name="Band"/><p:cNvSpPr/><p:nvPr userDrawn="1"/></p:nvSpPr><p:spPr><a:xfrm>'
        f'<a:off x="{left}" y="{top}"/><a:ext cx="{width}" cy="{height}"/></a:xfrm>'
        '<a:prstGeom prst="rect"><a:avLst/></a:prstGeom><a:solidFill>'
        f'<a:schemeClr val="{colour}"/></a:solidFill><a:ln><a:noFill/></a:ln></p:spPr></p:sp>'
    )
    tree = owner.shapes._spTree
    tree.insert(2, parse_xml(xml))


def _space(prefix: str) -> str:
    return re.sub(r"^\{|\}.*$", "", qn(f"{prefix}:x"))
