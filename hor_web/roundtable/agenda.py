"""The agenda on the page: built by the rules, changed by the chair, kept in the address."""

from collections.abc import Iterable, Mapping
from urllib.parse import urlencode

import streamlit as st

from hor_data.meeting import (
    AGENDA_RULES,
    LONGEST_MEETING_MINUTES,
    MOST_AGENDA_ITEMS,
    Agenda,
    AgendaChoice,
    build_agenda,
)
from hor_data.release import list_commitments, say_deadlines_judged
from hor_exports.compared import Comparison
from hor_exports.view import View
from hor_web.address_state import address_number, address_value, keep_in_address
from hor_web.compared_release import address_of_releases, note_not_compared
from hor_web.components import mount_content
from hor_web.links import view_query
from hor_web.markup import render
from hor_web.page import on_link

FIRST, DROPPED = "first", "dropped"
SHOWN_REFS, ADDED_MENU = "_agenda", "_added"
BY_REASON, BY_ORGANISATION = "By reason", "By organisation"
DEFAULT_CHOICE, SHORTEST = AgendaChoice(), 5
# By how many places each button moves an item up.
STEPS_UP = {"top": MOST_AGENDA_ITEMS, "up": 1, "down": -1}


def choose_agenda(asking: bool) -> AgendaChoice:
    """The agenda's choice (length of the meeting and so on), as the reader sets it with the
    controls shown, or as kept in the address. It is kept, so that it is there again after another
    page."""
    choice = _ask_choice(agenda_choice()) if asking else agenda_choice()
    for name, value in _address_values(choice).items():
        keep_in_address(name, value)
    return choice


def _ask_choice(now: AgendaChoice) -> AgendaChoice:
    left, middle, right = st.columns(3)
    minutes = left.number_input(
        "Minutes for the meeting", SHORTEST, LONGEST_MEETING_MINUTES, now.minutes, 5
    )
    items = middle.number_input("Commitments to talk of", 1, MOST_AGENDA_ITEMS, now.items)
    order = right.selectbox("Order", [BY_REASON, BY_ORGANISATION], int(now.by_organisation))
    return now._replace(
        minutes=int(minutes), items=int(items), by_organisation=order == BY_ORGANISATION
    )


def agenda_choice() -> AgendaChoice:
    """The agenda's choice as the address has it."""
    return AgendaChoice(
        address_number("minutes", DEFAULT_CHOICE.minutes, SHORTEST, LONGEST_MEETING_MINUTES),
        address_number("items", DEFAULT_CHOICE.items, 1, MOST_AGENDA_ITEMS),
        _address_refs(FIRST),
        _address_refs(DROPPED),
        address_value("order") == BY_ORGANISATION,
    )


def make_agenda(view: View, comparison: Comparison | None, choice: AgendaChoice) -> Agenda:
    """The agenda of the view, with the changes since the release it is compared with, if there is
    one."""
    return build_agenda(view.release, view.chosen, comparison.changes if comparison else (), choice)


def show_agenda(
    view: View, agenda: Agenda, choice: AgendaChoice, comparison: Comparison | None
) -> None:
    """The agenda with a reason for every item, and buttons to change it."""
    lines = list_commitments(view.release, [item.position for item in agenda.items])
    positions = map(view.release.position, choice.dropped)
    dropped = [position for position in positions if position is not None]
    reasons = (reason for item in agenda.items for reason in item.reasons)
    html = render(
        "roundtable/agenda",
        items=list(zip(agenda.items, lines, strict=True)),
        rules=AGENDA_RULES,
        sentence=agenda.sentence,
        left_over=agenda.left_over,
        dropped=list_commitments(view.release, dropped),
        between=comparison.between if comparison else note_not_compared(),
        judged=say_deadlines_judged(view.release, reasons),
        changed=bool(choice.first or choice.dropped),
        query=view_query(view),
        link=_agenda_link(view, choice),
    )
    # Refs as they stand now, so that a press means what the reader saw.
    st.session_state[SHOWN_REFS] = [item.ref for item in agenda.items]
    mount_content("agenda", html, {"went": on_link, "moved": change_agenda})


def add_commitment(view: View, agenda: Agenda) -> None:
    """Show a menu that puts another commitment at the top of the agenda."""
    there = {item.ref for item in agenda.items}
    commitments = view.commitments
    pairs = zip(commitments["Ref"], commitments["Title"], strict=True)
    others = {f"{ref}: {title}": ref for ref, title in pairs if ref not in there}
    st.selectbox(
        "Put another commitment first",
        list(others)[:1000],
        index=None,
        placeholder="Type a ref or a word of its title",
        key=ADDED_MENU,
        on_change=_on_added_menu,
        args=(others,),
    )


def change_agenda(order: str) -> None:
    """Move an item to the top, up or down, take it out, put it back, or begin afresh; `order` is
    "<ref>:<how>"."""
    ref, _, how = order.rpartition(":")
    refs = list(st.session_state.get(SHOWN_REFS, ()))
    first, dropped = _address_refs(FIRST), _address_refs(DROPPED)
    if how == "afresh":
        first, dropped = (), ()
    elif how == "back":
        dropped = _without(ref, dropped)
    elif ref in refs and how == "out":
        first, dropped = _without(ref, first), (*dropped, ref)
    elif ref in refs and how in STEPS_UP:
        place = refs.index(ref)
        target = min(max(place - STEPS_UP[how], 0), len(refs) - 1)
        refs.insert(target, refs.pop(place))
        first = tuple(refs[: max(place, target, len(first) - 1) + 1])
        # A second press may come before the page is made anew.
        st.session_state[SHOWN_REFS] = refs
    _set_refs(first, dropped)


def _without(ref: str, refs: Iterable[str]) -> tuple[str, ...]:
    return tuple(other for other in refs if other != ref)


def _agenda_link(view: View, choice: AgendaChoice) -> str:
    """The address at which this agenda opens again, with its releases pinned."""
    own = urlencode({name: text for name, text in _address_values(choice).items() if text})
    return "roundtable?" + "&".join(filter(None, [view.query, address_of_releases(), own]))


def _address_values(choice: AgendaChoice) -> dict[str, str]:
    """The choice as values of the address by name; "" for the defaults."""
    return {
        "minutes": str(choice.minutes) if choice.minutes != DEFAULT_CHOICE.minutes else "",
        "items": str(choice.items) if choice.items != DEFAULT_CHOICE.items else "",
        "order": BY_ORGANISATION if choice.by_organisation else "",
        FIRST: ",".join(choice.first),
        DROPPED: ",".join(choice.dropped),
    }


def _on_added_menu(others: Mapping[str, str]) -> None:
    ref = others.get(st.session_state.get(ADDED_MENU) or "")
    if ref:
        _set_refs((ref, *_address_refs(FIRST)), _without(ref, _address_refs(DROPPED)))
        st.session_state[ADDED_MENU] = None


def _address_refs(name: str) -> tuple[str, ...]:
    """The refs of a parameter of the address (first, dropped), no more of them than an agenda
    has."""
    return tuple(dict.fromkeys(ref for ref in address_value(name).split(",") if ref))[
        :MOST_AGENDA_ITEMS
    ]


def _set_refs(first: Iterable[str], dropped: Iterable[str]) -> None:
    for name, refs in ((FIRST, first), (DROPPED, dropped)):
        keep_in_address(name, ",".join(dict.fromkeys(refs)))
