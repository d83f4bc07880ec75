"""Lists typed into notes: in Word as lists of its own, in Markdown as lists; and what is none."""

import pytest

from hor_data.meeting import AgendaChoice, Note, build_agenda, build_notes, read_notes_message
from hor_exports.documents import say_minutes, write_minutes
from tests.hor_exports.test_markdown import outline_of, rendered
from tests.hor_exports.test_minutes import AGENDA, DAY, VIEW
from tests.support.documents import document_of, faults, under
from tests.support.judges import lines_on_pages, refused, text_in_libreoffice


def minutes(typed, action=""):
    return write_minutes(VIEW, AGENDA, {"C3": Note(typed, action)}, DAY)


@pytest.mark.parametrize(
    "typed",
    [
        "-5 per cent",
        "-",
        "- ",
        "- - -",
        "* * *",
        "---",
        "We said - no",
        "2020. A year",
        "20. of them",
        "12) of them",
        "3.5 points",
        "1.5 metres",
        "1.First",
        "1.",
        "1 First",
        "(1) First",
        "**Bold** and *leaning*",
    ],
)
def test_this_is_no_list(typed):
    assert under(minutes(f"Before.\n{typed}"), "C3: Ask")[1:3] == ["Noted. Before.", typed.strip()]
    styles = [p.style.name for p in document_of(minutes(f"Before.\n{typed}")).paragraphs]
    assert not any("List" in style for style in styles)
    assert "<li>" not in rendered(say_minutes(VIEW, AGENDA, {"C3": Note(f"Before.\n{typed}")}, DAY))


TYPED = [
    ("- a\n* b\n1. c\n2) d", ["• a", "• b", "1. c", "2. d"], "-a -b 1c 2d"),
    ("1. a\n2. b\n\nThen:\n1. c", ["1. a", "2. b", "Then:", "1. c"], "1a 2b 1c"),
    ("1. a\n2. b\n1. c", ["1. a", "2. b", "1. c"], "1a 2b 1c"),
    ("1. a\nA remark.\n2. b", ["1. a", "A remark.", "2. b"], "1a 2b"),
    ("1) a\n2) b", ["1) a", "2) b"], "1a 2b"),
    ("- a\n  - b\n\t\t- c\n- d", ["• a", "• b", "• c", "• d"], "-a --b ---c -d"),
    (
        "1. a\n   1. x\n   2. y\n2. b\n   1. z",
        ["1. a", "1. x", "2. y", "2. b", "1. z"],
        "1a -1x -2y 2b -1z",
    ),
    ("- a\n  goes on\n- b\n\nAfter.", ["• a goes on", "• b", "After."], "-a goes on -b"),
    ("• a\n•\tb", ["• a", "• b"], "-a -b"),
    ("  - a\n  - b", ["• a", "• b"], "-a -b"),
]


def test_a_typed_list_is_a_list_in_word(office):
    typed = "\n".join(f"Case {at}:\n{typed}" for at, (typed, _, _) in enumerate(TYPED))
    lines = [
        line.strip().replace("\t", " ")
        for line in text_in_libreoffice(minutes(typed), "docx", office)
    ]
    for at, (_, shown, _) in enumerate(TYPED):
        start = next(place for place, line in enumerate(lines) if line.endswith(f"Case {at}:"))
        assert lines[start + 1 : start + 1 + len(shown)] == shown


@pytest.mark.parametrize(("typed", "_", "outline"), TYPED)
def test_a_typed_list_is_a_list_where_markdown_is_rendered(typed, _, outline):
    assert outline_of(say_minutes(VIEW, AGENDA, {"C3": Note(typed)}, DAY)) == outline


def test_lists_within_lists_have_words_own_styles_and_the_file_is_sound():
    typed = "1. a\n  - b\n    1) c\n    2) d\n2. e"
    content = minutes(typed, "- Write\n- Ask")
    styles = [
        (p.style.name, p.text) for p in document_of(content).paragraphs if "List" in p.style.name
    ]
    assert styles[:5] == [
        ("List Number", "a"),
        ("List Bullet 2", "b"),
        ("List Number 3", "c"),
        ("List Number 3", "d"),
        ("List Number", "e"),
    ]
    assert faults(content) == []
    assert refused(content, "docx") == []


def test_an_action_of_several_lines_is_a_list_with_its_owner_below():
    content = write_minutes(VIEW, AGENDA, {"C3": Note("", "- Write\n- Ask", "A. Chair")}, DAY)
    assert under(content, "C3: Ask")[1:5] == [
        "Action. ",
        "Write",
        "Ask",
        "Owner: A. Chair. By when: no date.",
    ]
    assert under(content, "Actions")[0][1] == ["C3", "Write\nAsk", "A. Chair", "No date"]


def test_spaces_that_nest_a_list_come_through_from_the_browser():
    told = (
        '{"meeting": "%s", "notes": {"C3": {"said": "  - a\\n    - b\\t\\n\\n", "owner": " X "}}}'
    )
    notes = build_notes(read_notes_message(told % DAY).wordings)
    assert notes == {"C3": Note("  - a\n    - b", "", "X")}


@pytest.mark.parametrize("number", range(22, 29))
def test_the_last_page_of_minutes_holds_more_than_two_lines(office, number):
    notes = {"C3": Note("\n".join(f"- Line {at}" for at in range(number)))}
    agenda = build_agenda(VIEW.release, VIEW.chosen, (), AgendaChoice(items=3))
    lines = lines_on_pages(write_minutes(VIEW, agenda, notes, DAY), "docx", office)
    # The number of the page is a line too.
    assert len(lines) == 1 or lines[-1] > 3
