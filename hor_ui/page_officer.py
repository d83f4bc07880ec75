"""Who is signed in, asked of the store on every run: a cookie alone proves nothing."""

import streamlit as st

from hor_data.officers import officer_of
from hor_data.releases import StoreUnavailableError
from hor_ui.settings import behind_edge, cookie_name, store


class NotAnOfficerError(PermissionError):
    """Nobody is signed in, or no longer; its text is a sentence for the person."""


def officer() -> str:
    """The officer's name, or "" where nobody is signed in."""
    if not behind_edge():
        return ""
    try:
        return officer_of(store(), st.context.cookies.get(cookie_name(), ""))
    except StoreUnavailableError:
        return ""


def require_officer() -> str:
    """The officer's name; asked again before anything is written."""
    who = officer()
    if not who:
        raise NotAnOfficerError("You are not signed in any more. Sign in and try again.")
    return who
