"""Minutes of a roundtable in Word and Markdown: written, opened again and read."""

from dataclasses import replace

import pytest

from hor_data.meeting import AgendaChoice, Note, build_agenda, build_notes, read_notes_message
from hor_data.release import Selection, read_release
from hor_exports.documents import say_minutes, write_minutes
from hor_exports.view import open_view
from tests.support.books import (
    GOOD,
    UPDATE,
    book,
    but,
)
from tests.support.documents import (
    document_of,
    faults,
    said,
    under,
)
from tests.support.later import (
    AFTER,
    CHANGED,
    LATER_VIEW,
    TODAY,
)

DAY = "2026-11-22"
READING = "The statuses are our reading of the published updates"


def view_of(*rows, cover=(), **sheets):
    release = read_release(book(*rows, **sheets), TODAY)
    return open_view(replace(release, cover=dict(cover)), Selection())


PLAN = but(GOOD, Ref="C2", Title="Publish a plan", Status="Complete")
COVER = {"source": "The page", "licence": "Open.", "data as at": "2022", "publisher": "Us"}
VIEW = view_of(GOOD, PLAN, but(GOOD, Ref="C3", Title="Ask"), Updates=[UPDATE], cover=COVER)
AGENDA = build_agenda(VIEW.release, VIEW.chosen, (), AgendaChoice(items=2))
NOTES = {
    "C3": Note("Nobody could say.\n\n- Ask again.", "Write to the dean", "A. Chair", "May 2027"),
    "C1": Note("We heard of it.", "Ask for the dates"),
}


def test_the_minutes_have_actions_what_was_said_the_agenda_and_their_source():
    assert [item.ref for item in AGENDA.items] == ["C3", "C2"]
    assert said(write_minutes(VIEW, AGENDA, NOTES, DAY)) == [
        ("Title", "Minutes of the roundtable of 22 November 2026"),
        (
            "Normal",
            "2 commitments were on the agenda. Notes were taken on 2 commitments, with 2 actions.",
        ),
        ("Normal", "Present: "),
        ("Normal", "Apologies: "),
        ("Normal", "Next meeting: "),
        ("Heading 1", "Actions"),
        [
            ["Commitment", "Action", "Owner", "By when"],
            ["C3", "Write to the dean", "A. Chair", "May 2027"],
            ["C1", "Ask for the dates", "Nobody named", "No date"],
        ],
        ("Heading 1", "What was said"),
        ("Heading 2", "C3: Ask"),
        ("Normal", "Aston University. Status: Limited. No update supplied."),
        ("Normal", "Noted. Nobody could say."),
        ("List Bullet", "Ask again."),
        ("Normal", "Action. Write to the dean (A. Chair; May 2027)"),
        ("Heading 2", "C1: Hold the roundtable"),
        ("Normal", "Aston University. Status: Limited. It was not on this agenda."),
        ("Normal", "Noted. We heard of it."),
        ("Normal", "Action. Ask for the dates (nobody named; no date)"),
        ("Normal", "No note was taken of C2."),
        ("Heading 1", "Agenda"),
        [
            ["No.", "Commitment", "Led by", "Status", "Why it was on the agenda"],
            ["1", "C3: Ask", "Aston University", "Limited", "No update supplied."],
            [
                "2",
                "C2: Publish a plan",
                "Aston University",
                "Complete",
                "Complete. No update supplied.",
            ],
        ],
        ("Heading 1", "About these minutes"),
        ("Normal", f"{READING}, not the organisations’ own rating."),
        ("Normal", "All 3 commitments; data as at 2022."),
        ("Normal", "Source: The page. Open."),
    ]


def test_markdown_says_the_same():
    assert (
        say_minutes(VIEW, AGENDA, NOTES, DAY)
        == """\
# Minutes of the roundtable of 22 November 2026

2 commitments were on the agenda. Notes were taken on 2 commitments, with 2 actions.

**Present:**

**Apologies:**

**Next meeting:**

## Actions

| Commitment | Action | Owner | By when |
| --- | --- | --- | --- |
| C3 | Write to the dean | A. Chair | May 2027 |
| C1 | Ask for the dates | Nobody named | No date |

## What was said

### C3: Ask

Aston University. Status: Limited. No update supplied.

**Noted.** Nobody could say.

- Ask again.

**Action.** Write to the dean (A. Chair; May 2027)

### C1: Hold the roundtable

Aston University. Status: Limited. It was not on this agenda.

**Noted.** We heard of it.

**Action.** Ask for the dates (nobody named; no date)

No note was taken of C2.

## Agenda

| No. | Commitment | Led by | Status | Why it was on the agenda |
| --- | --- | --- | --- | --- |
| 1 | C3: Ask | Aston University | Limited | No update supplied. |
| 2 | C2: Publish a plan | Aston University | Complete | Complete. No update supplied. |

## About these minutes

The statuses are our reading of the published updates, not the organisations’ own rating.

All 3 commitments; data as at 2022.

Source: The page. Open.
"""
    )


def test_a_note_on_what_is_no_longer_in_the_release_is_kept():
    content = write_minutes(VIEW, AGENDA, {"C9": Note("It was dropped.", "Say why")}, DAY)
    assert under(content, "C9") == [
        "It is not in this release.",
        "Noted. It was dropped.",
        "Action. Say why (nobody named; no date)",
        "No note was taken of C3 and C2.",
    ]
    assert under(content, "Actions")[0][1] == ["C9", "Say why", "Nobody named", "No date"]


@pytest.mark.parametrize("notes", [{}, NOTES], ids=["without notes", "with notes"])
def test_minutes_are_accessible(notes):
    assert faults(write_minutes(VIEW, AGENDA, notes, DAY)) == []
    agenda = build_agenda(AFTER, LATER_VIEW.chosen, CHANGED.changes)
    assert faults(write_minutes(LATER_VIEW, agenda, notes, DAY)) == []


def test_minutes_of_a_meeting_without_an_agenda_say_so():
    nothing = build_agenda(VIEW.release, VIEW.chosen & False)
    content = write_minutes(VIEW, nothing, {}, DAY)
    assert said(content)[1:11] == [
        (
            "Normal",
            "No commitments were on the agenda. "
            "Notes were taken on no commitments, with no actions.",
        ),
        ("Normal", "Present: "),
        ("Normal", "Apologies: "),
        ("Normal", "Next meeting: "),
        ("Heading 1", "Actions"),
        ("Normal", "No action was noted."),
        ("Heading 1", "What was said"),
        ("Normal", "No note was taken."),
        ("Heading 1", "Agenda"),
        ("Normal", "No commitment was on the agenda."),
    ]


@pytest.mark.parametrize("unseen", ["\x00", "\x08", "\x1b", "\x7f", "\x9f", "\ud800", "\ufffe"])
def test_characters_that_would_break_the_file_are_left_out(unseen):
    note = f'{{"said": "a\\u{ord(unseen):04x}b", "action": "c"}}'
    typed = f'{{"meeting": "{DAY}", "notes": {{"C3": {note}}}}}'
    told = build_notes(read_notes_message(typed).wordings)["C3"]
    assert told.said.encode()
    for note in (Note(f"a{unseen}b", "c", f"{unseen}d", unseen), told):
        content = write_minutes(VIEW, AGENDA, {"C3": note}, DAY)
        assert under(content, "C3: Ask")[1] == "Noted. ab"
        assert "**Noted.** ab\n" in say_minutes(VIEW, AGENDA, {"C3": note}, DAY)


def test_pages_of_minutes_are_numbered_and_belong_to_the_publisher():
    document = document_of(write_minutes(VIEW, AGENDA, NOTES, DAY))
    footer = document.sections[0].footer.paragraphs[0]
    assert footer.text == "Page "
    assert 'w:instr="PAGE"' in footer._p.xml
    properties = document.core_properties
    assert (properties.author, properties.last_modified_by) == ("Us", "Us")
    assert properties.comments == "Open."
