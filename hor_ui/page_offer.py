"""Downloads that are made when they are asked for; one that cannot be made says so."""

import logging
from collections.abc import Callable
from functools import partial
from typing import Any

import streamlit as st

from hor_ui.deck.refusal import TemplateRefusedError

FAILED = "_failed_downloads"
TRY_AGAIN = (
    "Nothing is lost: try again, and if it fails again, tell the people who run this dashboard."
)
log = logging.getLogger(__name__)


def offer(
    place: Any, label: str, make: Callable[[], bytes], file: tuple[str, str], **style: Any
) -> None:
    """A download of `file`, its name and media type, made when it is asked for.

    Where that failed, Streamlit's button says that there is no file; why is said under it, in a
    sentence, from the next run of the page until the file has been made.
    """
    name, media_type = file
    failures: dict[str, str] = st.session_state.setdefault(FAILED, {})
    make_and_note = partial(_make, make, (label, name), failures)
    place.download_button(label, make_and_note, name, media_type, on_click="ignore", **style)
    if name in failures:
        place.error(failures[name])


def say_failure(what: str, error: Exception) -> str:
    """Why something could not be made, in sentences for the reader."""
    if isinstance(error, TemplateRefusedError):
        return f"{what} could not be made. {error}"
    return f"{what} could not be made. {TRY_AGAIN}"


def _make(make: Callable[[], bytes], asked: tuple[str, str], failures: dict[str, str]) -> bytes:
    """The file. This runs beside the page, where no session state can be reached."""
    label, name = asked
    try:
        content = make()
    except Exception as error:
        log.exception("The download %s could not be made", name)
        failures[name] = say_failure(f"“{label}”", error)
        raise
    failures.pop(name, None)
    return content
