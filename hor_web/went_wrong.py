"""What readers see where a page raised an error: a sentence with a way on. Its cause is logged."""

import logging

import streamlit as st

from hor_data.store import StoreUnavailableError, WithdrawnError
from hor_web.components import mount_content
from hor_web.markup import render

log = logging.getLogger(__name__)
LEAD = "This page could not be shown."
TELL = "Try again; if it happens again, tell the people who run this dashboard."
STORE_AWAY = (
    "The store of releases does not answer, and nothing was read from it before. "
    "Try again in a few minutes."
)


def show_went_wrong(error: Exception) -> bool:
    """Show that a page, or a press on it, raised an error, in place of Streamlit's own box; True,
    so that Streamlit shows nothing besides."""
    log.error("A page could not be shown", exc_info=error)
    sentence, again = _say(error)
    try:
        html = render("went_wrong", lead=LEAD, sentence=sentence, again=again)
        mount_content("went-wrong", html, {})
    except Exception:
        # What failed may be the very thing that shows markup.
        log.exception("That a page could not be shown could not be shown as markup")
        st.error(f"{LEAD} {sentence}")
    return True


def _say(error: Exception) -> tuple[str, bool]:
    """What to say of an error, and whether trying again later is all there is to do."""
    if isinstance(error, StoreUnavailableError):
        return STORE_AWAY, True
    if isinstance(error, WithdrawnError):
        return str(error), True
    return TELL, False
