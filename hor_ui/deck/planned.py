"""Make the slides of a part: the title fitted, the notes written, long ones continued."""

from collections.abc import Sequence
from typing import Any

from hor_ui.deck.fitting import shortened
from hor_ui.deck.flow import BODY_SIZES, Paragraph, flow_fitted
from hor_ui.deck.grids import Grid, paged
from hor_ui.deck.look import Look
from hor_ui.deck.notes import Page, link_to, say_notes
from hor_ui.deck.slides import (
    JOIN,
    LEAD_SIZE,
    Bars,
    Body,
    Cover,
    Slide,
    Stage,
    Table,
    Words,
    fit_title,
    lead_height,
)

OVERVIEW = Page("")
MOST_LEAD_LINES = 3


def make(
    stage: Stage,
    title: str,
    body: Body,
    notes: Sequence[str] = (),
    page: Page = OVERVIEW,
    part: tuple[int, int] = (1, 1),
) -> Slide:
    """One slide. A title too long for its placeholder stands in full in the notes. `part` is which
    of how many slides it is, which the title says where there are several."""
    layout = layout_for(stage.look, body)
    number, of_all = part
    end = f" ({number:,}{JOIN}of{JOIN}{of_all:,})" if of_all > 1 else ""
    shown, size = fit_title(stage.look, title, layout, end)
    whole = () if shown.removesuffix(end) == " ".join(title.split()) else (title,)
    counted = body.chart.coverage.sentence if isinstance(body, Bars) else ""
    said = (*whole, *notes, *say_notes(stage, page, counted))
    return Slide(shown, size, body, said, link_to(stage, page), title)


def make_words(
    stage: Stage, title: str, words: Sequence[Paragraph], page: Page = OVERVIEW
) -> list[Slide]:
    """Text on as many slides as it takes."""
    room = stage.room
    size, pages = flow_fitted(words, (room.width, room.height), stage.look.face, BODY_SIZES)
    return [
        make(stage, title, Words((column,), size), page=page, part=(number, len(pages)))
        for number, column in enumerate(pages, start=1)
    ]


def make_tables(
    stage: Stage, title: str, table: tuple[Grid, str, str], page: Page = OVERVIEW
) -> list[Slide]:
    """A table on as many slides as it takes, under the line that says what it is."""
    grid, lead, alt = table
    room = stage.room
    lead = fit_lead(stage, lead)
    left = room.height - lead_height(lead, room.width, stage.look)
    pages = paged(grid, (room.width, left), stage.look.face, stage.look.smallest)
    return [
        make(stage, title, Table(part, lead, alt), page=page, part=(number, len(pages)))
        for number, part in enumerate(pages, start=1)
    ]


def fit_lead(stage: Stage, lead: str, size: float = LEAD_SIZE) -> str:
    """The line under a title, cut to three lines; filters stand in full in the notes."""
    face = stage.look.face.at(size)
    return shortened(lead, stage.room.width, MOST_LEAD_LINES, face) if lead else ""


def layout_for(look: Look, body: Body) -> Any:
    """The layout a slide is made from."""
    if isinstance(body, Cover):
        return look.cover
    if isinstance(body, Words):
        wanted = look.two if len(body.columns) > 1 else look.text
        return wanted if wanted is not None else look.plain
    return look.plain
