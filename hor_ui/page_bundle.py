"""Everything for the meeting as one file, made step by step; it can be cancelled."""

import logging
from collections.abc import Sequence
from typing import NamedTuple

import streamlit as st

from hor_ui import bundle
from hor_ui.page_agenda import choice_in_force, make_agenda
from hor_ui.page_compared import compared, compared_with
from hor_ui.page_offer import say_failure
from hor_ui.parts import Part
from hor_ui.view import View, file_name

MAKING, BUNDLE = "_making", "_bundle"
ZIP = "application/zip"
log = logging.getLogger(__name__)


class Asked(NamedTuple):
    """What the reader asked of the slides: the names of their parts, the template, and the
    dashboard's address in their notes."""

    names: tuple[str, ...]
    template: bytes | None
    address: str


def offer_everything(view: View, parts: Sequence[Part], asked: Asked) -> None:
    """A button that makes it; once made, and until something else is asked for, its download."""
    made_of = (view.release.id, view.query, compared_with(), choice_in_force(), asked)
    done = st.session_state.get(BUNDLE)
    if done and done[0] == made_of:
        name = file_name(view, "everything", "zip")
        st.download_button(
            "Download everything for the meeting", done[1], name, ZIP, on_click="ignore"
        )
        for sentence in done[2]:
            st.warning(sentence)
        return
    st.button(
        "Make everything for the meeting (slides, agenda, briefs, workbook and data)",
        on_click=lambda: st.session_state.update({MAKING: True}),
    )
    if st.session_state.pop(MAKING, False):
        st.session_state[BUNDLE] = (made_of, *_make(view, parts, asked))
        st.rerun()


def _make(view: View, parts: Sequence[Part], asked: Asked) -> tuple[bytes, tuple[str, ...]]:
    """The zip, and what could not be made for it, in sentences."""
    bar = st.progress(0.0)
    # A press of it ends this run at the next step: nothing has been kept by then.
    st.button("Cancel")
    found = compared(view)
    agenda = make_agenda(view, found, choice_in_force())
    wanted = bundle.Wanted(parts, agenda, found, asked.template, asked.address)
    made = bundle.steps(view, wanted)
    files: dict[str, bytes] = {}
    missing: list[str] = []
    steps = list(made)
    for at, step in enumerate(steps):
        bar.progress(at / len(steps), f"Making {step.said}")
        # What else there is for the meeting is not to be lost with one part of it.
        try:
            files |= step.make()
        except Exception as error:
            log.exception("For everything for the meeting, %s could not be made", step.said)
            missing.append(say_failure(f"{step.said[0].upper()}{step.said[1:]}", error))
            made = [other for other in made if other is not step]
    return bundle.bundled(view, made, files, missing), tuple(missing)
