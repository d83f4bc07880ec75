"""What an officer was about to publish, kept across signing in: workbook, name and note."""

import secrets
from weakref import ref

import streamlit as st

from hor_web.addresses import DRAFT
from hor_web.officer import current_officer, sign_in_address
from hor_web.state import DRAFTS, Draft, SessionFile
from hor_web.update_data.steps import UPLOADED

LONGEST_NOTE, LONGEST_RELEASE_NAME = 500, 200
# Keys of the two fields. They are the same for every upload, so that a server that was started
# again has from the browser what stands in them.
NAME, NOTE = "release-name", "release-note"
# The name that the workbook suggested, and the token of this session's draft.
SUGGESTED, TOKEN = "_suggested_name", "_draft_token"
# What stood in the fields when they were last shown: Streamlit forgets it on other pages.
SHOWN_WORDS = "_shown_words"
# What is to be said of a draft that was asked for.
LOST = "_draft_lost"
NOT_KEPT = (
    "The workbook you had chosen is not here any more: the server was started again, or it took "
    "more than five minutes. Choose it once more in step 2."
)


def sign_in_with_draft() -> str:
    """The address of the sign-in page, which leads back to what is uploaded and typed here."""
    file: SessionFile | None = st.session_state.get(UPLOADED)
    name, note = typed_words()
    if not file and not note:
        return sign_in_address()
    token = st.session_state.setdefault(TOKEN, secrets.token_urlsafe(16))
    DRAFTS.keep(token, Draft(ref(file) if file else None, name, note))
    return sign_in_address(f"/update_data?{DRAFT}={token}")


def take_draft() -> None:
    """Take what an officer had here before signing in, once, where the address brought a token."""
    token = st.session_state.get(DRAFT)
    if not token or not current_officer():
        return
    del st.session_state[DRAFT]
    draft = DRAFTS.find(token)
    file = draft.file() if draft and draft.file else None
    if draft:
        st.session_state[NAME], st.session_state[NOTE] = draft.name, draft.note
    if file:
        st.session_state[UPLOADED] = file
    else:
        st.session_state[LOST] = True


def show_lost_draft() -> None:
    """Say, once, that the workbook of the draft is not here any more."""
    if st.session_state.pop(LOST, False):
        st.warning(NOT_KEPT)


def typed_words() -> tuple[str, str]:
    """The name and the note as they stand in their fields, or stood when they were last shown."""
    name, note = st.session_state.get(SHOWN_WORDS, ("", ""))
    return str(st.session_state.get(NAME, name)), str(st.session_state.get(NOTE, note))


def show_words() -> None:
    """Show the two fields."""
    # At a session's first run only the browser may know what stands in them.
    if SHOWN_WORDS in st.session_state:
        st.session_state[NAME], st.session_state[NOTE] = typed_words()
    name = st.text_input("Name of the release", key=NAME, max_chars=LONGEST_RELEASE_NAME)
    note = st.text_area("What is new in it", key=NOTE, max_chars=LONGEST_NOTE)
    st.session_state[SHOWN_WORDS] = name, note


def forget_words() -> None:
    """Empty both fields: what was typed for one workbook does not stay for another."""
    st.session_state[NAME] = st.session_state[NOTE] = ""
    st.session_state[SHOWN_WORDS] = "", ""
    st.session_state.pop(SUGGESTED, None)


def suggest_name(name: str) -> None:
    """Put the workbook's own name into the field, where the officer has typed no other."""
    typed, suggested = typed_words()[0], st.session_state.get(SUGGESTED, "")
    if typed in ("", suggested) and suggested != name:
        st.session_state[NAME] = name
    st.session_state[SUGGESTED] = name
