"""The Health of the Region commitments dashboard: `streamlit run dashboard.py`."""

import streamlit as st

from hor_exports.view import open_view
from hor_web import page
from hor_web.arrival import apply_address, show_remarks
from hor_web.explore.facets import show_facets
from hor_web.filters import selection_in_force, write_filters
from hor_web.logs import configure_logging
from hor_web.publications import read_publications_for_run
from hor_web.release_menu import choose_release, show_release_banner
from hor_web.roundtable.meeting import show_way_back
from hor_web.shown_release import shown_release

PAGES = page.pages_for_run(
    lambda: {
        "": st.Page("pages/explore.py", title="Explore", default=True),
        "commitments": st.Page("pages/commitments.py", title="Commitments", visibility="hidden"),
        "organisations": st.Page("pages/organisations.py", title="Organisations"),
        "what_changed": st.Page("pages/what_changed.py", title="What changed"),
        "roundtable": st.Page("pages/roundtable.py", title="Roundtable"),
        "downloads": st.Page("pages/downloads.py", title="Slides and data"),
        "measures": st.Page("pages/measures.py", title="Measures"),
        "update_data": st.Page("pages/update_data.py", title="Update the data"),
        "about": st.Page("pages/about.py", title="About"),
    }
)
# The filters stand only beside pages that they filter.
UNFILTERED_PAGES = ("update_data", "about")

configure_logging()
current = st.navigation(list(PAGES.values()), position="hidden" if page.is_embedded() else "top")
st.set_page_config(f"{current.title} – {page.DASHBOARD_TITLE}", page.page_icon(), layout="wide")
read_publications_for_run()
page.follow_link(PAGES)
apply_address(current.url_path)
release = shown_release()
write_filters(release)
view = open_view(release, selection_in_force(release))
with st.sidebar:
    choose_release()
    if current.url_path not in UNFILTERED_PAGES:
        show_facets(view)
show_release_banner()
show_remarks(view, current.url_path)
show_way_back(current.title)
current.run()
page.show_foot(view, current.url_path)
