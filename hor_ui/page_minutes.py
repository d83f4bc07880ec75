"""The minutes of a meeting: of the notes this browser keeps, and for officers of those stored."""

from collections.abc import Callable, Mapping
from contextlib import suppress
from datetime import date
from typing import Any

import streamlit as st

from hor_data.agenda import LONGEST, Agenda, Choice, build_agenda
from hor_data.dates import say_date
from hor_data.notes import Note, list_meetings, read_kept
from hor_data.releases import StoreUnavailableError
from hor_data.words import count
from hor_ui.markup import render
from hor_ui.page import go_later
from hor_ui.page_components import mount_content, mount_minutes
from hor_ui.page_meeting import NOTES, session_notes, stored_notes
from hor_ui.page_offer import offer
from hor_ui.page_officer import officer, sign_in_address
from hor_ui.settings import store
from hor_ui.view import View

DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
MARKDOWN = "text/markdown"
TOLD = "_told_notes"


def offer_minutes(view: View, agenda: Agenda) -> None:
    """The minutes of today's meeting, and of earlier ones that have notes."""
    today, who = date.today().isoformat(), officer()
    days = _days(who)
    day = today
    mount_content("minutes-lead", render(
        "minutes_lead", officer=who, sign_in=sign_in_address("/roundtable"),
        noted=count(len(_notes(today)), "commitment") if _notes(today) else "",
    ), {"went": go_later})  # fmt: skip
    refs = view.release.commitments["Ref"].tolist()
    mount_minutes("kept-notes", {"known": st.session_state.get(TOLD, "")}, {
        "kept": lambda told: _take_kept(told, refs),
    })  # fmt: skip
    if set(days) - {today}:
        day = st.selectbox(
            "Meeting of", list(dict.fromkeys([today, *days])), format_func=say_date, key="_day"
        )
    notes = _notes(day)
    _offer(view, agenda if day == today else _as_noted(view, notes), notes, day)


def _days(who: str) -> list[str]:
    """Days of meetings with notes, newest first."""
    days = {day for day, notes in session_notes().items() if notes}
    if who:
        with suppress(StoreUnavailableError):
            days |= set(list_meetings(store()))
    return sorted(days, reverse=True)


def _notes(day: str) -> dict[str, Note]:
    notes = stored_notes(day) | session_notes().get(day, {})
    return {ref: note for ref, note in notes.items() if any(note)}


def _as_noted(view: View, notes: Mapping[str, Note]) -> Agenda:
    """An earlier meeting's agenda is not kept: what was noted stands for it."""
    choice = Choice(items=len(notes) or 1, first=tuple(sorted(notes))[:LONGEST])
    return build_agenda(view.release, view.chosen & False, (), choice)


def _offer(view: View, agenda: Agenda, notes: Mapping[str, Note], day: str) -> None:
    # Writing Word takes a while to load: only where somebody asks for it.
    def written() -> bytes:
        from hor_ui.documents.minutes import write_minutes

        return write_minutes(view, agenda, notes, day)

    def markdown() -> bytes:
        from hor_ui.documents.minutes import say_minutes

        return say_minutes(view, agenda, notes, day).encode()

    left, right, _ = st.columns([1, 1, 1])
    _download(left, "Minutes (Word)", written, f"minutes-{day}.docx", DOCX)
    _download(right, "Minutes (Markdown)", markdown, f"minutes-{day}.md", MARKDOWN)


def _download(
    place: Any, label: str, make: Callable[[], bytes], name: str, media_type: str
) -> None:
    offer(place, label, make, (name, media_type), width="stretch")


def _take_kept(told: str, refs: list[str]) -> None:
    """What this browser keeps of meetings, after a reload too."""
    st.session_state[NOTES] = read_kept(told, refs)
    st.session_state[TOLD] = told
