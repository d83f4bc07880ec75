"""The last step of the officers' page, publishing, and the history with its way back."""

from collections.abc import Callable

import streamlit as st

from hor_data.releases import (
    Candidate,
    Entry,
    MovedOnError,
    StoreUnavailableError,
    before_undo,
    list_events,
    note_event,
    publish,
    read_content,
    undo,
)
from hor_data.upload import Checked, Proposal
from hor_data.words import listed
from hor_ui.local_time import say_day
from hor_ui.markup import plain, render
from hor_ui.page import as_at, show
from hor_ui.page_officer import NotAnOfficerError, officer, require_officer, sign_in_address
from hor_ui.page_release import entries, latest
from hor_ui.page_update import (
    BASE,
    MOST_SHOWN,
    OUTCOME,
    UPLOADS,
    Outcome,
    download,
    let_go_of_upload,
    say_that_it_waits,
)
from hor_ui.settings import behind_edge, store

LONGEST_NOTE = 500
AT_STEP, AT_HISTORY = "publish", "history"
SEEN_NEXT = "Everyone sees it at their next click."


def publish_it(checked: Checked | None) -> None:
    """Step 4: the words that go with the release, and the one button."""
    show("step-4", render("step", number=4, title="Publish", lead=(
        "Everyone sees the new release the next time they open a page. You can undo it."
    )))  # fmt: skip
    _show_outcome(AT_STEP)
    if not behind_edge():
        said = "Publishing needs the server: start it with `streamlit run server.py` or `make run`."
        st.info(said)
    elif not officer():
        show("sign-in", render("sign_in_first", sign_in=sign_in_address()))
    elif not checked or not checked.proposal:
        say_that_it_waits("no-publishing")
    else:
        _publish_form(checked, checked.proposal)


def history() -> None:
    """Every release, with the way back to the one before."""
    listed_entries = entries()
    if not listed_entries:
        return
    show("history", render("history", entries=listed_entries, latest=latest()))
    if not officer():
        return
    named = {entry.number: _name(entry) for entry in listed_entries}
    chosen = st.selectbox(
        "Release to download as it was uploaded",
        list(named),
        format_func=named.__getitem__,
        key=f"original-{latest()}",  # begins with the newest again when there is a newer one
    )
    name = f"release-{chosen}.xlsx"
    download(st, "Download the original", lambda: read_content(store(), chosen) or b"", name)
    _show_outcome(AT_HISTORY)
    before = before_undo(listed_entries)
    if before:
        _offer_undo(latest(), before)
    show("audit", render("audit", events=list_events(store(), MOST_SHOWN)))


def _name(entry: Entry) -> str:
    return f"{entry.number}: {entry.name}, {say_day(entry.published_at)}"


def _offer_undo(number: int, before: Entry) -> None:
    # The tick is for this release alone: whatever is published next has a tick of its own.
    tick = f"sure-{number}"
    sure = st.checkbox(f"I want everyone to see release {before.number} again", key=tick)
    st.button(
        f"Undo release {number}",
        on_click=_undo,
        args=(number, before.number, tick),
        disabled=not sure,
    )


def _publish_form(checked: Checked, proposal: Proposal) -> None:
    # Each upload has words of its own: what was typed for another does not stay.
    own = st.session_state.get(UPLOADS, 0)
    with st.form("publish", border=False):
        name = st.text_input("Name of the release", proposal.name, key=f"name-{own}", max_chars=200)
        note = st.text_area("What is new in it", key=f"note-{own}", max_chars=LONGEST_NOTE)
        st.caption(f"Data as at {as_at(proposal)}, as the workbook's cover says.")
        base = st.session_state.setdefault(BASE, latest())
        if st.form_submit_button("Publish", type="primary"):
            candidate = Candidate(checked.content, checked.file_name, name, note)
            _publish(candidate, checked, base)
            st.rerun()


def _publish(candidate: Candidate, checked: Checked, base: int) -> None:
    try:
        entry = _written(AT_STEP, lambda: publish(store(), candidate, require_officer(), base))
    except MovedOnError as error:
        names = "; ".join(f"release {entry.number} by {entry.who}" for entry in error.since)
        _keep(f"{error} Published meanwhile: {names}.", AT_STEP)
        detail = f"{checked.file_name}, SHA-256 {checked.sha256}"
        note_event(store(), officer(), "publish refused", detail)
        return
    if entry:
        let_go_of_upload()
        _keep(f"Release {entry.number} is published. {SEEN_NEXT}", AT_STEP, entry.number)


def _undo(base: int, before: int, tick: str) -> None:
    st.session_state[tick] = False
    try:
        entry = _written(AT_HISTORY, lambda: undo(store(), require_officer(), base))
    except MovedOnError as error:
        names = listed([f"release {entry.number} by {entry.who}" for entry in error.since])
        _keep(f"Nothing was undone: {names} came after release {base}.", AT_HISTORY)
        return
    if entry:
        again = f"It is release {before} again, as release {base} was taken back."
        number = entry.number
        _keep(f"Release {number} is published. {again} {SEEN_NEXT}", AT_HISTORY, number)


def _written(place: str, write: Callable[[], Entry]) -> Entry | None:
    """The entry that was written, or None where the reason why not is kept for the officer.

    Another officer's entries in between make the comparison old, and are for the caller to say.
    """
    st.session_state.pop(BASE, None)
    try:
        return write()
    except MovedOnError:
        raise
    except (NotAnOfficerError, StoreUnavailableError, ValueError) as error:
        _keep(str(error), place)
    return None


def _keep(sentence: str, place: str, number: int = 0) -> None:
    st.session_state[OUTCOME] = Outcome(sentence, place, number)


def _show_outcome(place: str) -> None:
    """What the officer's last write did, once and where it was asked for: a failure until the next
    run, a release for as long as it is the latest and nothing else was uploaded."""
    outcome: Outcome | None = st.session_state.get(OUTCOME)
    if outcome is None or outcome.place != place:
        return
    if not outcome.number:
        del st.session_state[OUTCOME]
        st.error(plain(outcome.sentence))
    elif outcome.number == latest():
        st.success(plain(outcome.sentence))
