"""An organisation's brief, to take along from its page."""

import streamlit as st

from hor_ui.markup import render
from hor_ui.page_compared import compared, compared_with
from hor_ui.page_components import mount_content
from hor_ui.view import View, file_name

DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
PPTX = "application/vnd.openxmlformats-officedocument.presentationml.presentation"
TITLE = "Brief to hand round"
LEAD = "Its commitments and what to ask, on one page."
LEAD_COMPARED = "Its commitments, what changed since the earlier release, and what to ask: one page."


def offer_brief(view: View, name: str) -> None:
    """The brief of one organisation, as a Word document and as slides."""
    lead = LEAD_COMPARED if compared_with() else LEAD
    mount_content("brief", render("heading", title=TITLE, lead=lead), {})
    address = str(st.context.url or "")

    # Writing Word and slides takes a while to load: only where somebody asks for them.
    def word() -> bytes:
        from hor_ui.documents.brief import write_brief

        return write_brief(view, name, compared(view))

    def slides() -> bytes:
        from hor_ui.brief import read_brief
        from hor_ui.deck import build_deck

        return build_deck(view, (read_brief(view, name, compared(view)).slide,), address=address)

    left, right, _ = st.columns([1, 1, 2])
    stem = f"brief {name}"
    for place, label, make, kind, media_type in (
        (left, "Brief (Word)", word, "docx", DOCX),
        (right, "Brief (slides)", slides, "pptx", PPTX),
    ):
        name_of_file = file_name(view, stem, kind)
        place.download_button(
            label, make, name_of_file, media_type, on_click="ignore", width="stretch"
        )
