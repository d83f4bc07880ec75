"""Which earlier release the reader compares with, kept in the address."""

from collections.abc import Sequence
from datetime import date

import streamlit as st

from hor_data.changes import Change, compare_releases
from hor_data.dates import say_date
from hor_data.release import Release
from hor_data.releases import Entry
from hor_ui.compared import Compared, compare, earlier_number
from hor_ui.page_release import (
    PREVIEW,
    RELEASE,
    entries,
    latest,
    pinned_number,
    stored_release,
)
from hor_ui.view import View

BEFORE, AFTER = "before", "_after"


def compared(view: View, ask: bool = False) -> Compared | None:
    """The view against the earlier release in the address, else against the one half a year back;
    None where there is no other. `ask` shows the choice of both."""
    listed = entries()
    after = 0 if st.session_state.get(PREVIEW) else pinned_number() or latest()
    numbers = [entry.number for entry in listed if entry.number != after]
    if not numbers:
        return None
    usual = (earlier_number(listed, after) if after else latest()) or numbers[0]
    asked = str(st.session_state.get(BEFORE) or st.query_params.get(BEFORE, ""))
    number = int(asked) if asked in map(str, numbers) else usual
    if ask:
        number = _choose(listed, after, number)
    before = stored_release(number, date.today())
    changes = _changes(before.id, view.release.id, before, view.release)
    return compare(before, view, changes)


@st.cache_resource(max_entries=12, show_spinner=False)
def _changes(before: str, after: str, _before: Release, _after: Release) -> tuple[Change, ...]:
    return compare_releases(_before, _after)


def _choose(listed: Sequence[Entry], after: int, before: int) -> int:
    named = {str(entry.number): _say(entry) for entry in listed}
    others = [number for number in named if number != str(after)]
    left, right = st.columns(2)
    chosen = left.selectbox(
        "From release",
        others,
        index=others.index(str(before)),
        format_func=named.__getitem__,
        key=BEFORE,
        bind="query-params",
    )
    if after:
        # The release shown is chosen once for all pages: here is a second handle to it.
        st.session_state[AFTER] = str(after)
        right.selectbox(
            "To release",
            list(named),
            format_func=named.__getitem__,
            key=AFTER,
            on_change=_choose_after,
        )
    return int(chosen)


def _choose_after() -> None:
    chosen = st.session_state[AFTER]
    if chosen == str(st.session_state.get(BEFORE)):
        st.session_state[BEFORE] = str(pinned_number() or latest())
    st.session_state[RELEASE] = chosen


def _say(entry: Entry) -> str:
    return f"{entry.number}: {entry.name}, published {say_date(entry.published_at[:10])}"
