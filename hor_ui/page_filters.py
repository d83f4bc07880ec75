"""The reader's filters: in the sidebar, in the address and on the charts, always the same."""

from collections.abc import Callable, Iterable, Sequence

import streamlit as st

from hor_data.addresses import LONGEST_VALUE, bare, values_meant
from hor_data.groupings import GROUPINGS
from hor_data.judging import judged_label
from hor_data.organisations import labelled_name
from hor_data.release import Release
from hor_data.selection import FILTERS, LONGEST_WORDS, Selection, strangers
from hor_data.spelling import nearest
from hor_ui.page_presses import WORDS, catch_up, filter_effect, listen, put
from hor_ui.page_release import came_back, other_releases, shown_release

FOLLOWED = "_followed"
# More values that a release does not have are no different from so many.
MOST_STRANGERS = 20
# So many values of one filter are looked up by other names; no release has as many.
MOST_FOLLOWED = 100

WORDS_HELP = (
    "Finds whole words and their beginnings in titles, promises, updates and their quotations, and "
    "in the names of lead and partner organisations, short and former ones too. All the words must "
    "be there. Words in quotation marks must stand together, exactly so. A ref finds its "
    "commitment. Our reasons for a status are not searched."
)


def choose_filters(release: Release) -> None:
    """The filters, each with the values that some commitment has, and with those that the reader
    asks for though the release has none of them: they stay in force until they are let go."""
    follow_filters(release)
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
        st.multiselect(
            judged_label(release) if field == "deadline" else GROUPINGS[field],
            values,
            key=field,
            bind="query-params",
            format_func=_lead_label(release, values) if field == "lead" else str,
            placeholder="All",
            # Fuzzy matching takes letters from anywhere, and Enter would choose all it finds.
            filter_mode="contains",
            select_all=False,
        )
    listen()
    st.button("Clear all filters", on_click=clear_filters, width="stretch")
    if came_back() and any(strangers(release, selection_in_force(release)).values()):
        # The browser's Back has brought values of another release: follow them in a new run.
        st.rerun()


def selection_in_force(release: Release) -> Selection:
    """What is chosen now; a value that this release does not have matches nothing."""
    chosen = {field: _bounded(release, field, _chosen(field)) for field in FILTERS}
    words = str(st.session_state.get("words") or "")[:LONGEST_WORDS]
    return Selection(**chosen, words=words)


def follow_filters(release: Release) -> None:
    """Call what is chosen as the release shown calls it, before the filters are drawn."""
    for field in FILTERS:
        values = _chosen(field)
        followed = followed_values(release, field, values)
        if list(values) != followed:
            st.session_state[field] = followed


def followed_values(release: Release, field: str, values: Sequence[str]) -> list[str]:
    """The values as the release calls them; what it does not have stays as it is, bounded."""
    followed: list[str] = []
    for value in _first_strange(release, field, values):
        meant = values_meant(release, field, value, lambda: other_releases(release))
        followed.extend(meant.values or (bare(value),))
        if meant.renamed:
            notes = st.session_state.setdefault(FOLLOWED, {})
            notes[release.id, field, bare(value)] = meant.values
    return list(_bounded(release, field, followed))


def followed_names(release: Release) -> list[tuple[str, tuple[str, ...]]]:
    """What the reader asked for by another name, and what this release calls it."""
    notes: dict[tuple[str, str, str], tuple[str, ...]] = st.session_state.get(FOLLOWED, {})
    return [
        (value, names)
        for (release_id, field, value), names in notes.items()
        if release_id == release.id and set(names) & set(_chosen(field))
    ]


def mend_filter(field: str, use_nearest: bool) -> None:
    """Let go of what the release shown does not have, or choose what is nearest to it instead."""
    release = shown_release()
    known = release.groupings[field].values
    unknown = [value for value in _chosen(field) if value not in known]
    instead = [nearest(value, known) for value in unknown] if use_nearest else []
    catch_up()
    put(
        *(filter_effect(field, value, False) for value in unknown),
        *(filter_effect(field, value, True) for value in dict.fromkeys(filter(None, instead))),
    )


def clear_filters() -> None:
    """Let go of every filter."""
    _let_go((*FILTERS, WORDS))


def toggle_filter(said: str) -> None:
    """Choose a value, or let it go where it was chosen; `said` is field=value; or without=field
    for all of a filter or the words; or drop=field or nearest=field for the values that the release
    does not have; or clear=."""
    field, _, value = said.partition("=")
    if field == "clear":
        clear_filters()
    elif field == "without" and value in (*FILTERS, WORDS):
        _let_go((value,))
    elif field in FILTERS:
        catch_up()
        put(filter_effect(field, value, value not in (st.session_state.get(field) or ())))
    elif field in ("drop", "nearest") and value in FILTERS:
        mend_filter(value, use_nearest=field == "nearest")


def _let_go(fields: Iterable[str]) -> None:
    """Let go of all that is chosen in these filters."""
    catch_up()
    put(
        *(filter_effect(field, value, False) for field in fields for value in _chosen_in(field)),
    )


def _chosen_in(field: str) -> tuple[str, ...]:
    value = st.session_state.get(field) or ()
    return (value,) if isinstance(value, str) else tuple(value)


def _lead_label(release: Release, names: Sequence[str]) -> Callable[[str], str]:
    """What the choice of lead organisations shows for a name: the short name too, so that typing it
    finds the organisation.

    Streamlit reads and writes the labels in the address. So a name that the address holds by itself
    stays its own label. No label changes because it is chosen: new options would empty the field
    under the hands of somebody who types the next name.
    """
    plain = set(st.query_params.get_all("lead"))
    labels = {name: labelled_name(release, name) for name in names if name not in plain}
    return lambda name: labels.get(name, name)


def _chosen(field: str) -> tuple[str, ...]:
    return tuple(st.session_state.get(field) or ())


def _first_strange(release: Release, field: str, values: Sequence[str]) -> list[str]:
    """The values once each: all that the release has, and so many of the others."""
    known = release.groupings[field].values
    strange = dict.fromkeys(value for value in values if value not in known)
    kept = set(list(strange)[:MOST_FOLLOWED])
    return [value for value in dict.fromkeys(values) if value in known or value in kept]


def _bounded(release: Release, field: str, values: Sequence[str]) -> tuple[str, ...]:
    """The values once each: all that the release has, and the first of those it does not have."""
    known = release.groupings[field].values
    strange = [value[:LONGEST_VALUE] for value in values if value and value not in known]
    kept = list(dict.fromkeys(strange))[:MOST_STRANGERS]
    return tuple(dict.fromkeys(value for value in values if value in known or value in kept))


def _choices(release: Release, field: str) -> list[str]:
    """What the release has; and what the reader, or the address that Back has brought, asks for."""
    values = (*release.groupings[field].values, *_chosen(field), *st.query_params.get_all(field))
    return list(_bounded(release, field, values))
