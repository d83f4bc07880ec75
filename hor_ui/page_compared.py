"""Which earlier release the reader compares with, kept in the address."""

from datetime import date

import streamlit as st

from hor_data.dates import say_date
from hor_data.release import Release
from hor_ui.compared import Compared, compare, earlier_number
from hor_ui.page_release import PREVIEW, entries, latest, pinned_number, stored_release
from hor_ui.view import View


def compared(view: View, ask: bool = False) -> Compared | None:
    """The view against the earlier release in the address, else against the one half a year back;
    None where there is no other. `ask` shows the choice."""
    numbers, usual = _others()
    if numbers and ask:
        _choose(numbers, usual)
    before = earlier_release()
    return compare(before, view) if before else None


def earlier_release() -> Release | None:
    """The release that views are compared with, where there is another."""
    number = compared_with()
    return stored_release(number, date.today()) if number else None


def compared_with() -> int:
    """The number of the release that views are compared with; 0 where there is no other."""
    numbers, usual = _others()
    asked = str(st.session_state.get("before") or st.query_params.get("before", ""))
    return int(asked) if asked in map(str, numbers) else usual


def _others() -> tuple[list[int], int]:
    """The numbers of the other releases, and the one to compare with unless another is chosen."""
    listed = entries()
    after = 0 if st.session_state.get(PREVIEW) else pinned_number() or latest()
    numbers = [entry.number for entry in listed if entry.number != after]
    usual = earlier_number(listed, after) if after else latest()
    return numbers, usual or next(iter(numbers), 0)


def _choose(numbers: list[int], usual: int) -> None:
    named = {str(entry.number): entry for entry in entries()}

    def say(number: str) -> str:
        entry = named[number]
        as_at = f", data as at {say_date(entry.as_at)}" if entry.as_at else ""
        published = say_date(entry.published_at[:10])
        return f"{number}: {entry.name}{as_at} (published {published})"

    st.selectbox(
        "Compare with release",
        [str(number) for number in numbers],
        index=numbers.index(usual),
        format_func=say,
        key="before",
        bind="query-params",
    )
