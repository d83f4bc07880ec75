"""Write measured text into shapes: every run in en-GB, every size as it was planned."""

import unicodedata
from collections.abc import Sequence
from typing import Any

from pptx.oxml.ns import qn
from pptx.util import Pt

from hor_data.words import clean_text
from hor_exports.deck.drawing.elements import add_fill, remove_paragraphs
from hor_exports.deck.planning.slides import NO_BREAK_SPACE, DeckContext
from hor_exports.deck.templates.rect import EMU_PER_POINT, Rect
from hor_exports.deck.text.flow import PARAGRAPH_INDENT, Paragraph, paragraph_face, space_before
from hor_exports.deck.xml import add_element
from hor_exports.fitting import Face

SLIDE_LANGUAGE = "en-GB"


def add_text_box(slide: Any, rect: Rect, name: str) -> Any:
    """A text box with its words at its very edge."""
    box = slide.shapes.add_textbox(*map(Pt, rect))
    box.name = name
    return box


def write_paragraphs(
    shape: Any, paragraphs: Sequence[Paragraph], face: Face, colour: str = "", spaced: bool = True
) -> None:
    """Fill a shape with paragraphs, with space between them where they are `spaced`; without a
    colour they take the template's."""
    body = empty_text_body(shape)
    for number, paragraph in enumerate(paragraphs):
        element = add_element(body, "a:p")
        before = space_before(paragraph, face) if number and spaced else 0
        _add_paragraph_style(element, paragraph, before)
        add_run(element, paragraph.text, paragraph_face(paragraph, face), colour)


def empty_text_body(shape: Any, side: float = 0, anchor: str = "t") -> Any:
    """The shape's text body with nothing in it, and this much space at its sides in points."""
    body, properties = _emptied(shape)
    for name, inset in (("lIns", side), ("tIns", 0), ("rIns", side), ("bIns", 0)):
        properties.set(name, str(int(inset * EMU_PER_POINT)))
    properties.set("wrap", "square")
    properties.set("anchor", anchor)
    return body


def _emptied(shape: Any) -> tuple[Any, Any]:
    """A shape's text body without paragraphs, and its properties. It shrinks its words where they
    do not fit: on a machine without the font, or once somebody adds to them."""
    body = shape._element.txBody
    remove_paragraphs(body)
    properties = body.find(qn("a:bodyPr"))
    for child in list(properties):
        properties.remove(child)
    add_element(properties, "a:normAutofit")
    return body, properties


def add_line(body: Any, text: str, face: Face, colour: str, **style: str) -> Any:
    """A paragraph of one run at the end of a text body; gives its style, an a:pPr."""
    paragraph = add_element(body, "a:p")
    properties = add_element(paragraph, "a:pPr", **style)
    add_run(paragraph, text, face, colour)
    return properties


def add_run(paragraph: Any, text: str, face: Face, colour: str = "") -> None:
    """A run of text at the end of a paragraph."""
    style = {"sz": str(int(face.size * 100)), "b": "1" if face.bold else "0"}
    _add_styled_run(paragraph, clean_text(text), colour, style)


def _add_styled_run(paragraph: Any, text: str, colour: str, style: dict[str, str]) -> None:
    run = add_element(paragraph, "a:r")
    properties = add_element(run, "a:rPr", lang=SLIDE_LANGUAGE, **style)
    if colour:
        add_fill(properties, colour)
    add_element(run, "a:t").text = text


def write_title(slide: Any, title: str, size: float, colour: str = "") -> None:
    """The title, in its real placeholder and the template's own weight; in the template's own
    colour where none is given."""
    body, _ = _emptied(slide.shapes.title)
    paragraph = add_element(body, "a:p")
    set_spacing(add_element(paragraph, "a:pPr", **_direction(title)), 0)
    text = NO_BREAK_SPACE.join(map(clean_text, title.split(NO_BREAK_SPACE)))
    _add_styled_run(paragraph, text, colour, {"sz": str(int(size * 100))})


def set_spacing(style: Any, before: float) -> None:
    """Single line spacing and this much space before, in points, whatever the template has."""
    add_element(add_element(style, "a:lnSpc"), "a:spcPct", val="100000")
    for tag, points in (("a:spcBef", before), ("a:spcAft", 0)):
        add_element(add_element(style, tag), "a:spcPts", val=str(int(points * 100)))


def write_source(slide: Any, deck: DeckContext) -> None:
    """The source line at the foot of the body."""
    box = add_text_box(slide, deck.source_rect, "Source")
    face = deck.look.face.sized(deck.source_size, bold=False)
    write_paragraphs(box, [*map(Paragraph, deck.source)], face, deck.look.colours.ink, spaced=False)


def is_right_to_left(text: str) -> bool:
    """Whether most letters of the text are of a script that runs right to left."""
    if text.isascii():
        return False
    kinds = [unicodedata.bidirectional(character) for character in text]
    return kinds.count("R") + kinds.count("AL") > kinds.count("L")


def _direction(text: str) -> dict[str, str]:
    """Which way a paragraph runs. It is always said: a template may run the other way."""
    return {"algn": "r", "rtl": "1"} if is_right_to_left(text) else {"rtl": "0"}


def _add_paragraph_style(element: Any, paragraph: Paragraph, before: float) -> None:
    indent = int(PARAGRAPH_INDENT[paragraph.kind] * EMU_PER_POINT)
    is_bullet = paragraph.kind == "bullet"
    places = {"marL": str(indent), "indent": str(-indent if is_bullet else 0), "algn": "l"}
    style = add_element(element, "a:pPr", **(places | _direction(paragraph.text)))
    set_spacing(style, before)
    if is_bullet:
        add_element(style, "a:buFont", typeface="Arial")
        add_element(style, "a:buChar", char="•")
    else:
        add_element(style, "a:buNone")
