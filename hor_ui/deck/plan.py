"""From the parts chosen to slides that fit: what each says, and where it continues."""

from collections.abc import Callable, Sequence
from typing import Any

from hor_data.attention import what_needs_attention
from hor_data.selection import say_selection, what_to_loosen
from hor_data.words import count
from hor_ui.charts.titles import NOTHING
from hor_ui.deck.draw_tiles import tiles_height
from hor_ui.deck.flow import Paragraph, flow_fitted
from hor_ui.deck.grids import Cell, Grid
from hor_ui.deck.plan_charts import plan_chart
from hor_ui.deck.plan_measures import plan_measures
from hor_ui.deck.plan_meeting import plan_agenda, plan_brief, plan_changes
from hor_ui.deck.plan_records import plan_record
from hor_ui.deck.plan_sources import plan_sources
from hor_ui.deck.plan_table import plan_table
from hor_ui.deck.planned import make, make_tables, make_words
from hor_ui.deck.slides import Cover, Slide, Stage, Tile, Tiles, Words, as_at
from hor_ui.parts import (
    AgendaSlide,
    BriefSlide,
    ChangesSlide,
    ChartSlide,
    Headline,
    HowToRead,
    MeasuresSlide,
    Part,
    RecordSlide,
    Sources,
    TableSlide,
    TitleSlide,
)
from hor_ui.status_counts import count_statuses, say_compared_statuses, say_headline

OUR_READING = "Our reading of the published updates, not the organisations’ own rating."


def plan_slides(stage: Stage, parts: Sequence[Part]) -> list[list[Slide]]:
    """The slides of each part, in order. Where nothing matches, one slide says so for all parts
    that would count what is shown."""
    empty = not stage.view.chosen.any()
    planned: list[list[Slide]] = []
    told = False
    for part in parts:
        if empty and isinstance(part, Headline | ChartSlide | MeasuresSlide | TableSlide):
            planned.append([] if told else plan_nothing(stage))
            told = True
        else:
            planned.append(_PLANS[type(part)](stage, part))
    return planned


def plan_cover(stage: Stage) -> list[Slide]:
    """What this is, which commitments it shows, and as at when."""
    view = stage.view
    cover = view.release.cover
    release = f" Release: {view.release.name}." if view.release.name else ""
    lines = (
        say_selection(view.release, view.selection, view.chosen),
        f"Data as at {as_at(view)}.{release}",
        cover.get("publisher", ""),
        f"Slides made on {stage.today.day} {stage.today:%B %Y}",
    )
    title = cover.get("title", "") or "Commitments"
    return [make(stage, title, Cover(tuple(filter(None, lines))))]


def plan_nothing(stage: Stage) -> list[Slide]:
    """That no commitment matches, and which filter to let go."""
    view = stage.view
    words = [
        Paragraph(say_selection(view.release, view.selection, view.chosen)),
        Paragraph(what_to_loosen(view.release, view.selection)),
    ]
    return make_words(stage, NOTHING.rstrip("."), words)


def plan_scale(stage: Stage) -> list[Slide]:
    """Each status in its colour, with what it means."""
    rows = tuple(
        (Cell(one.value, one.stands_for), Cell(one.definition or "No definition is given."))
        for one in stage.view.release.statuses
    )
    grid = Grid(("Status", "What it means"), rows, (1, 3.6), 18.0)
    title = "A status says what the published updates show"
    alt = f"Table of {count(len(rows), 'status', 'statuses')} with their definitions."
    return make_tables(stage, title, (grid, OUR_READING, alt))


def plan_headline(stage: Stage) -> list[Slide]:
    """How commitments stand, in a sentence and large numbers, and what needs attention."""
    view, look = stage.view, stage.look
    counts = count_statuses(view)
    most = max((status.number for status in counts), default=0) or 1
    tiles = tuple(
        Tile(f"{one.number:,}", one.number / most, one.status, one.meaning, one.other)
        for one in counts
    )
    concerns = what_needs_attention(view.release, view.chosen)
    words = [
        Paragraph("Worth asking about", "heading"),
        *(
            Paragraph(
                f"{one.name}: {count(len(one.items), 'commitment')}. {one.explanation}", "bullet"
            )
            for one in concerns
            if one.items
        ),
    ]
    if not view.selection.is_everything:
        shown = say_selection(view.release, view.selection, view.chosen)
        parts = filter(None, [shown, say_compared_statuses(view)])
        words.insert(0, Paragraph(". ".join(parts) + "."))
    room = stage.room
    left = room.height - tiles_height(len(tiles), room.width) - 16
    size, pages = flow_fitted(words, (room.width, left), look.face, (20.0, 18.0))
    title = say_headline(view).rstrip(".")
    bodies: list[Tiles | Words] = [Tiles(tiles, pages[0], size)]
    bodies += [Words((page,), size) for page in pages[1:]]
    return [
        make(stage, title, body, part=(number, len(bodies)))
        for number, body in enumerate(bodies, start=1)
    ]


_PLANS: dict[type, Callable[[Stage, Any], list[Slide]]] = {
    TitleSlide: lambda stage, _: plan_cover(stage),
    HowToRead: lambda stage, _: plan_scale(stage),
    Headline: lambda stage, _: plan_headline(stage),
    ChartSlide: lambda stage, part: plan_chart(stage, part.field),
    MeasuresSlide: lambda stage, _: plan_measures(stage),
    RecordSlide: lambda stage, part: plan_record(stage, part.ref),
    TableSlide: lambda stage, _: plan_table(stage),
    ChangesSlide: plan_changes,
    AgendaSlide: lambda stage, part: plan_agenda(stage, part.agenda),
    BriefSlide: plan_brief,
    Sources: lambda stage, _: plan_sources(stage),
}
