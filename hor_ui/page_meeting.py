"""The meeting view: one item a screen, with notes that the browser keeps and officers store."""

from datetime import UTC, datetime, timedelta
from typing import Any

import streamlit as st

from hor_data.agenda import Agenda, AgendaItem
from hor_data.judging import judged_sentence
from hor_data.notes import BOUNDS, read_telling, say_meeting
from hor_data.organisations import find_organisation, led_by
from hor_data.record import read_record
from hor_data.release import Release
from hor_data.selection import say_filters
from hor_ui.markup import render
from hor_ui.page import as_at, go_later
from hor_ui.page_components import mount_content, mount_meeting
from hor_ui.page_links import query_of
from hor_ui.page_notes import (
    CURRENT,
    FIELD_NAMES,
    SAVED,
    TAKEN,
    notes_session,
    stored_asides,
    stored_meetings,
    stored_wordings,
    take_telling,
)
from hor_ui.page_officer import officer
from hor_ui.view import View

MEETING = "meeting"
UNDER_WAY, ENDED, ASKED = "_meeting_under_way", "_meeting_ended", "_organisation_asked"
# A meeting reopened later than this may be another one: static/meeting_choice.js asks then.
GOES_ON = timedelta(hours=4)


def is_on() -> bool:
    """Whether the address asks for the meeting view."""
    return st.query_params.get(MEETING) == "on"


def start_button() -> None:
    """The way into the meeting."""
    st.session_state.pop(UNDER_WAY, None)
    st.button("Start the meeting", type="primary", on_click=_start)


def show_way_back(page: str) -> None:
    """On other pages, while a meeting is under way: a link back to the item that was shown."""
    if page != "Roundtable" and (is_on() or st.session_state.get(UNDER_WAY)):
        mount_content("way-back", render("way_back"), {"went": go_later})


def show_meeting(view: View, agenda: Agenda) -> None:
    """One item a screen; where there is none, the way back."""
    if not agenda.items:
        st.info("Nothing is on this agenda, so there is nothing to meet about.")
        st.button("Back to the agenda", on_click=_leave)
        return
    st.session_state[UNDER_WAY] = True
    items = [_item(view, item) for item in agenda.items]
    data = _notes_data() | {
        "items": items,
        "organisations": _leads(view.release),
        "organisation": _organisation(view),
        "minutes": agenda.minutes_each * len(items),
        "filters": say_filters(view.selection),
    }
    callbacks = {
        "noted": lambda text: take_telling(read_telling(text)),
        "ended": _end,
        "asked": _ask,
        "went": go_later,
    }
    mount_meeting("meeting", data, callbacks)


def _notes_data() -> dict[str, Any]:
    """What the browser needs to know of the notes that the dashboard has."""
    current = st.session_state.get(CURRENT, "")
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
        "others": _others() if officer() else [],
        "stored": bool(officer()),
        "saved": st.session_state.get(SAVED, ""),
        "taken": st.session_state.get(TAKEN, ""),
        "longest": BOUNDS,
    }


def _others() -> list[dict[str, Any]]:
    """Meetings in which officers took notes a moment ago: this browser may join one."""
    since = (datetime.now(UTC) - GOES_ON).isoformat(timespec="seconds")
    return [
        {
            "id": meeting.id,
            "name": say_meeting(meeting.id),
            "who": meeting.who,
            "noted": meeting.noted,
            "filters": meeting.filters,
        }
        for meeting in stored_meetings()
        if meeting.last_at >= since
    ]


def _item(view: View, item: AgendaItem) -> dict[str, Any]:
    record = read_record(view.release, item.position)
    return {
        "ref": record.ref,
        "leads": [lead.name for lead in record.leads],
        "html": render(
            "meeting_item",
            record=record,
            item=item,
            as_at=as_at(view.release),
            release=view.release.name,
            query=query_of(view),
        ),
    }


def _leads(release: Release) -> list[dict[str, Any]]:
    """Every lead organisation of the release, with all its names: under the filters or not."""
    names = {name for leads in release.commitments["Lead organisations"] for name in leads}
    rows = release.organisations.loc[sorted(names)]
    return [
        {
            "name": str(name),
            "names": list(
                dict.fromkeys([str(name), row["Short name"], *row["Previously known as"]])
            ),
        }
        for name, row in rows.iterrows()
    ]


def _organisation(view: View) -> dict[str, Any]:
    """The organisation that was asked for with what it leads, for one without an agenda item."""
    name, number = st.session_state.get(ASKED, ("", 0))
    body = find_organisation(view.release, name) if name else None
    if body is None:
        return {}
    everything = view.chosen | True
    records = [read_record(view.release, at) for at in led_by(view.release, body.name, everything)]
    html = render(
        "meeting_organisation",
        body=body,
        records=records,
        judged=judged_sentence(view.release, [record.deadline for record in records]),
        under_filters=len(led_by(view.release, body.name, view.chosen)),
        filtered=not view.selection.is_everything,
        as_at=as_at(view.release),
        release=view.release.name,
        query=query_of(view),
    )
    return {"name": body.name, "number": number, "html": html}


def _ask(name: str) -> None:
    number = st.session_state.get(ASKED, ("", 0))[1]
    st.session_state[ASKED] = (name[:200], number + 1)


def _start() -> None:
    st.query_params[MEETING] = "on"


def _end(text: str) -> None:
    """Take the notes that had not been told yet, and lead to the minutes."""
    telling = read_telling(text)
    take_telling(telling)
    st.session_state[ENDED] = telling.meeting
    _leave()


def _leave() -> None:
    st.session_state.pop(UNDER_WAY, None)
    st.session_state.pop(ASKED, None)
    st.query_params.pop(MEETING, None)
