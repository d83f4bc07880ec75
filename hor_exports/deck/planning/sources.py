"""The last slide: sources, method, what the counts cannot say, and the licence."""

from hor_data.release import say_selection
from hor_exports.deck.planning.notes import DashboardPage, link_to
from hor_exports.deck.planning.planned import plan_text_slides
from hor_exports.deck.planning.slides import DeckContext, PlannedSlide, say_data_date
from hor_exports.deck.text.flow import Paragraph, bullets, paragraphs_of

ABOUT_PAGE = DashboardPage("about")
LIMITS_OF_COUNTS = (
    "A status says what the published updates show. Work that no update mentions cannot be seen.",
    "A count says nothing about size: organisations should not be ranked by it.",
)


def plan_sources(deck: DeckContext) -> list[PlannedSlide]:
    """Where it comes from, how the statuses were made, and how far to trust them."""
    view = deck.view
    cover, release = view.release.cover, view.release
    shown = say_selection(release, view.selection, view.chosen)
    named = f" Release: {release.name}." if release.name else ""
    words = [
        Paragraph("Source", "heading"),
        *paragraphs_of(f"{cover.get('source', '') or 'Not stated'}."),
        Paragraph(f"{shown}. Data as at {say_data_date(view)}.{named}"),
        Paragraph("How the statuses were made", "heading"),
        *_prose(cover.get("how the statuses were made", "") or "The workbook does not say."),
        *bullets(LIMITS_OF_COUNTS),
    ]
    if deck.look.remarks:
        words += [Paragraph("About these slides", "heading"), *map(Paragraph, deck.look.remarks)]
    if deck.address:
        words.append(Paragraph(f"The dashboard: {link_to(deck, DashboardPage(''))}"))
    return plan_text_slides(
        deck, "Where this comes from and how far to trust it", words, ABOUT_PAGE
    )


def _prose(text: str) -> list[Paragraph]:
    """A paragraph a line; the lines that begin with a hyphen are bullets."""
    return [
        Paragraph(paragraph.text.removeprefix("- "), "bullet")
        if paragraph.text.startswith("- ")
        else paragraph
        for paragraph in paragraphs_of(text)
    ]
