"""Slides for a meeting: what changed, the agenda, and one organisation."""

from urllib.parse import urlencode

import numpy as np

from hor_data.agenda import Agenda
from hor_data.changes import KINDS
from hor_data.headlines import say_standing
from hor_data.organisations import find_organisation, led_by, what_to_ask
from hor_data.record import list_commitments
from hor_data.tallies import tally_statuses
from hor_data.words import count, listed
from hor_ui.deck.fitting import shortened
from hor_ui.deck.flow import Cell, Grid, Paragraph
from hor_ui.deck.notes import Page
from hor_ui.deck.planned import fit_lead, make, make_tables, make_words
from hor_ui.deck.slides import Bars, Slide, Stage
from hor_ui.parts import ChangesSlide

CHANGES, ROUNDTABLE = Page("what_changed"), Page("roundtable")
# Of a long text before and after, so much stands on a slide; the rest is in the dashboard.
MOST_LINES = 4


def plan_changes(stage: Stage, part: ChangesSlide) -> list[Slide]:
    """Where each status went as a chart, then every change with before and after."""
    slides = []
    chart = part.chart
    if chart.bars:
        meanings = {one.value: one.stands_for for one in stage.view.release.statuses}
        most = int(chart.table.sum(axis=1).max())
        lead = fit_lead(stage, f"{chart.subtitle}. {part.between}")
        bars = Bars(chart, lead, most, meanings)
        slides.append(make(stage, chart.title, bars, (part.sentence, chart.alt), CHANGES))
    face = stage.look.face.at(14.0)
    across = stage.room.width * 0.26

    def short(text: str) -> str:
        return shortened(" ".join(text.split()), across, MOST_LINES, face)

    for kind, note in KINDS.items():
        of = [one for one in part.changes if one.kind == kind]
        if not of:
            continue
        rows = tuple(
            (
                Cell(one.ref),
                Cell(one.title),
                Cell(short(one.before) or "–"),
                Cell(short(one.after) or "–"),
            )
            for one in of
        )
        grid = Grid(("Ref", "Commitment", "Before", "After"), rows, (1.1, 3, 3, 3))
        many = count(len({one.ref for one in of}), "commitment")
        title = f"{kind}: {many}"
        alt = f"Table of {count(len(of), 'change')}: {note}"
        slides += make_tables(stage, title, (grid, f"{note} {part.between}", alt), CHANGES)
    if not slides:
        slides = make_words(stage, "Nothing changed", [Paragraph(part.between)], CHANGES)
    return slides


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
    grid = Grid(("No.", *heads[1:]), rows, (0.5, 3.4, 1.8, 1.5, 3))
    title = f"Agenda: {count(len(rows), 'commitment')}, {agenda.minutes_each:.0f} minutes each"
    alt = f"Table of {count(len(rows), 'agenda item')}, each with why it is here."
    return make_tables(stage, title, (grid, "", alt), ROUNDTABLE)


def plan_brief(stage: Stage, name: str) -> list[Slide]:
    """What an organisation leads, how that stands, and what to ask it."""
    view = stage.view
    body = find_organisation(view.release, name)
    page = Page("organisations", urlencode({"organisation": name}))
    led = led_by(view.release, body.name, view.chosen) if body else np.array([], dtype=int)
    if not body or not len(led):
        said = f"{name} leads no commitment that is shown."
        return make_words(stage, name, [Paragraph(said)], page)
    chosen = view.chosen & False
    chosen[led] = True
    standing = say_standing(tally_statuses(view.release, chosen), f" {body.short_name} leads")
    rows = tuple(
        (Cell(line.ref), Cell(line.title), Cell(line.status, line.meaning), Cell(line.deadline))
        for line in list_commitments(view.release, led)
    )
    grid = Grid(("Ref", "Commitment", "Status", "Deadline"), rows, (1.1, 5, 1.6, 2))
    alt = f"Table of {count(len(rows), 'commitment')} led by {body.name}."
    slides = make_tables(stage, standing.rstrip("."), (grid, body.name, alt), page)
    asks = what_to_ask(view.release, led)
    if asks:
        words = []
        for one in asks:
            words.append(Paragraph(f"{one.ref}: {one.title}", "heading"))
            words += [Paragraph(said, "bullet") for said in one.asks]
        slides += make_words(stage, f"What to ask {body.short_name}", words, page)
    return slides
