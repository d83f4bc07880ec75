"""What every page shares: the view it shows, and the one door to the screen."""

from collections.abc import Mapping
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import streamlit as st

from hor_data.dates import say_date
from hor_data.release import Release
from hor_data.selection import CLEAR_ALL, say_selection, ways_to_loosen
from hor_data.upload import Proposal
from hor_ui.markup import render
from hor_ui.page_components import mount_content
from hor_ui.page_filters import selection_in_force, toggle_filter
from hor_ui.page_links import link_to_view
from hor_ui.page_release import RELEASE, are_several, pinned_number, shown_release
from hor_ui.view import View, open_view

ROOT = Path(__file__).parent.parent
TITLE = "Health of the Region commitments"
NOWHERE = "nowhere"
OWN_ADDRESS = ("ref", "organisation", "meeting")


def start(title: str = "", lead: str = "", compares: bool = False) -> View:
    """Head the page and say which commitments it shows; a page may head itself. Where it
    `compares` releases, deadlines are judged on the last day of the data."""
    release = shown_release()
    selection = selection_in_force(release)
    if compares and selection.deadline and are_several():
        release = release.by_data
    view = open_view(release, selection)
    if title:
        head = render("start", title=title, lead=lead)
        show("start", head + selection_markup(view), begin=title)
    return view


def entitle(name: str) -> None:
    """Name what the page is open at, in the browser's title and to screen readers."""
    st.set_page_config(f"{name} – {TITLE}")


def selection_markup(view: View) -> str:
    """The filters in force as a sentence; where nothing matches, which to take out."""
    empty = not view.chosen.any()
    return render(
        "selection",
        sentence=say_selection(view.release, view.selection, view.chosen),
        everything=view.selection.is_everything,
        empty=empty,
        ways=ways_to_loosen(view.release, view.selection) if empty else (),
        clear_all=CLEAR_ALL,
    )


def show(key: str, html: str, begin: str = "") -> None:
    """Show markup; its links stay in this session and its buttons choose filters."""
    mount_content(key, html, {"went": go_later, "toggled": toggle_filter}, begin)


def show_foot(release: Release, page: str) -> None:
    """Data as at, release, source and licence, and a link to what is shown: at the foot of every
    page. `page` is its path."""
    cover = release.cover
    html = render(
        "foot",
        as_at=as_at(release),
        release=release.name,
        source=cover.get("source", "not stated"),
        licence=cover.get("licence", ""),
        link=link_to_view(open_view(release, selection_in_force(release)), page),
    )
    show("foot", html)


def as_at(dated: Release | Proposal) -> str:
    """The date the data speaks of, in words."""
    return say_date(dated.as_at) if dated.as_at else "a date not stated"


def own_address(name: str) -> str:
    """What the address says after ?ref= or ?organisation=, bounded."""
    return str(st.query_params.get(name, ""))[:200]


def go_where_told(pages: Mapping[str, "st.Page"]) -> None:
    """Follow the link clicked since the last run, if one was: the filters stay as they are."""
    address = urlsplit(st.session_state.pop("_went", NOWHERE))
    if address.path in pages:
        asked = parse_qs(address.query)
        own = {name: asked[name][0] for name in OWN_ADDRESS if name in asked}
        if number := pinned_number():
            own[RELEASE] = str(number)
        st.switch_page(pages[address.path], query_params=own)


def go_later(address: str) -> None:
    """Follow a link of the page at the next run."""
    st.session_state["_went"] = address
