"""The menu of releases, what each is called in it, and the banner over a release that is not the
latest."""

import re
from collections import Counter

import streamlit as st

from hor_data.dates import say_date
from hor_data.store import Entry
from hor_data.words import folded
from hor_web.addresses import RELEASE, trimmed_value
from hor_web.local_time import say_day, say_when_read
from hor_web.markup import escape_streamlit
from hor_web.publications import publications
from hor_web.shown_release import (
    PREVIEW,
    asked_number,
    number_in_force,
    pinned_number,
    published_entries,
    shown_number,
    stop_preview,
)
from hor_web.state import SessionFile

RELEASE_MENU, LATEST_CHOICE = "_release_menu", ""


def read_release_number(text: str) -> int:
    """The number of the release that an address names, by number or by name; 0 for none. The
    release may be withdrawn."""
    name = trimmed_value(text).casefold()
    digits = _RELEASE_NUMBER.fullmatch(name)
    named = [entry.number for entry in published_entries() if folded(entry.name) == folded(name)]
    if len(named) == 1:
        return named[0]
    number, known = int(digits.group(1)) if digits else 0, publications()
    # While the store is away, which older releases there are may not be known.
    is_known = known.find(number) or (known.away and 0 < number < known.in_force)
    return number if is_known else 0


def choose_release() -> None:
    """Show the menu where several releases were published. A pinned release stands in the address;
    the session follows the latest where the address has none."""
    pinned = str(pinned_number() or LATEST_CHOICE)
    if len(published_entries()) > 1:
        labels = {LATEST_CHOICE: "Latest"} | release_labels()
        st.session_state[RELEASE_MENU] = pinned
        st.selectbox(
            "Release",
            list(labels),
            format_func=labels.__getitem__,
            key=RELEASE_MENU,
            on_change=_on_release_menu,
            help="“Latest” moves on by itself when a release is published.",
        )
    if pinned and st.query_params.get(RELEASE) != pinned:
        st.query_params[RELEASE] = pinned
    elif not pinned:
        st.query_params.pop(RELEASE, None)


def release_labels() -> dict[str, str]:
    """What each release is called, by its number as text, newest first; no two the same."""
    listed = published_entries()
    labels = {str(entry.number): _dated_name(entry) for entry in listed}
    for tell_apart in (
        lambda entry: f", published {say_day(entry.published_at)}",
        lambda entry: f", release {entry.number}",
    ):
        often = Counter(labels.values())
        for entry in listed:
            label = labels[str(entry.number)]
            if often[label] > 1:
                labels[str(entry.number)] = label + tell_apart(entry)
    return labels


def entry_label(entry: Entry) -> str:
    """A publication's label in a menu: its number, its name and its day."""
    return f"{entry.number}: {entry.name}, {say_day(entry.published_at)}"


def show_release_banner() -> None:
    """Show a banner where this session sees another release than everyone sees, or than it asks
    for, and a line where the store does not answer."""
    preview: SessionFile | None = st.session_state.get(PREVIEW)
    number, newest = pinned_number(), number_in_force()
    if publications().away:
        st.caption(say_store_away())
    if preview:
        st.warning(
            f"This is a preview of “{escape_streamlit(preview.file_name)}”. Only you see it."
        )
        st.button("Stop the preview", on_click=stop_preview)
    elif number and number != newest:
        called = {entry.number: _dated_name(entry, "“{}”") for entry in published_entries()}
        st.warning(
            f"This is release {number}, not the latest: {escape_streamlit(called[number])}. "
            f"The latest is release {newest}: {escape_streamlit(called[newest])}."
        )
        st.button("Show the latest", on_click=follow_latest)
    elif reason := say_why_not_shown(asked_number()):
        st.warning(f"{reason} This is the latest, release {newest}.")
        st.button("Show the latest", on_click=follow_latest)


def say_store_away() -> str:
    """That the store does not answer, and which release is shown instead, read when."""
    known = publications()
    number = shown_number() or known.in_force
    when = say_when_read(known.read_at)
    return f"The store of releases does not answer; this is release {number}, as read {when}."


def say_why_not_shown(number: int) -> str:
    """Why a release that was published is not shown; "" where it is, or was never published."""
    known = publications()
    entry = known.find(number)
    if entry and entry.withdrawn_at:
        return say_withdrawn(entry)
    hidden = number and not any(shown.number == number for shown in published_entries())
    if known.away and hidden:
        return f"Release {number} cannot be read while the store of releases does not answer."
    return ""


def say_withdrawn(entry: Entry) -> str:
    """That a release was withdrawn, for readers: who did it and why is for officers."""
    day = say_day(entry.withdrawn_at)
    return f"Release {entry.number} was withdrawn on {day} and is not shown any more."


def follow_latest() -> None:
    """Follow the latest release from now on; the filters stay."""
    st.session_state[RELEASE] = LATEST_CHOICE


def _on_release_menu() -> None:
    st.session_state[RELEASE] = st.session_state[RELEASE_MENU]


def _dated_name(entry: Entry, quoted: str = "{}") -> str:
    as_at = f"data as at {say_date(entry.as_at)}" if entry.as_at else "date of the data not stated"
    return f"{quoted.format(entry.name)}, {as_at}"


_RELEASE_NUMBER = re.compile(r"(?:release[\s_-]*)?([0-9]{1,6})[.,;:)]*")
