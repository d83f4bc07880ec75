"""Everything for the meeting as one file, made step by step; it can be cancelled."""

from collections.abc import Sequence
from typing import NamedTuple

import streamlit as st

from hor_ui import bundle
from hor_ui.page_agenda import choice_in_force, make_agenda
from hor_ui.page_compared import compared, compared_with
from hor_ui.parts import Part
from hor_ui.view import View, file_name

MAKING, BUNDLE = "_making", "_bundle"
ZIP = "application/zip"


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
        return
    st.button(
        "Make everything for the meeting (slides, agenda, briefs, workbook and data)",
        on_click=lambda: st.session_state.update({MAKING: True}),
    )
    if st.session_state.pop(MAKING, False):
        st.session_state[BUNDLE] = (made_of, _make(view, parts, asked))
        st.rerun()


def _make(view: View, parts: Sequence[Part], asked: Asked) -> bytes:
    bar = st.progress(0.0)
    # A press of it ends this run at the next step: nothing has been kept by then.
    st.button("Cancel")
    found = compared(view)
    agenda = make_agenda(view, found, choice_in_force())
    wanted = bundle.Wanted(parts, agenda, found, asked.template, asked.address)
    made = bundle.steps(view, wanted)
    files: dict[str, bytes] = {}
    for at, step in enumerate(made):
        bar.progress(at / len(made), f"Making {step.said}")
        files |= step.make()
    return bundle.bundled(view, made, files)
