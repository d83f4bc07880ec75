"""The minutes of a meeting: of the notes this browser keeps, and for officers of those stored."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from typing import Any

import streamlit as st

from hor_data.agenda import LONGEST, Agenda, Choice, build_agenda
from hor_data.notes import Note, Telling, build_notes, read_kept, say_meeting
from hor_ui.markup import render
from hor_ui.page import go_later
from hor_ui.page_components import mount_content, mount_minutes
from hor_ui.page_meeting import ENDED
from hor_ui.page_notes import (
    HERE,
    NOTES,
    SAVED,
    STORED,
    hold_telling,
    notes_of_meeting,
    session_notes,
    store_what_waits,
    stored_meetings,
)
from hor_ui.page_offer import offer
from hor_ui.page_officer import officer, sign_in_address
from hor_ui.settings import behind_edge
from hor_ui.view import View

DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
MARKDOWN = "text/markdown"
TOLD, CHOSEN, LED_TO = "_told_notes", "_day", "_led_to_minutes"


def offer_minutes(view: View, agenda: Agenda) -> None:
    """The minutes of the last meeting, and of earlier ones that have notes."""
    store_what_waits()
    agendas, today = _meetings(), date.today().isoformat()
    ended = _just_ended()
    options = list(dict.fromkeys([*filter(None, [ended]), *agendas])) or [today]
    if not any(meeting.startswith(today) for meeting in options):
        options.insert(0, today)
    place = st.container(key="minutes")
    meeting = options[0]
    if len(options) > 1:
        labels = _labels(options)
        meeting = st.selectbox("Meeting of", options, format_func=labels.__getitem__, key=CHOSEN)
    notes = notes_of_meeting(meeting)
    with place:
        _show_lead(meeting, notes)
    known = {"known": st.session_state.get(TOLD, ""), "ended": ended}
    mount_minutes("kept-notes", known, {"kept": _take_kept, "removed": _remove})
    refs = agendas.get(meeting, ())
    is_shown = not refs or list(refs) == [item.ref for item in agenda.items]
    _offer(view, agenda if is_shown else _as_held(view, refs), notes, meeting)


def _meetings() -> dict[str, tuple[str, ...]]:
    """The refs on the agenda of each meeting with notes, by its id, newest meeting first; an older
    meeting, whose agenda was not kept, has those that were noted."""
    meetings = {meeting.id: meeting.agenda for meeting in stored_meetings() if meeting.noted}
    for meeting, telling in session_notes().items():
        if build_notes(telling.wordings):
            meetings[meeting] = telling.agenda or meetings.get(meeting, ())
    return {
        meeting: meetings[meeting] or tuple(sorted(notes_of_meeting(meeting)))
        for meeting in sorted(meetings, reverse=True)
    }


def _just_ended() -> str:
    """The meeting that has been ended here: its minutes are chosen, the first time."""
    ended = str(st.session_state.get(ENDED, ""))
    if ended and st.session_state.get(LED_TO) != ended:
        st.session_state[LED_TO] = st.session_state[CHOSEN] = ended
    return ended


def _labels(meetings: Sequence[str]) -> dict[str, str]:
    """What each meeting is called in the list. Two that began in the same minute are numbered:
    Streamlit tells options apart by their labels."""
    labels: dict[str, str] = {}
    for meeting in meetings:
        noted = any(map(any, notes_of_meeting(meeting).values()))
        name = say_meeting(meeting) if noted else f"{say_meeting(meeting)}, without notes"
        same = sum(label == name or label.startswith(f"{name} (") for label in labels.values())
        labels[meeting] = f"{name} ({same + 1})" if same else name
    return labels


def _show_lead(meeting: str, notes: Mapping[str, Note]) -> None:
    who = officer()
    saved = st.session_state.get(SAVED, "")
    html = render(
        "minutes_lead",
        meeting=say_meeting(meeting),
        noted=len(notes),
        actions=sum(bool(note.action) for note in notes.values()),
        officer=who,
        behind_edge=behind_edge(),
        alone=saved if saved not in ("", HERE, STORED) else "",
        sign_in=sign_in_address("/roundtable"),
    )
    mount_content("minutes-lead", html, {"went": go_later})


def _as_held(view: View, refs: tuple[str, ...]) -> Agenda:
    """The agenda of another meeting than the one on this page."""
    choice = Choice(items=len(refs) or 1, first=refs[:LONGEST])
    return build_agenda(view.release, view.chosen & False, (), choice)


def _offer(view: View, agenda: Agenda, notes: Mapping[str, Note], meeting: str) -> None:
    # Writing Word takes a while to load: only where somebody asks for it.
    def written() -> bytes:
        from hor_ui.documents.minutes import write_minutes

        return write_minutes(view, agenda, notes, meeting)

    def markdown() -> bytes:
        from hor_ui.documents.minutes import say_minutes

        return say_minutes(view, agenda, notes, meeting).encode()

    left, right, _ = st.columns([1, 1, 1])
    _download(left, "Minutes (Word)", written, f"minutes-{meeting}.docx", DOCX)
    _download(right, "Minutes (Markdown)", markdown, f"minutes-{meeting}.md", MARKDOWN)


def _download(
    place: Any, label: str, make: Callable[[], bytes], name: str, media_type: str
) -> None:
    offer(place, label, make, (name, media_type), width="stretch")


def _take_kept(text: str) -> None:
    """What this browser keeps of meetings, after a reload too. What it could not keep, and had told
    this session, stays."""
    for telling in read_kept(text).values():
        hold_telling(telling)
    st.session_state[TOLD] = text


def _remove(text: str) -> None:
    """The reader has removed all notes from the browser."""
    st.session_state[NOTES] = dict[str, Telling]()
    st.session_state[TOLD] = text
    for name in (ENDED, CHOSEN):
        st.session_state.pop(name, None)
