"""Values that the reader has chosen, kept in the session and written to the address.

The session decides, as the browser sends an address with each message that may not know yet what an
earlier press changed. Only at a session's first run, and after the browser's Back or Forward, does
the address decide. A value stays in the session while the reader is on a page that does not use it.
"""

from collections.abc import Sequence

import streamlit as st

LONGEST_KEPT = 2_000
_KEPT = "_kept_"


def address_value(name: str, page: str = "") -> str:
    """The value kept under a name, else the one in the address, else ""; cut to LONGEST_KEPT
    characters. `page` keeps apart what two pages call by one name."""
    kept = st.session_state.get(_key(name, page))
    value = (st.query_params.get(name) or "") if kept is None else kept
    return str(value)[:LONGEST_KEPT]


def keep_in_address(name: str, value: str, page: str = "") -> None:
    """Keep a value and write it to the address; "" removes it from there."""
    st.session_state[_key(name, page)] = value
    write_to_address(name, [value] if value else [])


def write_to_address(name: str, values: Sequence[str]) -> None:
    """Write the values of a name to the address where it has others; no values remove the name."""
    if st.query_params.get_all(name) == list(values):
        return
    if values:
        st.query_params[name] = list(values)
    else:
        st.query_params.pop(name, None)


def forget_kept_values() -> None:
    """Let the address decide again, after the browser's Back or Forward."""
    for key in [key for key in st.session_state if str(key).startswith(_KEPT)]:
        del st.session_state[key]


def address_number(name: str, usual: int, least: int, most: int) -> int:
    """A whole number from the address, moved into `least` to `most`; `usual` where the address has
    no number."""
    text = address_value(name)
    given = int(text) if text.isascii() and text.isdigit() and len(text) < 7 else usual
    return min(max(given, least), most)


def _key(name: str, page: str) -> str:
    return f"{_KEPT}{page}_{name}"
