"""The reader's filters: in the sidebar, in the address and on the charts, always the same."""

from collections.abc import Sequence

import streamlit as st

from hor_data.groupings import GROUPINGS
from hor_data.judging import judged_label
from hor_data.release import Release
from hor_data.selection import FILTERS, LONGEST_WORDS, Selection, known_only


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
            judged_label(release) if field == "deadline" else GROUPINGS[field],
            _choices(release, field),
            key=field,
            bind="query-params",
            format_func=_labels(release, field).__getitem__,
            on_change=_name_chosen,
            args=(field, {label: name for name, label in _labels(release, field).items()}),
            placeholder="All",
            # Fuzzy matching takes letters from anywhere, and Enter would choose all it finds.
            filter_mode="contains",
            select_all=False,
        )
    st.button("Clear all filters", on_click=clear_filters, width="stretch")


def selection_in_force(release: Release) -> Selection:
    """What is chosen now, without values that this release does not have."""
    chosen = {field: tuple(st.session_state.get(field) or ()) for field in FILTERS}
    words = str(st.session_state.get("words") or "")[:LONGEST_WORDS]
    return known_only(release, Selection(**chosen, words=words))


def clear_filters() -> None:
    """Let go of every filter."""
    for field in FILTERS:
        st.session_state[field] = []
    st.session_state["words"] = ""


def toggle_filter(said: str) -> None:
    """Choose a value, or let it go where it was chosen; `said` is field=value, or clear=."""
    field, _, value = said.partition("=")
    if field == "clear":
        clear_filters()
    elif field in FILTERS:
        st.session_state[field] = toggled(st.session_state.get(field) or [], value)


def toggled(values: Sequence[str], value: str) -> list[str]:
    """The values with this one added, or taken out where it is among them."""
    return [one for one in values if one != value] if value in values else [*values, value]


def _choices(release: Release, field: str) -> list[str]:
    return list(release.groupings[field].values)
