"""The browser components that pages are made of: markup, charts, the meeting and its minutes.

The browser keeps a component in place from one run to the next and receives its new data.
"""

from collections.abc import Callable, Mapping, Sequence
from functools import cache, partial
from typing import Any

import streamlit as st

from hor_web.internals import register_components
from hor_web.presses import PRESSED, QUEUED_EVENTS, latest_press, take_presses
from hor_web.settings import ROOT

# Each is a script of static/ with this name.
NAMES = ("content", "chart", "meeting", "minutes")
# Called with the text that the browser sent with an event.
EventHandler = Callable[[str], None]
Handlers = Mapping[str, EventHandler]


def mount_content(
    key: str,
    html: str,
    handlers: Handlers,
    begin: str = "",
    made: Sequence[Mapping[str, str]] = (),
    places: str = "",
) -> None:
    """Show markup; `handlers` has an entry for a link followed ("went") and a button ("toggled",
    "moved", "made"). When `begin` changes the reader is taken to the heading, as after loading a
    page. `made` are files for the reader, as `made_files.browser_file` gives them; `places` is what
    the field Find of the markup finds, as static/find.js reads it."""
    data: dict[str, Any] = {"html": html, "begin": begin}
    data |= {"made": list(made)} if made else {}
    data |= {"places": places} if places else {}
    mount("content", key, data, handlers)


def mount(name: str, key: str, data: Mapping[str, Any], handlers: Handlers) -> None:
    """Show the component that static/<name>.js defines; that file reads `data` and sends the
    events.

    `handlers` are called by the name of the event. Presses go through the numbered queue of
    `presses`, and `data` gains the key "received": the number of the last press that was taken.
    """
    register_components(NAMES, ROOT, "static")
    listeners: dict[str, Callable[[], None]] = {
        f"on_{event}_change": partial(_on_event, key, event, handlers[event])
        for event in handlers.keys() - QUEUED_EVENTS
    }
    if handlers.keys() & QUEUED_EVENTS:
        listeners[f"on_{PRESSED}_change"] = partial(_on_presses, key, handlers)
        data = {**data, "received": latest_press(key)}
    _component(name)(key=key, data=data, **listeners)


def _on_event(key: str, event: str, handler: EventHandler) -> None:
    value = st.session_state[key].get(event)
    if isinstance(value, str):
        handler(value)


def _on_presses(key: str, handlers: Handlers) -> None:
    take_presses(key, st.session_state[key].get(PRESSED), handlers)


@cache
def _component(name: str) -> Any:
    return st.components.v2.component(f"hor.{name}", js=f"{name}.js", isolate_styles=False)
