"""Which earlier release the reader compares with, kept in the address."""

from collections.abc import Sequence
from dataclasses import replace
from urllib.parse import urlencode

import streamlit as st

from hor_data.changes import Change, compare_releases
from hor_data.release import Release
from hor_data.store import (
    ONLY_ONE_RELEASE,
    Entry,
    earlier_number,
    say_why_no_earlier,
    trail_of,
    utc_now,
)
from hor_data.words import capitalise
from hor_exports.compared import Comparison, compare_view
from hor_exports.view import View
from hor_web.address_state import address_value, keep_in_address
from hor_web.addresses import BEFORE, RELEASE
from hor_web.markup import escape_streamlit
from hor_web.publications import publications
from hor_web.release_menu import entry_label, say_why_not_shown
from hor_web.shown_release import (
    PREVIEW,
    published_entries,
    published_release,
    shown_number,
    shown_release,
)

FROM_MENU, TO_MENU = "_from", "_to"
LONGEST_NUMBER = 20
NOT_COMPARED_WHILE_AWAY = (
    "The store of releases does not answer, so nothing can be compared just now."
)


def compared_view(view: View, ask: bool = False) -> Comparison | None:
    """The view compared with the earlier release in the address, else with the one published
    nearest to half a year before; None where there is no other release. `ask` shows menus to choose
    both."""
    if ask and any(entry.number != shown_number() for entry in published_entries()):
        _show_release_menus(published_entries(), shown_number(), compared_number())
    before = earlier_release()
    if not before:
        return None
    changes = _cached_changes(before.content_id, view.release.content_id, before, view.release)
    return compare_view(before, view, changes)


def why_not_compared() -> str:
    """A sentence that says why the view is compared with no release."""
    if publications().away:
        return NOT_COMPARED_WHILE_AWAY
    return say_why_no_earlier(_with_preview(), shown_number() or _next_number())


def note_not_compared() -> str:
    """Show why the view is compared with no release, where there are several and readers may
    wonder."""
    why = why_not_compared()
    return "" if why == ONLY_ONE_RELEASE else why


def show_pair_note() -> None:
    """Show a note where the release that the address asks to compare with cannot be taken."""
    chosen = str(st.query_params.get(BEFORE) or "")[:LONGEST_NUMBER]
    if not published_entries() or not chosen or chosen in _comparable_numbers():
        return
    hidden = say_why_not_shown(int(chosen)) if chosen.isascii() and chosen.isdigit() else ""
    number = compared_number()
    instead = f"release {number} is taken instead" if number else "nothing is compared"
    why = f"There is no release “{escape_streamlit(chosen)}” to compare with"
    if chosen == str(shown_number()):
        why = f"Release {chosen} is the one shown"
    if hidden:
        st.warning(f"{hidden} {capitalise(instead)}.")
    else:
        st.warning(f"{why}, so {instead}.")


def earlier_release() -> Release | None:
    """The release that views are compared with, where there is one."""
    number = compared_number()
    is_shown = any(entry.number == number for entry in published_entries())
    return published_release(number) if is_shown else None


def compared_number() -> int:
    """The number of the release that views are compared with; 0 where there is none."""
    chosen = address_value(BEFORE)
    if chosen in _comparable_numbers():
        keep_in_address(BEFORE, chosen)
        return int(chosen)
    return earlier_number(_with_preview(), shown_number() or _next_number())


def address_of_releases() -> str:
    """The numbers of the release shown and of the one compared with, as a query string."""
    numbers = {RELEASE: shown_number(), BEFORE: compared_number()}
    return urlencode({name: number for name, number in numbers.items() if number})


def _comparable_numbers() -> list[str]:
    """The numbers, as text, of every release that the one shown can be compared with."""
    return [str(entry.number) for entry in published_entries() if entry.number != shown_number()]


def _with_preview() -> list[Entry]:
    """Every publication, newest first; a previewed workbook is put first as if it were published
    now."""
    entries = list(publications().entries)
    if not st.session_state.get(PREVIEW) or not entries:
        return entries
    as_at = shown_release().as_at
    preview = replace(
        replace(entries[0], undoes=0, sha256="", withdrawn_at=""),
        number=_next_number(),
        as_at=as_at,
        published_at=utc_now(),
    )
    return [preview, *entries]


def _next_number() -> int:
    """The number that a workbook in preview would be published under."""
    return max((entry.number for entry in publications().entries), default=0) + 1


@st.cache_resource(max_entries=12, show_spinner=False)
def _cached_changes(
    before: str, after: str, _before: Release, _after: Release
) -> tuple[Change, ...]:
    return compare_releases(_before, _after)


def _show_release_menus(entries: Sequence[Entry], after: int, before: int) -> None:
    labels = {str(entry.number): entry_label(entry) for entry in entries}
    for number in trail_of(publications().entries).taken_back & {entry.number for entry in entries}:
        labels[str(number)] += ", taken back"
    left, right = st.columns(2)
    # The menus show the releases in force, which may have been chosen elsewhere.
    st.session_state[FROM_MENU] = str(before) if before else None
    st.session_state[TO_MENU] = str(after)
    left.selectbox(
        "From release",
        [number for number in labels if number != str(after)],
        format_func=labels.__getitem__,
        key=FROM_MENU,
        index=0 if before else None,
        placeholder="None is earlier: choose one",
        on_change=_on_from_menu,
    )
    if after:
        right.selectbox(
            "To release",
            list(labels),
            format_func=labels.__getitem__,
            key=TO_MENU,
            on_change=_on_to_menu,
        )


def _on_from_menu() -> None:
    keep_in_address(BEFORE, st.session_state[FROM_MENU] or "")


def _on_to_menu() -> None:
    """Pin the release chosen in the second menu, as the release menu of the sidebar does.

    Where both menus now have one release, the one that was shown becomes the one compared with.
    """
    if st.session_state[TO_MENU] == st.session_state[FROM_MENU]:
        keep_in_address(BEFORE, str(shown_number()))
    st.session_state[RELEASE] = st.session_state[TO_MENU]
