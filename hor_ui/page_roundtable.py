"""The roundtable: an agenda that can be changed and shared, the meeting itself, and its minutes."""

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

import streamlit as st

from hor_data.agenda import LONGEST, MOST_MINUTES, Agenda, Choice, build_agenda
from hor_data.agenda_rules import RULES
from hor_data.notes import Note, list_meetings, notes_of, read_notes, save_notes
from hor_data.record import list_commitments, read_record
from hor_data.releases import StoreUnavailableError
from hor_data.words import count
from hor_ui.compared import Compared
from hor_ui.markup import render
from hor_ui.page import as_at, go_later
from hor_ui.page_components import mount_content, mount_meeting
from hor_ui.page_officer import NotAnOfficerError, officer, require_officer, sign_in_address
from hor_ui.settings import store
from hor_ui.view import View

DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
MARKDOWN = "text/markdown"
MEETING, FIRST, DROPPED = "meeting", "first", "dropped"
NOTES, SAVED, CHANGED_BY = "_notes", "_saved", "_agenda"
MOST_REFS = 60
BY_REASON, BY_ORGANISATION = "By reason", "By organisation"


def in_meeting() -> bool:
    """Whether the address asks for the meeting view."""
    return st.query_params.get(MEETING) == "on"


def choose() -> Choice:
    """How long the meeting is and what is on its agenda, as the address says."""
    left, middle, right = st.columns(3)
    minutes = left.number_input(
        "Minutes for the meeting", 5, MOST_MINUTES, 60, 5, key="minutes", bind="query-params"
    )
    items = middle.number_input(
        "Commitments to talk of", 1, LONGEST, 12, key="items", bind="query-params"
    )
    order = right.selectbox("Order", [BY_REASON, BY_ORGANISATION], key="order", bind="query-params")
    return Choice(int(minutes), int(items), _refs(FIRST), _refs(DROPPED), order == BY_ORGANISATION)


def choice_in_force() -> Choice:
    """What was chosen, where the controls are not shown."""
    asked = st.query_params
    return Choice(
        _number(asked.get("minutes"), 60, MOST_MINUTES),
        _number(asked.get("items"), 12, LONGEST),
        _refs(FIRST),
        _refs(DROPPED),
        asked.get("order") == BY_ORGANISATION,
    )


def make_agenda(view: View, compared: Compared | None, choice: Choice) -> Agenda:
    """The agenda of the view, with what changed since the release it is compared with."""
    changes = compared.changes if compared else ()
    return build_agenda(view.release, view.chosen, changes, choice)


def show_agenda(view: View, agenda: Agenda, choice: Choice, compared: Compared | None) -> None:
    """The agenda with a reason for every item, and buttons to change it."""
    lines = list_commitments(view.release, [item.position for item in agenda.items])
    dropped = [at for ref in choice.dropped if (at := view.release.position(ref)) is not None]
    html = render(
        "agenda",
        items=list(zip(agenda.items, lines, strict=True)),
        rules=RULES,
        each=f"{agenda.minutes_each:.0f}",
        left_over=agenda.left_over,
        dropped=list_commitments(view.release, dropped),
        between=compared.between if compared else "",
        changed=bool(choice.first or choice.dropped),
        query=view.query,
    )
    # Refs as they stand now, so that a press means what the reader saw.
    st.session_state[CHANGED_BY] = [item.ref for item in agenda.items]
    mount_content("agenda", html, {"went": go_later, "moved": change_agenda})


def add_commitment(view: View, agenda: Agenda) -> None:
    """Put another commitment on the agenda, first of all."""
    there = {item.ref for item in agenda.items}
    commitments = view.commitments
    pairs = zip(commitments["Ref"], commitments["Title"], strict=True)
    others = {f"{ref}: {title}": ref for ref, title in pairs if ref not in there}
    st.selectbox(
        "Put another commitment first",
        list(others)[:1000],
        index=None,
        placeholder="Type a ref or a word of its title",
        key="_added",
        on_change=_add_first,
        args=(others,),
    )


def change_agenda(said: str) -> None:
    """Move an item up or down, take it out, put it back, or start afresh; `said` is ref:how."""
    ref, _, how = said.rpartition(":")
    refs = list(st.session_state.get(CHANGED_BY, ()))
    dropped = list(_refs(DROPPED))
    if how == "afresh":
        _put(FIRST, [])
        _put(DROPPED, [])
    elif how == "back" and ref in dropped:
        _put(DROPPED, [one for one in dropped if one != ref])
    elif ref in refs and how == "out":
        _put(DROPPED, [*dropped, ref])
        _put(FIRST, [one for one in _refs(FIRST) if one != ref])
    elif ref in refs and how in ("up", "down"):
        at = refs.index(ref)
        to = min(max(at + (1 if how == "down" else -1), 0), len(refs) - 1)
        refs[at], refs[to] = refs[to], refs[at]
        _put(FIRST, refs[: max(at, to, len(_refs(FIRST)) - 1) + 1])


def start_button() -> None:
    """The way into the meeting."""
    st.button("Start the meeting", type="primary", on_click=_start)


def show_meeting(view: View, agenda: Agenda) -> None:
    """One item a screen; notes stay in the browser, and go to the store where an officer types."""
    today = date.today().isoformat()
    who = officer()
    records = [read_record(view.release, item.position) for item in agenda.items]
    items = [
        {
            "ref": record.ref,
            "title": record.title,
            "leads": [one.name for one in record.leads] + [one.short_name for one in record.leads],
            "html": render(
                "meeting_item",
                record=record,
                item=item,
                number=at,
                of=len(records),
                as_at=as_at(view.release),
            ),
        }
        for at, (record, item) in enumerate(zip(records, agenda.items, strict=True), start=1)
    ]
    names = sorted({name for record in records for name in (one.name for one in record.leads)})
    data = {
        "key": today,
        "items": items,
        "organisations": names,
        "minutes": agenda.minutes_each * len(agenda.items),
        "kept": {ref: note._asdict() for ref, note in _kept(today, who).items()},
        "keeps": "officer" if who else "browser",
        "saved": st.session_state.get(SAVED, ""),
    }
    refs = [record.ref for record in records]
    mount_meeting("meeting", data, {
        "noted": lambda told: _take_notes(told, refs, today),
        "ended": lambda told: _end(),
    })  # fmt: skip


def offer_minutes(view: View, agenda: Agenda) -> None:
    """The minutes of today's meeting, and of earlier ones where an officer is signed in."""
    today = date.today().isoformat()
    who = officer()
    notes = _kept(today, who) | _noted()
    mount_content("minutes-lead", render(
        "minutes_lead", noted=count(len(notes), "commitment") if notes else "",
        officer=who, sign_in=sign_in_address("/roundtable"), meeting=today,
    ), {"went": go_later})  # fmt: skip
    _offer(view, agenda, notes, today)
    if who:
        _offer_earlier(view, [day for day in _meetings() if day != today])


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


def _offer_earlier(view: View, days: list[str]) -> None:
    if not days:
        return
    day = st.selectbox("Notes of an earlier meeting", days, index=None, placeholder="Choose a day")
    if day:
        notes = notes_of(store(), day)
        choice = Choice(items=len(notes) or 1, first=tuple(notes))
        nothing = view.chosen & False
        _offer(view, build_agenda(view.release, nothing, (), choice), notes, day)


def _download(
    place: Any, label: str, make: Callable[[], bytes], name: str, media_type: str
) -> None:
    place.download_button(label, make, name, media_type, on_click="ignore", width="stretch")


def _take_notes(told: str, refs: list[str], day: str) -> None:
    """Notes as the browser tells them: kept for this session, and in the store by an officer."""
    notes = read_notes(told, refs)
    emptied = {ref: Note() for ref in _noted() if ref in refs and ref not in notes}
    st.session_state[NOTES] = notes
    if not officer():
        st.session_state[SAVED] = "in this browser"
        return
    try:
        save_notes(store(), day, notes | emptied, require_officer())
        st.session_state[SAVED] = "in the dashboard"
    except (StoreUnavailableError, NotAnOfficerError):
        st.session_state[SAVED] = "in this browser alone: the dashboard could not be reached"


def _kept(day: str, who: str) -> dict[str, Note]:
    """Notes of the store; only officers read them."""
    if not who:
        return {}
    try:
        return {ref: note for ref, note in notes_of(store(), day).items() if any(note)}
    except StoreUnavailableError:
        return {}


def _meetings() -> list[str]:
    try:
        return list_meetings(store())
    except StoreUnavailableError:
        return []


def _noted() -> dict[str, Note]:
    return st.session_state.get(NOTES, {})


def _start() -> None:
    st.query_params[MEETING] = "on"


def _end() -> None:
    st.query_params.pop(MEETING, None)


def _add_first(others: Mapping[str, str]) -> None:
    ref = others.get(st.session_state.get("_added") or "")
    if ref:
        _put(FIRST, [ref, *_refs(FIRST)])
        _put(DROPPED, [one for one in _refs(DROPPED) if one != ref])
        st.session_state["_added"] = None


def _refs(name: str) -> tuple[str, ...]:
    """The refs after ?first= or ?dropped=, bounded."""
    asked = str(st.query_params.get(name, ""))[:2000]
    return tuple(dict.fromkeys(ref for ref in asked.split(",") if ref))[:MOST_REFS]


def _put(name: str, refs: list[str]) -> None:
    if refs:
        st.query_params[name] = ",".join(dict.fromkeys(refs))
    else:
        st.query_params.pop(name, None)


def _number(asked: str | None, usual: int, most: int) -> int:
    text = asked or ""
    given = int(text) if text.isascii() and text.isdigit() and len(text) < 5 else usual
    return min(max(given, 1), most)
