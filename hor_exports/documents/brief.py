"""One organisation on a page, to hand round: its commitments, what changed, what to ask it."""

from datetime import date

from hor_data.release import NO_DATE_SET, CommitmentSummary, say_deadlines_judged
from hor_data.words import say_list
from hor_exports.brief import Brief, build_brief
from hor_exports.citation import picture_foot
from hor_exports.compared import Comparison
from hor_exports.documents.height_estimate import HeightEstimate
from hor_exports.documents.paper import DocumentTable, DocumentWriter, bullet_items
from hor_exports.documents.word import WordDocument
from hor_exports.view import View, file_title

BRIEF_HEADS, BRIEF_WIDTHS = ("Ref", "Commitment", "Status"), (2.2, 10.9, 3.9)
# Fewer questions than these make no brief; then it runs on to a second page, and fills it.
LEAST_ASKS = 5


def write_brief(view: View, name: str, compared: Comparison | None = None) -> bytes:
    """The brief as a Word document, on one A4 page unless the organisation leads very many.

    Raises ValueError, in a sentence, where no organisation is called so.
    """
    brief = build_brief(view, name, compared)
    title = file_title(view, brief.body.name)
    word = WordDocument(title, view.release.cover, date.today())
    most = _how_many_fit(brief, view)
    if _pages(brief, view, most) > 1:
        word.number_pages()
    _write(word, brief, view, most)
    return word.content()


def _how_many_fit(brief: Brief, view: View) -> int:
    """The most questions with which the brief takes no more pages than with the fewest."""
    number = sum(len(commitment.asks) for commitment in brief.asks)
    room = _pages(brief, view, min(LEAST_ASKS, number))
    while number > LEAST_ASKS and _pages(brief, view, number) > room:
        number -= 1
    return number


def _pages(brief: Brief, view: View, most: int) -> int:
    ruler = HeightEstimate()
    _write(ruler, brief, view, most)
    return ruler.pages


def _write(paper: DocumentWriter, brief: Brief, view: View, most: int) -> None:
    body = brief.body
    paper.heading(body.name, 0)
    if body.known_as:
        paper.paragraph(f"Previously known as {say_list(body.known_as)}.")
    paper.paragraph(brief.standing)
    if brief.led:
        _write_led(paper, brief, view)
    if brief.between:
        paper.heading("What changed")
        paper.paragraph(brief.between)
        paper.items(bullet_items(brief.moved or [brief.no_change]))
    _write_asks(paper, brief, most)
    if brief.helped:
        paper.heading("Commitments it helps with")
        paper.paragraph("; ".join(f"{line.ref}, {line.title}" for line in brief.helped) + ".")
    paper.heading("About this page")
    paper.paragraph("The statuses are our reading of the published updates, not its own rating.")
    for line in picture_foot(view):
        paper.paragraph(line)


def _write_led(paper: DocumentWriter, brief: Brief, view: View) -> None:
    rows = [(line.ref, line.title, _say_status(line)) for line in brief.led]
    paper.heading("Commitments it leads")
    paper.table(DocumentTable(BRIEF_HEADS, rows, BRIEF_WIDTHS, brief.table_alt))
    undated = sum(line.deadline == NO_DATE_SET for line in brief.led)
    many = "any" if undated == len(rows) else f"{undated} of the {len(rows)}"
    none = f"No date was set for {'it' if len(rows) == 1 else many}." if undated else ""
    judged = say_deadlines_judged(view.release, (line.deadline for line in brief.led))
    if undated or judged:
        paper.paragraph(" ".join(filter(None, [judged, none])))


def _say_status(line: CommitmentSummary) -> str:
    return line.status if line.deadline == NO_DATE_SET else f"{line.status}. {line.deadline}."


def _write_asks(paper: DocumentWriter, brief: Brief, most: int) -> None:
    paper.heading("What to ask")
    # The first question of each commitment before the second of any.
    ranked = sorted(
        (rank, place, f"{commitment.ref}: {question}")
        for place, commitment in enumerate(brief.asks)
        for rank, question in enumerate(commitment.asks)
    )
    kept = sorted(ranked[:most], key=lambda ranked_ask: (ranked_ask[1], ranked_ask[0]))
    if kept:
        paper.items(bullet_items([question for *_, question in kept]))
    if brief.rest_to_ask:
        paper.paragraph(brief.rest_to_ask)
    if len(ranked) > most:
        paper.paragraph(f"And {len(ranked) - most} more, on its page of the dashboard.")
