"""The minutes of a roundtable: its agenda, what was noted, the actions; as Word and Markdown."""

from collections.abc import Iterator, Mapping
from datetime import date

from hor_data.agenda import Agenda, AgendaItem
from hor_data.dates import say_date
from hor_data.notes import Note
from hor_data.record import Record, read_record
from hor_data.words import count, listed
from hor_ui.documents.word import Word
from hor_ui.quoting import picture_foot
from hor_ui.view import View

NOTHING = Note()
ACTION_HEADS = ("Commitment", "Action", "Owner", "By when")
AGENDA_HEADS = ("No.", "Commitment", "Led by", "Status", "Why it was on the agenda")


def write_minutes(view: View, agenda: Agenda, notes: Mapping[str, Note], day: str) -> bytes:
    """The minutes as a Word document."""
    word = Word(_title(day), view.release.cover.get("publisher", ""), date.today())
    for line in picture_foot(view):
        word.paragraph(line)
    word.heading("Actions")
    actions = list(_actions(agenda, notes))
    if actions:
        alt = f"Table of {count(len(actions), 'action')}, each with its owner and date."
        word.table(ACTION_HEADS, actions, (3, 7.5, 3.5, 3), alt)
    else:
        word.paragraph("No action was noted.")
    word.heading("What was said")
    for record, item, note in _records(view, agenda, notes):
        word.heading(f"{record.ref}: {record.title}", 2)
        word.paragraph(_standing(record, item))
        word.paragraph(note.said or "No note was taken.", "Noted." if note.said else "")
        if note.action:
            word.paragraph(_say_action(note), "Action.")
    word.heading("Agenda")
    rows = [
        (str(at), f"{record.ref}: {record.title}", _leads(record), record.status, _why(item))
        for at, (record, item, _) in enumerate(_records(view, agenda, notes), start=1)
    ]
    alt = f"Table of {count(len(rows), 'agenda item')}, each with why it was there."
    word.table(AGENDA_HEADS, rows, (1.2, 5.3, 3.5, 2.5, 4.5), alt)
    return word.content()


def say_minutes(view: View, agenda: Agenda, notes: Mapping[str, Note], day: str) -> str:
    """The minutes as Markdown."""
    lines = [f"# {_title(day)}", *map(_plain, picture_foot(view)), "## Actions"]
    actions = list(_actions(agenda, notes))
    if actions:
        table = [ACTION_HEADS, ("---",) * len(ACTION_HEADS), *(map(_plain, row) for row in actions)]
        lines.append("\n".join(f"| {' | '.join(row)} |" for row in table))
    else:
        lines.append("No action was noted.")
    lines.append("## What was said")
    for record, item, note in _records(view, agenda, notes):
        lines += [f"### {_plain(f'{record.ref}: {record.title}')}", _plain(_standing(record, item))]
        lines.append(_plain(note.said) if note.said else "No note was taken.")
        if note.action:
            lines.append(f"**Action.** {_plain(_say_action(note))}")
    return "\n\n".join(lines) + "\n"


def _title(day: str) -> str:
    return f"Minutes of the roundtable of {say_date(day)}"


def _records(
    view: View, agenda: Agenda, notes: Mapping[str, Note]
) -> Iterator[tuple[Record, AgendaItem, Note]]:
    for item in agenda.items:
        yield read_record(view.release, item.position), item, notes.get(item.ref, NOTHING)


def _actions(agenda: Agenda, notes: Mapping[str, Note]) -> Iterator[tuple[str, str, str, str]]:
    for item in agenda.items:
        note = notes.get(item.ref, NOTHING)
        if note.action:
            owner, when = note.owner or "Nobody named", note.by_when or "No date"
            yield item.ref, note.action, owner, when


def _say_action(note: Note) -> str:
    return f"{note.action} ({note.owner or 'nobody named'}; {note.by_when or 'no date'})"


def _standing(record: Record, item: AgendaItem) -> str:
    return f"{_leads(record)}. Status: {record.status}. {_why(item)}"


def _leads(record: Record) -> str:
    return listed([one.short_name for one in record.leads])


def _why(item: AgendaItem) -> str:
    return " ".join(item.reasons)


def _plain(text: str) -> str:
    """Text as itself where a reader of Markdown would see markup."""
    kept = "".join(f"\\{letter}" if letter in "\\`*_[]<>|#" else letter for letter in text)
    return " ".join(kept.split())
