"""Publications whose answer was lost on its way to the officer: told at the next look, once."""

import streamlit as st

from hor_data.store import (
    Entry,
    StoreUnavailableError,
    acknowledge,
    find_unacknowledged,
    new_publication_token,
)
from hor_web.local_time import say_moment
from hor_web.publications import ask_store
from hor_web.requests import officer_token
from hor_web.shown_release import number_in_force
from hor_web.state import SessionFile, shared_store
from hor_web.update_data.outcomes import PUBLISH_PLACE, note_outcome
from hor_web.update_data.steps import OUTCOME, UPLOADED, PublishOutcome
from hor_web.update_data.upload_control import forget_upload

IS_YOURS = "Release {number} is yours, published on {moment}."


def publication_token(subject: str) -> str:
    """The token of a publication of this session. It stays the same until `forget_token`, so that
    pressing again after an answer was lost publishes nothing twice."""
    token = new_publication_token(officer_token(st.context.cookies))
    return str(st.session_state.setdefault(_key(subject), token))


def forget_token(subject: str) -> None:
    """The outcome of a publication is known: another of the same is another publication."""
    st.session_state.pop(_key(subject), None)


def tell_lost_answer(who: str) -> None:
    """Tell an officer of a publication of theirs whose answer was lost with its connection or its
    server, and begin the page again without the workbook that was published."""
    session = officer_token(st.context.cookies)
    try:
        entry = ask_store(lambda: find_unacknowledged(shared_store(), who, session))
        if entry is None:
            return
        ask_store(lambda: acknowledge(shared_store(), who, entry.number, session))
    except StoreUnavailableError:
        return  # at the next look
    outcome: PublishOutcome | None = st.session_state.get(OUTCOME)
    if outcome is not None and outcome.number == entry.number:
        return  # the page says it already
    _take_away_upload(entry)
    sentence = IS_YOURS.format(number=entry.number, moment=say_moment(entry.published_at))
    if entry.number == number_in_force():
        note_outcome(sentence, PUBLISH_PLACE, entry.number)
        st.rerun()
    st.info(sentence)


def _take_away_upload(entry: Entry) -> None:
    uploaded: SessionFile | None = st.session_state.get(UPLOADED)
    token = uploaded and st.session_state.get(_key(uploaded.sha256))
    if uploaded and (token or uploaded.sha256 == entry.sha256):
        forget_token(uploaded.sha256)
        forget_upload()


def _key(subject: str) -> str:
    return f"_token-{subject}"
