"""Files that a page makes on a press and hands to the browser with its next run."""

from base64 import b64encode
from collections.abc import Collection
from uuid import uuid4

import streamlit as st

_ORDERS = "_made"


def on_file_ordered(order: str) -> None:
    """Make a file at the next run; `order` is what it is of=its kind."""
    st.session_state[_ORDERS] = [*st.session_state.get(_ORDERS, ()), order]


def take_orders(name: str) -> list[str]:
    """The kinds of files of a thing that were ordered since the last run."""
    orders = st.session_state.get(_ORDERS, ())
    own = [order for order in orders if order.partition("=")[0] == name]
    if own:
        st.session_state[_ORDERS] = [order for order in orders if order not in own]
    return [order.partition("=")[2] for order in own]


def known_kinds(kinds: Collection[str], known: Collection[str]) -> list[str]:
    """The kinds that there are: an order comes from the browser, which may send any text."""
    return [kind for kind in kinds if kind in known]


def browser_file(name: str, media_type: str, content: bytes) -> dict[str, str]:
    """A file as static/files.js takes it; its content in base64."""
    return {
        "id": uuid4().hex,
        "name": name,
        "type": media_type,
        "content": b64encode(content).decode(),
    }
