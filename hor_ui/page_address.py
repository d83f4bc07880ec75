"""What pages keep in their address, and in the session while the reader is on another page.

Filters and the release are bound by Streamlit itself; a bound value leaves the address with its
control, and stands there as its label, so what must outlast or is no label is kept here.
"""

import streamlit as st

LONGEST = 2_000


def asked(name: str) -> str:
    """What the address says, or where it says nothing the session; bounded."""
    said = st.query_params.get(name) or st.session_state.get(_key(name)) or ""
    return str(said)[:LONGEST]


def keep(name: str, said: str) -> None:
    """Put it into the address and the session; "" takes it out of both."""
    st.session_state[_key(name)] = said
    if said and st.query_params.get(name) != said:
        st.query_params[name] = said
    elif not said:
        st.query_params.pop(name, None)


def asked_number(name: str, usual: int, least: int, most: int) -> int:
    """A whole number the address asks for, within bounds; the usual where it is none."""
    text = asked(name)
    given = int(text) if text.isascii() and text.isdigit() and len(text) < 7 else usual
    return min(max(given, least), most)


def _key(name: str) -> str:
    return f"_kept_{name}"
