"""Which earlier release the reader compares with, kept in the address."""

from datetime import date

import streamlit as st

from hor_data.dates import say_date
from hor_ui.compared import Compared, compare, earlier_number
from hor_ui.page_release import PREVIEW, entries, latest, pinned_number, stored_release
from hor_ui.view import View


def compared(view: View, ask: bool = False) -> Compared | None:
    """The view against the earlier release in the address, else against the one half a year back;
    None where there is no other. `ask` shows the choice."""
    listed = entries()
    after = 0 if st.session_state.get(PREVIEW) else pinned_number() or latest()
    numbers = [entry.number for entry in listed if entry.number != after]
    if not numbers:
        return None
    usual = earlier_number(listed, after) if after else latest()
    usual = usual or numbers[0]
    if ask:
        _choose(numbers, usual)
    asked = str(st.session_state.get("before") or st.query_params.get("before", ""))
    number = int(asked) if asked in map(str, numbers) else usual
    return compare(stored_release(number, date.today()), view)


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
