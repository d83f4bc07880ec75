"""The first slides of a deck: the cover, the scale of statuses and the headline."""

from hor_data.meeting import list_concerns
from hor_data.release import say_selection, say_what_to_loosen
from hor_data.words import say_count
from hor_exports.charts import NO_MATCHES
from hor_exports.deck.drawing.tiles import tiles_height
from hor_exports.deck.planning.planned import (
    plan_slide,
    plan_slides,
    plan_table_slides,
    plan_text_slides,
)
from hor_exports.deck.planning.slides import (
    CoverBody,
    DeckContext,
    PlannedSlide,
    StatusTile,
    TextBody,
    TilesBody,
    say_data_date,
)
from hor_exports.deck.text.flow import Paragraph, bullets, flow_at_largest_size
from hor_exports.deck.text.grids import TableCell, TableGrid, table_row
from hor_exports.status_counts import count_statuses, say_compared_statuses, say_status_headline

OUR_READING = "Our reading of the published updates, not the organisations’ own rating."


def plan_cover(deck: DeckContext) -> list[PlannedSlide]:
    """What this is, which commitments it shows, and as at when."""
    view = deck.view
    cover = view.release.cover
    release = f" Release: {view.release.name}." if view.release.name else ""
    lines = (
        say_selection(view.release, view.selection, view.chosen),
        f"Data as at {say_data_date(view)}.{release}",
        cover.get("publisher", ""),
        f"Slides made on {deck.today.day} {deck.today:%B %Y}",
    )
    title = cover.get("title", "") or "Commitments"
    return [plan_slide(deck, title, CoverBody(tuple(filter(None, lines))))]


def plan_nothing(deck: DeckContext) -> list[PlannedSlide]:
    """That no commitment matches, and which filter to let go."""
    view = deck.view
    words = [
        Paragraph(say_selection(view.release, view.selection, view.chosen)),
        Paragraph(say_what_to_loosen(view.release, view.selection)),
    ]
    return plan_text_slides(deck, NO_MATCHES.rstrip("."), words)


def plan_scale(deck: DeckContext) -> list[PlannedSlide]:
    """Each status in its colour, with what it means."""
    rows = tuple(
        table_row(
            TableCell(status.value, status.stands_for),
            status.definition or "No definition is given.",
        )
        for status in deck.view.release.statuses
    )
    grid = TableGrid(("Status", "What it means"), rows, (1, 3.6), 18.0)
    title = "A status says what the published updates show"
    alt = f"Table of {say_count(len(rows), 'status', 'statuses')} with their definitions."
    return plan_table_slides(deck, title, (grid, OUR_READING, alt))


def plan_headline(deck: DeckContext) -> list[PlannedSlide]:
    """How commitments stand, in a sentence and large numbers, and what needs attention."""
    view, look = deck.view, deck.look
    counts = count_statuses(view)
    most = max((status.number for status in counts), default=0) or 1
    tiles = tuple(
        StatusTile(
            f"{status.number:,}", status.number / most, status.status, status.meaning, status.other
        )
        for status in counts
    )
    concerns = list_concerns(view.release, view.chosen)
    words = [
        Paragraph("Worth asking about", "heading"),
        *bullets(
            f"{concern.name}: {say_count(len(concern.items), 'commitment')}. {concern.explanation}"
            for concern in concerns
            if concern.items
        ),
    ]
    if not view.selection.is_everything:
        shown = say_selection(view.release, view.selection, view.chosen)
        parts = filter(None, [shown, say_compared_statuses(view)])
        words.insert(0, Paragraph(". ".join(parts) + "."))
    room = deck.room
    left = room.height - tiles_height(len(tiles), room.width) - 16
    size, pages = flow_at_largest_size(words, (room.width, left), look.face, (20.0, 18.0))
    title = say_status_headline(view).rstrip(".")
    bodies: list[TilesBody | TextBody] = [TilesBody(tiles, pages[0], size)]
    bodies += [TextBody((page,), size) for page in pages[1:]]
    return plan_slides(deck, title, bodies)
