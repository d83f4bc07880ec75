"""Every kind of Office file that we make, by its name, made of a view."""

from collections.abc import Callable

from hor_data.changes import Trend, build_trend
from hor_data.checks import check_workbook
from hor_data.meeting import Agenda, AgendaChoice, Note, build_agenda
from hor_data.release import Release
from hor_data.upload import (
    apply_fixes,
    find_fixes,
    mark_findings,
    write_findings_workbook,
    write_workbook_template,
)
from hor_data.workbook import read_workbook
from hor_exports.brief import build_brief, lead_organisations
from hor_exports.chart_files import CHART_FILE_KINDS
from hor_exports.charts import trend_chart
from hor_exports.compared import Comparison, compare_view
from hor_exports.deck import (
    COVER_PART,
    DEFAULT_PARTS,
    SOURCES_PART,
    agenda_part,
    brief_part,
    build_deck,
    changes_part,
    chart_part,
    matrix_part,
    record_part,
    trend_part,
)
from hor_exports.documents import write_brief, write_minutes
from hor_exports.explore import MatrixChoice, build_matrix_table
from hor_exports.matrix_files import write_matrix_file
from hor_exports.spreadsheets import write_view_workbook
from hor_exports.view import CHARTED_GROUPINGS, View, status_chart
from tests.support.books import (
    BODY,
    GOOD,
    book,
    but,
)
from tests.support.judges import DASHBOARD
from tests.support.later import BEFORE

# Statuses, a grouping whose commitments are in several groups, and the trend.
MATRICES = (
    MatrixChoice("approach", "status", "complete"),
    MatrixChoice("group", "deadline", "silent"),
    MatrixChoice("theme", "release"),
)
ADDRESS, DAY = f"{DASHBOARD}overview", "2026-11-22"
SAID = "We heard of it:\n\n- A list & more.\n- “And” <more>.\n\n1. First\n2. Second"
FAULTY = book(
    but(GOOD, Status="limited."),
    but(GOOD, Ref="C2", Title=" =1+1", Area="Nowhere"),
    Organisations=[BODY],
)


def compared(view: View) -> Comparison:
    """The view compared with the shipped release."""
    return compare_view(BEFORE, view)


def agenda_of(view: View) -> Agenda:
    """The agenda of the view, with what changed in mind."""
    return build_agenda(view.release, view.chosen, compared(view).changes, AgendaChoice())


def trend_of(view: View, rows: str = "theme") -> Trend:
    """The trend of the view over the shipped release and its own."""
    return build_trend([BEFORE, view.release], view.selection, rows)


def whole_deck(view: View, template: bytes | None = None) -> bytes:
    """A deck of every kind of part."""
    refs = list(view.commitments["Ref"])[:2]
    more = [changes_part(compared(view)), agenda_part(agenda_of(view)), chart_part("deadline")]
    more += [matrix_part(MatrixChoice("lead", "area", "most")), trend_part(trend_of(view))]
    parts = (*DEFAULT_PARTS[:-1], *more, *map(record_part, refs), SOURCES_PART)
    return build_deck(view, parts, template, address=ADDRESS)


def _agenda_deck(view: View) -> bytes:
    parts = (COVER_PART, agenda_part(agenda_of(view)), SOURCES_PART)
    return build_deck(view, parts, address=ADDRESS)


def _led(view: View) -> str:
    """An organisation to brief of; where the view shows none, one of the release."""
    return next(iter([*lead_organisations(view), *view.release.groupings["lead"].values]))


def _brief_deck(view: View) -> bytes:
    brief = build_brief(view, _led(view), compared(view))
    return build_deck(
        view, (brief_part(brief.body.name, brief.between, brief.moved),), address=ADDRESS
    )


def _matrix_file(choice: MatrixChoice, kind: str) -> Callable[[View], bytes]:
    def make(view: View) -> bytes:
        trend = trend_of(view, choice.rows)
        return write_matrix_file(view, choice, kind, trend, ADDRESS).content

    return make


def _workbook_with_matrix(view: View) -> bytes:
    table = build_matrix_table(view, MatrixChoice("sector", "deadline"))
    return write_view_workbook(view, table, trend_chart(trend_of(view)))


def _minutes(view: View) -> bytes:
    refs = [*view.commitments["Ref"][:3], "HOR-99"]
    notes = {ref: Note(SAID, "Write & ask", "A. Chair", "May 2027") for ref in refs}
    return write_minutes(view, agenda_of(view), notes, DAY)


def _chart_file(field: str, kind: str) -> Callable[[View], bytes]:
    def make(view: View) -> bytes:
        return CHART_FILE_KINDS[kind][1](
            view, status_chart(view, field), chart_part(field), ADDRESS
        )

    return make


OF_A_VIEW: dict[str, Callable[[View], bytes]] = (
    {
        "deck.pptx": whole_deck,
        "agenda.pptx": _agenda_deck,
        "brief.pptx": _brief_deck,
        "brief.docx": lambda view: write_brief(view, _led(view), compared(view)),
        "minutes.docx": _minutes,
        "minutes-without-notes.docx": lambda view: write_minutes(view, agenda_of(view), {}, DAY),
        "workbook.xlsx": write_view_workbook,
        "workbook-with-matrix.xlsx": _workbook_with_matrix,
    }
    | {
        f"status-by-{field}.{kind}": _chart_file(field, kind)
        for field in CHARTED_GROUPINGS
        for kind in ("pptx", "xlsx")
    }
    | {
        f"matrix-{choice.rows}-by-{choice.columns}.{kind}": _matrix_file(choice, kind)
        for choice in MATRICES
        for kind in ("pptx", "xlsx")
    }
)


def _marked(release: Release) -> bytes:
    """The template, whose example rows are findings, marked: a workbook that we wrote."""
    content = write_workbook_template(release)
    return mark_findings(content, check_workbook(read_workbook(content)))


OF_A_RELEASE: dict[str, Callable[[Release], bytes]] = {
    "template.xlsx": write_workbook_template,
    "marked.xlsx": _marked,
    "marked-again.xlsx": lambda release: mark_findings(
        _marked(release), check_workbook(read_workbook(_marked(release)))
    ),
    "marked-workbook-of-others.xlsx": lambda _: mark_findings(
        FAULTY, check_workbook(read_workbook(FAULTY))
    ),
    "fixed.xlsx": lambda _: apply_fixes(FAULTY, find_fixes(FAULTY, read_workbook(FAULTY))),
    "findings.xlsx": lambda _: write_findings_workbook(check_workbook(read_workbook(FAULTY))),
    "no-findings.xlsx": lambda _: write_findings_workbook([]),
}
