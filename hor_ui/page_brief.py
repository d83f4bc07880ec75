"""An organisation's brief, to take along from its page."""

import streamlit as st

from hor_ui.brief import read_brief
from hor_ui.compared import compare
from hor_ui.markup import render
from hor_ui.page_compared import earlier_release
from hor_ui.page_components import mount_content
from hor_ui.page_links import dashboard_address
from hor_ui.page_offer import offer
from hor_ui.view import View, file_name

DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
PPTX = "application/vnd.openxmlformats-officedocument.presentationml.presentation"
TITLE = "Brief to hand round"
LEAD = "Its commitments and what to ask it, on one page."
LEAD_COMPARED = "Its commitments, what changed between two releases, and what to ask it."


def offer_brief(view: View, name: str) -> None:
    """The brief of one organisation, as a Word document and as slides."""
    # Read here: what makes a download runs outside the page, and knows no session.
    before, address = earlier_release(), dashboard_address()
    lead = LEAD_COMPARED if before else LEAD
    mount_content("brief", render("heading", title=TITLE, lead=lead), {})

    # Writing Word and slides takes a while to load: only where somebody asks for them.
    def word() -> bytes:
        from hor_ui.documents.brief import write_brief

        return write_brief(view, name, compare(before, view) if before else None)

    def slides() -> bytes:
        from hor_ui.deck import build_deck

        brief = read_brief(view, name, compare(before, view) if before else None)
        return build_deck(view, (brief.slide,), address=address)

    left, right, _ = st.columns([1, 1, 2])
    for place, label, make, kind, media_type in (
        (left, "Brief (Word)", word, "docx", DOCX),
        (right, "Brief (slides)", slides, "pptx", PPTX),
    ):
        file = file_name(view, f"brief {name}", kind)
        offer(place, label, make, (file, media_type), width="stretch")
