"""Notes of a roundtable: what was said of a commitment, and what is to be done, by whom, by when.

A meeting is called by its day, ISO text. What comes from a browser is bounded here.
"""

import json
from collections.abc import Collection, Mapping
from typing import NamedTuple

from sqlalchemy import delete, insert, select

from hor_data.releases import Store, note_event, now, reaching
from hor_data.store_tables import NOTES
from hor_data.words import clean, count

LONGEST_TEXT, LONGEST_NAME, LONGEST_DATE = 4_000, 200, 40
LARGEST = 400_000


class Note(NamedTuple):
    """What was noted of one commitment; "" where nothing was."""

    said: str = ""
    action: str = ""
    owner: str = ""
    by_when: str = ""


BOUNDS = dict(
    zip(Note._fields, (LONGEST_TEXT, LONGEST_TEXT, LONGEST_NAME, LONGEST_DATE), strict=True)
)
Notes = Mapping[str, Note]


def read_notes(told: str, refs: Collection[str]) -> dict[str, Note]:
    """The notes in a browser's JSON, {ref: {said, action, owner, by_when}}, of these refs alone.

    Whatever is not a note is left out.
    """
    try:
        given = json.loads(told) if len(told) <= LARGEST else {}
    except (ValueError, RecursionError):
        return {}
    if not isinstance(given, dict):
        return {}
    notes = {ref: _note(given[ref]) for ref in refs if isinstance(given.get(ref), dict)}
    return {ref: note for ref, note in notes.items() if any(note)}


def save_notes(store: Store, meeting: str, notes: Notes, who: str) -> None:
    """Keep the notes of these commitments in place of what was noted of them before."""
    rows = [
        {"meeting": meeting, "ref": ref, "who": who, "saved_at": now()} | note._asdict()
        for ref, note in notes.items()
    ]
    with reaching(store) as connection:
        of = (NOTES.c.meeting == meeting) & NOTES.c.ref.in_(list(notes))
        connection.execute(delete(NOTES).where(of))
        if rows:
            connection.execute(insert(NOTES), rows)
    note_event(store, who, "notes", f"meeting {meeting}: {count(len(rows), 'commitment')}")


def notes_of(store: Store, meeting: str) -> dict[str, Note]:
    """The notes kept of a meeting, by ref."""
    columns = [NOTES.c.ref, *(NOTES.c[name] for name in Note._fields)]
    with reaching(store) as connection:
        rows = connection.execute(select(*columns).where(NOTES.c.meeting == meeting))
        return {ref: Note(*rest) for ref, *rest in rows}


def list_meetings(store: Store, limit: int = 50) -> list[str]:
    """The days of meetings that have notes, newest first."""
    with reaching(store) as connection:
        days = select(NOTES.c.meeting).distinct().order_by(NOTES.c.meeting.desc()).limit(limit)
        return list(connection.scalars(days))


def _note(given: Mapping[str, object]) -> Note:
    texts = {name: given.get(name) for name in Note._fields}
    return Note(**{
        name: clean(text)[: BOUNDS[name]] if isinstance(text, str) else ""
        for name, text in texts.items()
    })  # fmt: skip
