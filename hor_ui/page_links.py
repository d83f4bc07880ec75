"""Addresses that pages give away: each opens what is shown now, whatever is published later."""

from pathlib import Path
from urllib.parse import urlencode, urlsplit, urlunsplit

import streamlit as st

from hor_data.addresses import NAMES, RELEASE
from hor_ui.page_compared import address_of_releases
from hor_ui.page_release import PREVIEW, pinned_number, shown_number
from hor_ui.view import View

PATHS = frozenset(path.stem for path in (Path(__file__).parent.parent / "pages").glob("*.py"))
# What a page keeps in its address by itself; a link to the view is none to a meeting going on.
OWN = frozenset({"ref", "organisation", "page", "minutes", "items", "order", "first", "dropped"})
assert set(NAMES) >= OWN


def query_of(view: View) -> str:
    """What the links of a page ask for: its filters, and the release where one is pinned."""
    return "&".join(filter(None, [view.query, _release(pinned_number())]))


def pinned_query() -> str:
    """The release shown as a citation names it; "" for a preview, and without the store."""
    return _release(shown_number())


def link_to_view(view: View, page: str) -> str:
    """Where the page of this path opens with these filters, of these releases; relative, and ""
    for a preview, which nobody else can open."""
    if st.session_state.get(PREVIEW):
        return ""
    own = {name: st.query_params.get_all(name) for name in st.query_params if name in OWN}
    query = "&".join(filter(None, [urlencode(own, doseq=True), view.query, address_of_releases()]))
    return f"./{page}?{query}" if query else f"./{page}"


def dashboard_address() -> str:
    """The dashboard's own address with the releases shown, for files that are taken along."""
    url = urlsplit(str(st.context.url or ""))
    if not url.netloc:
        return ""
    folder, _, page = url.path.rstrip("/").rpartition("/")
    path = folder if page in PATHS else url.path.rstrip("/")
    return urlunsplit((url.scheme, url.netloc, path, address_of_releases(), ""))


def _release(number: int) -> str:
    return urlencode({RELEASE: number}) if number else ""
