"""What every page shares: its start, headings, foot and links, and the function that shows
markup."""

from base64 import b64encode
from collections.abc import Callable, Mapping
from copy import copy
from functools import cache
from urllib.parse import parse_qs, urlsplit

import numpy as np
import streamlit as st

from hor_data.dates import say_date
from hor_data.release import CLEAR_ALL, Release, say_selection, ways_to_loosen
from hor_data.upload import Proposal
from hor_data.words import say_count
from hor_exports.view import View, open_view
from hor_web.addresses import RELEASE
from hor_web.components import mount_content
from hor_web.filters import selection_in_force, toggle_filter
from hor_web.links import link_to_view
from hor_web.markup import render
from hor_web.settings import ROOT
from hor_web.shown_release import has_other_release, pinned_number, shown_release

DASHBOARD_TITLE = "Health of the Region commitments"
NOWHERE = "nowhere"
OWN_ADDRESS = ("ref", "organisation", "meeting")
_PAGES: dict[str, "st.Page"] = {}


def pages_for_run(make: Callable[[], Mapping[str, "st.Page"]]) -> dict[str, "st.Page"]:
    """The dashboard's pages by path, made once for a process: making them looks each file up.

    A copy of each, as Streamlit marks the page that a run opens."""
    if not _PAGES:
        _PAGES.update(make())
    return {path: copy(page) for path, page in _PAGES.items()}


@cache
def page_icon() -> str:
    """The icon of the browser's tab as a data: address, so that no run has to read its file."""
    icon = (ROOT / "static" / "icon.svg").read_bytes()
    return f"data:image/svg+xml;base64,{b64encode(icon).decode('ascii')}"


def start_page(title: str = "", lead: str = "", compares: bool = False) -> View:
    """The view that the page shows, after heading the page with what it shows. A page may head
    itself.

    Where the page `compares` releases, deadlines are judged on the last day of the data.
    """
    release = shown_release()
    selection = selection_in_force(release)
    if compares and selection.depends_on_day and has_other_release():
        release = release.by_data
    view = open_view(release, selection)
    if title:
        head = render("start", title=title, lead=lead)
        show_markup("start", head + selection_markup(view), begin=title)
    return view


def choose_positions(view: View, on_a_page: int) -> tuple[np.ndarray, str]:
    """The positions in the release of the commitments on one page of the view's list, and the
    list's caption with how many there are. A longer list has a control to choose its page."""
    positions = np.flatnonzero(view.chosen)
    caption = say_count(len(positions), "commitment")
    pages = -(-len(positions) // on_a_page)
    if pages <= 1:
        return positions, caption
    first = (st.pagination(pages, key="page", bind="query-params") - 1) * on_a_page
    shown = positions[first : first + on_a_page]
    return shown, f"{first + 1:,} to {first + len(shown):,} of {caption}"


def set_page_title(name: str) -> None:
    """Set the title of the browser's tab, which screen readers read, to what the page is open
    at."""
    st.set_page_config(f"{name} – {DASHBOARD_TITLE}")


def selection_markup(view: View) -> str:
    """Markup of the sentence that says the filters; where nothing matches, which filter to
    remove."""
    empty = not view.chosen.any()
    return render(
        "selection",
        sentence=say_selection(view.release, view.selection, view.chosen),
        everything=view.selection.is_everything,
        empty=empty,
        ways=ways_to_loosen(view.release, view.selection) if empty else (),
        clear_all=CLEAR_ALL,
    )


def show_markup(key: str, html: str, begin: str = "") -> None:
    """Show markup. Its links stay in this session, and its buttons set filters."""
    mount_content(key, html, {"went": on_link, "toggled": toggle_filter}, begin)


def show_template(key: str, template: str, begin: str = "", **values: object) -> None:
    """Show a template filled with values, each of them escaped."""
    show_markup(key, render(template, **values), begin)


def show_heading(title: str, lead: str) -> None:
    """Begin a section of a page."""
    show_template(title, "heading", title=title, lead=lead)


def show_foot(view: View, page: str) -> None:
    """Show the foot of a page: date of the data, release, source, licence, and a link to what is
    shown. `page` is its path."""
    release = view.release
    show_template(
        "foot",
        "foot",
        as_at=say_as_at(release),
        release=release.name,
        source=release.cover.get("source", "not stated"),
        licence=release.cover.get("licence", ""),
        embedded=is_embedded(),
        link=link_to_view(view, page),
    )


def is_embedded() -> bool:
    """Whether another site shows this page in a frame, by ?embed=true: it has no menu."""
    return bool(st.context.is_embedded)


def say_as_at(dated: Release | Proposal) -> str:
    """The date of the release's data, in words."""
    return say_date(dated.as_at) if dated.as_at else "a date not stated"


def address_parameter(name: str) -> str:
    """The value of a parameter of the address, such as ref or organisation, cut to the longest
    read."""
    return str(st.query_params.get(name, ""))[:200]


def follow_link(pages: Mapping[str, "st.Page"]) -> None:
    """Go where the link leads that was clicked since the last run, if one was; the filters stay."""
    address = urlsplit(st.session_state.pop("_went", NOWHERE))
    path = address.path.removeprefix("./")
    if path in pages:
        asked = parse_qs(address.query)
        own = {name: asked[name][0] for name in OWN_ADDRESS if name in asked}
        if number := pinned_number():
            own[RELEASE] = str(number)
        st.switch_page(pages[path], query_params=own)


def on_link(address: str) -> None:
    """Remember the link that was clicked, to be followed at the next run."""
    st.session_state["_went"] = address
