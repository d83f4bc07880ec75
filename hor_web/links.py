"""Addresses that pages give away: each opens what is shown now, whatever is published later."""

from urllib.parse import urlencode, urlsplit, urlunsplit

import streamlit as st

from hor_exports.view import View
from hor_web.addresses import ADDRESS_NAMES, PAGE_PATHS, RELEASE
from hor_web.compared_release import address_of_releases
from hor_web.shown_release import PREVIEW, pinned_number, shown_number

# Parameters that the page itself keeps in its address. A link to the view leaves the meeting out.
OWN_NAMES = frozenset(
    {"ref", "organisation", "page", "minutes", "items", "order", "first", "dropped"}
    | {"rows", "columns", "show", "list", "sort", "listed", "with"}
)
assert set(ADDRESS_NAMES) >= OWN_NAMES


def view_query(view: View) -> str:
    """The query string of a page's links: the filters, and the release where one is pinned."""
    return "&".join(filter(None, [view.query, _release_query(pinned_number())]))


def pinned_query() -> str:
    """The query string that pins the release shown, for citations; "" for a preview and without the
    store."""
    return _release_query(shown_number())


def link_to_view(view: View, page: str) -> str:
    """The relative address at which the page of this path opens with these filters and releases; ""
    for a preview, which nobody else can open."""
    if st.session_state.get(PREVIEW):
        return ""
    own = {name: st.query_params.get_all(name) for name in st.query_params if name in OWN_NAMES}
    query = "&".join(filter(None, [urlencode(own, doseq=True), view.query, address_of_releases()]))
    return f"./{page}?{query}" if query else f"./{page}"


def dashboard_address() -> str:
    """The dashboard's own address with the releases shown, for the links in downloaded files."""
    url = urlsplit(str(st.context.url or ""))
    if not url.netloc:
        return ""
    folder, _, page = url.path.rstrip("/").rpartition("/")
    path = folder if page in PAGE_PATHS else url.path.rstrip("/")
    return urlunsplit((url.scheme, url.netloc, path, address_of_releases(), ""))


def _release_query(number: int) -> str:
    return urlencode({RELEASE: number}) if number else ""
