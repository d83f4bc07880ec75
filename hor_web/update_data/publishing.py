"""Step 4 of the officers' page: publishing."""

import streamlit as st

from hor_data.store import (
    Candidate,
    CandidateFacts,
    MovedOnError,
    StoreUnavailableError,
    add_event,
    publish,
)
from hor_data.upload import CheckedUpload, Proposal
from hor_web.officer import asked_officer, current_officer, require_officer
from hor_web.page import say_as_at, show_template
from hor_web.shown_release import number_in_force
from hor_web.state import behind_edge, shared_store
from hor_web.update_data.drafts import (
    show_lost_draft,
    show_words,
    sign_in_with_draft,
    suggest_name,
    typed_words,
)
from hor_web.update_data.lost_answers import forget_token, publication_token, tell_lost_answer
from hor_web.update_data.outcomes import (
    PUBLISH_PLACE,
    SEEN_NEXT,
    note_outcome,
    say_publications,
    show_outcome,
    try_write,
)
from hor_web.update_data.steps import (
    OUTCOME,
    UPLOADED,
    PublishOutcome,
    published_outcome,
    say_steps_done,
)
from hor_web.update_data.upload import show_waiting
from hor_web.update_data.upload_control import BASE_NUMBER, forget_upload

# Whether an officer has been signed in in this session.
WAS_OFFICER = "_was_officer"
WORDS_KEPT = (
    "What you typed is kept. Choose the workbook in step 2, once more if you had chosen it before."
)
STORE_AWAY = (
    "The store of releases does not answer, so nothing can be published just now, and who is "
    "signed in is not known. What you uploaded and typed stays here: try again in a few minutes."
)


def show_publishing(checked: CheckedUpload | None) -> None:
    """Step 4: the name and the note to publish with, and the button."""
    show_outcome(PUBLISH_PLACE)
    show_lost_draft()
    if not behind_edge():
        how = "start it with `streamlit run server.py` or `make run`"
        st.info(f"Publishing needs the server: {how}.")
        return
    try:
        who = asked_officer()
    except StoreUnavailableError:
        st.warning(STORE_AWAY)
        # Nothing else here need be pressed, and a page is made anew only where something is.
        st.button("Try again")
        if st.session_state.get(WAS_OFFICER):
            show_words()
        return
    was_officer = st.session_state.get(WAS_OFFICER, False) or bool(who)
    st.session_state[WAS_OFFICER] = was_officer
    if who:
        tell_lost_answer(who)
    if not who:
        # The address has the token of what the fields hold, so they come first.
        place = st.container()
        if was_officer:
            show_words()
        with place:
            _show_sign_in(was_officer)
    elif published_outcome():
        show_waiting("no-publishing")
    else:
        _show_form(checked)


def _show_sign_in(was_officer: bool) -> None:
    has_file = bool(st.session_state.get(UPLOADED))
    show_template(
        "sign-in",
        "update_data/sign_in_first",
        sign_in=sign_in_with_draft(),
        ended=was_officer,
        kept=has_file or bool(typed_words()[1]),
    )


def _show_form(checked: CheckedUpload | None) -> None:
    proposal = checked.proposal if checked else None
    if proposal:
        suggest_name(proposal.name)
    place = st.container()
    # They are shown before there is a workbook too: what the browser has in them comes back to a
    # server that was started again only if they are there at once.
    show_words()
    if not proposal:
        with place:
            _show_what_is_missing()
    if not checked or not proposal:
        return
    st.caption(f"Data as at {say_as_at(proposal)}, as the workbook's cover says.")
    base = st.session_state.setdefault(BASE_NUMBER, number_in_force())
    st.button("Publish", type="primary", on_click=_on_publish, args=(checked, proposal, base))


def _show_what_is_missing() -> None:
    if not st.session_state.get(UPLOADED) and any(typed_words()):
        st.info(WORDS_KEPT)
    else:
        show_waiting("no-publishing")


def _on_publish(checked: CheckedUpload, proposal: Proposal, base: int) -> None:
    facts = CandidateFacts(
        proposal.name, proposal.as_at, proposal.commitments, tuple(checked.findings)
    )
    candidate = Candidate(checked.content, checked.file_name, *typed_words(), facts)
    token = publication_token(checked.sha256)
    try:
        entry = try_write(
            PUBLISH_PLACE,
            lambda: publish(shared_store(), candidate, require_officer(), base, token),
        )
    except MovedOnError as error:
        forget_token(checked.sha256)
        names = say_publications(error.since)
        meanwhile = f" Published meanwhile: {names}." if names else ""
        note_outcome(f"{error}{meanwhile}", PUBLISH_PLACE)
        detail = f"{checked.file_name}, SHA-256 {checked.sha256}"
        add_event(shared_store(), current_officer(), "publish refused", detail)
        return
    if entry:
        done = say_steps_done(checked)
        forget_token(checked.sha256)
        forget_upload()
        sentence = f"Release {entry.number} is live. {SEEN_NEXT}"
        outcome = PublishOutcome(sentence, PUBLISH_PLACE, entry.number, done)
        st.session_state[OUTCOME] = outcome
