"""Which earlier release the reader compares with, kept in the address."""

from collections.abc import Sequence
from urllib.parse import urlencode

import streamlit as st

from hor_data.changes import Change, compare_releases
from hor_data.dates import say_date
from hor_data.release import Release
from hor_data.releases import Entry
from hor_ui.compared import Compared, compare, earlier_number
from hor_ui.page_address import asked, keep
from hor_ui.page_release import (
    PREVIEW,
    RELEASE,
    entries,
    latest,
    pinned_number,
    published_release,
)
from hor_ui.view import View

BEFORE = "before"
FROM, TO = "_from", "_to"


def compared(view: View, ask: bool = False) -> Compared | None:
    """The view against the earlier release in the address, else against the one half a year back;
    None where there is no other. `ask` shows the choice of both."""
    before = earlier_release()
    if not before:
        return None
    if ask:
        _choose(entries(), _after(), compared_with())
    changes = _changes(before.id, view.release.id, before, view.release)
    return compare(before, view, changes)


def earlier_release() -> Release | None:
    """The release that views are compared with, where there is another."""
    number = compared_with()
    return published_release(number) if number else None


def compared_with() -> int:
    """The number of the release that views are compared with; 0 where there is no other."""
    return _before(entries(), _after())


def address_of_releases() -> str:
    """The releases looked at and compared with, as they stand in an address."""
    numbers = {RELEASE: _after(), BEFORE: compared_with()}
    return urlencode({name: number for name, number in numbers.items() if number})


def _after() -> int:
    """The number of the release looked at; 0 for a preview, and without the store."""
    return 0 if st.session_state.get(PREVIEW) else pinned_number() or latest()


def _before(listed: Sequence[Entry], after: int) -> int:
    numbers = [entry.number for entry in listed if entry.number != after]
    said = asked(BEFORE)
    if said in map(str, numbers):
        keep(BEFORE, said)
        return int(said)
    usual = earlier_number(listed, after) if after else latest()
    return usual or next(iter(numbers), 0)


@st.cache_resource(max_entries=12, show_spinner=False)
def _changes(before: str, after: str, _before: Release, _after: Release) -> tuple[Change, ...]:
    return compare_releases(_before, _after)


def _choose(listed: Sequence[Entry], after: int, before: int) -> None:
    named = {str(entry.number): _say(entry) for entry in listed}
    left, right = st.columns(2)
    # What is shown is what is in force, chosen here or elsewhere.
    st.session_state[FROM], st.session_state[TO] = str(before), str(after)
    left.selectbox(
        "From release",
        [number for number in named if number != str(after)],
        format_func=named.__getitem__,
        key=FROM,
        on_change=_choose_before,
    )
    if after:
        right.selectbox(
            "To release",
            list(named),
            format_func=named.__getitem__,
            key=TO,
            on_change=_choose_after,
        )


def _choose_before() -> None:
    keep(BEFORE, st.session_state[FROM])


def _choose_after() -> None:
    """The release shown is chosen once for all pages; this is a second handle to it."""
    if st.session_state[TO] == st.session_state[FROM]:
        keep(BEFORE, str(_after()))
    st.session_state[RELEASE] = st.session_state[TO]


def _say(entry: Entry) -> str:
    return f"{entry.number}: {entry.name}, {say_date(entry.published_at[:10])}"
