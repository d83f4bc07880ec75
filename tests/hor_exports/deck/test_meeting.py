"""Slides for a meeting: what changed with a native chart, the agenda, and briefs."""

from io import BytesIO

import pytest
from openpyxl import load_workbook

from hor_data.meeting import AgendaChoice, build_agenda
from hor_data.release import Selection, read_release
from hor_exports.brief import build_brief, lead_organisations
from hor_exports.compared import compare_view
from hor_exports.deck import agenda_part, brief_part, build_deck, changes_part
from hor_exports.view import open_view
from tests.support.books import GOOD, book, but
from tests.support.decks import (
    ARIAL,
    NARROW,
    TIMES,
    charts_of,
    dark_template,
    faults,
    old_template,
    slides_of,
)
from tests.support.later import AFTER, BEFORE, BETWEEN, CHANGED, REWORDED, TODAY
from tests.support.later import LATER_VIEW as VIEW

TEMPLATES = {
    "ours": (None, ARIAL),
    "dark": (dark_template(), TIMES),
    "4:3": (old_template(), NARROW),
}
AGENDA = build_agenda(AFTER, VIEW.chosen, CHANGED.changes, AgendaChoice(minutes=60, items=12))


def titles(content):
    return [slide.shapes.title.text for slide in slides_of(content)]


def tables(content):
    """Each table as its rows, with what it is called where it cannot be seen."""
    return [
        (
            shape._element.nvGraphicFramePr.cNvPr.get("descr"),
            [[cell.text for cell in row.cells] for row in shape.table.rows],
        )
        for slide in slides_of(content)
        for shape in slide.shapes
        if shape.has_table
    ]


def words(slide):
    return [
        line
        for shape in slide.shapes
        if shape.has_text_frame and shape != slide.shapes.title
        for line in shape.text_frame.text.splitlines()
    ]


def brief_slides(brief):
    return brief_part(brief.body.name, brief.between, brief.moved)


def all_parts():
    briefs = [brief_slides(build_brief(VIEW, name, CHANGED)) for name in lead_organisations(VIEW)]
    return (changes_part(CHANGED), agenda_part(AGENDA), *briefs)


@pytest.mark.parametrize("name", TEMPLATES)
def test_nothing_on_a_slide_of_a_meeting_stands_outside_it_or_overflows(name):
    template, letter = TEMPLATES[name]
    content = build_deck(VIEW, all_parts(), template)
    assert len(slides_of(content)) > 40
    assert faults(content, letter) == []


def test_the_moves_are_one_native_chart_with_its_table_in_it():
    content = build_deck(VIEW, (changes_part(CHANGED),))
    ((slide, shape),) = charts_of(content)
    assert slide.shapes.title.text == (
        "5 of 45 moved: 2 forward, 1 back, 1 now clear and 1 now unclear"
    )
    assert "A bar is a status before; its colours are the statuses after." in words(slide)[0]
    inside = load_workbook(BytesIO(shape.chart.part.chart_workbook.xlsx_part.blob)).active
    assert [list(row) for row in inside.iter_rows(values_only=True)] == [
        ["Status before", "Complete", "Substantial", "Limited", "Not started", "Unclear"],
        ["Complete", 6, None, None, None, None],
        ["Substantial", 2, 11, None, None, None],
        ["Limited", None, None, 19, 1, 1],
        ["Unclear", None, None, 1, None, 4],
    ]
    alt = shape._element.nvGraphicFramePr.cNvPr.get("descr")
    assert alt.startswith("Stacked bar chart of where each status went. 5 of 45 moved:")


def test_each_kind_of_change_is_a_table_of_its_own():
    content = build_deck(VIEW, (changes_part(CHANGED),))
    found = [(alt, rows) for alt, rows in tables(content) if "no new update" not in alt]
    heads = ["Ref", "Commitment", "Before", "After"]
    screening = "Make the case for health screening in transport hubs (Commitment)"
    assert found[:6] == [
        (
            "Table of 2 changes. The status moved towards complete.",
            [
                heads,
                [
                    "HOR-10",
                    "Develop Inclusive Aston and seek Race Equality Charter award",
                    "Substantial",
                    "Complete",
                ],
                [
                    "HOR-35",
                    "Explore a community Health Hub at Aston",
                    "Substantial",
                    "Complete",
                ],
            ],
        ),
        (
            "Table of 1 change. The status moved away from complete.",
            [
                heads,
                [
                    "HOR-18",
                    "Train 500 system leaders and support people shielding",
                    "Limited",
                    "Not started",
                ],
            ],
        ),
        (
            "Table of 1 change. Its status was unclear and no longer is.",
            [
                heads,
                [
                    "HOR-03",
                    "Evaluate NHS programmes using a Black Lives Matter lens",
                    "Unclear",
                    "Limited",
                ],
            ],
        ),
        (
            "Table of 1 change. Its status has become unclear.",
            [
                heads,
                [
                    "HOR-27",
                    "Train health professionals to refer disabled people to activity",
                    "Limited",
                    "Unclear",
                ],
            ],
        ),
        (
            "Table of 1 change. There is an update that the earlier release did not have.",
            [
                heads,
                [
                    "HOR-44",
                    "Take eye health and eating habits work into schools",
                    "–",
                    "May 2024: Eye workshops were held in 12 schools.",
                ],
            ],
        ),
        (
            "Table of 1 change. The promise itself or its title is worded differently.",
            [heads, ["HOR-29", screening, found[5][1][1][2], found[5][1][1][3]]],
        ),
    ]
    assert found[5][1][1][3] == REWORDED["HOR-29"]
    assert found[5][1][1][2].endswith("…")
    assert found[6:] == [
        (
            "Table of 1 change. The later release does not have it.",
            [
                heads,
                [
                    "HOR-30",
                    "Design and evaluate services around differences in people's experience",
                    "Substantial",
                    "–",
                ],
            ],
        ),
        (
            "Table of 1 change. The same organisation, status or value of a list has another name.",
            [
                ["What is different", "Before", "After"],
                [
                    "Solihull Metropolitan Borough Council is now called Solihull Council.",
                    "Solihull Metropolitan Borough Council",
                    "Solihull Council",
                ],
            ],
        ),
    ]


def test_who_has_gone_quiet_is_said_with_the_last_report():
    content = build_deck(VIEW, (changes_part(CHANGED),))
    quiet = [rows for alt, rows in tables(content) if "no new update" in alt]
    assert {tuple(rows[0]) for rows in quiet} == {("Ref", "Commitment", "Led by", "Last reported")}
    rows = {row[0]: row[1:] for page in quiet for row in page[1:]}
    assert rows["HOR-42"] == [
        "Support wellbeing behaviour change and flu vaccination",
        "Birmingham-Solihull ICS",
        "February 2022",
    ]
    assert sorted(rows) == sorted({one.ref for one in CHANGED.changes if one.kind == "Gone quiet"})
    assert "HOR-44" not in rows


def test_changes_on_slides_are_filtered():
    view = open_view(AFTER, Selection(lead=("Aston University",)))
    content = build_deck(view, (changes_part(compare_view(BEFORE, view)),))
    assert titles(content) == [
        "2 of 3 statuses moved: 2 forward",
        "Moved forward: 2 commitments",
        "Newly reported: 1 commitment",
    ]


def test_where_nothing_changed_the_slides_say_so():
    view = open_view(BEFORE, Selection())
    content = build_deck(view, (changes_part(compare_view(BEFORE, view)),))
    assert titles(content) == ["No status of 46 commitments moved"]
    none = open_view(BEFORE, Selection(words="nothing has this"))
    content = build_deck(none, (changes_part(compare_view(BEFORE, none)),))
    assert titles(content) == ["Nothing changed"]


def test_the_agenda_has_a_reason_for_every_item():
    rows = [but(GOOD, Due="2021-03"), but(GOOD, Ref="C2", Title="Publish", Status="Complete")]
    view = open_view(read_release(book(*rows), TODAY), Selection())
    agenda = build_agenda(view.release, view.chosen, (), AgendaChoice(minutes=30))
    content = build_deck(view, (agenda_part(agenda),))
    assert titles(content) == ["Agenda: 2 commitments in 30 minutes: 15 minutes each"]
    assert tables(content) == [
        (
            "Table of 2 agenda items, each with why it is here.",
            [
                ["No.", "Commitment", "Led by", "Status", "Why it is here"],
                [
                    "1",
                    "C1: Hold the roundtable",
                    "Aston University",
                    "Limited",
                    "Past due: was due March 2021. No update supplied.",
                ],
                [
                    "2",
                    "C2: Publish",
                    "Aston University",
                    "Complete",
                    "Complete. No update supplied.",
                ],
            ],
        )
    ]


def test_an_agenda_with_nothing_on_it_says_so():
    content = build_deck(VIEW, (agenda_part(build_agenda(AFTER, VIEW.chosen & False)),))
    assert titles(content) == ["Nothing is on the agenda"]


def test_a_brief_is_a_table_and_then_the_questions():
    content = build_deck(VIEW, (brief_slides(build_brief(VIEW, "Aston University", CHANGED)),))
    assert titles(content)[:2] == [
        "Of 3 commitments Aston University leads, 2 are complete and 1 substantial",
        "What changed, and what to ask Aston University",
    ]
    ((alt, rows),) = tables(content)
    assert alt == "Table of 3 commitments that Aston University leads."
    assert [row[0] for row in rows] == ["Ref", "HOR-10", "HOR-35", "HOR-44"]
    said = [line for slide in slides_of(content)[1:] for line in words(slide)]
    for line in (
        BETWEEN,
        "Moved forward: HOR-10 from Substantial to Complete "
        "and HOR-35 from Substantial to Complete.",
        "Newly reported: HOR-44.",
        "How the hub would open to the local community: what can you tell us?",
    ):
        assert line in said
    notes = slides_of(content)[0].notes_slide.notes_text_frame.text
    assert "organisations?organisation=Aston+University" in notes


def test_a_brief_without_an_earlier_release_says_nothing_of_changes():
    view = open_view(BEFORE, Selection())
    content = build_deck(view, (brief_slides(build_brief(view, "Coventry University")),))
    assert titles(content) == ["The one commitment Coventry University leads is complete"]


def test_a_brief_of_nobody_says_so():
    content = build_deck(VIEW, (brief_part("Nobody at all"),))
    assert titles(content) == ["Nobody at all is not in this release"]
