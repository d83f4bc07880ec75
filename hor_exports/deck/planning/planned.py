"""Make the slides of a part: the title fitted, the notes written, long ones continued."""

from collections.abc import Sequence
from typing import Any

from hor_exports.deck.planning.notes import DashboardPage, link_to, say_notes
from hor_exports.deck.planning.slides import (
    LEAD_SIZE,
    NO_BREAK_SPACE,
    ChartBody,
    CoverBody,
    DeckContext,
    PlannedSlide,
    SlideBody,
    TableBody,
    TextBody,
    fit_title,
    lead_height,
)
from hor_exports.deck.templates.look import Look
from hor_exports.deck.text.flow import BODY_SIZES, Paragraph, flow_at_largest_size
from hor_exports.deck.text.grids import TableGrid, paginate_table
from hor_exports.fitting import shorten_text

OVERVIEW_PAGE = DashboardPage("")
MOST_LEAD_LINES = 3


def plan_slide(
    deck: DeckContext,
    title: str,
    body: SlideBody,
    notes: Sequence[str] = (),
    page: DashboardPage = OVERVIEW_PAGE,
    part: tuple[int, int] = (1, 1),
) -> PlannedSlide:
    """One slide. A title too long for its placeholder stands in full in the notes. `part` is which
    of how many slides it is, which the title says where there are several."""
    layout = layout_for(deck.look, body)
    number, of_all = part
    end = f" ({number:,}{NO_BREAK_SPACE}of{NO_BREAK_SPACE}{of_all:,})" if of_all > 1 else ""
    shown, size = fit_title(deck.look, title, layout, end)
    whole = () if shown.removesuffix(end) == " ".join(title.split()) else (title,)
    counted = body.chart.coverage.sentence if isinstance(body, ChartBody) else ""
    all_notes = (*whole, *notes, *say_notes(deck, page, counted))
    return PlannedSlide(shown, size, body, all_notes, link_to(deck, page), title)


def plan_slides(
    deck: DeckContext,
    title: str,
    bodies: Sequence[SlideBody],
    page: DashboardPage = OVERVIEW_PAGE,
) -> list[PlannedSlide]:
    """A slide for each of these, of one title that numbers them."""
    return [
        plan_slide(deck, title, body, page=page, part=(number, len(bodies)))
        for number, body in enumerate(bodies, start=1)
    ]


def plan_text_slides(
    deck: DeckContext, title: str, words: Sequence[Paragraph], page: DashboardPage = OVERVIEW_PAGE
) -> list[PlannedSlide]:
    """Text on as many slides as it takes."""
    room = deck.room
    size, pages = flow_at_largest_size(words, (room.width, room.height), deck.look.face, BODY_SIZES)
    return plan_slides(deck, title, [TextBody((column,), size) for column in pages], page)


def plan_table_slides(
    deck: DeckContext,
    title: str,
    table: tuple[TableGrid, str, str],
    page: DashboardPage = OVERVIEW_PAGE,
) -> list[PlannedSlide]:
    """A table on as many slides as it takes, under the line that says what it is."""
    grid, lead, alt = table
    lead = fit_lead(deck, lead)
    pages = paginate_under(deck, grid, lead_height(lead, deck.room.width, deck.look))
    return plan_slides(deck, title, [TableBody(part, lead, alt) for part in pages], page)


def paginate_under(deck: DeckContext, grid: TableGrid, used: float) -> list[TableGrid]:
    """A table slide by slide, under so many points that something else takes."""
    room, look = deck.room.below(used), deck.look
    return paginate_table(grid, (room.width, room.height), look.face, look.smallest)


def fit_lead(deck: DeckContext, lead: str, size: float = LEAD_SIZE) -> str:
    """The line under a title, cut to three lines; filters stand in full in the notes."""
    face = deck.look.face.sized(size)
    return shorten_text(lead, deck.room.width, MOST_LEAD_LINES, face) if lead else ""


def layout_for(look: Look, body: SlideBody) -> Any:
    """The layout a slide is made from."""
    if isinstance(body, CoverBody):
        return look.cover
    if isinstance(body, TextBody):
        wanted = look.two if len(body.columns) > 1 else look.text
        return wanted if wanted is not None else look.plain
    return look.plain
