"""The reader's filters: in the sidebar, in the address and on the charts, always the same."""

from collections.abc import Sequence

import streamlit as st

from hor_data.groupings import GROUPINGS
from hor_data.judging import judged_label
from hor_data.organisations import labelled_name
from hor_data.release import Release
from hor_data.selection import FILTERS, LONGEST_WORDS, Selection, known_only

WORDS_HELP = (
    "Finds whole words and their beginnings in titles, promises, updates and their quotations, and "
    "in the names of lead and partner organisations, short and former ones too. All the words must "
    "be there. Words in quotation marks must stand together, exactly so. A ref finds its "
    "commitment. Our reasons for a status are not searched."
)


def choose_filters(release: Release) -> None:
    """The filters, each with the values that some commitment has."""
    st.header("Filter the commitments", anchor=False)
    st.text_input(
        "Words",
        key="words",
        max_chars=LONGEST_WORDS,
        bind="query-params",
        placeholder="Title, promise, update, organisation",
        help=WORDS_HELP,
    )
    for field in FILTERS:
        values = _choices(release, field)
        labels = _lead_labels(release, values) if field == "lead" else {}
        st.multiselect(
            judged_label(release) if field == "deadline" else GROUPINGS[field],
            values,
            key=field,
            bind="query-params",
            format_func=lambda value, labels=labels: labels.get(value, value),
            on_change=_name_leads if field == "lead" else None,
            args=(release,) if field == "lead" else (),
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
    """Choose a value, or let it go where it was chosen; `said` is field=value, or without=field
    for all of a filter or the words, or clear=."""
    field, _, value = said.partition("=")
    if field == "clear":
        clear_filters()
    elif field == "without" and value == "words":
        st.session_state["words"] = ""
    elif field == "without" and value in FILTERS:
        st.session_state[value] = []
    elif field in FILTERS:
        st.session_state[field] = toggled(st.session_state.get(field) or [], value)


def toggled(values: Sequence[str], value: str) -> list[str]:
    """The values with this one added, or taken out where it is among them."""
    return [one for one in values if one != value] if value in values else [*values, value]


def _lead_labels(release: Release, names: Sequence[str]) -> dict[str, str]:
    """By name, what the choice of lead organisations shows where it is not the name itself: with
    the short name, so that typing it finds the organisation.

    Streamlit writes labels of what is chosen into the address. So what is chosen, here or in the
    address, goes by its name alone, and addresses hold names.
    """
    plain = {*(st.session_state.get("lead") or ()), *st.query_params.get_all("lead")}
    labels = {name: labelled_name(release, name) for name in names if name not in plain}
    return {name: label for name, label in labels.items() if label != name}


def _name_leads(release: Release) -> None:
    """Keep what was chosen by its label under its name, and have the address say it so.

    A second choice made before the first was answered brings a label that is no longer shown.
    """
    names = {labelled_name(release, name): name for name in release.groupings["lead"].values}
    chosen = st.session_state.get("lead") or []
    st.session_state["lead"] = list(dict.fromkeys(names.get(value, value) for value in chosen))


def _choices(release: Release, field: str) -> list[str]:
    return list(release.groupings[field].values)
