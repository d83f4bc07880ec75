"""The history of releases, with the officers' downloads, undo, withdrawal and audit."""

import streamlit as st

from hor_data.store import (
    Entry,
    MovedOnError,
    StoreUnavailableError,
    entry_before_undo,
    list_events,
    served_entries,
    undo,
)
from hor_web.officer import current_officer, require_officer
from hor_web.page import show_template
from hor_web.publications import ask_store, publications
from hor_web.release_menu import entry_label
from hor_web.shown_release import number_in_force
from hor_web.state import shared_store
from hor_web.update_data.lost_answers import forget_token, publication_token
from hor_web.update_data.outcomes import (
    HISTORY_PLACE,
    SEEN_NEXT,
    note_outcome,
    say_publications,
    show_outcome,
    try_write,
)
from hor_web.update_data.upload import MOST_SHOWN
from hor_web.update_data.withdrawing import show_withdrawing


def show_history() -> None:
    """The list of releases; for officers with who published what, the originals, undo,
    withdrawing and the audit."""
    known, officer = publications(), current_officer()
    if not known.entries:
        return
    show_template(
        "history",
        "update_data/history",
        entries=known.entries,
        latest=known.in_force,
        officer=bool(officer),
    )
    if not officer:
        return
    _offer_original(served_entries(known.entries))
    show_outcome(HISTORY_PLACE)
    if before := entry_before_undo(known.entries):
        # The closing card leads here by this key.
        with st.container(key="undo"):
            _offer_undo(known.in_force, before)
    show_withdrawing(known.entries)
    try:
        events = ask_store(lambda: list_events(shared_store(), MOST_SHOWN))
    except StoreUnavailableError as error:
        st.warning(str(error))
        return
    show_template("audit", "update_data/audit", events=events)


def _offer_original(entries: list[Entry]) -> None:
    labels = {entry.number: entry_label(entry) for entry in entries}
    chosen = st.selectbox(
        "Release to download as it was uploaded",
        list(labels),
        format_func=labels.__getitem__,
        # Begins with the newest again when there is a newer one.
        key=f"original-{number_in_force()}",
    )
    show_template("original", "update_data/original", number=chosen)


def _offer_undo(number: int, before: Entry) -> None:
    # The key has the release's number, so that a tick never counts for another release.
    tick = f"sure-{number}"
    sure = st.checkbox(f"I want everyone to see release {before.number} again", key=tick)
    args = number, before.number, tick
    st.button(f"Undo release {number}", on_click=_on_undo, args=args, disabled=not sure)


def _on_undo(base: int, before: int, tick: str) -> None:
    st.session_state[tick] = False
    token = publication_token(f"undo-{base}")
    try:
        entry = try_write(
            HISTORY_PLACE, lambda: undo(shared_store(), require_officer(), base, token)
        )
    except MovedOnError as error:
        came = f"{say_publications(error.since)} came after release {base}"
        why = came if error.since else f"release {base} was withdrawn meanwhile"
        note_outcome(f"Nothing was undone: {why}.", HISTORY_PLACE)
        return
    if entry:
        forget_token(f"undo-{base}")
        again = f"It is release {before} again, as release {base} was taken back."
        number = entry.number
        note_outcome(f"Release {number} is published. {again} {SEEN_NEXT}", HISTORY_PLACE, number)
