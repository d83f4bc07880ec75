"""Choosing a release: the menu, the banner over an older one, and what each is called."""

import re
from collections import Counter

import streamlit as st

from hor_data.addresses import bare
from hor_data.dates import say_date
from hor_data.releases import Entry
from hor_data.words import folded
from hor_ui.local_time import say_day
from hor_ui.markup import plain
from hor_ui.page_release import PREVIEW, RELEASE, entries, latest, pinned_number, stop_preview
from hor_ui.uploaded import Uploaded

MENU, LATEST = "_release_menu", ""


def number_named(text: str) -> int:
    """The number of the release that an address names, by number or by name; 0 for none."""
    name = bare(text).casefold()
    digits = _NUMBER.fullmatch(name)
    named = [entry.number for entry in entries() if folded(entry.name) == folded(name)]
    if len(named) == 1:
        return named[0]
    number = int(digits.group(1)) if digits else 0
    return number if 0 < number <= latest() else 0


def choose_release() -> None:
    """Where several were published: which one to look at. The address has it where it is pinned,
    and nothing where the session follows the latest."""
    pinned = str(pinned_number() or LATEST)
    if latest() > 1:
        labels = {LATEST: "Latest"} | release_labels()
        st.session_state[MENU] = pinned
        st.selectbox(
            "Release",
            list(labels),
            format_func=labels.__getitem__,
            key=MENU,
            on_change=_choose,
            help="“Latest” moves on by itself when a release is published.",
        )
    if pinned and st.query_params.get(RELEASE) != pinned:
        st.query_params[RELEASE] = pinned
    elif not pinned:
        st.query_params.pop(RELEASE, None)


def release_labels() -> dict[str, str]:
    """What each release is called, by its number as text, newest first; no two the same."""
    listed = entries()
    labels = {str(entry.number): _called(entry) for entry in listed}
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


def show_banner() -> None:
    """Say so where this session looks at something else than everyone sees."""
    preview: Uploaded | None = st.session_state.get(PREVIEW)
    number, newest = pinned_number(), latest()
    if preview:
        st.warning(f"This is a preview of “{plain(preview.file_name)}”. Only you see it.")
        st.button("Stop the preview", on_click=stop_preview)
    elif number and number != newest:
        called = {entry.number: _called(entry, "“{}”") for entry in entries()}
        st.warning(
            f"This is release {number}, not the latest: {plain(called[number])}. "
            f"The latest is release {newest}: {plain(called[newest])}."
        )
        st.button("Show the latest", on_click=follow_latest)


def follow_latest() -> None:
    """Look at the latest release from now on; the filters stay."""
    st.session_state[RELEASE] = LATEST


def _choose() -> None:
    st.session_state[RELEASE] = st.session_state[MENU]


def _called(entry: Entry, quoted: str = "{}") -> str:
    as_at = f"data as at {say_date(entry.as_at)}" if entry.as_at else "date of the data not stated"
    return f"{quoted.format(entry.name)}, {as_at}"


_NUMBER = re.compile(r"(?:release[\s_-]*)?([0-9]{1,6})[.,;:)]*")
