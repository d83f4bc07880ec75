"""Method, definitions, strengths and limits, source and licence, accessibility statement."""

import streamlit as st

from hor_data.release import write_release
from hor_ui import page
from hor_ui.chart_files import XLSX
from hor_ui.markup import render
from hor_ui.page_offer import offer
from hor_ui.page_release import shown_release

YEAR = len("2022")

release = shown_release()
commitments, cover = release.commitments, release.cover
known_as = release.organisations["Previously known as"]
html = render(
    "about",
    commitments=len(commitments),
    leads=len(release.groupings["lead"].values),
    dated=int((commitments["Due"] != "").sum()),
    measured=release.measures["Ref"].nunique(),
    statuses=release.statuses,
    renamed=[(name, before) for name, before in known_as.items() if before],
    publisher=cover.get("publisher", "its publisher"),
    updates=len(release.updates),
    only_a_year=int((release.updates["As at"].str.len() == YEAR).sum()),
    about=cover.get("about", ""),
    names=cover.get("names", ""),
    related=cover.get("related outputs", ""),
    next_release=cover.get("next release", ""),
    how_made=cover.get("how the statuses were made", "The workbook does not say."),
    source=cover.get("source", "Not stated"),
    licence=cover.get("licence", ""),
    contact=cover.get("contact", ""),
    name=release.name,
    as_at=page.as_at(release),
)
page.show("about", html, begin="about")
offer(
    st,
    "Download the data (Excel workbook)",
    lambda: write_release(release),
    ("health-of-the-region-commitments.xlsx", XLSX),
)
