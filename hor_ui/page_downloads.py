"""Choosing slides, and the downloads of a view."""

from collections.abc import Callable

import streamlit as st

from hor_data.groupings import GROUPINGS
from hor_data.release import Release, write_release
from hor_data.words import count
from hor_ui.deck import (
    ChartSlide,
    Headline,
    HowToRead,
    MeasuresSlide,
    Part,
    RecordSlide,
    Sources,
    TableSlide,
    TitleSlide,
    build_deck,
    outline,
)
from hor_ui.markup import render
from hor_ui.page import show
from hor_ui.sheets import commitments_csv, release_json
from hor_ui.view import View

PPTX = "application/vnd.openxmlformats-officedocument.presentationml.presentation"
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
CHARTS = ("theme", "sector", "lead", "group", "area")
OTHERS: dict[str, Part] = {
    "Targets and results": MeasuresSlide(),
    "A table of all commitments": TableSlide(),
}
MOST_RECORDS = 40


def choose_parts(view: View) -> tuple[Part, ...]:
    """The parts of the deck; its title, how to read it and its sources are always in it."""
    names = {f"Status by {GROUPINGS[field].lower()}": field for field in CHARTS}
    charts = st.multiselect("Charts", list(names), list(names)[:3], key="deck-charts")
    others = st.multiselect("Tables", list(OTHERS), key="deck-tables")
    refs = view.commitments["Ref"].tolist()
    records = st.multiselect(
        "Commitments, one a slide",
        refs,
        key="deck-records",
        max_selections=MOST_RECORDS,
        placeholder="None",
    )
    return (
        TitleSlide(),
        HowToRead(),
        Headline(),
        *(ChartSlide(names[name]) for name in charts),
        *(OTHERS[name] for name in others),
        *(RecordSlide(ref) for ref in records),
        Sources(),
    )


def offer_deck(view: View, parts: tuple[Part, ...]) -> None:
    """The outline of the deck as it will be, and its download."""
    titles = outline(view, parts)
    show("outline", render("outline", titles=titles))
    label = f"Download {count(len(titles), 'slide')} (PowerPoint)"
    name = "health-of-the-region-commitments.pptx"
    address = str(st.context.url or "")
    _download(label, lambda: build_deck(view, parts, address=address), name, PPTX)


def offer_data(release: Release) -> None:
    """The whole release in three forms."""
    one, two, three = st.columns(3)
    with one:
        _download("Excel workbook", lambda: write_release(release), "commitments.xlsx", XLSX)
    with two:
        _download("CSV", lambda: commitments_csv(release).encode(), "commitments.csv", "text/csv")
    with three:
        made = "application/json"
        _download("JSON", lambda: release_json(release).encode(), "commitments.json", made)


def _download(label: str, make: Callable[[], bytes], name: str, kind: str) -> None:
    st.download_button(label, make, name, kind, on_click="ignore", width="stretch")
