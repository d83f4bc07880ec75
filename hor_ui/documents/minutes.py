"""The minutes of a roundtable: actions, what was said, the agenda; as Word and Markdown."""

from collections.abc import Iterator, Mapping
from datetime import date
from typing import NamedTuple

from hor_data.agenda import Agenda
from hor_data.judging import judged_sentence
from hor_data.notes import Note, say_meeting
from hor_data.record import read_record
from hor_data.words import capital, count, listed
from hor_ui.documents.markdown import Markdown
from hor_ui.documents.paper import Grid, Paper, write_typed
from hor_ui.documents.typed import read_typed
from hor_ui.documents.word import Word
from hor_ui.quoting import picture_foot
from hor_ui.view import View

ACTION_HEADS, ACTION_WIDTHS = ("Commitment", "Action", "Owner", "By when"), (3.2, 7.0, 3.6, 3.2)
AGENDA_HEADS = ("No.", "Commitment", "Led by", "Status", "Why it was on the agenda")
AGENDA_WIDTHS = (1.2, 4.5, 3.2, 2.6, 5.5)
NOT_ON_AGENDA = "It was not on this agenda."
NOT_IN_RELEASE = "It is not in this release."
# Only who was there knows; the dashboard holds no names of people.
TO_FILL_IN = ("Present:", "Apologies:", "Next meeting:")
ASIDE = (NOT_ON_AGENDA, NOT_IN_RELEASE)


class Noted(NamedTuple):
    """A commitment of the meeting: how it stood, why it was talked of, and what was noted."""

    ref: str
    title: str
    leads: str
    status: str
    why: str
    note: Note


def write_minutes(view: View, agenda: Agenda, notes: Mapping[str, Note], meeting: str) -> bytes:
    """The minutes as a Word document. `meeting` is its id."""
    word = Word(_title(meeting), view.release.cover, date.today())
    word.number_pages()
    _write(word, view, list(_noted(view, agenda, notes)), meeting)
    return word.content()


def say_minutes(view: View, agenda: Agenda, notes: Mapping[str, Note], meeting: str) -> str:
    """The minutes as Markdown."""
    markdown = Markdown()
    _write(markdown, view, list(_noted(view, agenda, notes)), meeting)
    return markdown.content().decode()


def _title(meeting: str) -> str:
    return f"Minutes of the roundtable of {say_meeting(meeting)}"


def _noted(view: View, agenda: Agenda, notes: Mapping[str, Note]) -> Iterator[Noted]:
    """The commitments on the agenda in its order, then others with a note: none is lost."""
    release = view.release
    for item in agenda.items:
        yield _of(view, item.position, " ".join(item.reasons), notes.get(item.ref, Note()))
    there = {item.ref for item in agenda.items}
    for ref, note in notes.items():
        if ref in there or not any(note):
            continue
        position = release.position(ref)
        if position is None:
            yield Noted(ref, "", "", "", NOT_IN_RELEASE, note)
        else:
            yield _of(view, position, NOT_ON_AGENDA, note)


def _of(view: View, position: int, why: str, note: Note) -> Noted:
    record = read_record(view.release, position)
    leads = listed([one.short_name for one in record.leads])
    return Noted(record.ref, record.title, leads, record.status, why, note)


def _write(paper: Paper, view: View, noted: list[Noted], meeting: str) -> None:
    paper.heading(_title(meeting), 0)
    paper.paragraph(_summary(noted))
    for blank in TO_FILL_IN:
        paper.paragraph("", blank)
    _write_actions(paper, noted)
    _write_said(paper, noted)
    _write_agenda(paper, view, noted)
    paper.heading("About these minutes")
    said = "The statuses are our reading of the published updates"
    paper.paragraph(f"{said}, not the organisations’ own rating.")
    for line in picture_foot(view):
        paper.paragraph(line)


def _summary(noted: list[Noted]) -> str:
    on = sum(one.why not in ASIDE for one in noted)
    talked = sum(any(one.note) for one in noted)
    actions = sum(bool(one.note.action) for one in noted)
    verb = "was" if on == 1 else "were"
    return (
        f"{capital(count(on, 'commitment'))} {verb} on the agenda. "
        f"Notes were taken on {count(talked, 'commitment')}, with {count(actions, 'action')}."
    )


def _write_actions(paper: Paper, noted: list[Noted]) -> None:
    paper.heading("Actions")
    rows = [
        (
            one.ref,
            read_typed(one.note.action),
            one.note.owner or "Nobody named",
            one.note.by_when or "No date",
        )
        for one in noted
        if one.note.action
    ]
    if rows:
        alt = f"Table of {count(len(rows), 'action')}, each with its owner and date."
        paper.table(Grid(ACTION_HEADS, rows, ACTION_WIDTHS, alt))
    else:
        paper.paragraph("No action was noted.")


def _write_said(paper: Paper, noted: list[Noted]) -> None:
    paper.heading("What was said")
    for one in noted:
        if any(one.note):
            paper.heading(f"{one.ref}: {one.title}" if one.title else one.ref, 2)
            standing = f"{one.leads}. Status: {one.status}. " if one.status else ""
            paper.paragraph(f"{standing}{one.why}")
            if one.note.said:
                write_typed(paper, read_typed(one.note.said), "Noted.")
            if one.note.action or one.note.owner or one.note.by_when:
                _write_action(paper, one.note)
    silent = [one.ref for one in noted if not any(one.note)]
    if silent:
        paper.paragraph(f"No note was taken of {listed(silent)}.")
    elif not noted:
        paper.paragraph("No note was taken.")


def _write_action(paper: Paper, note: Note) -> None:
    blocks = read_typed(note.action or "None was written down")
    owner, by_when = note.owner or "nobody named", note.by_when or "no date"
    if len(blocks) == 1 and isinstance(blocks[0], str):
        paper.paragraph(f"{blocks[0]} ({owner}; {by_when})", "Action.")
    else:
        write_typed(paper, blocks, "Action.")
        paper.paragraph(f"Owner: {owner}. By when: {by_when}.")


def _write_agenda(paper: Paper, view: View, noted: list[Noted]) -> None:
    paper.heading("Agenda")
    rows = [
        (str(at), f"{one.ref}: {one.title}", one.leads, one.status, one.why)
        for at, one in enumerate((one for one in noted if one.why not in ASIDE), start=1)
    ]
    if rows:
        alt = f"Table of {count(len(rows), 'agenda item')}, each with why it was there."
        paper.table(Grid(AGENDA_HEADS, rows, AGENDA_WIDTHS, alt))
        if judged := judged_sentence(view.release, (one.why for one in noted)):
            paper.paragraph(judged)
    else:
        paper.paragraph("No commitment was on the agenda.")
