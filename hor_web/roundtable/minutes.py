"""The minutes of a meeting, from the notes of this browser and, for officers, those in the
store."""

from collections.abc import Mapping, Sequence
from datetime import date

import streamlit as st

from hor_data.meeting import (
    MOST_AGENDA_ITEMS,
    Agenda,
    AgendaChoice,
    Note,
    NotesMessage,
    build_agenda,
    build_notes,
    read_browser_notes,
    say_meeting,
)
from hor_exports.view import View
from hor_web.components import mount, mount_content
from hor_web.markup import render
from hor_web.offer import offer_download
from hor_web.officer import current_officer, sign_in_address
from hor_web.page import on_link
from hor_web.roundtable.meeting import ENDED_MEETING
from hor_web.roundtable.notes import (
    IN_BROWSER,
    IN_STORE,
    NOTES_PLACE,
    SESSION_NOTES,
    hold_notes_message,
    notes_of_meeting,
    session_notes,
    store_unsaved_notes,
    stored_meetings,
)
from hor_web.state import behind_edge

KEPT_TEXT, CHOSEN_MEETING, LED_TO_MEETING = "_told_notes", "_day", "_led_to_minutes"


def offer_minutes(view: View, agenda: Agenda) -> None:
    """Offer the minutes of the last meeting, and of earlier meetings that have notes."""
    store_unsaved_notes()
    agendas, today = _meeting_agendas(), date.today().isoformat()
    ended = _just_ended()
    options = list(dict.fromkeys([*filter(None, [ended]), *agendas])) or [today]
    if not any(meeting.startswith(today) for meeting in options):
        options.insert(0, today)
    place = st.container(key="minutes")
    meeting = options[0]
    if len(options) > 1:
        labels = _meeting_labels(options)
        meeting = st.selectbox(
            "Meeting of", options, format_func=labels.__getitem__, key=CHOSEN_MEETING
        )
    notes = notes_of_meeting(meeting)
    with place:
        _show_lead(meeting, notes)
    known = {"known": st.session_state.get(KEPT_TEXT, ""), "ended": ended}
    mount("minutes", "kept-notes", known, {"kept": _on_kept, "removed": _on_removed})
    refs = agendas.get(meeting, ())
    is_shown = not refs or list(refs) == [item.ref for item in agenda.items]
    _offer_files(view, agenda if is_shown else _agenda_as_held(view, refs), notes, meeting)


def _meeting_agendas() -> dict[str, tuple[str, ...]]:
    """The refs on the agenda of each meeting that has notes, by its id, newest meeting first. An
    older meeting, whose agenda was not kept, has the refs that were noted."""
    meetings = {meeting.id: meeting.agenda for meeting in stored_meetings() if meeting.noted}
    for meeting, message in session_notes().items():
        if build_notes(message.wordings):
            meetings[meeting] = message.agenda or meetings.get(meeting, ())
    return {
        meeting: meetings[meeting] or tuple(sorted(notes_of_meeting(meeting)))
        for meeting in sorted(meetings, reverse=True)
    }


def _just_ended() -> str:
    """The id of the meeting last ended in this session, or ""; its minutes are chosen the first
    time."""
    ended = str(st.session_state.get(ENDED_MEETING, ""))
    if ended and st.session_state.get(LED_TO_MEETING) != ended:
        st.session_state[LED_TO_MEETING] = st.session_state[CHOSEN_MEETING] = ended
    return ended


def _meeting_labels(meetings: Sequence[str]) -> dict[str, str]:
    """The label of each meeting by its id. Two that began in the same minute are numbered, as
    Streamlit tells options apart by their labels."""
    labels: dict[str, str] = {}
    for meeting in meetings:
        noted = any(map(any, notes_of_meeting(meeting).values()))
        name = say_meeting(meeting) if noted else f"{say_meeting(meeting)}, without notes"
        same = sum(label == name or label.startswith(f"{name} (") for label in labels.values())
        labels[meeting] = f"{name} ({same + 1})" if same else name
    return labels


def _show_lead(meeting: str, notes: Mapping[str, Note]) -> None:
    who = current_officer()
    saved = st.session_state.get(NOTES_PLACE, "")
    html = render(
        "roundtable/minutes_lead",
        meeting=say_meeting(meeting),
        noted=len(notes),
        actions=sum(bool(note.action) for note in notes.values()),
        officer=who,
        behind_edge=behind_edge(),
        alone=saved if saved not in ("", IN_BROWSER, IN_STORE) else "",
        sign_in=sign_in_address("/roundtable"),
    )
    mount_content("minutes-lead", html, {"went": on_link})


def _agenda_as_held(view: View, refs: tuple[str, ...]) -> Agenda:
    """The agenda of a meeting other than the one on this page, from the refs that it had."""
    choice = AgendaChoice(items=len(refs) or 1, first=refs[:MOST_AGENDA_ITEMS])
    return build_agenda(view.release, view.chosen & False, (), choice)


def _offer_files(view: View, agenda: Agenda, notes: Mapping[str, Note], meeting: str) -> None:
    # Writing Word takes a while to load: only where somebody asks for it.
    def written() -> bytes:
        from hor_exports.documents import write_minutes

        return write_minutes(view, agenda, notes, meeting)

    def markdown() -> bytes:
        from hor_exports.documents import say_minutes

        return say_minutes(view, agenda, notes, meeting).encode()

    left, right, _ = st.columns([1, 1, 1])
    offer_download(left, "Minutes (Word)", written, f"minutes-{meeting}.docx")
    offer_download(right, "Minutes (Markdown)", markdown, f"minutes-{meeting}.md")


def _on_kept(text: str) -> None:
    """Take the notes that this browser keeps of its meetings, also after a reload. Notes that it
    could not keep, but sent to this session earlier, stay."""
    for message in read_browser_notes(text).values():
        hold_notes_message(message)
    st.session_state[KEPT_TEXT] = text


def _on_removed(text: str) -> None:
    """Forget this session's notes, as the reader has removed all of them from the browser."""
    st.session_state[SESSION_NOTES] = dict[str, NotesMessage]()
    st.session_state[KEPT_TEXT] = text
    for name in (ENDED_MEETING, CHOSEN_MEETING):
        st.session_state.pop(name, None)
