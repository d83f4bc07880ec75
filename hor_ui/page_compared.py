"""Which earlier release the reader compares with, kept in the address."""

from collections.abc import Sequence
from dataclasses import replace
from urllib.parse import urlencode

import streamlit as st

from hor_data.change_kinds import Change
from hor_data.changes import compare_releases
from hor_data.earlier import ONLY_ONE, earlier_number, why_no_earlier
from hor_data.release import Release
from hor_data.releases import Entry, now
from hor_data.undone import trail_of
from hor_ui.compared import Compared, compare
from hor_ui.local_time import say_day
from hor_ui.markup import plain
from hor_ui.page_address import asked, keep
from hor_ui.page_release import (
    PREVIEW,
    RELEASE,
    entries,
    latest,
    pinned_number,
    published_release,
    shown_release,
)
from hor_ui.view import View

BEFORE = "before"
FROM, TO = "_from", "_to"
LONGEST_NUMBER = 20


def compared(view: View, ask: bool = False) -> Compared | None:
    """The view against the earlier release in the address, else against the one half a year back;
    None where there is no other. `ask` shows the choice of both."""
    if ask and any(entry.number != _after() for entry in entries()):
        _choose(entries(), _after(), compared_with())
    before = earlier_release()
    if not before:
        return None
    changes = _changes(before.id, view.release.id, before, view.release)
    return compare(before, view, changes)


def why_not_compared() -> str:
    """Why views are compared with no release, in a sentence."""
    return why_no_earlier(_with_preview(), _after() or latest() + 1)


def note_alone() -> str:
    """Why views are compared with no release, where readers may wonder: there are several."""
    why = why_not_compared()
    return "" if why == ONLY_ONE else why


def show_pair_note() -> None:
    """Say so where the address asks for a release to compare with that cannot be taken."""
    chosen = str(st.query_params.get(BEFORE) or "")[:LONGEST_NUMBER]
    if not entries() or not chosen or chosen in _numbers():
        return
    number = compared_with()
    instead = f"release {number} is taken instead" if number else "nothing is compared"
    if chosen == str(_after()):
        st.warning(f"Release {chosen} is the one shown, so {instead}.")
    else:
        st.warning(f"There is no release “{plain(chosen)}” to compare with, so {instead}.")


def earlier_release() -> Release | None:
    """The release that views are compared with, where there is one."""
    number = compared_with()
    return published_release(number) if number else None


def compared_with() -> int:
    """The number of the release that views are compared with; 0 where there is none."""
    chosen = asked(BEFORE)
    if chosen in _numbers():
        keep(BEFORE, chosen)
        return int(chosen)
    return earlier_number(_with_preview(), _after() or latest() + 1)


def address_of_releases() -> str:
    """The releases looked at and compared with, as they stand in an address."""
    numbers = {RELEASE: _after(), BEFORE: compared_with()}
    return urlencode({name: number for name, number in numbers.items() if number})


def _numbers() -> list[str]:
    """The releases that the one looked at can be compared with, as an address names them."""
    return [str(entry.number) for entry in entries() if entry.number != _after()]


def _after() -> int:
    """The number of the release looked at; 0 for a preview, and without the store."""
    return 0 if st.session_state.get(PREVIEW) else pinned_number() or latest()


def _with_preview() -> list[Entry]:
    """Every publication; a workbook that is previewed counts as if it were published now."""
    listed = entries()
    if not st.session_state.get(PREVIEW) or not listed:
        return listed
    preview = replace(
        listed[0], number=latest() + 1, as_at=shown_release().as_at, published_at=now(), undoes=0
    )
    return [preview, *listed]


@st.cache_resource(max_entries=12, show_spinner=False)
def _changes(before: str, after: str, _before: Release, _after: Release) -> tuple[Change, ...]:
    return compare_releases(_before, _after)


def _choose(listed: Sequence[Entry], after: int, before: int) -> None:
    taken_back = trail_of(listed).taken_back
    named = {
        str(entry.number): _say(entry) + (", taken back" if entry.number in taken_back else "")
        for entry in listed
    }
    left, right = st.columns(2)
    # What is shown is what is in force, chosen here or elsewhere.
    st.session_state[FROM] = str(before) if before else None
    st.session_state[TO] = str(after)
    left.selectbox(
        "From release",
        [number for number in named if number != str(after)],
        format_func=named.__getitem__,
        key=FROM,
        index=0 if before else None,
        placeholder="None is earlier: choose one",
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
    keep(BEFORE, st.session_state[FROM] or "")


def _choose_after() -> None:
    """The release shown is chosen once for all pages; this is a second handle to it."""
    if st.session_state[TO] == st.session_state[FROM]:
        keep(BEFORE, str(_after()))
    st.session_state[RELEASE] = st.session_state[TO]


def _say(entry: Entry) -> str:
    return f"{entry.number}: {entry.name}, {say_day(entry.published_at)}"
