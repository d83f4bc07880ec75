"""Method, definitions, strengths and limits, source and licence, accessibility statement."""

import streamlit as st

from hor_data.release import write_release
from hor_web import page
from hor_web.offer import offer_download
from hor_web.settings import read_settings
from hor_web.shown_release import shown_release

YEAR = len("2022")

release = shown_release()
commitments, cover = release.commitments, release.cover
known_as = release.organisations["Previously known as"]
page.show_template(
    "about",
    "about/about",
    begin="about",
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
    as_at=page.say_as_at(release),
    keep_events_days=read_settings().keep_events_days,
)
offer_download(
    st,
    "Download the data (Excel workbook)",
    lambda: write_release(release),
    "health-of-the-region-commitments.xlsx",
    width="content",
)
