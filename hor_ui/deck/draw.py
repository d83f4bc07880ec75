"""Draw planned slides into a presentation."""

from typing import Any

from lxml import etree
from pptx.enum.shapes import MSO_SHAPE
from pptx.oxml.ns import qn

from hor_ui.deck.draw_chart import add_chart
from hor_ui.deck.draw_cover import add_panel, draw_cover, set_holder
from hor_ui.deck.draw_number import add_number
from hor_ui.deck.draw_table import add_table
from hor_ui.deck.draw_text import (
    LANGUAGE,
    add_run,
    add_text,
    empty,
    place,
    write,
    write_source,
    write_title,
)
from hor_ui.deck.draw_tiles import colour_shape, draw_tiles
from hor_ui.deck.fitting import Face
from hor_ui.deck.flow import Paragraph
from hor_ui.deck.layouts import BODIES, TITLES
from hor_ui.deck.look import Look, Rect, Setting
from hor_ui.deck.planned import layout_for
from hor_ui.deck.scaling import scale_slide
from hor_ui.deck.slides import (
    GUTTER,
    LEAD_SIZE,
    STRIP,
    Bars,
    Cover,
    Slide,
    Stage,
    Strip,
    Table,
    Tiles,
    Words,
    lead_height,
)


def draw(stage: Stage, planned: Slide) -> None:
    """Add one slide."""
    look, body = stage.look, planned.body
    layout = layout_for(look, body)
    slide = look.presentation.slides.add_slide(layout)
    _write_title(slide, look, look.title_of(layout), planned)
    if look.panel and not isinstance(body, Cover):
        add_panel(slide, look, look.panel)
    match body:
        case Cover():
            draw_cover(slide, look, body)
        case Words():
            _draw_words(slide, stage, body)
        case Bars():
            room = _under_lead(slide, stage, body.lead, body.lead_size)
            add_chart(slide, look, room, body)
        case Table():
            room = _under_lead(slide, stage, body.lead)
            add_table(slide, look, room, body.grid, body.alt)
        case Tiles():
            draw_tiles(slide, stage, body)
    _drop_unfilled(slide)
    if not isinstance(body, Cover):
        write_source(slide, stage)
    scale_slide(slide, look.sheet.factor)
    if not isinstance(body, Cover):
        add_number(slide, look, layout)
    _write_notes(slide, planned)


def try_layout(look: Look, layout: Any) -> None:
    """Add a slide made from this layout, with a title, a number and notes."""
    slide = look.presentation.slides.add_slide(layout)
    _write_title(slide, look, look.title_of(layout), Slide("Title", 20.0, Cover(()), ("Notes",)))
    add_number(slide, look, layout)
    _write_notes(slide, Slide("Title", 20.0, Cover(()), ("Notes",)))


def _write_title(slide: Any, look: Look, setting: Setting, planned: Slide) -> None:
    write_title(slide, planned.title, planned.title_size, setting.colour)
    set_holder(slide, look, slide.shapes.title, setting)


def _draw_words(slide: Any, stage: Stage, body: Words) -> None:
    look, room = stage.look, stage.room
    if body.strip:
        _draw_strip(slide, look, room, body.strip)
        room = Rect(room.left, room.top + STRIP, room.width, room.height - STRIP)
    holders = [one for one in slide.placeholders if one.placeholder_format.type in BODIES]
    holders = holders if len(holders) == len(body.columns) else []
    for at, (column, rect) in enumerate(zip(body.columns, column_rects(room, body), strict=True)):
        if not column:
            continue
        box = holders[at] if holders else add_text(slide, rect, f"Text {at + 1}")
        place(box, rect)
        write(box, column, look.face.at(body.size), look.ink if holders else look.colours.ink)


def column_rects(room: Rect, body: Words) -> list[Rect]:
    """Where each column of text stands: one as wide as the room, or two with a gap between."""
    if len(body.columns) == 1:
        return [room]
    across = room.width - GUTTER
    left = room._replace(width=across * body.first)
    return [left, room._replace(left=left.right + GUTTER, width=across - left.width)]


def _draw_strip(slide: Any, look: Look, room: Rect, strip: Strip) -> None:
    chip = slide.shapes.add_shape(MSO_SHAPE.RECTANGLE, 0, 0, 0, 0)
    chip.name = f"Status: {strip.status}"
    wide = strip.wide
    place(chip, Rect(room.left, room.top, wide, 36))
    colour_shape(chip, look.colours, strip.meaning)
    face = look.face.at(LEAD_SIZE, bold=True)
    _centre(chip, strip.status, face, look.colours.text_on[strip.meaning])
    facts = add_text(
        slide, Rect(room.left + wide + 16, room.top, room.width - wide - 16, 36), "Facts"
    )
    write(facts, [Paragraph(strip.facts)], look.face.at(strip.size), look.colours.ink)
    facts._element.txBody.find(qn("a:bodyPr")).set("anchor", "ctr")


def _centre(shape: Any, text: str, face: Face, colour: str) -> None:
    body = empty(shape, (6, 0, 6, 0), "ctr")
    paragraph = etree.SubElement(body, qn("a:p"))
    etree.SubElement(paragraph, qn("a:pPr"), algn="ctr", rtl="0")
    add_run(paragraph, text, face, colour)


def _under_lead(slide: Any, stage: Stage, lead: str, size: float = LEAD_SIZE) -> Rect:
    """The room left under the line that says what is shown."""
    room = stage.room
    down = lead_height(lead, room.width, stage.look, size)
    if lead:
        box = add_text(slide, room._replace(height=down - 10), "What is shown")
        write(box, [Paragraph(lead)], stage.look.face.at(size), stage.look.colours.ink)
    return Rect(room.left, room.top + down, room.width, room.height - down)


def _drop_unfilled(slide: Any) -> None:
    for holder in list(slide.placeholders):
        filled = holder.placeholder_format.type in TITLES or (
            holder.has_text_frame and holder.text_frame.text.strip()
        )
        if not filled:
            holder._element.getparent().remove(holder._element)


def _write_notes(slide: Any, planned: Slide) -> None:
    frame = slide.notes_slide.notes_text_frame
    body = frame._txBody
    for paragraph in body.findall(qn("a:p")):
        body.remove(paragraph)
    for line in planned.notes:
        for part in line.splitlines() or [""]:
            paragraph = etree.SubElement(body, qn("a:p"))
            before, link, after = (
                part.partition(planned.link) if _is_link(planned.link) else (part, "", "")
            )
            for text in filter(None, (before, link, after)):
                run = frame.paragraphs[-1].add_run()
                run.text = text
                run._r.get_or_add_rPr().set("lang", LANGUAGE)
                if text == link:
                    run.hyperlink.address = link


def _is_link(address: str) -> bool:
    return address.startswith(("https://", "http://"))
