"""Notes of a meeting when the line drops, the server starts again or the browser keeps nothing."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import AWAY
from tests.browser.meetings import (
    HERE,
    end,
    kept,
    meeting,
    minutes,
    note,
)
from tools.drive.browser import page_content, settled

NO_STORAGE = """for (const name of ['localStorage', 'sessionStorage']) {
    const get = () => { throw new DOMException('not allowed', 'SecurityError'); };
    Object.defineProperty(window, name, {get});
}"""
FULL = """Storage.prototype.setItem = () => {
    throw new DOMException('full', 'QuotaExceededError'); };"""
NOTHING_KEPT = (
    "This browser keeps no notes: they are on this page alone. "
    "Download the minutes before you leave it."
)
STREAM = re.compile(r"/_stcore/stream")
SIGNS_OF_LIFE = re.compile(r"/_stcore/(health|host-config)")


def put_dialogs_away(page: Page) -> None:
    """Close whatever the framework lays over the meeting while its server is away."""
    page.add_locator_handler(page.get_by_role("dialog"), lambda: page.keyboard.press("Escape"))


class Line:
    """The line from a page to its server, which can be cut."""

    def __init__(self, page: Page) -> None:
        self.page, self.is_up, self.open = page, True, []
        put_dialogs_away(page)
        page.route_web_socket(STREAM, self._on_socket)

    def _on_socket(self, socket) -> None:
        if self.is_up:
            self.open.append(socket)
            socket.connect_to_server()
        else:
            socket.close()

    def cut(self) -> None:
        """From now on nothing reaches the server."""
        self.is_up = False
        self.page.route(SIGNS_OF_LIFE, lambda route: route.abort())
        for socket in self.open:
            socket.close()

    def mend(self) -> None:
        """The server is reached again."""
        self.is_up = True
        self.page.unroute(SIGNS_OF_LIFE)


def test_a_line_that_drops_loses_no_note_and_says_so(page, server, faults):
    faults.allow(*AWAY)
    line = Line(page)
    meeting(page, server)
    note(page).fill("Before")
    expect(page_content(page).get_by_text(HERE)).to_be_visible()
    line.cut()
    expect(page.locator(".m-saved")).to_have_text(
        "No line to the dashboard: notes are kept in this browser and told when it is back."
    )
    page.get_by_role("button", name="Next").click()
    note(page).fill("While the line was down")
    page.get_by_role("button", name="Next").click()
    note(page, "Action").fill("And after that")
    line.mend()
    expect(page_content(page).get_by_text(HERE)).to_be_visible()
    assert page.locator(".m-progress").inner_text() == "3 of 12"
    text = minutes(end(page))
    assert all(words in text for words in ("Before", "While the line was down", "And after that"))


def test_a_meeting_ended_while_the_line_is_down_ends_when_it_is_back(page, server, faults):
    faults.allow(*AWAY)
    line = Line(page)
    meeting(page, server)
    line.cut()
    note(page).fill("The last word")
    page.get_by_role("button", name="End the meeting").click()
    expect(page.locator(".m-saved")).to_contain_text("the meeting ends then.")
    line.mend()
    expect(page.get_by_role("heading", name="Minutes", exact=True)).to_be_focused()
    assert "The last word" in minutes(page)


def test_a_server_that_starts_again_is_told_every_note(restartable, page, faults):
    faults.allow(*AWAY)
    start, stop = restartable
    put_dialogs_away(page)
    meeting(page, start())
    note(page).fill("Before the restart")
    expect(page_content(page).get_by_text(HERE)).to_be_visible()
    stop()
    expect(page.locator(".m-saved")).to_contain_text("No line to the dashboard")
    note(page, "Action").fill("While it was away")
    start()
    expect(page_content(page).get_by_text(HERE)).to_be_visible()
    note(page, "Owner").fill("Nobody yet")
    text = minutes(end(page))
    assert all(words in text for words in ("Before the restart", "While it was away", "Nobody yet"))


@pytest.mark.parametrize("broken", [NO_STORAGE, FULL], ids=["no storage", "full"])
def test_a_browser_that_keeps_nothing_says_so_at_once_and_the_notes_reach_the_minutes(
    page, server, broken
):
    page.add_init_script(broken)
    meeting(page, server)
    expect(page.locator(".m-saved")).to_have_text(NOTHING_KEPT)
    note(page).fill("Only here")
    page.get_by_role("button", name="Next").click()
    note(page).fill("And here")
    page.get_by_role("button", name="Previous").click()
    expect(note(page)).to_have_value("Only here")
    expect(page.locator(".m-saved")).to_have_text(NOTHING_KEPT)
    # To a record and back: the page lives on, and so do the notes.
    page.get_by_role("link", name="Its record").click()
    page.get_by_role("link", name="Back to the meeting").click()
    expect(note(page)).to_have_value("Only here")
    text = minutes(end(page))
    assert "Only here" in text
    assert "And here" in text


def test_a_browser_that_is_full_from_the_middle_of_the_meeting_says_so_and_loses_nothing(
    page, server
):
    meeting(page, server)
    note(page).fill("While there was room")
    expect(page_content(page).get_by_text(HERE)).to_be_visible()
    page.evaluate(f"() => {{ {FULL} }}")
    page.get_by_role("button", name="Next").click()
    note(page).fill("No room")
    expect(page.locator(".m-saved")).to_have_text(NOTHING_KEPT)
    text = minutes(end(page))
    assert "While there was room" in text
    assert "No room" in text


def test_leaving_a_page_with_notes_that_are_nowhere_else_is_asked_about(page, server):
    page.add_init_script(NO_STORAGE)
    meeting(page, server)
    note(page).press_sequentially("Only here")
    questions = []
    page.on("dialog", lambda dialog: (questions.append(dialog.type), dialog.accept()))
    page.reload()
    assert questions == ["beforeunload"]
    settled(page)


def test_a_meeting_ended_at_the_last_key_loses_nothing_and_ends_once(page, server):
    meeting(page, server)
    note(page, "Action").fill("At the last moment")
    page.get_by_role("button", name="End the meeting").dblclick()
    expect(page.get_by_role("heading", name="Minutes", exact=True)).to_be_focused()
    assert "At the last moment" in minutes(page)
    assert len(kept(page)) == 1


def test_two_tabs_that_both_end_the_meeting_lose_nothing(page, server):
    meeting(page, server)
    other = meeting(page.context.new_page(), server)
    note(page).fill("One tab")
    note(other, "Action").fill("Other tab")
    for tab in (page, other):
        text = minutes(end(tab))
        assert "One tab" in text
        assert "Other tab" in text


def test_the_foot_of_the_meeting_does_not_move_while_notes_are_kept(page, server):
    meeting(page, server)
    before = page.locator(".m-foot").bounding_box()
    note(page).fill("Heard")
    assert page.locator(".m-foot").bounding_box() == before
    expect(page_content(page).get_by_text(HERE)).to_be_visible()
    assert page.locator(".m-foot").bounding_box() == before
