"""Notes of meetings as this session knows them: told by the browser, and stored by officers."""

from collections.abc import Collection, Mapping
from contextlib import suppress
from secrets import token_hex

import streamlit as st

from hor_data.meetings import (
    Aside,
    Meeting,
    asides_of,
    list_meetings,
    note_meeting,
    save_telling,
    wordings_of,
)
from hor_data.notes import Note, Telling, Wordings, build_notes, merge_wordings
from hor_data.releases import StoreUnavailableError
from hor_ui.page_officer import NotAnOfficerError, officer, require_officer
from hor_ui.settings import store

NOTES, SAVED, TAKEN, SESSION = "_notes", "_saved", "_taken", "_notes_session"
CURRENT, AUDITED, UNSAVED = "_meeting", "_audited_meetings", "_unsaved_meetings"
HERE, STORED = "in this browser", "in the dashboard"
UNREACHED = "in this browser alone, as the dashboard could not be reached"
SIGNED_OUT = "in this browser alone, as you are signed out of the dashboard"
FIELD_NAMES = {"said": "Note", "action": "Action", "owner": "Owner", "by_when": "By when"}


def session_notes() -> dict[str, Telling]:
    """What this browser has told of its meetings, by id."""
    return st.session_state.setdefault(NOTES, {})


def notes_session() -> str:
    """A name of this session: by it the browser knows a server that has forgotten its notes."""
    return st.session_state.setdefault(SESSION, token_hex(8))


def take_telling(telling: Telling) -> None:
    """Keep what the browser tells of a meeting for this session, and in the store by an officer.

    Its token is noted as taken only where everything was kept that should be.
    """
    if not telling.meeting:
        return
    hold_telling(telling)
    st.session_state[CURRENT] = telling.meeting
    if not officer():
        was_officers = st.session_state.get(SAVED) in (STORED, SIGNED_OUT)
        st.session_state[SAVED] = SIGNED_OUT if was_officers else HERE
        st.session_state[TAKEN] = telling.token
    elif _store(telling):
        st.session_state[SAVED], st.session_state[TAKEN] = STORED, telling.token
    else:
        st.session_state[SAVED] = UNREACHED


def hold_telling(telling: Telling) -> None:
    """Put what the browser tells together with what it told before: of each field the newest."""
    before = session_notes().get(telling.meeting, telling)
    session_notes()[telling.meeting] = telling._replace(
        wordings=merge_wordings(telling.wordings, before.wordings),
        agenda=telling.agenda or before.agenda,
        filters=telling.filters or before.filters,
    )


def store_what_waits() -> None:
    """Try again to store the meetings that could not be: for officers alone."""
    for meeting in list(st.session_state.get(UNSAVED, ())):
        if officer() and meeting in session_notes() and _store(session_notes()[meeting]):
            st.session_state[SAVED] = STORED


def stored_wordings(meeting: str) -> Wordings:
    """What the store has of a meeting; only officers read it."""
    if not officer() or not meeting:
        return {}
    try:
        return wordings_of(store(), meeting)
    except StoreUnavailableError:
        return {}


def stored_asides(meeting: str) -> list[Aside]:
    """What officers wrote in a meeting and others wrote over unseen; only officers read it."""
    if not officer() or not meeting:
        return []
    try:
        return asides_of(store(), meeting)
    except StoreUnavailableError:
        return []


def stored_meetings() -> list[Meeting]:
    """The meetings of the store, the last noted in first; only officers read them."""
    if not officer():
        return []
    try:
        return list_meetings(store())
    except StoreUnavailableError:
        return []


def notes_of_meeting(meeting: str) -> dict[str, Note]:
    """The notes of a meeting by ref, of session and store together; asides stand under what was
    said, with their writer."""
    session = session_notes().get(meeting, Telling()).wordings
    return _with_asides(
        build_notes(merge_wordings(session, stored_wordings(meeting))), stored_asides(meeting)
    )


def _with_asides(notes: Mapping[str, Note], asides: Collection[Aside]) -> dict[str, Note]:
    noted = dict(notes)
    for aside in asides:
        note = noted.get(aside.ref, Note())
        words = f"{FIELD_NAMES[aside.field]}, also written by {aside.who}: {aside.text}"
        noted[aside.ref] = note._replace(said=f"{note.said}\n\n{words}".strip())
    return noted


def _store(telling: Telling) -> bool:
    """Whether the store has taken it; where not, it waits."""
    waiting: set[str] = st.session_state.setdefault(UNSAVED, set())
    audited: set[str] = st.session_state.setdefault(AUDITED, set())
    waiting.add(telling.meeting)
    with suppress(StoreUnavailableError, NotAnOfficerError):
        who = require_officer()
        save_telling(store(), telling, who)
        if telling.meeting not in audited:
            note_meeting(store(), telling.meeting, who)
            audited.add(telling.meeting)
        waiting.discard(telling.meeting)
        return True
    return False
