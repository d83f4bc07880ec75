"""Downloads whose file is made when the reader asks for it, with a sentence where that fails."""

import logging
from collections.abc import Callable
from functools import partial
from typing import Any

import streamlit as st

from hor_exports.deck import TemplateRefusedError
from hor_web.publications import publications, read_publications

DOWNLOAD_FAILURES = "_failed_downloads"
TRY_AGAIN = (
    "Nothing is lost: try again, and if it fails again, tell the people who run this dashboard."
)
WITHDRAWN_SINCE = (
    "A release was withdrawn since this page was shown. Load the page again and take it from there."
)
OFFICE = "application/vnd.openxmlformats-officedocument"
MEDIA_TYPES = {
    "xlsx": f"{OFFICE}.spreadsheetml.sheet",
    "pptx": f"{OFFICE}.presentationml.presentation",
    "docx": f"{OFFICE}.wordprocessingml.document",
    "zip": "application/zip",
    "json": "application/json",
    "csv": "text/csv",
    "md": "text/markdown",
}
log = logging.getLogger(__name__)


def offer_download(
    place: Any, label: str, make: Callable[[], bytes], name: str, **style: Any
) -> None:
    """A download button for the file `name`; `make` is called when the reader presses it. `place`
    is a column or `st`; `style` goes to Streamlit's button.

    Where `make` failed, Streamlit's button says that there is no file; a sentence under it says
    why, from the next run of the page until the file has been made.
    """
    failures: dict[str, str] = st.session_state.setdefault(DOWNLOAD_FAILURES, {})
    make_and_note = partial(_make, make, label, name, failures, publications().withdrawn)
    style = {"width": "stretch"} | style
    media_type = MEDIA_TYPES[name.rpartition(".")[2]]
    place.download_button(label, make_and_note, name, media_type, on_click="ignore", **style)
    if name in failures:
        place.error(failures[name])


def say_failure(what: str, error: Exception) -> str:
    """Why something could not be made, as sentences for the reader."""
    if isinstance(error, TemplateRefusedError | WithdrawnSinceError):
        return f"{what} could not be made. {error}"
    return f"{what} could not be made. {TRY_AGAIN}"


class WithdrawnSinceError(LookupError):
    """A release was withdrawn since the page with the button was shown."""

    def __init__(self) -> None:
        super().__init__(WITHDRAWN_SINCE)


def _make(
    make: Callable[[], bytes],
    label: str,
    name: str,
    failures: dict[str, str],
    withdrawn: frozenset[int],
) -> bytes:
    """The file's bytes. Runs in another thread than the page, where no session state can be
    reached; `withdrawn` are the releases that were withdrawn when the page was shown."""
    try:
        if read_publications().withdrawn - withdrawn:
            raise WithdrawnSinceError
        content = make()
    except Exception as error:
        log.exception("The download %s could not be made", name)
        failures[name] = say_failure(f"“{label}”", error)
        raise
    failures.pop(name, None)
    return content
