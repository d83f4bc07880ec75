"""Write measured text into shapes: every run in en-GB, every size as it was planned."""

import unicodedata
from collections.abc import Sequence
from typing import Any

from lxml import etree
from pptx.oxml.ns import qn
from pptx.util import Pt

from hor_data.words import clean
from hor_ui.deck.fitting import Face
from hor_ui.deck.flow import INDENT, Paragraph, set_in, space_before
from hor_ui.deck.rect import Rect
from hor_ui.deck.slides import JOIN, Stage
from hor_ui.deck.theme_colours import ThemeColour

LANGUAGE = "en-GB"


def add_text(slide: Any, rect: Rect, name: str) -> Any:
    """A text box with its words at its very edge."""
    box = slide.shapes.add_textbox(*(Pt(one) for one in rect))
    box.name = name
    return box


def place(shape: Any, rect: Rect) -> None:
    """Put a shape where it was planned."""
    shape.left, shape.top, shape.width, shape.height = (Pt(one) for one in rect)


def write(shape: Any, paragraphs: Sequence[Paragraph], face: Face, colour: str = "") -> None:
    """Fill a shape with paragraphs; without a colour they take the template's."""
    body = empty(shape, (0, 0, 0, 0))
    for at, one in enumerate(paragraphs):
        element = etree.SubElement(body, qn("a:p"))
        element.append(_properties(one, space_before(one, face) if at else 0))
        add_run(element, one.text, set_in(one, face), colour)


def empty(shape: Any, insets: tuple[float, float, float, float], anchor: str = "t") -> Any:
    """The shape's text body with nothing in it. It shrinks its words where they do not fit: on a
    machine without the font, or once somebody adds to them."""
    body = shape._element.txBody
    for paragraph in body.findall(qn("a:p")):
        body.remove(paragraph)
    properties = body.find(qn("a:bodyPr"))
    for child in list(properties):
        properties.remove(child)
    for side, inset in zip(("lIns", "tIns", "rIns", "bIns"), insets, strict=True):
        properties.set(side, str(int(inset * 12_700)))
    properties.set("wrap", "square")
    properties.set("anchor", anchor)
    etree.SubElement(properties, qn("a:normAutofit"))
    return body


def add_run(paragraph: Any, text: str, face: Face, colour: str = "") -> None:
    """A run of text at the end of a paragraph."""
    run = etree.SubElement(paragraph, qn("a:r"))
    properties = etree.SubElement(run, qn("a:rPr"), lang=LANGUAGE, sz=str(int(face.size * 100)))
    properties.set("b", "1" if face.bold else "0")
    if colour:
        fill(properties, colour)
    etree.SubElement(run, qn("a:t")).text = clean(text)


def fill(parent: Any, colour: str) -> None:
    """A plain fill, as the last child."""
    solid = etree.SubElement(parent, qn("a:solidFill"))
    if not isinstance(colour, ThemeColour):
        etree.SubElement(solid, qn("a:srgbClr"), val=colour.lstrip("#").upper())
        return
    named = etree.SubElement(solid, qn("a:schemeClr"), val=colour.name)
    if colour.brightness:
        part = round(100_000 * (1 - abs(colour.brightness)))
        etree.SubElement(named, qn("a:lumMod"), val=str(part))
    if colour.brightness > 0:
        etree.SubElement(named, qn("a:lumOff"), val=str(100_000 - part))


def write_title(slide: Any, title: str, size: float, colour: str = "") -> None:
    """The title, in its real placeholder and the template's own weight; in the template's own
    colour where none is given."""
    body = slide.shapes.title._element.txBody
    for paragraph in body.findall(qn("a:p")):
        body.remove(paragraph)
    properties = body.find(qn("a:bodyPr"))
    for child in list(properties):
        properties.remove(child)
    etree.SubElement(properties, qn("a:normAutofit"))
    paragraph = etree.SubElement(body, qn("a:p"))
    style = etree.SubElement(paragraph, qn("a:pPr"), **_direction(title))
    spacing(style, 0)
    run = etree.SubElement(paragraph, qn("a:r"))
    properties = etree.SubElement(run, qn("a:rPr"), lang=LANGUAGE, sz=str(int(size * 100)))
    if colour:
        fill(properties, colour)
    etree.SubElement(run, qn("a:t")).text = JOIN.join(map(clean, title.split(JOIN)))


def spacing(style: Any, before: float) -> None:
    """Single line spacing and this much space before, whatever the template has."""
    line = etree.SubElement(style, qn("a:lnSpc"))
    etree.SubElement(line, qn("a:spcPct"), val="100000")
    for tag, points in (("a:spcBef", before), ("a:spcAft", 0)):
        space = etree.SubElement(style, qn(tag))
        etree.SubElement(space, qn("a:spcPts"), val=str(int(points * 100)))


def write_source(slide: Any, stage: Stage) -> None:
    """The source line at the foot of the body."""
    look, rect, lines = stage.look, stage.source_rect, stage.source
    box = add_text(slide, rect, "Source")
    plain = [Paragraph(line) for line in lines]
    body = empty(box, (0, 0, 0, 0))
    for one in plain:
        element = etree.SubElement(body, qn("a:p"))
        element.append(_properties(one, 0))
        add_run(element, one.text, look.face.at(stage.source_size, bold=False), look.colours.ink)


def is_right_to_left(text: str) -> bool:
    """Whether most letters of the text are of a script that runs right to left."""
    if text.isascii():
        return False
    kinds = [unicodedata.bidirectional(character) for character in text]
    return kinds.count("R") + kinds.count("AL") > kinds.count("L")


def _direction(text: str) -> dict[str, str]:
    """Which way a paragraph runs. It is always said: a template may run the other way."""
    return {"algn": "r", "rtl": "1"} if is_right_to_left(text) else {"rtl": "0"}


def _properties(paragraph: Paragraph, before: float) -> Any:
    indent = int(INDENT[paragraph.kind] * 12_700)
    style = etree.Element(qn("a:pPr"))
    hangs = paragraph.kind == "bullet"
    style.set("marL", str(indent))
    style.set("indent", str(-indent if hangs else 0))
    style.set("algn", "l")
    for name, value in _direction(paragraph.text).items():
        style.set(name, value)
    spacing(style, before)
    if hangs:
        etree.SubElement(style, qn("a:buFont"), typeface="Arial")
        etree.SubElement(style, qn("a:buChar"), char="•")
    else:
        etree.SubElement(style, qn("a:buNone"))
    return style
