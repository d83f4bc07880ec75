"""Who is signed in, asked of the store on every run: a cookie alone proves nothing."""

from urllib.parse import quote

import streamlit as st

from hor_data.officers import officer_of
from hor_data.releases import StoreUnavailableError
from hor_ui.edge.requests import officers_token
from hor_ui.settings import behind_edge, store

__all__ = ["NotAnOfficerError", "behind_edge", "officer", "require_officer", "sign_in_address"]
SIGN_IN_AGAIN = "You are not signed in any more. Sign in and try again."


class NotAnOfficerError(PermissionError):
    """Nobody is signed in, or no longer; its text is a sentence for the person."""


def officer() -> str:
    """The officer's name, or "" where nobody is signed in."""
    if not behind_edge():
        return ""
    try:
        return officer_of(store(), officers_token(st.context.cookies))
    except StoreUnavailableError:
        return ""


def require_officer() -> str:
    """The officer's name; asked again before anything is written."""
    who = officer()
    if not who:
        raise NotAnOfficerError(SIGN_IN_AGAIN)
    return who


def sign_in_address(next_path: str = "/update_data") -> str:
    """Where to sign in, and then come back to a page of this dashboard."""
    return f"sign-in?next={quote(next_path, safe='/')}"
