"""A server that is away or stuck is said within seconds, in our words, and over nothing in use."""

import signal

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import AWAY, axe
from tests.browser.explore import count, expect_shown
from tools.drive.browser import settled
from tools.drive.server import free_port, started

LOST = "The dashboard is not answering. It will try again by itself; what you see stays."
READING = f"{LOST} You can go on reading, copying and printing."
MEETING = f"{LOST} You can go on with the agenda and with the notes."
SOON = 8_000  # ms
STREAMLITS = "[role=dialog], [data-testid=stConnectionStatus]:visible"


class Server:
    """A server of its own, to stop, to start again and to freeze."""

    def __init__(self, folder):
        self.port, self.log = free_port(), folder / "server.log"
        self.settings = {"HOR_DATABASE": f"sqlite:///{folder / 'releases.sqlite3'}"}
        self.start()

    def start(self) -> None:
        self.block = started(self.log, "server.py", self.settings, self.port)
        self.address, self.process = self.block.__enter__()

    def stop(self) -> None:
        self.process.send_signal(signal.SIGCONT)
        self.block.__exit__(None, None, None)

    def freeze(self) -> None:
        self.process.send_signal(signal.SIGSTOP)

    def thaw(self) -> None:
        self.process.send_signal(signal.SIGCONT)


@pytest.fixture
def server(tmp_path):
    one = Server(tmp_path)
    yield one
    if one.process.poll() is None:
        one.stop()


@pytest.fixture
def pages(open_page, faults):
    """As `open_page`; what the browser notes of a server that is away is no fault."""
    faults.allow(*AWAY)
    return open_page


def shown(page: Page, address: str) -> Page:
    page.goto(address)
    expect(page.locator("footer, .meeting").first).to_be_visible()
    return settled(page)


def bar(page: Page):
    return page.get_by_role("alert").and_(page.locator("#hor-answer"))


def shifts(page: Page) -> list[float]:
    return page.evaluate("shifts")


def watch_shifts(page: Page) -> None:
    page.evaluate("""() => {
        window.shifts = [];
        new PerformanceObserver((list) => shifts.push(...list.getEntries().map((one) => one.value)))
            .observe({ type: "layout-shift" });
    }""")


def test_a_server_that_is_away_is_said_and_so_is_its_return(pages, server):
    page = shown(pages(), server.address)
    watch_shifts(page)
    server.stop()
    expect(bar(page)).to_have_text(READING, timeout=SOON)
    page.wait_for_timeout(10_000)
    expect(page.locator(STREAMLITS)).to_have_count(0)
    # Streamlit greys its own fields meanwhile.
    assert not [fault for fault in axe(page) if "hor-answer" in fault]
    assert shifts(page) == []
    page.get_by_text("How statuses were made", exact=True).click()
    expect(page.locator("details.popover[open]")).to_have_count(1)
    server.start()
    expect(page.locator("#hor-answer")).to_be_hidden()
    expect(page.locator("#hor-said")).to_have_text("The dashboard is answering again.")


def test_what_is_pressed_while_it_is_away_counts_when_it_is_back(pages, server):
    page = shown(pages(), server.address)
    server.stop()
    expect(bar(page)).to_have_text(READING, timeout=SOON)
    count(page, "Limited").click()
    server.start()
    expect_shown(page, 21, "Status Limited")


def test_a_server_that_is_stuck_is_said_after_a_press_which_counts_in_the_end(pages, server):
    page = shown(pages(), server.address)
    server.freeze()
    count(page, "Limited").click()
    expect(bar(page)).to_have_text(READING, timeout=SOON)
    expect_shown(page, 46)
    server.thaw()
    expect_shown(page, 21, "Status Limited")
    expect(page.locator("#hor-answer")).to_be_hidden()


@pytest.mark.parametrize("size", [(1280, 720), (320, 640)], ids=["projector", "phone"])
def test_in_a_meeting_it_lies_over_no_note_and_notes_go_on(pages, server, size):
    width, height = size
    page = pages(viewport={"width": width, "height": height})
    shown(page, f"{server.address}/roundtable?meeting=on")
    note = page.get_by_label("Note", exact=True)
    note.click()
    watch_shifts(page)
    server.stop()
    expect(bar(page)).to_have_text(MEETING, timeout=SOON)
    for field in page.locator(".m-notes :is(input, textarea):visible").all():
        field.scroll_into_view_if_needed()
        place, ours = field.bounding_box(), bar(page).bounding_box()
        assert place["y"] >= ours["y"] + ours["height"]
    note.fill("Heard while the line was down")
    page.wait_for_timeout(10_000)
    expect(page.locator(STREAMLITS)).to_have_count(0)
    expect(note).to_be_focused()
    assert shifts(page) == []
    page.get_by_role("button", name="Next").click()
    page.get_by_role("button", name="Previous").click()
    expect(note).to_have_value("Heard while the line was down")


def test_it_is_seen_over_a_meeting_that_fills_the_screen_and_in_forced_colours(pages, server):
    page = pages(forced_colors="active")
    shown(page, f"{server.address}/roundtable?meeting=on")
    page.get_by_role("button", name="Fill the screen").click()
    page.wait_for_function("document.fullscreenElement")
    server.freeze()
    page.keyboard.press("ArrowRight")
    expect(bar(page)).to_have_text(MEETING, timeout=SOON)
    assert page.evaluate("document.querySelector('#hor-answer').matches(':popover-open')")
    style = "getComputedStyle(document.querySelector('#hor-answer')).borderTopStyle"
    assert page.evaluate(style) == "solid"
