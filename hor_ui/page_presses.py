"""Presses of a reader on a slow line: none is lost, and none is undone by one that follows it.

A browser sends all it knows with each press: what is chosen, and the address. What an earlier
press has changed here meanwhile it does not know yet, and would set back. So what presses change
is numbered, the number is sent with it in a field that nobody sees, and the browser sends back the
latest that it has had: what is later is done again.
"""

import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any, NamedTuple

import streamlit as st

from hor_ui.page_address import keep

PRESSED = "pressed"
QUEUED = frozenset({"toggled", "moved", "made"})
HEARD = "heard"
WORDS = "words"
_RECEIVED, _EFFECTS = "_received", "_effects"
_LONGEST = 100_000
# One press lets go of some dozens at most, and a browser is seldom three presses behind.
_MOST = 500


class Effect(NamedTuple):
    """What a press changed: a value chosen in a filter or let go, or a name in the address."""

    kind: str
    name: str
    value: str
    chosen: bool = True


def filter_effect(field: str, value: str, chosen: bool) -> Effect:
    """A value of a filter is chosen, or is not."""
    return Effect("filter", field, value, chosen)


def address_effect(name: str, value: str) -> Effect:
    """The address says this after a name; "" for nothing."""
    return Effect("address", name, value)


def take_presses(key: str, queue: object, told: Mapping[str, Callable[[str], None]]) -> None:
    """Tell of the presses of a component that have not been taken yet, in their order.

    `queue` is JSON from the browser: [[number, event, value], …] with rising numbers.
    """
    for number, event, value in _presses(queue):
        if number > latest_press(key):
            st.session_state.setdefault(_RECEIVED, {})[key] = number
            if event in QUEUED and event in told:
                told[event](value)


def latest_press(key: str) -> int:
    """The number of the last press that was taken of a component; 0 for none."""
    return int(st.session_state.get(_RECEIVED, {}).get(key, 0))


def put(*effects: Effect) -> None:
    """Change what a press changes, and remember it until the browser has heard of it."""
    effects_by_number = dict(st.session_state.get(_EFFECTS, {}))
    latest = max(_heard(), *effects_by_number, 0)
    effects_by_number |= dict(enumerate(effects, latest + 1))
    st.session_state[_EFFECTS] = dict(list(effects_by_number.items())[-_MOST:])
    catch_up()


def catch_up() -> None:
    """Do again what the browser had not heard of when it sent what it says is chosen."""
    heard = _heard()
    for number, effect in st.session_state.get(_EFFECTS, {}).items():
        if number > heard:
            _do(effect)


def listen() -> None:
    """The field by which the browser says what it has heard of: it stands beside the filters, so
    that it is told when they are. page.css hides it."""
    effects = st.session_state.get(_EFFECTS)
    # Not before: until here the field holds what the browser said.
    if effects and _heard() < max(effects):
        st.session_state[HEARD] = str(max(effects))
    st.text_input("Heard of", key=HEARD, label_visibility="collapsed", max_chars=20)


def _do(effect: Effect) -> None:
    if effect.kind == "address":
        keep(effect.name, effect.value)
        return
    now = st.session_state.get(effect.name)
    if effect.name == WORDS:
        st.session_state[WORDS] = "" if now == effect.value else now or ""
        return
    others = [value for value in now or () if value != effect.value]
    if effect.chosen != (effect.value in (now or ())):
        st.session_state[effect.name] = [*others, effect.value] if effect.chosen else others


def _heard() -> int:
    """The number the browser says; whatever else it says is 0."""
    text = str(st.session_state.get(HEARD) or "")
    return int(text) if text.isascii() and text.isdigit() and len(text) <= 18 else 0


def _presses(queue: object) -> Iterator[tuple[int, str, str]]:
    for press in _items(queue):
        match press:
            case [int(number), str(event), str(value)]:
                yield number, event, value


def _items(queue: object) -> Iterable[Any]:
    if not isinstance(queue, str) or len(queue) > _LONGEST:
        return ()
    try:
        items = json.loads(queue)
    except ValueError:
        return ()
    return items if isinstance(items, list) else ()
