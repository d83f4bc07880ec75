"""The address at the first run of a session: read, rewritten as this release says it, and remarked
on.

From then on the session decides what is chosen; after the browser's Back or Forward the address
does.
"""

from collections.abc import Sequence
from typing import NamedTuple

import streamlit as st

from hor_data.release import FILTERS, LONGEST_WORDS, Release, say_unknown_values, unknown_values
from hor_data.spelling import nearest_value
from hor_data.words import say_count, say_list
from hor_exports.view import View
from hor_web.address_state import LONGEST_KEPT, forget_kept_values
from hor_web.addresses import (
    BEFORE,
    DRAFT,
    ORGANISATION,
    REF,
    RELEASE,
    WORDS,
    read_names,
    trimmed_value,
)
from hor_web.filters import load_filters, renamed_values, values_in_release
from hor_web.internals import is_history_navigation
from hor_web.markup import RECORD_PAGES, record_address, render
from hor_web.page import show_markup
from hor_web.release_menu import read_release_number
from hor_web.shown_release import shown_release

ARRIVED, ADDRESS_REMARKS = "_arrived", "_remarks"
# A remark lists so many unknown names at most.
MOST_UNKNOWN_NAMES = 3

AddressValues = dict[str, list[str]]


class Remark(NamedTuple):
    """A sentence about the address, shown above the page, with a link where one helps."""

    text: str
    link: str = ""
    label: str = ""


class UnknownValues(NamedTuple):
    """Values of one filter that the release does not have, with what the remark about them shows:
    its sentence, the label of its button, and the nearest known value where there is a single
    one."""

    field: str
    text: str
    named: str
    nearest: str


def apply_address(page: str) -> None:
    """Read the address at a session's first run, and the release in it after the browser's Back.

    `page` is the path of the open page. Where the address changes by it, the page is run again.
    """
    if is_history_navigation():
        named = st.query_params.get(RELEASE, "")
        st.session_state[RELEASE] = str(read_release_number(named) or "")
        forget_kept_values()
        load_filters({name: st.query_params.get_all(name) for name in (*FILTERS, WORDS)})
        return
    if ARRIVED in st.session_state:
        return
    st.session_state[ARRIVED] = True
    if token := st.query_params.get(DRAFT):
        st.session_state[DRAFT] = token
    asked = {name: st.query_params.get_all(name) for name in st.query_params}
    meant, strange = read_names(asked)
    remarks = [*_pin_releases(meant), *_unknown_name_remarks(strange)]
    release = shown_release()
    restated = _restate(release, meant)
    load_filters(restated)
    remarks += _own_page_remarks(restated, page)
    st.session_state[ADDRESS_REMARKS] = (page, remarks)
    if restated != asked:
        st.query_params.from_dict(restated)
        st.rerun()


def show_remarks(view: View, page: str) -> None:
    """Show above the page what the address asked for and did not get, or got under another name."""
    release = view.release
    arrived_at, remarks = st.session_state.get(ADDRESS_REMARKS, ("", []))
    if arrived_at != page:
        remarks = []
        st.session_state.pop(ADDRESS_REMARKS, None)
    renamed = [
        Remark(f"“{value}” is called {say_list(names, 'or')} in this release.")
        for value, names in renamed_values(release)
    ]
    unmatched = [
        _unknown_values(release, field, values)
        for field, values in unknown_values(release, view.selection).items()
    ]
    if remarks or renamed or unmatched:
        html = render("remarks", remarks=[*remarks, *renamed], strangers=unmatched)
        show_markup("remarks", html)


def _pin_releases(meant: AddressValues) -> list[Remark]:
    """Pin the releases that the address names; a remark for each number that is no release."""
    remarks = []
    asked = _trimmed(meant.pop(RELEASE, []))
    pinned = read_release_number(asked[-1]) if asked else 0
    st.session_state[RELEASE] = str(pinned or "")
    if pinned:
        meant[RELEASE] = [str(pinned)]
    elif asked:
        remarks.append(Remark(f"There is no release “{asked[-1]}”. This is the latest."))
    # Pages that compare remark on an unknown release to compare with; other pages do not use it.
    if compared := _trimmed(meant.pop(BEFORE, [])):
        meant[BEFORE] = [str(read_release_number(compared[-1]) or compared[-1])]
    return remarks


def _trimmed(values: Sequence[str]) -> list[str]:
    return [text for value in values if (text := trimmed_value(value))]


def _restate(release: Release, meant: AddressValues) -> AddressValues:
    """The values of the address by parameter, as this release spells them; empty ones are left
    out."""
    restated: AddressValues = {}
    for name, values in meant.items():
        if name in FILTERS:
            asked = [value for value in values if trimmed_value(value)]
            values = values_in_release(release, name, asked)
        elif name == WORDS:
            values = [" ".join(_trimmed(values))[:LONGEST_WORDS]]
        else:
            values = [trimmed_value(value, LONGEST_KEPT) for value in values][-1:]
        if any(values):
            restated[name] = values
    return restated


def _unknown_name_remarks(strange: Sequence[str]) -> list[Remark]:
    named = [f"“{trimmed_value(name)}”" for name in strange[:MOST_UNKNOWN_NAMES]]
    more = len(strange) - len(named)
    if not named:
        return []
    names = say_list([*named, say_count(more, "other name")] if more else named)
    return [Remark(f"The address asks for {names}, which no filter here is called.")]


def _own_page_remarks(restated: AddressValues, page: str) -> list[Remark]:
    """Where the address names a commitment or an organisation that has a page of its own."""
    return [
        Remark(
            f"“{restated[name][0]}” has a page of its own.",
            record_address(name, restated[name][0]),
            "Open it",
        )
        for name in (REF, ORGANISATION)
        if name in restated and RECORD_PAGES[name] != page
    ]


def _unknown_values(release: Release, field: str, values: Sequence[str]) -> UnknownValues:
    alone = len(values) == 1
    close = nearest_value(values[0], release.groupings[field].values) if alone else ""
    named = f"“{values[0]}”" if alone else say_count(len(values), "such value")
    return UnknownValues(field, say_unknown_values(field, values), named, close)
