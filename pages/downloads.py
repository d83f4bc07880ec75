"""Slides and downloads: what is on screen as PowerPoint, Excel, CSV and JSON."""

import streamlit as st

from hor_ui import page, page_downloads

view = page.start(
    "Slides and downloads",
    "What you have filtered, as slides with charts you can edit in PowerPoint, or as data.",
)
st.subheader("Slides", anchor=False)
parts = page_downloads.choose_parts(view)
page_downloads.offer_deck(view, parts)
st.subheader("Data", anchor=False)
page_downloads.offer_data(view.release)
