"""Build data/slides.potx, the design of the slides where no template is given: `make data`.

16:9, Arial, steel blue for the title and the bands, much white. Lengths are in points.
"""

import zipfile
from datetime import datetime
from io import BytesIO
from pathlib import Path
from typing import Any

from lxml import etree
from pptx import Presentation
from pptx.enum.shapes import PP_PLACEHOLDER as KIND
from pptx.opc.constants import CONTENT_TYPE, RELATIONSHIP_TYPE
from pptx.oxml import parse_xml
from pptx.oxml.ns import nsdecls, qn
from pptx.util import Pt

SLIDES = Path(__file__).parent.parent / "data" / "slides.potx"
NAME = "Health of the Region"
MADE = (2026, 11, 26, 12, 0, 0)
STEEL_BLUE, ORANGE = "1F284D", "C05701"
THEME = {
    "dk1": "0B0C0C",
    "lt1": "FFFFFF",
    "dk2": STEEL_BLUE,
    "lt2": "F3F4F6",
    "accent1": "12436D",
    "accent2": "28A197",
    "accent3": "801650",
    "accent4": ORANGE,
    "accent5": "3D3D3D",
    "accent6": "A285D1",
    "hlink": "12436D",
    "folHlink": "801650",
}
LEFT_OUT = (
    RELATIONSHIP_TYPE.THUMBNAIL,
    RELATIONSHIP_TYPE.EXTENDED_PROPERTIES,
    RELATIONSHIP_TYPE.PRINTER_SETTINGS,
)
LAYOUTS = ("Title Slide", "Title and Content", "Two Content", "Title Only")
WIDTH, HEIGHT, SIDE, BETWEEN_HALVES = 960, 540, 42, 40
# Left, top, width and height.
Place = tuple[float, float, float, float]
TITLE: Place = (SIDE, 20, WIDTH - 2 * SIDE, 76)
BODY: Place = (SIDE, 106, WIDTH - 2 * SIDE, 400)
NUMBER: Place = (WIDTH - SIDE - 90, 508, 90, 20)
COVER_TITLE: Place = (84, 130, 790, 150)
COVER_TEXT: Place = (84, 306, 790, 170)
TOP_BAND: Place = (0, 0, WIDTH, 8)
COVER_BAND: Place = (84, 290, 120, 5)


def main() -> None:
    """Write the template, the same bytes each time."""
    SLIDES.write_bytes(build_slides())
    print(f"Written to {SLIDES}.")


def build_slides() -> bytes:
    """The template as a .potx file: a slide master with four layouts and no slides."""
    deck = Presentation()
    deck.slide_width, deck.slide_height = Pt(WIDTH), Pt(HEIGHT)
    deck.part._element.find(qn("p:sldSz")).attrib.pop("type", None)
    _set_properties(deck)
    _paint_theme(deck.slide_master)
    for layout in list(deck.slide_layouts):
        if layout.name not in LAYOUTS:
            deck.slide_layouts.remove(layout)
    _lay_out_master(deck.slide_master)
    for layout in deck.slide_layouts:
        _lay_out(layout)
    saved = BytesIO()
    deck.save(saved)
    return _as_template(saved.getvalue())


def _set_properties(deck: Any) -> None:
    """Say what it is, without the picture and settings of the file that python-pptx begins with."""
    for relations in (deck.part.package._rels, deck.part.rels):
        for key in [key for key in relations if relations[key].reltype in LEFT_OUT]:
            relations.pop(key)
    properties = deck.core_properties
    properties.title, properties.author, properties.last_modified_by = NAME, NAME, NAME
    properties.subject = properties.keywords = properties.comments = ""
    properties.created = properties.modified = datetime(*MADE)
    properties.language, properties.revision = "en-GB", 1


def _as_template(content: bytes) -> bytes:
    """A presentation as a template; with one time for every part, so that it never differs."""
    kinds = CONTENT_TYPE.PML_PRESENTATION_MAIN.encode(), CONTENT_TYPE.PML_TEMPLATE_MAIN.encode()
    out = BytesIO()
    with zipfile.ZipFile(BytesIO(content)) as given, zipfile.ZipFile(out, "w") as written:
        for name in given.namelist():
            part = given.read(name)
            part = part.replace(*kinds) if name == "[Content_Types].xml" else part
            written.writestr(zipfile.ZipInfo(name, MADE), part, zipfile.ZIP_DEFLATED)
    return out.getvalue()


def _paint_theme(master: Any) -> None:
    part = master.part.part_related_by(RELATIONSHIP_TYPE.THEME)
    theme = etree.fromstring(part.blob)
    theme.set("name", NAME)
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
    _add_band(master, TOP_BAND, "tx2")


def _lay_out(layout: Any) -> None:
    is_cover = layout.name == "Title Slide"
    for holder in list(layout.placeholders):
        kind = holder.placeholder_format.type
        if kind in (KIND.DATE, KIND.FOOTER) or (is_cover and kind == KIND.SLIDE_NUMBER):
            holder._element.getparent().remove(holder._element)
        elif not is_cover and (place := holder._element.spPr.find(qn("a:xfrm"))) is not None:
            # What says no place takes the master's.
            holder._element.spPr.remove(place)
    if is_cover:
        _lay_out_cover(layout)
    if layout.name == "Two Content":
        width = (BODY[2] - BETWEEN_HALVES) / 2
        halves = [
            holder
            for holder in layout.placeholders
            if holder.placeholder_format.type == KIND.OBJECT
        ]
        for number, holder in enumerate(halves):
            left = BODY[0] + number * (width + BETWEEN_HALVES)
            _place(holder, (left, BODY[1], width, BODY[3]))


def _lay_out_cover(layout: Any) -> None:
    layout._element.set("showMasterSp", "0")
    fill = layout.background.fill
    fill.solid()
    fill.fore_color.theme_color = 15  # the theme's second dark colour
    for holder in layout.placeholders:
        is_title = holder.placeholder_format.type == KIND.CENTER_TITLE
        _place(holder, COVER_TITLE if is_title else COVER_TEXT)
        body = holder._element.txBody.find(qn("a:bodyPr"))
        body.set("anchor", "b" if is_title else "t")
        styles = holder._element.txBody.find(qn("a:lstStyle"))
        if styles.find(qn("a:lvl1pPr")) is None:
            etree.SubElement(styles, qn("a:lvl1pPr"))
        for style in styles:
            style.set("algn", "l")
        level = styles.find(qn("a:lvl1pPr"))
        run = level.find(qn("a:defRPr"))
        if run is None:
            run = etree.SubElement(level, qn("a:defRPr"))
        _set_run(run, 4000 if is_title else 2000, "bg1", bold=is_title)
    _add_band(layout, COVER_BAND, "accent4")


def _set_run(run: Any, size: int, colour: str, bold: bool) -> None:
    """Give a style this size in hundredths of a point, colour of the theme and weight."""
    run.set("sz", str(size))
    run.set("b", "1" if bold else "0")
    for old in run.findall(qn("a:solidFill")):
        run.remove(old)
    fill = etree.Element(qn("a:solidFill"))
    etree.SubElement(fill, qn("a:schemeClr")).set("val", colour)
    run.insert(0, fill)


def _place(shape: Any, place: Place) -> None:
    shape.left, shape.top, shape.width, shape.height = map(Pt, place)


def _add_band(owner: Any, place: Place, colour: str) -> None:
    """A plain band of a colour of the theme behind everything else."""
    left, top, width, height = map(Pt, place)
    xml = (
        f'<p:sp {nsdecls("p", "a")}><p:nvSpPr><p:cNvPr id="90" '
        'name="Band"/><p:cNvSpPr/><p:nvPr userDrawn="1"/></p:nvSpPr><p:spPr><a:xfrm>'
        f'<a:off x="{left}" y="{top}"/><a:ext cx="{width}" cy="{height}"/></a:xfrm>'
        '<a:prstGeom prst="rect"><a:avLst/></a:prstGeom><a:solidFill>'
        f'<a:schemeClr val="{colour}"/></a:solidFill><a:ln><a:noFill/></a:ln></p:spPr></p:sp>'
    )
    owner.shapes._spTree.insert(2, parse_xml(xml))


if __name__ == "__main__":
    main()
