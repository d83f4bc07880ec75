"""Presses on a page's own buttons, numbered so that none is lost or taken twice on a slow line.

The browser sends each press again until the server has acknowledged its number: static/presses.js.
"""

import json
from collections.abc import Callable, Iterator, Mapping
from contextlib import suppress

import streamlit as st

PRESSED = "pressed"
QUEUED_EVENTS = frozenset({"toggled", "moved", "made"})
# In the session's state: the last press taken of each component.
_RECEIVED = "_received"
_LONGEST_QUEUE = 100_000


def take_presses(key: str, queue: object, handlers: Mapping[str, Callable[[str], None]]) -> None:
    """Call the handlers of a component's presses that have not been taken yet, in their order.

    `queue` is JSON from the browser: [[number, event, value], …] with rising numbers.
    """
    for number, event, value in _presses(queue):
        if number > latest_press(key):
            st.session_state.setdefault(_RECEIVED, {})[key] = number
            if event in QUEUED_EVENTS and event in handlers:
                handlers[event](value)


def latest_press(key: str) -> int:
    """The number of the last press that was taken of a component; 0 for none."""
    return int(st.session_state.get(_RECEIVED, {}).get(key, 0))


def _presses(queue: object) -> Iterator[tuple[int, str, str]]:
    """The number, event and value of each press in the browser's JSON; anything else is skipped."""
    items: object = None
    if isinstance(queue, str) and len(queue) <= _LONGEST_QUEUE:
        with suppress(ValueError):
            items = json.loads(queue)
    for press in items if isinstance(items, list) else ():
        match press:
            case [int(number), str(event), str(value)]:
                yield number, event, value
