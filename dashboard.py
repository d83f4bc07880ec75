"""The Health of the Region commitments dashboard: `streamlit run dashboard.py`."""

import streamlit as st

from hor_ui import page
from hor_ui.page_arrival import arrive, show_remarks
from hor_ui.page_filters import choose_filters
from hor_ui.page_meeting import show_way_back
from hor_ui.page_presses import catch_up
from hor_ui.page_release import ask_store, shown_release
from hor_ui.page_release_menu import choose_release, show_banner

PAGES = {
    "": st.Page("pages/overview.py", title="Overview", default=True),
    "commitments": st.Page("pages/commitments.py", title="Commitments"),
    "organisations": st.Page("pages/organisations.py", title="Organisations"),
    "measures": st.Page("pages/measures.py", title="Measures"),
    "what_changed": st.Page("pages/what_changed.py", title="What changed"),
    "roundtable": st.Page("pages/roundtable.py", title="Roundtable"),
    "downloads": st.Page("pages/downloads.py", title="Slides and downloads"),
    "update_data": st.Page("pages/update_data.py", title="Update the data"),
    "about": st.Page("pages/about.py", title="About"),
}

current = st.navigation(list(PAGES.values()), position="top")
st.set_page_config(
    f"{current.title} – {page.TITLE}", str(page.ROOT / "static" / "icon.svg"), layout="wide"
)
catch_up()
ask_store()
page.go_where_told(PAGES)
arrive(current.url_path)
release = shown_release()
with st.sidebar:
    choose_filters(release)
    choose_release()
show_banner()
show_remarks(release, current.url_path)
show_way_back(current.title)
current.run()
page.show_foot(release, current.url_path)
