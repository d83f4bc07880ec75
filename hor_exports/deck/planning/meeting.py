"""Slides for a meeting: what changed, the agenda, and one organisation."""

from collections.abc import Mapping, Sequence
from typing import NamedTuple
from urllib.parse import urlencode

from hor_data.changes import (
    ADDED,
    CHANGED,
    GONE_QUIET,
    KINDS_WITHOUT_COMMITMENT,
    REMOVED,
    RESULT_CHANGED,
    REWORDED,
    Change,
    explain_change_kinds,
    say_change,
    tally_changes,
)
from hor_data.dates import say_date
from hor_data.meeting import Agenda
from hor_data.release import find_organisation, list_commitments, read_record, say_deadlines_judged
from hor_data.words import say_count, say_list
from hor_exports.brief import Brief, build_brief
from hor_exports.charts import Chart
from hor_exports.deck.planning.notes import DashboardPage
from hor_exports.deck.planning.planned import (
    fit_lead,
    plan_slide,
    plan_table_slides,
    plan_text_slides,
)
from hor_exports.deck.planning.slides import ChartBody, DeckContext, PlannedSlide
from hor_exports.deck.text.flow import Paragraph, bullets
from hor_exports.deck.text.grids import TableCell, TableGrid, table_row
from hor_exports.fitting import shorten_text

CHANGES_PAGE, ROUNDTABLE_PAGE = DashboardPage("what_changed"), DashboardPage("roundtable")
HOW_TO_READ_MOVES = "A bar is a status before; its colours are the statuses after."
EMPTY_CELL = "–"
# Of a long text before and after, so much stands on a slide; the rest is in the dashboard.
MOST_CELL_LINES = 4
# How much of the width a cell before or after has for its words, at the least.
CELL_SHARE = 0.26


class ShownChanges(NamedTuple):
    """What changed between two releases, as plain values: the moves of statuses as a chart; which
    releases, and how many changed, in a sentence each; the changes; whether the release compared
    with is the later one; and by status what each stands for in that one."""

    chart: Chart
    between: str
    sentence: str
    changes: tuple[Change, ...]
    back_in_time: bool
    meanings_before: Mapping[str, str]


def plan_changes(deck: DeckContext, shown: ShownChanges) -> list[PlannedSlide]:
    """Where each status went as a chart, then every change, a kind at a time."""
    slides = _plan_moves(deck, shown) if shown.chart.bars else []
    tally = tally_changes(shown.changes)
    for kind, note in explain_change_kinds(shown.back_in_time).items():
        changes = [change for change in shown.changes if change.kind == kind]
        if changes:
            grid = _changes_grid(deck, shown, changes)
            noun = "change" if kind in KINDS_WITHOUT_COMMITMENT else "commitment"
            alt = f"Table of {say_count(len(changes), 'change')}. {note}"
            table = (grid, f"{note} {shown.between}", alt)
            slides += plan_table_slides(
                deck, f"{kind}: {say_count(tally[kind], noun)}", table, CHANGES_PAGE
            )
    return slides or plan_text_slides(
        deck, "Nothing changed", [Paragraph(shown.between)], CHANGES_PAGE
    )


def _plan_moves(deck: DeckContext, shown: ShownChanges) -> list[PlannedSlide]:
    chart = shown.chart
    lead = fit_lead(deck, f"{HOW_TO_READ_MOVES} {shown.between}")
    bars = ChartBody(chart, lead, chart, len(chart.bars))
    return [
        plan_slide(
            deck, chart.title, bars, (shown.sentence, chart.subtitle, chart.alt), CHANGES_PAGE
        )
    ]


def _changes_grid(deck: DeckContext, shown: ShownChanges, changes: Sequence[Change]) -> TableGrid:
    """The changes of one kind as the rows of a table."""
    kind = changes[0].kind
    if kind in KINDS_WITHOUT_COMMITMENT:
        return _names_grid(deck, shown, changes)
    if kind == GONE_QUIET:
        return _gone_quiet_grid(deck, changes)
    return _before_and_after_grid(deck, shown, changes)


def _names_grid(deck: DeckContext, shown: ShownChanges, changes: Sequence[Change]) -> TableGrid:
    """What is called, defined or placed otherwise, in a sentence each."""
    rows = tuple(
        table_row(
            say_change(change, shown.back_in_time),
            _cut_to_cell(deck, change.before),
            _cut_to_cell(deck, change.after),
        )
        for change in changes
    )
    return TableGrid(("What is different", "Before", "After"), rows, (4.1, 3, 3))


def _before_and_after_grid(
    deck: DeckContext, shown: ShownChanges, changes: Sequence[Change]
) -> TableGrid:
    # Where the kind does not say what is different, the table does.
    says_field = changes[0].kind in (REWORDED, RESULT_CHANGED, CHANGED)

    def cell(change: Change, text: str, meanings: Mapping[str, str]) -> TableCell:
        is_status = change.field == "Status" or change.kind in (ADDED, REMOVED)
        return TableCell(_cut_to_cell(deck, text), meanings.get(text, "") if is_status else "")

    rows = tuple(
        table_row(
            change.ref,
            f"{change.title} ({change.field})" if says_field else change.title,
            cell(change, change.before, shown.meanings_before),
            cell(change, change.after, deck.view.release.meanings),
        )
        for change in changes
    )
    return TableGrid(("Ref", "Commitment", "Before", "After"), rows, (1.1, 3, 3, 3))


def _cut_to_cell(deck: DeckContext, text: str) -> str:
    face, across = deck.look.face.sized(14.0), deck.room.width * CELL_SHARE
    return shorten_text(" ".join(text.split()), across, MOST_CELL_LINES, face) or EMPTY_CELL


def _gone_quiet_grid(deck: DeckContext, changes: Sequence[Change]) -> TableGrid:
    """Who is to be asked, and since when there is nothing new; nothing differs before and after."""
    release = deck.view.release
    positions = [release.position(change.ref) for change in changes]
    rows = []
    for record in (read_record(release, place) for place in positions if place is not None):
        last = record.updates[-1].as_at if record.updates else ""
        leads = say_list([body.short_name for body in record.leads])
        when = say_date(last) if last else "No update supplied"
        rows.append(table_row(record.ref, record.title, leads, when))
    heads = ("Ref", "Commitment", "Led by", "Last reported")
    return TableGrid(heads, tuple(rows), (1.1, 4.6, 2.6, 1.8))


def plan_agenda(deck: DeckContext, agenda: Agenda) -> list[PlannedSlide]:
    """What the roundtable talks of, in order, each with its reasons."""
    lines = list_commitments(deck.view.release, [item.position for item in agenda.items])
    rows = tuple(
        table_row(
            str(number),
            f"{item.ref}: {item.title}",
            say_list(line.leads),
            TableCell(line.status, line.meaning),
            " ".join(item.reasons),
        )
        for number, (item, line) in enumerate(zip(agenda.items, lines, strict=True), start=1)
    )
    if not rows:
        none = [Paragraph("No commitment under these filters has a reason to be talked of.")]
        return plan_text_slides(deck, "Nothing is on the agenda", none, ROUNDTABLE_PAGE)
    heads = ("No.", "Commitment", "Led by", "Status", "Why it is here")
    grid = TableGrid(heads, rows, (0.5, 3, 1.6, 1.4, 4.2))
    title = f"Agenda: {agenda.sentence}"
    alt = f"Table of {say_count(len(rows), 'agenda item')}, each with why it is here."
    reasons = (reason for item in agenda.items for reason in item.reasons)
    lead = say_deadlines_judged(deck.view.release, reasons)
    return plan_table_slides(deck, title, (grid, lead, alt), ROUNDTABLE_PAGE)


def plan_brief(
    deck: DeckContext, name: str, between: str, moved: Sequence[str]
) -> list[PlannedSlide]:
    """What an organisation leads and how that stands; then what changed, and what to ask it."""
    view = deck.view
    page = DashboardPage("organisations", urlencode({"organisation": name}))
    if find_organisation(view.release, name) is None:
        missing = Paragraph(f"No organisation is called “{name}” in this release.")
        return plan_text_slides(deck, f"{name} is not in this release", [missing], page)
    brief = build_brief(view, name)._replace(between=between, moved=list(moved))
    body = brief.body
    if not brief.led:
        sentences = [brief.standing, brief.rest_to_ask] if brief.filtered else [brief.standing]
        slides = plan_text_slides(deck, body.name, [*map(Paragraph, sentences)], page)
        return [*slides, *_plan_questions(deck, brief, page)]
    rows = tuple(
        table_row(line.ref, line.title, TableCell(line.status, line.meaning), line.deadline)
        for line in brief.led
    )
    grid = TableGrid(("Ref", "Commitment", "Status", "Deadline"), rows, (1.1, 5, 1.6, 2))
    known = f" Previously known as {say_list(body.known_as)}." if body.known_as else ""
    judged = say_deadlines_judged(view.release, (line.deadline for line in brief.led))
    table = (grid, f"{body.name}.{known} {judged}".rstrip(), brief.table_alt)
    slides = plan_table_slides(deck, brief.standing.rstrip("."), table, page)
    return [*slides, *_plan_questions(deck, brief, page)]


def _plan_questions(deck: DeckContext, brief: Brief, page: DashboardPage) -> list[PlannedSlide]:
    words: list[Paragraph] = []
    if brief.between:
        words += [Paragraph("What changed", "heading"), Paragraph(brief.between)]
        words += bullets(brief.moved or (brief.no_change,))
    for asked in brief.asks:
        words.append(Paragraph(f"{asked.ref}: {asked.title}", "heading"))
        words += bullets(asked.asks)
    if brief.led and brief.filtered:
        words.append(Paragraph(brief.rest_to_ask))
    if not words:
        return []
    title = f"What to ask {brief.body.short_name}"
    if brief.between:
        title = f"What changed, and what to ask {brief.body.short_name}"
        if not brief.asks:
            title = f"What changed in the commitments {brief.body.short_name} leads"
    return plan_text_slides(deck, title, words, page)
