"""Templates as people have them: each made here with the one thing that makes it awkward."""

import warnings
import zipfile
from io import BytesIO
from typing import Any

from lxml import etree
from PIL import Image
from pptx.oxml import parse_xml
from pptx.oxml.ns import nsdecls, qn
from pptx.util import Inches, Pt

from tests.support.books import unzipped
from tests.support.crowded_templates import (
    full_of_leftovers,
    saved,
    started,
    with_two_masters,
)
from tests.support.decks import dark_template


def standard() -> bytes:
    return saved(started(10, 7.5))


def of_google() -> bytes:
    """Slides of 10 by 5.63 inches, as Google Slides makes them."""
    return saved(started(10, 5.625))


def on_a_picture() -> bytes:
    """A dark photograph behind everything, and near-white text."""
    deck = started()
    picture = Image.effect_noise((320, 180), 120).convert("RGB")
    out = BytesIO()
    picture.save(out, "PNG")
    _, relation = deck.slide_master.part.get_or_add_image_part(BytesIO(out.getvalue()))
    set_background(
        deck.slide_master,
        f'<a:blipFill {nsdecls("a", "r")}><a:blip r:embed="{relation}"/>'
        "<a:stretch><a:fillRect/></a:stretch></a:blipFill>",
    )
    return saved(deck)


def on_a_gradient() -> bytes:
    deck = started()
    set_background(
        deck.slide_master,
        f'<a:gradFill {nsdecls("a")}><a:gsLst><a:gs pos="0"><a:srgbClr val="000000"/></a:gs>'
        '<a:gs pos="100000"><a:srgbClr val="FFFFFF"/></a:gs></a:gsLst><a:lin ang="0"/>'
        "</a:gradFill>",
    )
    return saved(deck)


def set_background(master: Any, fill: str) -> None:
    common = master._element.cSld
    for old in common.findall(qn("p:bg")):
        common.remove(old)
    xml = f"<p:bg {nsdecls('p', 'a')}><p:bgPr>{fill}<a:effectLst/></p:bgPr></p:bg>"
    common.insert(0, parse_xml(xml))


def with_a_title_band() -> bytes:
    """A band under the title that reaches into the content box, and a subtitle one line high."""
    deck = started()
    band = deck.slide_master.shapes._spTree
    xml = (
        f'<p:sp {nsdecls("p", "a")}><p:nvSpPr><p:cNvPr id="77" name="Band"/><p:cNvSpPr/><p:nvPr/>'
        f'</p:nvSpPr><p:spPr><a:xfrm><a:off x="0" y="0"/><a:ext cx="{deck.slide_width}" '
        f'cy="{Inches(2.1)}"/></a:xfrm><a:prstGeom prst="rect"><a:avLst/></a:prstGeom><a:solidFill>'
        '<a:srgbClr val="1F284D"/></a:solidFill></p:spPr></p:sp>'
    )
    band.insert(2, parse_xml(xml))
    for holder in deck.slide_layouts[0].placeholders:
        if "SUBTITLE" in str(holder.placeholder_format.type):
            holder.height = Pt(30)
    return saved(deck)


def with_a_filled_title() -> bytes:
    """Titles white on a dark fill; that of the first slide has none, on white."""
    deck = started()
    for holder in deck.slide_master.placeholders:
        if "TITLE" in str(holder.placeholder_format.type):
            dark = f'<a:solidFill {nsdecls("a")}><a:srgbClr val="404040"/></a:solidFill>'
            holder._element.spPr.append(parse_xml(dark))
    style = deck.slide_master._element.find(f"{qn('p:txStyles')}/{qn('p:titleStyle')}")
    for colour in style.iter(qn("a:schemeClr")):
        colour.set("val", "bg1")
    cover = deck.slide_layouts[0]
    for holder in cover.placeholders:
        if "TITLE" in str(holder.placeholder_format.type):
            holder._element.spPr.append(parse_xml(f"<a:noFill {nsdecls('a')}/>"))
    return saved(deck)


def with_a_number_as_narrow_as_a_digit() -> bytes:
    """As Google Slides and Keynote write it: the number of a slide in a box of 10 points."""
    deck = started(10, 5.625)
    for owner in (deck.slide_master, *deck.slide_layouts):
        for holder in owner.placeholders:
            if "SLIDE_NUMBER" in str(holder.placeholder_format.type):
                holder.left, holder.top = Inches(9.4), Inches(5.2)
                holder.width, holder.height = Pt(10), Pt(20)
    return saved(deck)


def with_boxes_in_capitals() -> bytes:
    """New boxes of text are in raised capitals, centred; one of the template's own stands at the
    foot."""
    deck = started()
    layout = deck.slide_layouts[5]
    box = deck.slides[0].shapes.add_textbox(Inches(1), Inches(7), Inches(3), Inches(0.3))
    box.text_frame.text = "How we work"
    layout.shapes._spTree.append(box._element)
    style = deck.part._element.find(qn("p:defaultTextStyle"))
    for level in style.findall(qn("a:lvl1pPr")):
        level.set("algn", "ctr")
        for run in level.findall(qn("a:defRPr")):
            run.set("cap", "all")
            run.set("baseline", "3999")
    return saved(deck)


def of_a_paper_page() -> bytes:
    """Slides of 8.5 by 11 inches."""
    return saved(started(8.5, 11))


def with_notes_without_a_body() -> bytes:
    deck = started()
    deck.slides[0].notes_slide.notes_text_frame.text = "Old notes of ours"
    for holder in list(deck.notes_master.placeholders):
        if "BODY" in str(holder.placeholder_format.type):
            holder._element.getparent().remove(holder._element)
    return saved(deck)


def of_libreoffice() -> bytes:
    """A title slide typed "tx", whose title and subtitle have no number."""
    deck = started()
    layout = deck.slide_layouts[0]
    layout._element.set("type", "tx")
    for mark in layout._element.iter(qn("p:ph")):
        if mark.get("type") in ("ctrTitle", "subTitle"):
            mark.attrib.pop("idx", None)
            mark.set("type", mark.get("type").replace("ctrTitle", "title"))
    return saved(deck)


def with_a_fitted_box() -> bytes:
    """A content box as high as the one line that stands in it, and a little off the slide."""
    deck = started()
    for owner in (deck.slide_master, *deck.slide_layouts):
        for holder in owner.placeholders:
            if "BODY" in str(holder.placeholder_format.type) or "OBJECT" in str(
                holder.placeholder_format.type
            ):
                holder.left, holder.top = Pt(-6), Pt(140)
                holder.width, holder.height = Pt(972), Pt(34)
                properties = holder._element.txBody.find(qn("a:bodyPr"))
                for child in list(properties):
                    properties.remove(child)
                etree.SubElement(properties, qn("a:spAutoFit"))
    return saved(deck)


def without_titles() -> bytes:
    deck = started()
    for layout in deck.slide_layouts:
        for holder in list(layout.placeholders):
            if "TITLE" in str(holder.placeholder_format.type):
                holder._element.getparent().remove(holder._element)
    return saved(deck)


def with_a_title_without_a_place() -> bytes:
    deck = started()
    for owner in (deck.slide_master, *deck.slide_layouts):
        for holder in owner.placeholders:
            kind = str(holder.placeholder_format.type)
            place = holder._element.spPr.find(qn("a:xfrm"))
            if "TITLE" in kind and "SUB" not in kind and place is not None:
                holder._element.spPr.remove(place)
    return saved(deck)


def without_a_title_slide() -> bytes:
    deck = started()
    deck.slide_layouts.remove(deck.slide_layouts[0])
    return saved(deck)


def right_to_left() -> bytes:
    deck = started()
    styles = deck.slide_master._element.find(qn("p:txStyles"))
    for level in styles.iter(*(qn(f"a:lvl{number}pPr") for number in range(1, 10))):
        level.set("rtl", "1")
        level.set("algn", "r")
    deck.part._element.set("rtl", "1")
    return saved(deck)


def with_doubled_properties() -> bytes:
    """The same part twice in the zip, as some programs write it."""
    parts = unzipped(saved(started()))
    out = BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as package:
        for name, part in parts.items():
            package.writestr(name, part)
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            package.writestr("docProps/core.xml", parts["docProps/core.xml"])
    return out.getvalue()


def with_much_xml() -> bytes:
    """300 MB of XML in a file of 300 kB that says it holds less."""
    parts = unzipped(standard())
    out = BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as package:
        for name, part in parts.items():
            package.writestr(name, part)
        with package.open("ppt/slideLayouts/slideLayout99.xml", "w") as part:
            for _ in range(300):
                part.write(b" " * (1 << 20))
    return out.getvalue()


USABLE = {
    "4:3": standard,
    "10 by 5.63 inches": of_google,
    "dark": dark_template,
    "on a picture": on_a_picture,
    "on a gradient": on_a_gradient,
    "a title band": with_a_title_band,
    "a filled title": with_a_filled_title,
    "a narrow number": with_a_number_as_narrow_as_a_digit,
    "boxes in capitals": with_boxes_in_capitals,
    "two masters": with_two_masters,
    "notes without a body": with_notes_without_a_body,
    "of LibreOffice": of_libreoffice,
    "a fitted box": with_a_fitted_box,
    "no title": without_titles,
    "a title without a place": with_a_title_without_a_place,
    "no title slide": without_a_title_slide,
    "right to left": right_to_left,
    "leftovers": full_of_leftovers,
    "doubled properties": with_doubled_properties,
}
