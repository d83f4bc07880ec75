"""Every kind of Office file that we make, by its name, made of a view."""

from collections.abc import Callable

from hor_data.agenda import Agenda, Choice, build_agenda
from hor_data.checks import check_workbook
from hor_data.notes import Note
from hor_data.release import Release
from hor_data.template import write_template
from hor_data.workbook import read_workbook
from hor_data.workbook_fixes import apply_fixes, find_fixes
from hor_data.workbook_marking import findings_workbook, mark_findings
from hor_ui.brief import lead_organisations, read_brief
from hor_ui.chart_files import KINDS
from hor_ui.compared import Compared, compare
from hor_ui.deck import (
    DEFAULT_PARTS,
    AgendaSlide,
    ChartSlide,
    RecordSlide,
    Sources,
    TitleSlide,
    build_deck,
)
from hor_ui.documents.brief import write_brief
from hor_ui.documents.minutes import write_minutes
from hor_ui.view import CHARTED, View, status_chart
from hor_ui.view_workbook import view_workbook
from tests.books import BODY, GOOD, book, but
from tests.judges import DASHBOARD
from tests.later import BEFORE

ADDRESS, DAY = f"{DASHBOARD}overview", "2026-11-22"
SAID = "We heard of it:\n\n- A list & more.\n- “And” <more>.\n\n1. First\n2. Second"
FAULTY = book(
    but(GOOD, Status="limited."), but(GOOD, Ref="C2", Title=" =1+1", Area="Nowhere"),
    Organisations=[BODY],
)  # fmt: skip


def compared(view: View) -> Compared:
    """The view compared with the shipped release."""
    return compare(BEFORE, view)


def agenda_of(view: View) -> Agenda:
    """The agenda of the view, with what changed in mind."""
    return build_agenda(view.release, view.chosen, compared(view).changes, Choice())


def whole_deck(view: View, template: bytes | None = None) -> bytes:
    """A deck of every kind of part."""
    refs = list(view.commitments["Ref"])[:2]
    more = [compared(view).slide, AgendaSlide(agenda_of(view)), ChartSlide("deadline")]
    parts = (*DEFAULT_PARTS[:-1], *more, *map(RecordSlide, refs), Sources())
    return build_deck(view, parts, template, address=ADDRESS)


def _agenda_deck(view: View) -> bytes:
    parts = (TitleSlide(), AgendaSlide(agenda_of(view)), Sources())
    return build_deck(view, parts, address=ADDRESS)


def _led(view: View) -> str:
    """An organisation to brief of; where the view shows none, one of the release."""
    return next(iter([*lead_organisations(view), *view.release.groupings["lead"].values]))


def _brief_deck(view: View) -> bytes:
    brief = read_brief(view, _led(view), compared(view))
    return build_deck(view, (brief.slide,), address=ADDRESS)


def _minutes(view: View) -> bytes:
    refs = [*view.commitments["Ref"][:3], "HOR-99"]
    notes = {ref: Note(SAID, "Write & ask", "A. Chair", "May 2027") for ref in refs}
    return write_minutes(view, agenda_of(view), notes, DAY)


def _chart_file(field: str, kind: str) -> Callable[[View], bytes]:
    def make(view: View) -> bytes:
        return KINDS[kind][1](view, status_chart(view, field), ChartSlide(field), ADDRESS)

    return make


OF_A_VIEW: dict[str, Callable[[View], bytes]] = {
    "deck.pptx": whole_deck,
    "agenda.pptx": _agenda_deck,
    "brief.pptx": _brief_deck,
    "brief.docx": lambda view: write_brief(view, _led(view), compared(view)),
    "minutes.docx": _minutes,
    "minutes-without-notes.docx": lambda view: write_minutes(view, agenda_of(view), {}, DAY),
    "workbook.xlsx": view_workbook,
} | {
    f"status-by-{field}.{kind}": _chart_file(field, kind)
    for field in CHARTED
    for kind in ("pptx", "xlsx")
}  # fmt: skip


def _marked(release: Release) -> bytes:
    """The template, whose example rows are findings, marked: a workbook that we wrote."""
    content = write_template(release)
    return mark_findings(content, check_workbook(read_workbook(content)))


OF_A_RELEASE: dict[str, Callable[[Release], bytes]] = {
    "template.xlsx": write_template,
    "marked.xlsx": _marked,
    "marked-again.xlsx": lambda release: mark_findings(
        _marked(release), check_workbook(read_workbook(_marked(release)))
    ),
    "marked-workbook-of-others.xlsx": lambda _: mark_findings(
        FAULTY, check_workbook(read_workbook(FAULTY))
    ),
    "fixed.xlsx": lambda _: apply_fixes(FAULTY, find_fixes(FAULTY, read_workbook(FAULTY))),
    "findings.xlsx": lambda _: findings_workbook(check_workbook(read_workbook(FAULTY))),
    "no-findings.xlsx": lambda _: findings_workbook([]),
}
