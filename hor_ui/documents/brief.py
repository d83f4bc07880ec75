"""One organisation on a page, to hand round: its commitments, what changed, what to ask it."""

from datetime import date

from hor_data.groupings import NO_DATE
from hor_data.judging import judged_sentence
from hor_data.record import Line
from hor_data.words import listed
from hor_ui.brief import Brief, read_brief
from hor_ui.compared import Compared
from hor_ui.documents.paper import Grid, Paper, bullets
from hor_ui.documents.ruler import Ruler
from hor_ui.documents.word import Word
from hor_ui.quoting import picture_foot
from hor_ui.view import View, file_title

HEADS, WIDTHS = ("Ref", "Commitment", "Status"), (2.2, 10.9, 3.9)
# Fewer questions than these make no brief; then it runs on to a second page, and fills it.
LEAST_ASKS = 5


def write_brief(view: View, name: str, compared: Compared | None = None) -> bytes:
    """The brief as a Word document, on one A4 page unless the organisation leads very many.

    Raises ValueError, in a sentence, where no organisation is called so.
    """
    brief = read_brief(view, name, compared)
    title = file_title(view, brief.body.name)
    word = Word(title, view.release.cover, date.today())
    most = _how_many_fit(brief, view)
    if _pages(brief, view, most) > 1:
        word.number_pages()
    _write(word, brief, view, most)
    return word.content()


def _how_many_fit(brief: Brief, view: View) -> int:
    """How many questions leave all of it on one page, or fill the last page that it needs."""
    number = sum(len(one.asks) for one in brief.asks)
    room = _pages(brief, view, min(LEAST_ASKS, number))
    while number > LEAST_ASKS and _pages(brief, view, number) > room:
        number -= 1
    return number


def _pages(brief: Brief, view: View, most: int) -> int:
    ruler = Ruler()
    _write(ruler, brief, view, most)
    return ruler.pages


def _write(paper: Paper, brief: Brief, view: View, most: int) -> None:
    body = brief.body
    paper.heading(body.name, 0)
    if body.known_as:
        paper.paragraph(f"Previously known as {listed(body.known_as)}.")
    paper.paragraph(brief.standing)
    if brief.led:
        _write_led(paper, brief, view)
    if brief.between:
        paper.heading("What changed")
        paper.paragraph(brief.between)
        paper.items(bullets(brief.moved or [brief.no_change]))
    _write_asks(paper, brief, most)
    if brief.helped:
        paper.heading("Commitments it helps with")
        paper.paragraph("; ".join(f"{one.ref}, {one.title}" for one in brief.helped) + ".")
    paper.heading("About this page")
    paper.paragraph("The statuses are our reading of the published updates, not its own rating.")
    for line in picture_foot(view):
        paper.paragraph(line)


def _write_led(paper: Paper, brief: Brief, view: View) -> None:
    rows = [(one.ref, one.title, _say_status(one)) for one in brief.led]
    paper.heading("Commitments it leads")
    paper.table(Grid(HEADS, rows, WIDTHS, brief.table_alt))
    undated = sum(one.deadline == NO_DATE for one in brief.led)
    many = "any" if undated == len(rows) else f"{undated} of the {len(rows)}"
    none = f"No date was set for {'it' if len(rows) == 1 else many}." if undated else ""
    judged = judged_sentence(view.release, (one.deadline for one in brief.led))
    if undated or judged:
        paper.paragraph(" ".join(filter(None, [judged, none])))


def _say_status(line: Line) -> str:
    return line.status if line.deadline == NO_DATE else f"{line.status}. {line.deadline}."


def _write_asks(paper: Paper, brief: Brief, most: int) -> None:
    paper.heading("What to ask")
    # The first question of each commitment before the second of any.
    ranked = sorted(
        (nth, at, f"{of.ref}: {said}")
        for at, of in enumerate(brief.asks)
        for nth, said in enumerate(of.asks)
    )
    kept = sorted(ranked[:most], key=lambda one: (one[1], one[0]))
    if kept:
        paper.items(bullets([said for *_, said in kept]))
    if brief.rest_to_ask:
        paper.paragraph(brief.rest_to_ask)
    if len(ranked) > most:
        paper.paragraph(f"And {len(ranked) - most} more, on its page of the dashboard.")
