"""Checks by keyboard alone: where Tab leads, whether that is seen, and what a letter does."""

import string
from collections.abc import Callable

from playwright.sync_api import Page

from tests.browser.accessible.checks import look
from tools.drive.browser import settled

MOST_STOPS = 600
LETTERS = string.ascii_lowercase + string.digits + "?/."


def check_tabbing(page: Page) -> list[str]:
    """Tab once round the page: a ring on every stop, no trap, nothing left out."""
    look(page, "begin")
    faults: list[str] = []
    for _ in range(MOST_STOPS):
        page.keyboard.press("Tab")
        stop = look(page, "focused")
        faults += stop["faults"]
        if stop.get("closed") or any("trapped" in fault for fault in faults):
            break
    return [*faults, *look(page, "unreached")]


def check_focus_kept(page: Page, act: Callable[[], object]) -> list[str]:
    """Press what has the focus: afterwards it is there, or on what stands in its place."""
    act()
    settled(page)
    held = page.evaluate("document.activeElement !== document.body")
    return [] if held else ["Focus is lost on a press"]


def check_letters(page: Page) -> list[str]:
    """Press each letter and figure by itself, outside any field: nothing may come of it."""
    sent: list[str] = []
    pressed = ""

    def note(_frame: object) -> None:
        sent.append(pressed)

    page.on("websocket", lambda socket: socket.on("framesent", note))
    page.reload()
    page.locator("footer").wait_for()
    page.wait_for_timeout(1000)
    page.locator("h1").first.focus()
    sent.clear()
    for pressed in LETTERS:
        page.keyboard.press(pressed)
        page.wait_for_timeout(30)
    page.wait_for_timeout(500)
    opened = page.get_by_role("dialog").count()
    told = [f"Single-key shortcut: {key} tells the server something" for key in dict.fromkeys(sent)]
    return [*told, *(["Single-key shortcut: a letter opens a dialog"] if opened else [])]
