"""The downloads of a view: its deck, with the outline to change it by, and its rows as data."""

from collections.abc import Callable, Sequence

import streamlit as st

from hor_data.words import say_count
from hor_exports.deck import Part, deck_outline, make_deck, start_making
from hor_exports.explore import RELEASE_COLUMN, build_matrix_table, matrix_chart
from hor_exports.spreadsheets import (
    commitments_csv,
    view_json,
    write_data_package,
    write_view_workbook,
)
from hor_exports.view import View, file_name, rows_name
from hor_web.components import mount_content
from hor_web.downloads.bundle_offer import DeckChoice, offer_bundle
from hor_web.downloads.choices import (
    ALWAYS_FIRST,
    ALWAYS_LAST,
    DECK_PARTS,
    KEPT_DECK_PARTS,
    accepts_length,
    parts_named,
    trend_over_releases,
)
from hor_web.explore.choice import explore_choice
from hor_web.links import dashboard_address
from hor_web.markup import render
from hor_web.offer import offer_download
from hor_web.state import SessionFile


def offer_deck(view: View, chosen: Sequence[str], template: SessionFile | None) -> None:
    """The outline of the deck as it will be, and its download, alone or with everything else."""
    parts = parts_named(view, chosen)
    if not accepts_length(view, parts):
        return
    start_making()
    design = template.content if template else None
    titles = deck_outline(view, parts, design)
    _show_outline(parts, titles, chosen)
    address = dashboard_address()
    offer_download(
        st,
        f"Download {say_count(sum(map(len, titles)), 'slide')} (PowerPoint)",
        lambda: make_deck(view, parts, design, address),
        file_name(view, rows_name(view), "pptx"),
        width="content",
        type="primary",
    )
    offer_bundle(view, parts, DeckChoice(tuple(chosen), design, address, explore_choice().matrix))


def offer_data(view: View) -> None:
    """Downloads of the view's rows in four forms: Excel, CSV, JSON and data package."""
    release, refs = view.release, set(view.commitments["Ref"])
    forms: list[tuple[str, str, Callable[[], bytes]]] = [
        ("Excel workbook with charts", "xlsx", lambda: _workbook(view)),
        ("Commitments (CSV)", "csv", lambda: commitments_csv(release, refs).encode()),
        ("All tables (JSON)", "json", lambda: view_json(view).encode()),
        ("All tables (CSV, described)", "zip", lambda: write_data_package(view)),
    ]
    for place, (label, kind, make) in zip(st.columns(4), forms, strict=True):
        # What went wrong is said in the column, too.
        offer_download(place, label, make, file_name(view, rows_name(view), kind))


def _workbook(view: View) -> bytes:
    """The view's workbook with the matrix as Explore has it, and the trend."""
    choice = explore_choice().matrix
    trend = trend_over_releases(view, choice)
    chart = None
    if len(trend.releases) > 1:
        chart = matrix_chart(view, choice._replace(columns=RELEASE_COLUMN), trend)
    return write_view_workbook(view, build_matrix_table(view, choice, trend), chart)


def _show_outline(
    parts: Sequence[Part], titles: Sequence[Sequence[str]], chosen: Sequence[str]
) -> None:
    """The titles of the deck's slides, part by part; those that were chosen can be moved."""
    first, last = len(ALWAYS_FIRST), len(parts) - len(ALWAYS_LAST)
    rows = [
        {
            "titles": part_titles,
            "number": len(part_titles),
            "start": sum(map(len, titles[:place])) + 1,
            "move": place - first if first <= place < last else None,
            "name": chosen[place - first] if first <= place < last else "",
            "first": place == first,
            "last": place == last - 1,
        }
        for place, part_titles in enumerate(titles)
    ]
    mount_content("outline", render("downloads/outline", titles=rows), {"moved": move_part})


def move_part(order: str) -> None:
    """Move a part one place up or down, or take it out; `order` is "<place>:<where to>"."""
    place, _, direction = order.partition(":")
    names = list(st.session_state.get(KEPT_DECK_PARTS, ()))
    if not (place.isascii() and place.isdigit() and int(place) < len(names)):
        return
    name = names.pop(int(place))
    if direction in ("up", "down"):
        names.insert(max(int(place) + (1 if direction == "down" else -1), 0), name)
    st.session_state[DECK_PARTS] = names
