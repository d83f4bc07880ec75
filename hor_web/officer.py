"""Who is signed in: the store is asked on every run, as a cookie alone proves nothing."""

import logging
from urllib.parse import quote

import streamlit as st

from hor_data.store import StoreUnavailableError
from hor_web.publications import ask_store
from hor_web.requests import officer_token
from hor_web.sessions import signed_in_officer
from hor_web.state import behind_edge

log = logging.getLogger(__name__)
SIGN_IN_AGAIN = "You are not signed in any more. Sign in and try again."


class NotAnOfficerError(PermissionError):
    """Nobody is signed in, or no longer; the text is a sentence for the person."""


def asked_officer() -> str:
    """The officer's name, or "" where nobody is signed in. Raises StoreUnavailableError where the
    store cannot be asked: who is signed in is not known then."""
    if not behind_edge():
        return ""
    token = officer_token(st.context.cookies)
    return ask_store(lambda: signed_in_officer(token)) if token else ""


def current_officer() -> str:
    """The officer's name, or "" where nobody is signed in or it cannot be known now."""
    try:
        return asked_officer()
    except StoreUnavailableError as error:
        log.warning("Whether an officer is signed in could not be asked: %s", error)
        return ""


def require_officer() -> str:
    """The officer's name, asked of the store again before a write. Raises NotAnOfficerError, or
    StoreUnavailableError where the store cannot be asked."""
    who = asked_officer()
    if not who:
        raise NotAnOfficerError(SIGN_IN_AGAIN)
    return who


def sign_in_address(next_path: str = "/update_data") -> str:
    """The address of the sign-in page, which leads back to this page of the dashboard."""
    return f"sign-in?next={quote(next_path, safe='/')}"
