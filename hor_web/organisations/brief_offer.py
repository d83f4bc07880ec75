"""Downloads of one organisation's brief, on its page."""

import streamlit as st

from hor_exports.brief import build_brief
from hor_exports.compared import compare_view
from hor_exports.view import View, file_name
from hor_web.compared_release import earlier_release
from hor_web.components import mount_content
from hor_web.links import dashboard_address
from hor_web.markup import render
from hor_web.offer import offer_download

TITLE = "Brief to hand round"
LEAD = "Its commitments and what to ask it, on one page."
LEAD_COMPARED = "Its commitments, what changed between two releases, and what to ask it."


def offer_brief(view: View, name: str) -> None:
    """Offer the brief of one organisation as a Word document and as slides."""
    # Read here: what makes a download runs outside the page, and knows no session.
    before, address = earlier_release(), dashboard_address()
    lead = LEAD_COMPARED if before else LEAD
    mount_content("brief", render("heading", title=TITLE, lead=lead), {})

    # Writing Word and slides takes a while to load: only where somebody asks for them.
    def word() -> bytes:
        from hor_exports.documents import write_brief

        return write_brief(view, name, compare_view(before, view) if before else None)

    def slides() -> bytes:
        from hor_exports.deck import brief_part, build_deck

        brief = build_brief(view, name, compare_view(before, view) if before else None)
        return build_deck(
            view, (brief_part(brief.body.name, brief.between, brief.moved),), address=address
        )

    left, right, _ = st.columns([1, 1, 2])
    offer_download(left, "Brief (Word)", word, file_name(view, f"brief {name}", "docx"))
    offer_download(right, "Brief (slides)", slides, file_name(view, f"brief {name}", "pptx"))
