"""The last slide: sources, method, what the counts cannot say, and the licence."""

from hor_data.selection import say_selection
from hor_ui.deck.flow import Paragraph, paragraphs_of
from hor_ui.deck.notes import Page, link_to
from hor_ui.deck.planned import make_words
from hor_ui.deck.slides import Slide, Stage, as_at

PAGE = Page("about")
LIMITS = (
    "A status says what the published updates show. Work that no update mentions cannot be seen.",
    "A count says nothing about size: organisations should not be ranked by it.",
)


def plan_sources(stage: Stage) -> list[Slide]:
    """Where it comes from, how the statuses were made, and how far to trust them."""
    view = stage.view
    cover, release = view.release.cover, view.release
    shown = say_selection(release, view.selection, view.chosen)
    named = f" Release: {release.name}." if release.name else ""
    words = [
        Paragraph("Source", "heading"),
        *paragraphs_of(f"{cover.get('source', '') or 'Not stated'}."),
        Paragraph(f"{shown}. Data as at {as_at(view)}.{named}"),
        Paragraph("How the statuses were made", "heading"),
        *_prose(cover.get("how the statuses were made", "") or "The workbook does not say."),
        *(Paragraph(one, "bullet") for one in LIMITS),
    ]
    if stage.look.remarks:
        words += [Paragraph("About these slides", "heading"), *map(Paragraph, stage.look.remarks)]
    if stage.address:
        words.append(Paragraph(f"The dashboard: {link_to(stage, Page(''))}"))
    return make_words(stage, "Where this comes from and how far to trust it", words, PAGE)


def _prose(text: str) -> list[Paragraph]:
    """A paragraph a line; the lines that begin with a hyphen are bullets."""
    return [
        Paragraph(paragraph.text.removeprefix("- "), "bullet")
        if paragraph.text.startswith("- ")
        else paragraph
        for paragraph in paragraphs_of(text)
    ]
