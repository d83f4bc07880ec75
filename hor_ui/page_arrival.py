"""What an address asks for as somebody arrives with it, and what must be said of it.

Streamlit takes values out of an address that its controls do not know; so the address is read
here before there are controls, and put as this release and these pages say it.
"""

from collections.abc import Sequence
from typing import NamedTuple

import streamlit as st

from hor_data.addresses import BEFORE, ORGANISATION, REF, RELEASE, WORDS, bare, by_name
from hor_data.release import Release
from hor_data.selection import FILTERS, LONGEST_WORDS, say_strangers, strangers
from hor_data.spelling import nearest
from hor_data.words import count, listed
from hor_ui.markup import PAGE_OF, address, render
from hor_ui.page import show
from hor_ui.page_address import LONGEST
from hor_ui.page_filters import followed_names, followed_values, selection_in_force
from hor_ui.page_release import came_back, shown_release
from hor_ui.page_release_menu import number_named

ARRIVED, REMARKS = "_arrived", "_remarks"
# Names that nobody understands are said up to so many.
MOST_NAMES = 3

Address = dict[str, list[str]]


class Remark(NamedTuple):
    """A sentence about the address, with a link where one helps."""

    text: str
    link: str = ""
    label: str = ""


class Stranger(NamedTuple):
    """A filter whose values the release does not have, the sentence that says so, what a button
    calls them, and the value that is nearest to a single one, if one is."""

    field: str
    text: str
    named: str
    nearest: str


def arrive(page: str) -> None:
    """Read the address at the first run of a session, and the release in it after Back.

    `page` is the path of the page that is open. Where the address can be put better, it is, and
    the page runs again with it.
    """
    if came_back():
        named = st.query_params.get(RELEASE, "")
        st.session_state[RELEASE] = str(number_named(named) or "")
        return
    if ARRIVED in st.session_state:
        return
    st.session_state[ARRIVED] = True
    asked = {name: st.query_params.get_all(name) for name in st.query_params}
    meant, strange = by_name(asked)
    remarks = [*_read_releases(meant), *_say_names(strange)]
    release = shown_release()
    put = _put(release, meant)
    remarks += _say_elsewhere(put, page)
    st.session_state[REMARKS] = (page, remarks)
    if put != asked:
        st.query_params.from_dict(put)
        st.rerun()


def show_remarks(release: Release, page: str) -> None:
    """What was asked for and is not here, or is called something else, above every page."""
    arrived_at, remarks = st.session_state.get(REMARKS, ("", []))
    if arrived_at != page:
        remarks = []
        st.session_state.pop(REMARKS, None)
    renamed = [
        Remark(f"“{value}” is called {listed(names, 'or')} in this release.")
        for value, names in followed_names(release)
    ]
    unmatched = [
        _stranger(release, field, values)
        for field, values in strangers(release, selection_in_force(release)).items()
    ]
    if remarks or renamed or unmatched:
        html = render("remarks", remarks=[*remarks, *renamed], strangers=unmatched)
        show("remarks", html)


def _read_releases(meant: Address) -> list[Remark]:
    """Pin the release that the address names, and say so where it names none that there is."""
    remarks = []
    asked = [bare(value) for value in meant.pop(RELEASE, []) if bare(value)]
    pinned = number_named(asked[-1]) if asked else 0
    st.session_state[RELEASE] = str(pinned or "")
    if pinned:
        meant[RELEASE] = [str(pinned)]
    elif asked:
        remarks.append(Remark(f"There is no release “{asked[-1]}”. This is the latest."))
    # The pages that compare say so where it is none; others need not.
    if compared := [bare(value) for value in meant.pop(BEFORE, []) if bare(value)]:
        meant[BEFORE] = [str(number_named(compared[-1]) or compared[-1])]
    return remarks


def _put(release: Release, meant: Address) -> Address:
    """The address as this release says it."""
    put: Address = {}
    for name, values in meant.items():
        if name in FILTERS:
            asked = [value for value in values if bare(value)]
            values = followed_values(release, name, asked)
        elif name == WORDS:
            values = [" ".join(filter(None, map(bare, values)))[:LONGEST_WORDS]]
        else:
            values = [bare(value, LONGEST) for value in values][-1:]
        if any(values):
            put[name] = values
    return put


def _say_names(strange: Sequence[str]) -> list[Remark]:
    named = [f"“{bare(name)}”" for name in strange[:MOST_NAMES]]
    more = len(strange) - len(named)
    if not named:
        return []
    said = listed([*named, count(more, "other name")] if more else named)
    return [Remark(f"The address asks for {said}, which no filter here is called.")]


def _say_elsewhere(put: Address, page: str) -> list[Remark]:
    """Where the address names a commitment or an organisation that has a page of its own."""
    return [
        Remark(f"“{put[name][0]}” has a page of its own.", address(name, put[name][0]), "Open it")
        for name in (REF, ORGANISATION)
        if name in put and PAGE_OF[name] != page
    ]


def _stranger(release: Release, field: str, values: Sequence[str]) -> Stranger:
    alone = len(values) == 1
    close = nearest(values[0], release.groupings[field].values) if alone else ""
    named = f"“{values[0]}”" if alone else count(len(values), "such value")
    return Stranger(field, say_strangers(field, values), named, close)
