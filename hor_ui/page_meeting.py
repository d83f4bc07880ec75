"""The meeting view: one item a screen, with notes that the browser keeps and officers store."""

from datetime import date
from typing import Any

import streamlit as st

from hor_data.agenda import Agenda, AgendaItem
from hor_data.notes import BOUNDS, Note, note_meeting, notes_of, read_notes, save_notes
from hor_data.record import read_record
from hor_data.releases import StoreUnavailableError
from hor_ui.markup import render
from hor_ui.page import as_at
from hor_ui.page_components import mount_meeting
from hor_ui.page_officer import NotAnOfficerError, officer, require_officer
from hor_ui.settings import store
from hor_ui.view import View

MEETING = "meeting"
NOTES, SAVED, TAKEN = "_notes", "_saved", "_taken"
HERE, STORED = "in this browser", "in the dashboard"
UNREACHED = "in this browser alone, as the dashboard could not be reached"


def is_on() -> bool:
    """Whether the address asks for the meeting view."""
    return st.query_params.get(MEETING) == "on"


def start_button() -> None:
    """The way into the meeting."""
    st.button("Start the meeting", type="primary", on_click=_start)


def show_meeting(view: View, agenda: Agenda) -> None:
    """One item a screen; where there is none, the way back."""
    if not agenda.items:
        st.info("Nothing is on this agenda, so there is nothing to meet about.")
        st.button("Back to the agenda", on_click=_end)
        return
    today, refs = date.today().isoformat(), {item.ref for item in agenda.items}
    items = [_item(view, item) for item in agenda.items]
    data = {
        "day": today,
        "items": items,
        "organisations": sorted({name for item in items for name in item["leads"]}),
        "minutes": agenda.minutes_each * len(items),
        "longest": BOUNDS,
        "kept": {ref: note._asdict() for ref, note in stored_notes(today).items()},
        "saved": st.session_state.get(SAVED, ""),
        "taken": st.session_state.get(TAKEN, 0),
    }
    mount_meeting("meeting", data, {
        "noted": lambda told: _take(told, refs, today),
        "ended": lambda told: _end(),
    })  # fmt: skip


def session_notes() -> dict[str, dict[str, Note]]:
    """What this browser has told of its notes, by the day of the meeting and by ref."""
    return st.session_state.setdefault(NOTES, {})


def stored_notes(day: str) -> dict[str, Note]:
    """Notes of the store; only officers read them."""
    if not officer():
        return {}
    try:
        return notes_of(store(), day)
    except StoreUnavailableError:
        return {}


def _item(view: View, item: AgendaItem) -> dict[str, Any]:
    record = read_record(view.release, item.position)
    return {
        "ref": record.ref,
        "leads": [name for one in record.leads for name in (one.name, one.short_name)],
        "html": render("meeting_item", record=record, item=item, as_at=as_at(view.release)),
    }


def _take(told: str, refs: set[str], day: str) -> None:
    """Notes as the browser tells them: kept for this session, and in the store by an officer."""
    taken = read_notes(told, refs)
    session_notes()[day] = session_notes().get(day, {}) | taken.notes
    if not officer():
        st.session_state[SAVED], st.session_state[TAKEN] = HERE, taken.at
        return
    changed = {ref: taken.notes.get(ref, Note()) for ref in taken.changed}
    try:
        who = require_officer()
        save_notes(store(), day, changed, who)
        if st.session_state.get(SAVED) != STORED:
            note_meeting(store(), day, who)
        st.session_state[SAVED], st.session_state[TAKEN] = STORED, taken.at
    except (StoreUnavailableError, NotAnOfficerError):
        st.session_state[SAVED] = UNREACHED


def _start() -> None:
    st.query_params[MEETING] = "on"


def _end() -> None:
    st.query_params.pop(MEETING, None)
