"""Draw planned slides into a presentation."""

from typing import Any

from pptx.oxml.ns import qn

from hor_exports.deck.drawing.chart import add_chart
from hor_exports.deck.drawing.cover import add_panel, draw_cover, set_placeholder
from hor_exports.deck.drawing.elements import add_rectangle, remove_paragraphs
from hor_exports.deck.drawing.slide_number import add_slide_number
from hor_exports.deck.drawing.table import add_slide_table
from hor_exports.deck.drawing.text import (
    SLIDE_LANGUAGE,
    add_line,
    add_text_box,
    empty_text_body,
    write_paragraphs,
    write_source,
    write_title,
)
from hor_exports.deck.drawing.tiles import draw_tiles, fill_shape
from hor_exports.deck.planning.planned import layout_for
from hor_exports.deck.planning.slides import (
    BESIDE_CHIP,
    CHIP_HEIGHT,
    CHIP_SIDE,
    COLUMN_GAP,
    LEAD_SIZE,
    STRIP_HEIGHT,
    ChartBody,
    CoverBody,
    DeckContext,
    PlannedSlide,
    StatusStrip,
    TableBody,
    TextBody,
    TilesBody,
    lead_height,
)
from hor_exports.deck.templates.layouts import TITLE_KINDS, body_placeholders
from hor_exports.deck.templates.look import Look
from hor_exports.deck.templates.rect import Rect, place_shape
from hor_exports.deck.templates.scaling import scale_slide
from hor_exports.deck.text.flow import Paragraph
from hor_exports.deck.xml import add_element


def draw_slide(deck: DeckContext, planned: PlannedSlide) -> None:
    """Add one slide."""
    look, body = deck.look, planned.body
    layout, is_cover = layout_for(look, body), isinstance(body, CoverBody)
    slide = look.presentation.slides.add_slide(layout)
    _write_title(slide, look, layout, planned)
    if look.panel and not is_cover:
        add_panel(slide, look, look.panel)
    match body:
        case CoverBody():
            draw_cover(slide, look, body)
        case TextBody():
            _draw_words(slide, deck, body)
        case ChartBody():
            room = _under_lead(slide, deck, body.lead, body.lead_size)
            add_chart(slide, look, room, body)
        case TableBody():
            room = _under_lead(slide, deck, body.lead)
            add_slide_table(slide, look, room, body.grid, body.alt)
        case TilesBody():
            draw_tiles(slide, deck, body)
    _drop_unfilled(slide)
    if not is_cover:
        write_source(slide, deck)
    scale_slide(slide, look.sheet.factor)
    if not is_cover:
        add_slide_number(slide, look, layout)
    _write_notes(slide, planned)


def try_layout(look: Look, layout: Any) -> None:
    """Add a slide made from this layout, with a title, a number and notes."""
    slide = look.presentation.slides.add_slide(layout)
    planned = PlannedSlide("Title", 20.0, CoverBody(()), ("Notes",))
    _write_title(slide, look, layout, planned)
    add_slide_number(slide, look, layout)
    _write_notes(slide, planned)


def _write_title(slide: Any, look: Look, layout: Any, planned: PlannedSlide) -> None:
    setting = look.title_of(layout)
    write_title(slide, planned.title, planned.title_size, setting.colour)
    set_placeholder(slide, look, slide.shapes.title, setting)


def _draw_words(slide: Any, deck: DeckContext, body: TextBody) -> None:
    look, room = deck.look, deck.room
    if body.strip:
        _draw_strip(slide, look, room, body.strip)
        room = room.below(STRIP_HEIGHT)
    holders = body_placeholders(slide)
    holders = holders if len(holders) == len(body.columns) else []
    ink = look.ink if holders else look.colours.ink
    for number, (column, rect) in enumerate(
        zip(body.columns, column_rects(room, body), strict=True)
    ):
        if column:
            box = holders[number] if holders else add_text_box(slide, rect, f"Text {number + 1}")
            place_shape(box, rect)
            write_paragraphs(box, column, look.face.sized(body.size), ink)


def column_rects(room: Rect, body: TextBody) -> list[Rect]:
    """Where each column of text stands: one as wide as the room, or two with a gap between."""
    if len(body.columns) == 1:
        return [room]
    across = room.width - COLUMN_GAP
    left = room._replace(width=across * body.first)
    return [left, room._replace(left=left.right + COLUMN_GAP, width=across - left.width)]


def _draw_strip(slide: Any, look: Look, room: Rect, strip: StatusStrip) -> None:
    """The status in its colour at the left, and the facts beside it."""
    chip = add_rectangle(slide, Rect(room.left, room.top, strip.wide, CHIP_HEIGHT))
    chip.name = f"Status: {strip.status}"
    fill_shape(chip, look.colours, strip.meaning)
    body, face = empty_text_body(chip, CHIP_SIDE, "ctr"), look.face.sized(LEAD_SIZE, bold=True)
    ink = look.colours.text_on[strip.meaning]
    add_line(body, strip.status, face, ink, algn="ctr", rtl="0")
    used = strip.wide + BESIDE_CHIP
    beside = Rect(room.left + used, room.top, room.width - used, CHIP_HEIGHT)
    facts = add_text_box(slide, beside, "Facts")
    write_paragraphs(facts, [Paragraph(strip.facts)], look.face.sized(strip.size), look.colours.ink)
    facts._element.txBody.find(qn("a:bodyPr")).set("anchor", "ctr")


def _under_lead(slide: Any, deck: DeckContext, lead: str, size: float = LEAD_SIZE) -> Rect:
    """The room left under the line that says what is shown."""
    room = deck.room
    down = lead_height(lead, room.width, deck.look, size)
    if lead:
        box = add_text_box(slide, room._replace(height=down - 10), "What is shown")
        write_paragraphs(box, [Paragraph(lead)], deck.look.face.sized(size), deck.look.colours.ink)
    return room.below(down)


def _drop_unfilled(slide: Any) -> None:
    for holder in list(slide.placeholders):
        filled = holder.placeholder_format.type in TITLE_KINDS or (
            holder.has_text_frame and holder.text_frame.text.strip()
        )
        if not filled:
            holder._element.getparent().remove(holder._element)


def _write_notes(slide: Any, planned: PlannedSlide) -> None:
    frame = slide.notes_slide.notes_text_frame
    remove_paragraphs(frame._txBody)
    is_link = planned.link.startswith(("https://", "http://"))
    for line in (part for note in planned.notes for part in note.splitlines() or [""]):
        add_element(frame._txBody, "a:p")
        texts = line.partition(planned.link) if is_link else (line,)
        for text in filter(None, texts):
            run = frame.paragraphs[-1].add_run()
            run.text = text
            run._r.get_or_add_rPr().set("lang", SLIDE_LANGUAGE)
            if is_link and text == planned.link:
                run.hyperlink.address = planned.link
