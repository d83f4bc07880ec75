"""The download "everything for the meeting": one zip, made step by step, which can be cancelled."""

import logging
from collections.abc import Sequence
from typing import NamedTuple

import streamlit as st

from hor_exports import bundle
from hor_exports.deck import Part
from hor_exports.explore import MatrixChoice
from hor_exports.view import View, file_name
from hor_web.compared_release import compared_number, compared_view
from hor_web.downloads.choices import trend_over_releases
from hor_web.offer import say_failure
from hor_web.roundtable.agenda import agenda_choice, make_agenda

BUNDLE_ORDERED, MADE_BUNDLE = "_making", "_bundle"
log = logging.getLogger(__name__)


class DeckChoice(NamedTuple):
    """What the reader chose for the slides: the names of their parts, the template's bytes if any,
    the dashboard's address for the links in their notes, and the matrix as Explore has it."""

    names: tuple[str, ...]
    template: bytes | None
    address: str
    matrix: MatrixChoice = MatrixChoice()


def offer_bundle(view: View, parts: Sequence[Part], choice: DeckChoice) -> None:
    """A button that makes the zip; once made, its download, until the reader asks for something
    else."""
    key = (view.release.id, view.query, compared_number(), agenda_choice(), choice)
    made = st.session_state.get(MADE_BUNDLE)
    if made and made[0] == key:
        _, content, missing = made
        label, name = "Download everything for the meeting", file_name(view, "everything", "zip")
        st.download_button(label, content, name, "application/zip", on_click="ignore")
        for sentence in missing:
            st.warning(sentence)
        return
    st.button(
        "Make everything for the meeting (slides, agenda, briefs, workbook, matrix and data)",
        on_click=lambda: st.session_state.update({BUNDLE_ORDERED: True}),
    )
    if st.session_state.pop(BUNDLE_ORDERED, False):
        st.session_state[MADE_BUNDLE] = (key, *_make_bundle(view, parts, choice))
        st.rerun()


def _make_bundle(
    view: View, parts: Sequence[Part], choice: DeckChoice
) -> tuple[bytes, tuple[str, ...]]:
    """The zip's bytes, and a sentence for each part that could not be made."""
    bar = st.progress(0.0)
    # Pressing it ends this run at the next step, before anything is kept in the session.
    st.button("Cancel")
    comparison = compared_view(view)
    agenda = make_agenda(view, comparison, agenda_choice())
    trend = trend_over_releases(view, choice.matrix)
    request = bundle.BundleRequest(
        parts, agenda, comparison, choice.template, choice.address, choice.matrix, trend
    )
    steps = made = bundle.list_bundle_steps(view, request)
    files: dict[str, bytes] = {}
    missing: list[str] = []
    for place, step in enumerate(steps):
        bar.progress(place / len(steps), f"Making {step.name}")
        # What else there is for the meeting is not to be lost with one part of it.
        try:
            files |= step.make()
        except Exception as error:
            log.exception("For everything for the meeting, %s could not be made", step.name)
            missing.append(say_failure(f"{step.name[0].upper()}{step.name[1:]}", error))
            made = [other for other in made if other is not step]
    return bundle.write_bundle(view, made, files, missing), tuple(missing)
