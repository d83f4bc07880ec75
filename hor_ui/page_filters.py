"""The reader's filters: in the sidebar, in the address and on the charts, always the same."""

import streamlit as st

from hor_data.groupings import GROUPINGS
from hor_data.release import Release
from hor_data.selection import FILTERS, LONGEST_WORDS, Selection, known_only
from hor_ui.page_presses import catch_up, chosen, listen, put


def choose_filters(release: Release) -> None:
    """The filters, each with the values that some commitment has."""
    st.header("Filter the commitments", anchor=False)
    st.text_input(
        "Words",
        key="words",
        max_chars=LONGEST_WORDS,
        bind="query-params",
        placeholder="In title, promise or updates",
    )
    for field in FILTERS:
        st.multiselect(
            GROUPINGS[field],
            _choices(release, field),
            key=field,
            bind="query-params",
            placeholder="All",
        )
    listen()
    st.button("Clear all filters", on_click=clear_filters, width="stretch")


def selection_in_force(release: Release) -> Selection:
    """What is chosen now, without values that this release does not have."""
    chosen = {field: tuple(st.session_state.get(field) or ()) for field in FILTERS}
    words = str(st.session_state.get("words") or "")[:LONGEST_WORDS]
    return known_only(release, Selection(**chosen, words=words))


def clear_filters() -> None:
    """Let go of every filter."""
    catch_up()
    values = [(field, value) for field in FILTERS for value in st.session_state.get(field) or ()]
    words = str(st.session_state.get("words") or "")
    put(
        *(chosen(field, value, False) for field, value in values),
        *([chosen("words", words, False)] if words else []),
    )


def toggle_filter(said: str) -> None:
    """Choose a value, or let it go where it was chosen; `said` is field=value, or clear=."""
    field, _, value = said.partition("=")
    if field == "clear":
        clear_filters()
    elif field in FILTERS:
        catch_up()
        put(chosen(field, value, value not in (st.session_state.get(field) or ())))


def _choices(release: Release, field: str) -> list[str]:
    return list(release.groupings[field].values)
