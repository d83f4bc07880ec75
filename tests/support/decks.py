"""Decks opened again and read, and two templates made to be unlike the dashboard's own."""

import re
from collections.abc import Iterator
from io import BytesIO
from typing import Any

from lxml import etree
from pptx import Presentation
from pptx.dml.color import RGBColor
from pptx.enum.text import PP_ALIGN
from pptx.oxml import parse_xml
from pptx.oxml.ns import qn
from pptx.util import Inches, Pt

# How wide a letter is for its height on average, and how much more a line takes.
ARIAL, TIMES, NARROW = 0.46, 0.41, 0.36
LINE = 1.2
CJK = re.compile(r"[\u1100-\u11ff\u2e80-\u9fff\uac00-\ud7af\uff00-\uff60]")
SMALLEST = 12.0


def slides_of(content: bytes) -> list[Any]:
    return list(Presentation(BytesIO(content)).slides)


def charts_of(content: bytes) -> list[tuple[Any, Any]]:
    """Each native chart with its slide."""
    return [
        (slide, shape) for slide in slides_of(content) for shape in slide.shapes if shape.has_chart
    ]


def faults(content: bytes, letter: float = ARIAL) -> list[str]:
    """What would be seen to go wrong: shapes beyond the slide, text longer than its box or smaller
    than 12 points on slides 7.5 inches high, a title without words."""
    deck = Presentation(BytesIO(content))
    wide, high = deck.slide_width.pt, deck.slide_height.pt
    smallest = SMALLEST * min(wide, high) / 540
    found = []
    for number, slide in enumerate(deck.slides, start=1):
        if slide.shapes.title is None or not slide.shapes.title.text.strip():
            found.append(f"slide {number}: no title")
        for shape in slide.shapes:
            place = [one.pt for one in (shape.left, shape.top, shape.width, shape.height)]
            beyond = min(place[:2]) < -0.5 or place[0] + place[2] > wide + 0.5
            if beyond or place[1] + place[3] > high + 0.5:
                found.append(f"slide {number}: {shape.name} stands outside the slide")
            needed = _needed(shape, letter)
            if needed > place[3] * 1.06 + 8:
                found.append(f"slide {number}: {shape.name} needs {needed:.0f} of {place[3]:.0f}")
        for size in _sizes(slide):
            if size < smallest - 0.05:
                found.append(f"slide {number}: text of {size} points")
    return found


def _needed(shape: Any, letter: float) -> float:
    if shape.has_text_frame and shape.text_frame.text.strip():
        return text_height(shape.text_frame._txBody, shape.width.pt, letter)
    if shape.has_table:
        rows = range(len(shape.table.rows))
        return sum(_row_height(shape.table, at, letter) for at in rows)
    return 0.0


def text_height(body: Any, across: float, letter: float) -> float:
    """How high text stands in a box, by a rough measure that is not the product's own."""
    left, top, right, bottom = _insets(body)
    inner = max(across - left - right, 10)
    down = top + bottom
    for paragraph in body.iter(qn("a:p")):
        runs = list(paragraph.iter(qn("a:r")))
        size = max((_size(run) for run in runs), default=SMALLEST)
        text = "".join(run.findtext(qn("a:t")) or "" for run in runs)
        letters = len(text) + len(CJK.findall(text))
        down += max(1, -(-int(letters * size * letter) // int(inner))) * size * LINE
    return down


def _insets(body: Any) -> list[float]:
    given = body.find(qn("a:bodyPr"))
    usual = {"lIns": 91440, "tIns": 45720, "rIns": 91440, "bIns": 45720}
    return [int(given.get(name, emu)) / 12700 for name, emu in usual.items()]


def _row_height(table: Any, at: int, letter: float) -> float:
    return max(
        text_height(cell.text_frame._txBody, column.width.pt, letter)
        for cell, column in zip(table.rows[at].cells, table.columns, strict=True)
    )


def _size(run: Any) -> float:
    properties = run.find(qn("a:rPr"))
    given = properties.get("sz") if properties is not None else None
    return int(given) / 100 if given else 18.0


def _sizes(slide: Any) -> Iterator[float]:
    trees = [slide._element]
    trees += [shape.chart._chartSpace for shape in slide.shapes if shape.has_chart]
    for tree in trees:
        for one in tree.iter(qn("a:rPr"), qn("a:defRPr")):
            if one.get("sz"):
                yield int(one.get("sz")) / 100


def dark_template() -> bytes:
    """16:9, near black, a serif, titles at the foot of a broad band, text far to the right."""
    deck = restyled("Times New Roman", {"dk1": "F5F1E6", "lt1": "1B1F2A", "accent1": "E0A030"})
    deck.slide_width, deck.slide_height = Inches(13.333), Inches(7.5)
    _background(deck.slide_master, "1B1F2A")
    for layout in [deck.slide_master, *deck.slide_layouts]:
        for holder in layout.placeholders:
            kind = holder.placeholder_format.type
            if "TITLE" in str(kind) and "SUB" not in str(kind):
                _put(holder, 2.2, 0.35, 10.5, 1.2)
                _paint(holder, "E0A030")
            elif "BODY" in str(kind) or "OBJECT" in str(kind) or "SUBTITLE" in str(kind):
                _put(holder, 2.2, 1.75, 10.5, 4.9)
                _paint(holder, "F5F1E6")
    return _bytes(deck)


def old_template() -> bytes:
    """4:3, cream, centred titles in a narrow face, a title layout and a content layout alone."""
    deck = restyled("Arial Narrow", {"dk1": "40202A", "lt1": "FBF6E9", "accent1": "7A1F3D"})
    _background(deck.slide_master, "FBF6E9")
    layouts = deck.slide_layouts
    for layout in list(layouts)[2:]:
        layouts.remove(layout)
    for layout in [deck.slide_master, *layouts]:
        for holder in layout.placeholders:
            if "TITLE" in str(holder.placeholder_format.type):
                holder.text_frame.paragraphs[0].alignment = PP_ALIGN.CENTER
    slide = deck.slides.add_slide(layouts[0])
    slide.shapes.title.text = "A slide that the template came with"
    return _bytes(deck)


def restyled(font: str, colours: dict[str, str]) -> Any:
    deck = Presentation()
    part = deck.slide_master.part.part_related_by(
        "http://schemas.openxmlformats.org/officeDocument/2006/relationships/theme"
    )
    theme = parse_xml(part.blob)
    for latin in theme.iter(qn("a:latin")):
        latin.set("typeface", font)
    for name, colour in colours.items():
        entry = theme.find(f".//{qn('a:clrScheme')}/{qn(f'a:{name}')}")
        for old in list(entry):
            entry.remove(old)
        entry.append(entry.makeelement(qn("a:srgbClr"), {"val": colour}))
    part._blob = _as_bytes(theme)
    return deck


def _as_bytes(element: Any) -> bytes:
    return etree.tostring(element, xml_declaration=True, encoding="UTF-8", standalone=True)


def _background(master: Any, colour: str) -> None:
    fill = master.background.fill
    fill.solid()
    fill.fore_color.rgb = RGBColor.from_string(colour)


def _put(holder: Any, left: float, top: float, across: float, down: float) -> None:
    holder.left, holder.top = Inches(left), Inches(top)
    holder.width, holder.height = Inches(across), Inches(down)


def _paint(holder: Any, colour: str) -> None:
    run = holder.text_frame.paragraphs[0].font
    run.color.rgb = RGBColor.from_string(colour)
    run.size = Pt(28)


def _bytes(deck: Any) -> bytes:
    out = BytesIO()
    deck.save(out)
    return out.getvalue()
