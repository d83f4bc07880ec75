"""The minutes of a roundtable: actions, what was said, the agenda; as Word and Markdown."""

from collections.abc import Iterator, Mapping
from datetime import date
from typing import NamedTuple

from hor_data.meeting import Agenda, Note, say_meeting
from hor_data.release import read_record, say_deadlines_judged
from hor_data.words import capitalise, say_count, say_list
from hor_exports.citation import picture_foot
from hor_exports.documents.markdown import MarkdownDocument
from hor_exports.documents.paper import DocumentTable, DocumentWriter, write_typed
from hor_exports.documents.typed_text import read_typed_text
from hor_exports.documents.word import WordDocument
from hor_exports.view import View

ACTION_HEADS, ACTION_WIDTHS = ("Commitment", "Action", "Owner", "By when"), (3.2, 7.0, 3.6, 3.2)
AGENDA_HEADS = ("No.", "Commitment", "Led by", "Status", "Why it was on the agenda")
AGENDA_WIDTHS = (1.2, 4.5, 3.2, 2.6, 5.5)
NOT_ON_AGENDA = "It was not on this agenda."
NOT_IN_RELEASE = "It is not in this release."
# Only who was there knows; the dashboard holds no names of people.
BLANKS_TO_FILL_IN = ("Present:", "Apologies:", "Next meeting:")
NOT_AGENDA_REASONS = (NOT_ON_AGENDA, NOT_IN_RELEASE)


class NotedCommitment(NamedTuple):
    """A commitment of the meeting: how it stood, why it was talked of, and what was noted."""

    ref: str
    title: str
    leads: str
    status: str
    why: str
    note: Note

    @property
    def is_on_agenda(self) -> bool:
        """Whether a rule or the chair put it there."""
        return self.why not in NOT_AGENDA_REASONS


def write_minutes(view: View, agenda: Agenda, notes: Mapping[str, Note], meeting: str) -> bytes:
    """The minutes as a Word document. `meeting` is its id."""
    word = WordDocument(_title(meeting), view.release.cover, date.today())
    word.number_pages()
    _write(word, view, list(_noted(view, agenda, notes)), meeting)
    return word.content()


def say_minutes(view: View, agenda: Agenda, notes: Mapping[str, Note], meeting: str) -> str:
    """The minutes as Markdown."""
    markdown = MarkdownDocument()
    _write(markdown, view, list(_noted(view, agenda, notes)), meeting)
    return markdown.content().decode()


def _title(meeting: str) -> str:
    return f"Minutes of the roundtable of {say_meeting(meeting)}"


def _noted(view: View, agenda: Agenda, notes: Mapping[str, Note]) -> Iterator[NotedCommitment]:
    """The commitments on the agenda in its order, then others with a note: none is lost."""
    release = view.release
    for item in agenda.items:
        yield _of(view, item.position, " ".join(item.reasons), notes.get(item.ref, Note()))
    on_agenda = {item.ref for item in agenda.items}
    for ref, note in notes.items():
        if ref in on_agenda or not any(note):
            continue
        position = release.position(ref)
        if position is None:
            yield NotedCommitment(ref, "", "", "", NOT_IN_RELEASE, note)
        else:
            yield _of(view, position, NOT_ON_AGENDA, note)


def _of(view: View, position: int, why: str, note: Note) -> NotedCommitment:
    record = read_record(view.release, position)
    leads = say_list([lead.short_name for lead in record.leads])
    return NotedCommitment(record.ref, record.title, leads, record.status, why, note)


def _write(paper: DocumentWriter, view: View, noted: list[NotedCommitment], meeting: str) -> None:
    paper.heading(_title(meeting), 0)
    paper.paragraph(_summary(noted))
    for blank in BLANKS_TO_FILL_IN:
        paper.paragraph("", blank)
    _write_actions(paper, noted)
    _write_said(paper, noted)
    _write_agenda(paper, view, noted)
    paper.heading("About these minutes")
    reading = "The statuses are our reading of the published updates"
    paper.paragraph(f"{reading}, not the organisations’ own rating.")
    for line in picture_foot(view):
        paper.paragraph(line)


def _summary(noted: list[NotedCommitment]) -> str:
    on_agenda = sum(item.is_on_agenda for item in noted)
    talked = say_count(sum(any(item.note) for item in noted), "commitment")
    actions = say_count(sum(bool(item.note.action) for item in noted), "action")
    verb = "was" if on_agenda == 1 else "were"
    number = capitalise(say_count(on_agenda, "commitment"))
    return f"{number} {verb} on the agenda. Notes were taken on {talked}, with {actions}."


def _write_actions(paper: DocumentWriter, noted: list[NotedCommitment]) -> None:
    paper.heading("Actions")
    rows = [
        (
            item.ref,
            read_typed_text(item.note.action),
            item.note.owner or "Nobody named",
            item.note.by_when or "No date",
        )
        for item in noted
        if item.note.action
    ]
    if rows:
        alt = f"Table of {say_count(len(rows), 'action')}, each with its owner and date."
        paper.table(DocumentTable(ACTION_HEADS, rows, ACTION_WIDTHS, alt))
    else:
        paper.paragraph("No action was noted.")


def _write_said(paper: DocumentWriter, noted: list[NotedCommitment]) -> None:
    paper.heading("What was said")
    for item in noted:
        note = item.note
        if any(note):
            paper.heading(f"{item.ref}: {item.title}" if item.title else item.ref, 2)
            standing = f"{item.leads}. Status: {item.status}. " if item.status else ""
            paper.paragraph(f"{standing}{item.why}")
            if note.said:
                write_typed(paper, read_typed_text(note.said), "Noted.")
            if note.action or note.owner or note.by_when:
                _write_action(paper, note)
    silent = [item.ref for item in noted if not any(item.note)]
    if silent:
        paper.paragraph(f"No note was taken of {say_list(silent)}.")
    elif not noted:
        paper.paragraph("No note was taken.")


def _write_action(paper: DocumentWriter, note: Note) -> None:
    blocks = read_typed_text(note.action or "None was written down")
    owner, by_when = note.owner or "nobody named", note.by_when or "no date"
    if len(blocks) == 1 and isinstance(blocks[0], str):
        paper.paragraph(f"{blocks[0]} ({owner}; {by_when})", "Action.")
    else:
        write_typed(paper, blocks, "Action.")
        paper.paragraph(f"Owner: {owner}. By when: {by_when}.")


def _write_agenda(paper: DocumentWriter, view: View, noted: list[NotedCommitment]) -> None:
    paper.heading("Agenda")
    items = [item for item in noted if item.is_on_agenda]
    rows = [
        (str(number), f"{item.ref}: {item.title}", item.leads, item.status, item.why)
        for number, item in enumerate(items, start=1)
    ]
    if not rows:
        paper.paragraph("No commitment was on the agenda.")
        return
    alt = f"Table of {say_count(len(rows), 'agenda item')}, each with why it was there."
    paper.table(DocumentTable(AGENDA_HEADS, rows, AGENDA_WIDTHS, alt))
    if judged := say_deadlines_judged(view.release, (item.why for item in noted)):
        paper.paragraph(judged)
