"""The meeting view: one item a screen, with notes that the browser keeps and officers store."""

from datetime import UTC, datetime, timedelta
from typing import Any

import streamlit as st

from hor_data.meeting import FIELD_BOUNDS, Agenda, AgendaItem, read_notes_message, say_meeting
from hor_data.release import (
    Release,
    find_organisation,
    positions_led_by,
    read_organisation,
    read_record,
    say_deadlines_judged,
    say_filters,
)
from hor_exports.view import View
from hor_web.components import mount, mount_content
from hor_web.links import view_query
from hor_web.markup import render
from hor_web.officer import current_officer
from hor_web.page import on_link, say_as_at
from hor_web.roundtable.notes import (
    CURRENT_MEETING,
    FIELD_NAMES,
    NOTES_PLACE,
    TAKEN_TOKEN,
    notes_session,
    stored_asides,
    stored_meetings,
    stored_wordings,
    take_notes_message,
)

MEETING = "meeting"
MEETING_UNDER_WAY, ENDED_MEETING, ASKED_ORGANISATION = (
    "_meeting_under_way",
    "_meeting_ended",
    "_organisation_asked",
)
# A meeting reopened later than this may be another one: static/meeting_choice.js asks then.
GOES_ON = timedelta(hours=4)


def meeting_is_on() -> bool:
    """Whether the address asks for the meeting view."""
    return st.query_params.get(MEETING) == "on"


def show_start_button() -> None:
    """The way into the meeting."""
    st.session_state.pop(MEETING_UNDER_WAY, None)
    st.button("Start the meeting", type="primary", on_click=_on_start)


def show_way_back(page: str) -> None:
    """Show, on other pages while a meeting is under way, a link back to the item that was shown."""
    if page != "Roundtable" and (meeting_is_on() or st.session_state.get(MEETING_UNDER_WAY)):
        mount_content("way-back", render("roundtable/way_back"), {"went": on_link})


def show_meeting(view: View, agenda: Agenda) -> None:
    """Show the meeting, one agenda item a screen; without items, a button back to the agenda."""
    if not agenda.items:
        st.info("Nothing is on this agenda, so there is nothing to meet about.")
        st.button("Back to the agenda", on_click=_leave)
        return
    st.session_state[MEETING_UNDER_WAY] = True
    items = [_item_data(view, item) for item in agenda.items]
    data = _notes_data() | {
        "items": items,
        "organisations": _lead_names(view.release),
        "organisation": _organisation_data(view),
        "minutes": agenda.minutes_each * len(items),
        "filters": say_filters(view.selection),
    }
    callbacks = {
        "noted": lambda text: take_notes_message(read_notes_message(text)),
        "ended": _on_ended,
        "asked": _on_organisation_asked,
        "went": on_link,
    }
    mount("meeting", "meeting", data, callbacks)


def _notes_data() -> dict[str, Any]:
    """The notes that the dashboard has, as static/meeting.js reads them.

    `kept` is by ref and field a text with its stamp (ms); `asides` are wordings that others
    replaced; `others` are meetings to join; `stored` says whether an officer's notes go to the
    store; `saved` is where the notes are, in words; `taken` the token of the last message taken;
    `longest` the most characters by field.
    """
    current = st.session_state.get(CURRENT_MEETING, "")
    kept: dict[str, dict[str, tuple[str, int]]] = {}
    for (ref, field), wording in stored_wordings(current).items():
        kept.setdefault(ref, {})[field] = (wording.text, wording.stamp)
    asides = [
        {"ref": aside.ref, "text": f"{FIELD_NAMES[aside.field]}, by {aside.who}: {aside.text}"}
        for aside in stored_asides(current)
    ]
    return {
        "session": notes_session(),
        "meeting": current,
        "kept": kept,
        "asides": asides,
        "others": _recent_meetings() if current_officer() else [],
        "stored": bool(current_officer()),
        "saved": st.session_state.get(NOTES_PLACE, ""),
        "taken": st.session_state.get(TAKEN_TOKEN, ""),
        "longest": FIELD_BOUNDS,
    }


def _recent_meetings() -> list[dict[str, Any]]:
    """The meetings of the last four hours in which officers took notes, which this browser may
    join."""
    since = (datetime.now(UTC) - GOES_ON).isoformat(timespec="seconds")
    recent = [meeting for meeting in stored_meetings() if meeting.last_at >= since]
    names = ("id", "who", "noted", "filters")
    return [
        {name: getattr(meeting, name) for name in names} | {"name": say_meeting(meeting.id)}
        for meeting in recent
    ]


def _item_data(view: View, item: AgendaItem) -> dict[str, Any]:
    """An agenda item as static/meeting.js reads it: its ref, the names of its leads, and its
    markup."""
    record = read_record(view.release, item.position)
    html = _render(view, "roundtable/meeting_item", record=record, item=item)
    return {"ref": record.ref, "leads": [lead.name for lead in record.leads], "html": html}


def _render(view: View, template: str, **values: object) -> str:
    """A template of the meeting, filled with the values and with those that every one of them
    needs."""
    as_at, query = say_as_at(view.release), view_query(view)
    return render(template, as_at=as_at, release=view.release.name, query=query, **values)


def _lead_names(release: Release) -> list[dict[str, Any]]:
    """Every lead organisation of the release, whatever the filters, with all the names it has
    had."""
    names = {name for leads in release.commitments["Lead organisations"] for name in leads}
    bodies = [read_organisation(release, name) for name in sorted(names)]
    all_names = [dict.fromkeys((body.name, body.short_name, *body.known_as)) for body in bodies]
    return [{"name": next(iter(names)), "names": list(names)} for names in all_names]


def _organisation_data(view: View) -> dict[str, Any]:
    """The organisation that was asked for and has no agenda item: its name, the number of the
    request, and markup of what it leads; {} where none was asked for."""
    name, number = st.session_state.get(ASKED_ORGANISATION, ("", 0))
    body = find_organisation(view.release, name) if name else None
    if body is None:
        return {}
    led = positions_led_by(view.release, body.name, view.chosen | True)
    records = [read_record(view.release, position) for position in led]
    html = _render(
        view,
        "roundtable/meeting_organisation",
        body=body,
        records=records,
        judged=say_deadlines_judged(view.release, [record.deadline for record in records]),
        under_filters=len(positions_led_by(view.release, body.name, view.chosen)),
        filtered=not view.selection.is_everything,
    )
    return {"name": body.name, "number": number, "html": html}


def _on_organisation_asked(name: str) -> None:
    number = st.session_state.get(ASKED_ORGANISATION, ("", 0))[1]
    st.session_state[ASKED_ORGANISATION] = (name[:200], number + 1)


def _on_start() -> None:
    st.query_params[MEETING] = "on"


def _on_ended(text: str) -> None:
    """Take the notes that the browser had not sent yet, and leave the meeting for its minutes."""
    message = read_notes_message(text)
    take_notes_message(message)
    st.session_state[ENDED_MEETING] = message.meeting
    _leave()


def _leave() -> None:
    st.session_state.pop(MEETING_UNDER_WAY, None)
    st.session_state.pop(ASKED_ORGANISATION, None)
    st.query_params.pop(MEETING, None)
