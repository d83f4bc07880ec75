"""Notes of meetings in this session: sent by the browser, and stored for officers."""

import logging
from collections.abc import Callable
from secrets import token_hex
from typing import TypeVar

import streamlit as st

from hor_data.meeting import Note, NotesMessage, Wordings, build_notes, merge_wordings
from hor_data.store import (
    Aside,
    Meeting,
    StoreUnavailableError,
    add_meeting_event,
    list_asides,
    list_meetings,
    read_wordings,
    save_notes_message,
)
from hor_web.officer import NotAnOfficerError, current_officer, require_officer
from hor_web.publications import ask_store
from hor_web.state import shared_store

# Names in the session's state.
SESSION_NOTES, NOTES_SESSION, CURRENT_MEETING = "_notes", "_notes_session", "_meeting"
NOTES_PLACE, TAKEN_TOKEN = "_saved", "_taken"
AUDITED_MEETINGS, UNSAVED_MEETINGS = "_audited_meetings", "_unsaved_meetings"
# Where the notes are, as the meeting view says it.
IN_BROWSER, IN_STORE = "in this browser", "in the dashboard"
NOTES_STORE_AWAY = "in this browser alone, as the dashboard could not be reached"
SIGNED_OUT = "in this browser alone, as you are signed out of the dashboard"
Stored = TypeVar("Stored")
log = logging.getLogger(__name__)
FIELD_NAMES = {"said": "Note", "action": "Action", "owner": "Owner", "by_when": "By when"}


def session_notes() -> dict[str, NotesMessage]:
    """The notes that this browser has sent of its meetings, by the meeting's id."""
    return st.session_state.setdefault(SESSION_NOTES, {})


def notes_session() -> str:
    """A random name of this session: where it changes, the browser sends all its notes again."""
    return st.session_state.setdefault(NOTES_SESSION, token_hex(8))


def take_notes_message(message: NotesMessage) -> None:
    """Keep a notes message in this session and, for an officer, in the store.

    Its token is acknowledged only where everything that should be kept was kept.
    """
    if not message.meeting:
        return
    hold_notes_message(message)
    st.session_state[CURRENT_MEETING] = message.meeting
    if not current_officer():
        was_officers = st.session_state.get(NOTES_PLACE) in (IN_STORE, SIGNED_OUT)
        st.session_state[NOTES_PLACE] = SIGNED_OUT if was_officers else IN_BROWSER
        st.session_state[TAKEN_TOKEN] = message.token
    elif _store_notes(message):
        st.session_state[NOTES_PLACE], st.session_state[TAKEN_TOKEN] = IN_STORE, message.token
    else:
        st.session_state[NOTES_PLACE] = NOTES_STORE_AWAY


def hold_notes_message(message: NotesMessage) -> None:
    """Merge a notes message with earlier ones of its meeting: the newest wording of each field
    stands."""
    before = session_notes().get(message.meeting, message)
    session_notes()[message.meeting] = message._replace(
        wordings=merge_wordings(message.wordings, before.wordings),
        agenda=message.agenda or before.agenda,
        filters=message.filters or before.filters,
    )


def store_unsaved_notes() -> None:
    """Try again to store the notes that could not be stored; for officers alone."""
    for meeting in list(st.session_state.get(UNSAVED_MEETINGS, ())):
        message = session_notes().get(meeting)
        if current_officer() and message and _store_notes(message):
            st.session_state[NOTES_PLACE] = IN_STORE


def stored_wordings(meeting: str) -> Wordings:
    """The stored wordings of a meeting by ref and field; {} for anyone but officers."""
    return _read_stored(lambda: read_wordings(shared_store(), meeting), {}) if meeting else {}


def stored_asides(meeting: str) -> list[Aside]:
    """The stored asides of a meeting; [] for anyone but officers."""
    return _read_stored(lambda: list_asides(shared_store(), meeting), []) if meeting else []


def stored_meetings() -> list[Meeting]:
    """The stored meetings, the one last noted in first; [] for anyone but officers."""
    return _read_stored(lambda: list_meetings(shared_store()), [])


def _read_stored(read: Callable[[], Stored], nothing: Stored) -> Stored:
    """What `read` gives, for officers; `nothing` for others, and while the store is away."""
    if not current_officer():
        return nothing
    try:
        return ask_store(read)
    except StoreUnavailableError as error:
        log.warning("Notes of meetings could not be read: %s", error)
        return nothing


def notes_of_meeting(meeting: str) -> dict[str, Note]:
    """The notes of a meeting by ref, from session and store together. Asides are added under what
    was said, with their writer."""
    session = session_notes().get(meeting, NotesMessage()).wordings
    notes = dict(build_notes(merge_wordings(session, stored_wordings(meeting))))
    for aside in stored_asides(meeting):
        note = notes.get(aside.ref, Note())
        words = f"{FIELD_NAMES[aside.field]}, also written by {aside.who}: {aside.text}"
        notes[aside.ref] = note._replace(said=f"{note.said}\n\n{words}".strip())
    return notes


def _store_notes(message: NotesMessage) -> bool:
    """Store a notes message; False where that failed, and it is tried again later."""
    waiting: set[str] = st.session_state.setdefault(UNSAVED_MEETINGS, set())
    audited: set[str] = st.session_state.setdefault(AUDITED_MEETINGS, set())
    waiting.add(message.meeting)
    try:
        who = require_officer()
        save_notes_message(shared_store(), message, who)
        if message.meeting not in audited:
            add_meeting_event(shared_store(), message.meeting, who)
            audited.add(message.meeting)
    except (StoreUnavailableError, NotAnOfficerError) as error:
        log.warning("Notes of the meeting %s wait to be stored: %s", message.meeting, error)
        return False
    waiting.discard(message.meeting)
    return True
