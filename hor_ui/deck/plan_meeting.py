"""Slides for a meeting: what changed, the agenda, and one organisation."""

from collections.abc import Mapping, Sequence
from urllib.parse import urlencode

from hor_data.agenda import Agenda
from hor_data.change_kinds import (
    ADDED,
    CHANGED,
    GONE_QUIET,
    OF_NO_COMMITMENT,
    REMOVED,
    RESULT_CHANGED,
    REWORDED,
    Change,
    explain_kinds,
)
from hor_data.change_words import say_change, tally_changes
from hor_data.dates import say_date
from hor_data.judging import judged_sentence
from hor_data.organisations import find_organisation
from hor_data.record import list_commitments, read_record
from hor_data.words import count, listed
from hor_ui.brief import Brief, read_brief
from hor_ui.deck.fitting import shortened
from hor_ui.deck.flow import Paragraph
from hor_ui.deck.grids import Cell, Grid
from hor_ui.deck.notes import Page
from hor_ui.deck.planned import fit_lead, make, make_tables, make_words
from hor_ui.deck.slides import Bars, Slide, Stage
from hor_ui.parts import BriefSlide, ChangesSlide

CHANGES, ROUNDTABLE = Page("what_changed"), Page("roundtable")
HOW_TO_READ = "A bar is a status before; its colours are the statuses after."
NOTHING = "–"
# Of a long text before and after, so much stands on a slide; the rest is in the dashboard.
MOST_LINES = 4


def plan_changes(stage: Stage, part: ChangesSlide) -> list[Slide]:
    """Where each status went as a chart, then every change, a kind at a time."""
    slides = _plan_moves(stage, part) if part.chart.bars else []
    tally = tally_changes(part.changes)
    for kind, note in explain_kinds(part.back_in_time).items():
        changes = [change for change in part.changes if change.kind == kind]
        if changes:
            grid = _grid(stage, part, changes)
            noun = "change" if kind in OF_NO_COMMITMENT else "commitment"
            alt = f"Table of {count(len(changes), 'change')}. {note}"
            table = (grid, f"{note} {part.between}", alt)
            slides += make_tables(stage, f"{kind}: {count(tally[kind], noun)}", table, CHANGES)
    return slides or make_words(stage, "Nothing changed", [Paragraph(part.between)], CHANGES)


def _plan_moves(stage: Stage, part: ChangesSlide) -> list[Slide]:
    chart = part.chart
    lead = fit_lead(stage, f"{HOW_TO_READ} {part.between}")
    bars = Bars(chart, lead, _meanings(stage), chart, len(chart.bars))
    return [make(stage, chart.title, bars, (part.sentence, chart.subtitle, chart.alt), CHANGES)]


def _grid(stage: Stage, part: ChangesSlide, changes: Sequence[Change]) -> Grid:
    """The changes of one kind as the rows of a table."""
    kind = changes[0].kind
    if kind in OF_NO_COMMITMENT:
        return _names(stage, part, changes)
    if kind == GONE_QUIET:
        return _quiet(stage, changes)
    return _before_and_after(stage, part, changes)


def _names(stage: Stage, part: ChangesSlide, changes: Sequence[Change]) -> Grid:
    """What is called, defined or placed otherwise, in a sentence each."""
    face, across = stage.look.face.at(14.0), stage.room.width * 0.26
    rows = tuple(
        (
            Cell(say_change(change, part.back_in_time)),
            *(
                Cell(shortened(" ".join(text.split()), across, MOST_LINES, face) or NOTHING)
                for text in (change.before, change.after)
            ),
        )
        for change in changes
    )
    return Grid(("What is different", "Before", "After"), rows, (4.1, 3, 3))


def _before_and_after(stage: Stage, part: ChangesSlide, changes: Sequence[Change]) -> Grid:
    face, across = stage.look.face.at(14.0), stage.room.width * 0.26
    # Where the kind does not say what is different, the table does.
    which = changes[0].kind in (REWORDED, RESULT_CHANGED, CHANGED)

    def cell(change: Change, text: str, meanings: Mapping[str, str]) -> Cell:
        is_status = change.field == "Status" or change.kind in (ADDED, REMOVED)
        shown = shortened(" ".join(text.split()), across, MOST_LINES, face)
        return Cell(shown or NOTHING, meanings.get(text, "") if is_status else "")

    rows = tuple(
        (
            Cell(change.ref),
            Cell(f"{change.title} ({change.field})" if which else change.title),
            cell(change, change.before, part.meanings_before),
            cell(change, change.after, _meanings(stage)),
        )
        for change in changes
    )
    return Grid(("Ref", "Commitment", "Before", "After"), rows, (1.1, 3, 3, 3))


def _quiet(stage: Stage, changes: Sequence[Change]) -> Grid:
    """Who is to be asked, and since when there is nothing new; nothing differs before and after."""
    release = stage.view.release
    places = [at for one in changes if (at := release.position(one.ref)) is not None]
    rows = []
    for at in places:
        record = read_record(release, at)
        last = record.updates[-1].as_at if record.updates else ""
        leads = listed([one.short_name for one in record.leads])
        when = say_date(last) if last else "No update supplied"
        rows.append((Cell(record.ref), Cell(record.title), Cell(leads), Cell(when)))
    heads = ("Ref", "Commitment", "Led by", "Last reported")
    return Grid(heads, tuple(rows), (1.1, 4.6, 2.6, 1.8))


def _meanings(stage: Stage) -> dict[str, str]:
    return {one.value: one.stands_for for one in stage.view.release.statuses}


def plan_agenda(stage: Stage, agenda: Agenda) -> list[Slide]:
    """What the roundtable talks of, in order, each with its reasons."""
    lines = list_commitments(stage.view.release, [item.position for item in agenda.items])
    rows = tuple(
        (
            Cell(f"{at}"),
            Cell(f"{item.ref}: {item.title}"),
            Cell(listed(line.leads)),
            Cell(line.status, line.meaning),
            Cell(" ".join(item.reasons)),
        )
        for at, (item, line) in enumerate(zip(agenda.items, lines, strict=True), start=1)
    )
    if not rows:
        none = [Paragraph("No commitment under these filters has a reason to be talked of.")]
        return make_words(stage, "Nothing is on the agenda", none, ROUNDTABLE)
    heads = ("", "Commitment", "Led by", "Status", "Why it is here")
    grid = Grid(("No.", *heads[1:]), rows, (0.5, 3, 1.6, 1.4, 4.2))
    title = f"Agenda: {agenda.sentence}"
    alt = f"Table of {count(len(rows), 'agenda item')}, each with why it is here."
    reasons = (reason for item in agenda.items for reason in item.reasons)
    lead = judged_sentence(stage.view.release, reasons)
    return make_tables(stage, title, (grid, lead, alt), ROUNDTABLE)


def plan_brief(stage: Stage, part: BriefSlide) -> list[Slide]:
    """What an organisation leads and how that stands; then what changed, and what to ask it."""
    view, name = stage.view, part.organisation
    page = Page("organisations", urlencode({"organisation": name}))
    if find_organisation(view.release, name) is None:
        said = Paragraph(f"No organisation is called “{name}” in this release.")
        return make_words(stage, f"{name} is not in this release", [said], page)
    brief = read_brief(view, name)
    body = brief.body
    if not brief.led:
        sentences = [brief.standing, brief.rest_to_ask] if brief.filtered else [brief.standing]
        return [
            *make_words(stage, body.name, [Paragraph(text) for text in sentences], page),
            *_plan_questions(stage, brief, part, page),
        ]
    rows = tuple(
        (Cell(line.ref), Cell(line.title), Cell(line.status, line.meaning), Cell(line.deadline))
        for line in brief.led
    )
    grid = Grid(("Ref", "Commitment", "Status", "Deadline"), rows, (1.1, 5, 1.6, 2))
    known = f" Previously known as {listed(body.known_as)}." if body.known_as else ""
    judged = judged_sentence(view.release, (line.deadline for line in brief.led))
    table = (grid, f"{body.name}.{known} {judged}".rstrip(), brief.table_alt)
    slides = make_tables(stage, brief.standing.rstrip("."), table, page)
    return [*slides, *_plan_questions(stage, brief, part, page)]


def _plan_questions(stage: Stage, brief: Brief, part: BriefSlide, page: Page) -> list[Slide]:
    words: list[Paragraph] = []
    if part.between:
        words.append(Paragraph("What changed", "heading"))
        words.append(Paragraph(part.between))
        words += [Paragraph(said, "bullet") for said in part.moved or (brief.no_change,)]
    for one in brief.asks:
        words.append(Paragraph(f"{one.ref}: {one.title}", "heading"))
        words += [Paragraph(said, "bullet") for said in one.asks]
    if brief.led and brief.filtered:
        words.append(Paragraph(brief.rest_to_ask))
    if not words:
        return []
    title = f"What to ask {brief.body.short_name}"
    if part.between:
        title = f"What changed, and what to ask {brief.body.short_name}"
        if not brief.asks:
            title = f"What changed in the commitments {brief.body.short_name} leads"
    return make_words(stage, title, words, page)
