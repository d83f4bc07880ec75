"""The reader's filters: kept in the session, written to the address, set by presses on a page."""

from collections.abc import Mapping, Sequence
from urllib.parse import parse_qs

import streamlit as st

from hor_data.release import FILTERS, LONGEST_WORDS, Release, Selection
from hor_data.spelling import nearest_value
from hor_web.address_state import write_to_address
from hor_web.addresses import LONGEST_VALUE, WORDS, trimmed_value, values_meant
from hor_web.shown_release import other_releases, shown_release

RENAMED_VALUES = "_renamed"
# So many values that a release does not have are kept of one filter; further ones are dropped.
MOST_UNKNOWN = 20
# So many values of one filter are looked up by other names; no release has as many.
MOST_RENAMED = 100


def load_filters(asked: Mapping[str, Sequence[str]]) -> None:
    """Choose the filters that an address asks for, and no others."""
    for field in FILTERS:
        st.session_state[field] = tuple(asked.get(field, ()))
    st.session_state[WORDS] = " ".join(asked.get(WORDS, ()))[:LONGEST_WORDS]


def write_filters(release: Release) -> None:
    """Rename the filters in force as the release shown calls their values, and write them to the
    address."""
    for field in FILTERS:
        values = _chosen_values(field)
        renamed = values_in_release(release, field, values) if values else []
        if list(values) != renamed:
            st.session_state[field] = tuple(renamed)
        write_to_address(field, renamed)
    write_to_address(WORDS, _chosen_values(WORDS))


def selection_in_force(release: Release) -> Selection:
    """The selection that is chosen now; a value that this release does not have matches nothing."""
    chosen = {field: _bounded_values(release, field, _chosen_values(field)) for field in FILTERS}
    words = str(st.session_state.get("words") or "")[:LONGEST_WORDS]
    return Selection(**chosen, words=words)


def values_in_release(release: Release, field: str, values: Sequence[str]) -> list[str]:
    """The values as the release calls them; those it does not have stay as they are, bounded in
    number."""
    renamed: list[str] = []
    for value in _bounded_values(release, field, values, MOST_RENAMED, None):
        meant = values_meant(release, field, value, lambda: other_releases(release))
        renamed.extend(meant.values or (trimmed_value(value),))
        if meant.renamed:
            notes = st.session_state.setdefault(RENAMED_VALUES, {})
            notes[release.id, field, trimmed_value(value)] = meant.values
    return list(_bounded_values(release, field, renamed))


def renamed_values(release: Release) -> list[tuple[str, tuple[str, ...]]]:
    """Pairs of a value that the reader asked for and what this release calls it, where these
    differ."""
    notes: dict[tuple[str, str, str], tuple[str, ...]] = st.session_state.get(RENAMED_VALUES, {})
    return [
        (value, names)
        for (release_id, field, value), names in notes.items()
        if release_id == release.id and set(names) & set(_chosen_values(field))
    ]


def replace_unknown_values(field: str, use_nearest: bool) -> None:
    """Remove a filter's values that the release does not have, or choose the nearest value
    instead."""
    known = shown_release().groupings[field].values
    values = [
        value if value in known else nearest_value(value, known) if use_nearest else ""
        for value in _chosen_values(field)
    ]
    st.session_state[field] = tuple(dict.fromkeys(filter(None, values)))


def clear_filters() -> None:
    """Remove every filter."""
    load_filters({})


def toggle_filter(press: str) -> None:
    """Change the filters by what was pressed on a page.

    `press` is "field=value" (choose it, or remove it where it was chosen), "words=…" (search for
    them), "without=field" (remove all of a filter, or the words), "only=query" (choose just these
    values of each filter that the query string names), "drop=field" or "nearest=field" (for values
    that the release does not have: remove them, or choose the nearest) or "clear=" (remove
    everything).
    """
    field, _, value = press.partition("=")
    if field == "clear":
        clear_filters()
    elif field == WORDS:
        st.session_state[WORDS] = value[:LONGEST_WORDS]
    elif field == "only":
        for name, values in parse_qs(value).items():
            if name in FILTERS:
                st.session_state[name] = tuple(values)
    elif field in FILTERS:
        chosen = _chosen_values(field)
        others = tuple(other for other in chosen if other != value)
        st.session_state[field] = others if value in chosen else (*chosen, value)
    elif value == WORDS and field == "without":
        st.session_state[WORDS] = ""
    elif value in FILTERS and field == "without":
        st.session_state[value] = ()
    elif value in FILTERS and field in ("drop", "nearest"):
        replace_unknown_values(value, use_nearest=field == "nearest")


def _chosen_values(field: str) -> tuple[str, ...]:
    """The chosen values of a filter; the words count as one value."""
    value = st.session_state.get(field) or ()
    return (value,) if isinstance(value, str) else tuple(value)


def _bounded_values(
    release: Release,
    field: str,
    values: Sequence[str],
    most: int = MOST_UNKNOWN,
    longest: int | None = LONGEST_VALUE,
) -> tuple[str, ...]:
    """The values without repeats: all that the release has, and the first of those it does not
    have."""
    known = release.groupings[field].values
    unknown = [value[:longest] for value in values if value and value not in known]
    kept = list(dict.fromkeys(unknown))[:most]
    return tuple(dict.fromkeys(value for value in values if value in known or value in kept))
