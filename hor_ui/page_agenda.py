"""The agenda on the page: made by the rules, changed by the chair, kept in the address."""

from collections.abc import Iterable, Mapping
from urllib.parse import urlencode

import streamlit as st

from hor_data.agenda import LONGEST, MOST_MINUTES, Agenda, Choice, build_agenda
from hor_data.agenda_rules import RULES
from hor_data.judging import judged_sentence
from hor_data.record import list_commitments
from hor_ui.compared import Compared
from hor_ui.markup import render
from hor_ui.page import go_later
from hor_ui.page_address import asked, asked_number, keep
from hor_ui.page_compared import address_of_releases, note_alone
from hor_ui.page_components import mount_content
from hor_ui.page_links import query_of
from hor_ui.page_presses import address_effect, catch_up, put
from hor_ui.view import View

FIRST, DROPPED = "first", "dropped"
SHOWN, ADDED = "_agenda", "_added"
BY_REASON, BY_ORGANISATION = "By reason", "By organisation"
USUAL, SHORTEST = Choice(), 5


def choose(asking: bool) -> Choice:
    """How long the meeting is and what is on its agenda: as chosen before, or as the reader is
    asked here. It is kept, so that it is there again after another page."""
    choice = _ask(choice_in_force()) if asking else choice_in_force()
    for name, value in _said(choice).items():
        keep(name, value)
    return choice


def _ask(now: Choice) -> Choice:
    left, middle, right = st.columns(3)
    minutes = left.number_input("Minutes for the meeting", SHORTEST, MOST_MINUTES, now.minutes, 5)
    items = middle.number_input("Commitments to talk of", 1, LONGEST, now.items)
    order = right.selectbox("Order", [BY_REASON, BY_ORGANISATION], int(now.by_organisation))
    return now._replace(
        minutes=int(minutes), items=int(items), by_organisation=order == BY_ORGANISATION
    )


def choice_in_force() -> Choice:
    """What was chosen, as the address has it."""
    return Choice(
        asked_number("minutes", USUAL.minutes, SHORTEST, MOST_MINUTES),
        asked_number("items", USUAL.items, 1, LONGEST),
        _refs(FIRST),
        _refs(DROPPED),
        asked("order") == BY_ORGANISATION,
    )


def make_agenda(view: View, found: Compared | None, choice: Choice) -> Agenda:
    """The agenda of the view, with what changed since the release it is compared with."""
    return build_agenda(view.release, view.chosen, found.changes if found else (), choice)


def show_agenda(view: View, agenda: Agenda, choice: Choice, found: Compared | None) -> None:
    """The agenda with a reason for every item, and buttons to change it."""
    lines = list_commitments(view.release, [item.position for item in agenda.items])
    dropped = [at for ref in choice.dropped if (at := view.release.position(ref)) is not None]
    html = render(
        "agenda",
        items=list(zip(agenda.items, lines, strict=True)),
        rules=RULES,
        sentence=agenda.sentence,
        left_over=agenda.left_over,
        dropped=list_commitments(view.release, dropped),
        between=found.between if found else note_alone(),
        judged=judged_sentence(
            view.release, (reason for item in agenda.items for reason in item.reasons)
        ),
        changed=bool(choice.first or choice.dropped),
        query=query_of(view),
        link=_address(view, choice),
    )
    # Refs as they stand now, so that a press means what the reader saw.
    st.session_state[SHOWN] = [item.ref for item in agenda.items]
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
        key=ADDED,
        on_change=_add_first,
        args=(others,),
    )


def change_agenda(said: str) -> None:
    """Move an item up or down, take it out, put it back, or start afresh; `said` is ref:how."""
    catch_up()
    ref, _, how = said.rpartition(":")
    refs, first, dropped = list(st.session_state.get(SHOWN, ())), _refs(FIRST), _refs(DROPPED)
    if how == "afresh":
        first, dropped = (), ()
    elif how == "back":
        dropped = tuple(one for one in dropped if one != ref)
    elif ref in refs and how == "out":
        first, dropped = tuple(one for one in first if one != ref), (*dropped, ref)
    elif ref in refs and how in ("up", "down"):
        at = refs.index(ref)
        to = min(max(at + (1 if how == "down" else -1), 0), len(refs) - 1)
        refs[at], refs[to] = refs[to], refs[at]
        first = tuple(refs[: max(at, to, len(first) - 1) + 1])
        # A second press may come before the page is made anew.
        st.session_state[SHOWN] = refs
    _put(first, dropped)


def _address(view: View, choice: Choice) -> str:
    """Where this agenda opens again, of these releases, whatever is published meanwhile."""
    own = urlencode({name: said for name, said in _said(choice).items() if said})
    return "roundtable?" + "&".join(filter(None, [view.query, address_of_releases(), own]))


def _said(choice: Choice) -> dict[str, str]:
    """The choice as the address has it; "" for what is usual."""
    return {
        "minutes": str(choice.minutes) if choice.minutes != USUAL.minutes else "",
        "items": str(choice.items) if choice.items != USUAL.items else "",
        "order": BY_ORGANISATION if choice.by_organisation else "",
        FIRST: ",".join(choice.first),
        DROPPED: ",".join(choice.dropped),
    }


def _add_first(others: Mapping[str, str]) -> None:
    ref = others.get(st.session_state.get(ADDED) or "")
    if ref:
        catch_up()
        _put((ref, *_refs(FIRST)), tuple(drop for drop in _refs(DROPPED) if drop != ref))
        st.session_state[ADDED] = None


def _refs(name: str) -> tuple[str, ...]:
    """The refs after ?first= or ?dropped=, bounded."""
    return tuple(dict.fromkeys(ref for ref in asked(name).split(",") if ref))[:LONGEST]


def _put(first: Iterable[str], dropped: Iterable[str]) -> None:
    refs = {FIRST: first, DROPPED: dropped}
    put(*(address_effect(name, ",".join(dict.fromkeys(values))) for name, values in refs.items()))
