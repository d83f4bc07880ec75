"""A store with a history worth keeping, and all that a restored one has to have of it."""

from sqlalchemy import MetaData, select

from hor_data.meeting import NotesMessage, Wording
from hor_data.store import (
    Candidate,
    add_event,
    list_asides,
    list_entries,
    list_events,
    list_meetings,
    publish,
    read_content,
    read_wordings,
    save_notes_message,
    start_session,
    undo,
)
from tests.support.books import GOOD, book, but

BOOKS = [book(but(GOOD, Title=title)) for title in ("First", "Seçond “quoted”", "Third")]
MEETING = "2026-11-27-1000-k3f9"


def fill(store):
    """Three releases, one taken back; notes of a meeting in two wordings; an officer at work."""
    for base, content in enumerate(BOOKS):
        publish(store, Candidate(content, f"{base}.xlsx", "", "Why\nnot"), "Ada", base, f"t{base}")
    undo(store, "Grace", 3)
    for who, text, stamp in (("Ada", "Agreed", 5), ("Grace", "Not agreed", 9)):
        wordings = {("C1", "said"): Wording(text, stamp)}
        save_notes_message(store, NotesMessage(MEETING, "", wordings, ("C1",), "All"), who)
    start_session(store, "Ada", "192.0.2.7")
    add_event(store, "Ada", "upload", "a.xlsx, SHA-256 …", "192.0.2.7")


def history(store):
    """All that was kept: releases with their bytes, the audit, meetings, notes."""
    entries = list_entries(store)
    return {
        "releases": [(entry, read_content(store, entry.number)) for entry in entries],
        "audit": list_events(store, 9_999),
        "meetings": list_meetings(store),
        "notes": read_wordings(store, MEETING),
        "asides": list_asides(store, MEETING),
    }


def rows_of(store, name):
    """The rows of a table."""
    tables = MetaData()
    tables.reflect(store, only=[name])
    with store.connect() as connection:
        return connection.execute(select(tables.tables[name])).all()
