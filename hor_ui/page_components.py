"""The components pages are made of: markup, charts, the meeting; kept in place by the browser."""

from collections.abc import Callable, Mapping
from functools import cache, partial
from pathlib import Path
from typing import Any

import streamlit as st
from streamlit.components.v2.get_bidi_component_manager import get_bidi_component_manager
from streamlit.components.v2.manifest_scanner import ComponentConfig, ComponentManifest

from hor_ui.page_presses import PRESSED, QUEUED, latest_press, take_presses

_FILES = "static"
_CONTENT, _CHART = "hor.content", "hor.chart"
_MEETING, _MINUTES = "hor.meeting", "hor.minutes"
_MANIFEST = ComponentManifest(
    name="hor",
    version="1",
    components=[
        ComponentConfig(name="content", asset_dir=_FILES),
        ComponentConfig(name="chart", asset_dir=_FILES),
        ComponentConfig(name="meeting", asset_dir=_FILES),
        ComponentConfig(name="minutes", asset_dir=_FILES),
    ],
)
_ROOT = Path(__file__).parent.parent
Told = Callable[[str], None]


def mount_content(key: str, html: str, told: Mapping[str, Told], begin: str = "") -> None:
    """Show markup; `told` is whom to tell of a link followed ("went") or a button ("toggled").

    When `begin` changes the reader is taken to the heading, as after loading a page.
    """
    _mount(_CONTENT, "content.js", key, {"html": html, "begin": begin}, told)


def mount_chart(key: str, data: Mapping[str, Any], told: Mapping[str, Told]) -> None:
    """Show a Plotly spec between its head and its foot; see static/chart.js for the data's keys."""
    _mount(_CHART, "chart.js", key, data, told)


def mount_meeting(key: str, data: Mapping[str, Any], told: Mapping[str, Told]) -> None:
    """Show the meeting, one item a screen; see static/meeting.js for the data's keys."""
    _mount(_MEETING, "meeting.js", key, data, told)


def mount_minutes(key: str, data: Mapping[str, Any], told: Mapping[str, Told]) -> None:
    """Ask the browser for the notes it keeps; `known` in the data is what it told before."""
    _mount(_MINUTES, "minutes.js", key, data, told)


def _mount(
    name: str, file: str, key: str, data: Mapping[str, Any], told: Mapping[str, Told]
) -> None:
    def tell(event: str) -> None:
        value = st.session_state[key].get(event)
        if isinstance(value, str):
            told[event](value)

    def take() -> None:
        take_presses(key, st.session_state[key].get(PRESSED), told)

    # Each runtime has a manager of its own, and a file keeps to a strict content security policy
    # where an inline script would be loaded from a blob: address.
    manager = get_bidi_component_manager()
    if manager.get_component_asset_root(name) is None:
        manager.register_from_manifest(_MANIFEST, _ROOT)
    listeners: dict[str, Callable[[], None]] = {
        f"on_{event}_change": partial(tell, event) for event in told.keys() - QUEUED
    }
    if told.keys() & QUEUED:
        listeners[f"on_{PRESSED}_change"] = take
        data = {**data, "received": latest_press(key)}
    _component(name, file)(key=key, data=data, **listeners)


@cache
def _component(name: str, file: str) -> Any:
    return st.components.v2.component(name, js=file, isolate_styles=False)
