"""Notes of a roundtable: what was said of a commitment, and what is to be done, by whom, by when.

A meeting is called by its day, ISO text. What comes from a browser is bounded here.
"""

import json
import re
from collections.abc import Collection, Mapping
from typing import Any, NamedTuple

from sqlalchemy import delete, insert, select

from hor_data.dates import read_date, say_date
from hor_data.releases import note_event
from hor_data.store import Store, now, reaching
from hor_data.store_tables import NOTES
from hor_data.words import clean

LONGEST_TEXT, LONGEST_NAME, LONGEST_DATE = 4_000, 200, 40
LARGEST = 400_000
MOST_DAYS = 10
_DAY = re.compile(r"\d{4}-\d\d-\d\d", re.ASCII)


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


class Taken(NamedTuple):
    """What a browser told of a meeting: its notes by ref, which of them are new since it last told,
    and when it told, in milliseconds by its own clock."""

    notes: dict[str, Note]
    changed: tuple[str, ...]
    at: int


def read_notes(told: str, refs: Collection[str]) -> Taken:
    """The notes of a meeting in a browser's JSON, {notes: {ref: {said, action, owner, by_when}},
    changed: [ref], at: 0}, of these refs alone. Whatever is not a note is left out.
    """
    given = _read(told)
    changed, at = given.get("changed"), given.get("at")
    return Taken(
        _notes(given.get("notes"), refs),
        tuple(ref for ref in refs if isinstance(changed, list) and ref in changed),
        at if isinstance(at, int) else 0,
    )


def read_kept(told: str, refs: Collection[str]) -> dict[str, dict[str, Note]]:
    """The notes of several meetings in a browser's JSON, {day: {ref: note}}; only days that are
    dates, and no more than MOST_DAYS of them."""
    given = _read(told)
    days = [day for day in given if _DAY.fullmatch(day) and read_date(day)]
    return {day: _notes(given[day], refs) for day in sorted(days, reverse=True)[:MOST_DAYS]}


def save_notes(store: Store, meeting: str, notes: Notes, who: str) -> None:
    """Keep the notes of these commitments in place of what was noted of them before."""
    if not notes:
        return
    rows = [
        {"meeting": meeting, "ref": ref, "who": who, "saved_at": now()} | note._asdict()
        for ref, note in notes.items()
    ]
    with reaching(store) as connection:
        of = (NOTES.c.meeting == meeting) & NOTES.c.ref.in_(list(notes))
        connection.execute(delete(NOTES).where(of))
        connection.execute(insert(NOTES), rows)


def note_meeting(store: Store, meeting: str, who: str) -> None:
    """Put into the audit that an officer takes notes of a meeting."""
    note_event(store, who, "notes", f"of the meeting of {say_date(meeting)}")


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


def _read(told: str) -> dict[str, Any]:
    try:
        given = json.loads(told) if len(told) <= LARGEST else {}
    except (ValueError, RecursionError):
        return {}
    return given if isinstance(given, dict) else {}


def _notes(given: object, refs: Collection[str]) -> dict[str, Note]:
    if not isinstance(given, dict):
        return {}
    notes = {ref: _note(given[ref]) for ref in refs if isinstance(given.get(ref), dict)}
    return {ref: note for ref, note in notes.items() if any(note)}


def _note(given: Mapping[str, object]) -> Note:
    texts = {name: given.get(name) for name in Note._fields}
    return Note(**{
        name: clean(text)[: BOUNDS[name]] if isinstance(text, str) else ""
        for name, text in texts.items()
    })  # fmt: skip
