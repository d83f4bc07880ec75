"""Presses on a slow line, in a real browser: each counts, whatever follows it."""

import pytest
from playwright.sync_api import Page, expect

from tests.browser.explore import BARS_BY_SECTOR, bar, choose, count, expect_shown, facet
from tools.drive.browser import settled

SLOW = 800  # ms each way
# Chromium slows requests only: what the page says and hears on its socket waits here.
SLOW_SOCKETS = """(() => {
  let wait = 0;
  window.slowLine = (ms) => { wait = ms; };
  const { send } = WebSocket.prototype;
  WebSocket.prototype.send = function (data) {
    if (!wait) return send.call(this, data);
    setTimeout(() => { if (this.readyState === 1) send.call(this, data); }, wait);
  };
  const heard = Object.getOwnPropertyDescriptor(WebSocket.prototype, "onmessage");
  const later = (listener) => (event) =>
    wait ? setTimeout(() => listener(event), wait) : listener(event);
  Object.defineProperty(WebSocket.prototype, "onmessage", {
    ...heard, set(listener) { heard.set.call(this, listener && later(listener)); },
  });
  const { addEventListener: hear } = WebSocket.prototype;
  WebSocket.prototype.addEventListener = function (type, listener, ...more) {
    return hear.call(this, type, type === "message" ? later(listener) : listener, ...more);
  };
})()"""


@pytest.fixture(scope="module")
def edge(server_for, tmp_path_factory):
    folder = tmp_path_factory.mktemp("slow")
    return server_for("server.py", HOR_DATABASE=f"sqlite:///{folder / 'releases.sqlite3'}")


def shown(page: Page, address: str) -> Page:
    page.goto(address)
    expect(page.locator("footer, .meeting").first).to_be_visible()
    return settled(page)


def slow(page: Page) -> None:
    """From here on every message takes its time, both ways."""
    page.evaluate("ms => window.slowLine(ms)", SLOW)


@pytest.fixture
def slow_page(page):
    page.add_init_script(SLOW_SOCKETS)
    return page


def selection(page: Page):
    return page.locator(".selection")


def test_two_presses_on_a_slow_line_both_count(slow_page, edge):
    page = shown(slow_page, f"{edge}/{BARS_BY_SECTOR}")
    slow(page)
    bar(page, "NHS").click()
    bar(page, "Universities").click()
    expect_shown(page, 20, "Sector NHS", "Sector Universities")


def test_three_presses_of_three_kinds_on_a_slow_line_all_count(slow_page, edge):
    page = shown(slow_page, f"{edge}/{BARS_BY_SECTOR}")
    slow(page)
    bar(page, "NHS").click()
    count(page, "Limited").click()
    page.wait_for_timeout(600)
    count(page, "Substantial").click()
    expect_shown(page, 13, "Sector NHS", "Status Limited", "Status Substantial")
    page.reload()
    expect_shown(page, 13, "Sector NHS", "Status Limited", "Status Substantial")


def test_the_same_press_twice_on_a_slow_line_is_none(slow_page, edge):
    page = shown(slow_page, f"{edge}/{BARS_BY_SECTOR}")
    slow(page)
    bar(page, "NHS").click()
    bar(page, "NHS").click()
    count(page, "Limited").click()
    expect_shown(page, 21, "Status Limited")


def test_a_press_and_a_choice_in_the_sidebar_on_a_slow_line_both_count(slow_page, edge):
    page = shown(slow_page, f"{edge}/{BARS_BY_SECTOR}")
    slow(page)
    bar(page, "NHS").click()
    choose(page, "Sector", "Universities")
    expect_shown(page, 20, "Sector NHS", "Sector Universities")
    # What is let go of in the sidebar, once both have been seen, stays let go of.
    settled(page)
    facet(page, "Sector", "NHS").click()
    expect_shown(page, 4, "Sector Universities")


def test_clearing_after_a_press_that_is_under_way_clears_it_too(slow_page, edge):
    page = shown(slow_page, f"{edge}/{BARS_BY_SECTOR}&theme=People-powered+health")
    slow(page)
    bar(page, "NHS").click()
    page.get_by_test_id("stSidebar").get_by_role("button", name="Clear all filters").click()
    page.wait_for_timeout(900)
    count(page, "Limited").click()
    expect_shown(page, 21, "Status Limited")


def test_two_moves_on_the_agenda_on_a_slow_line_both_count(slow_page, edge):
    page = shown(slow_page, f"{edge}/roundtable")
    refs = [text.split(" · ")[0] for text in page.locator("ol.agenda .who").all_inner_texts()]
    slow(page)
    page.get_by_role("button", name=f"Move up {refs[3]}").click()
    page.get_by_role("button", name=f"Leave out {refs[0]}").click()
    page.wait_for_timeout(400)
    page.get_by_role("button", name=f"Leave out {refs[1]}").click()
    items = page.locator("ol.agenda .who")
    expect(items.nth(0)).to_contain_text(refs[3])
    expect(items.nth(1)).to_contain_text(refs[2])
    page.reload()
    expect(items.nth(0)).to_contain_text(refs[3])
    expect(items.nth(1)).to_contain_text(refs[2])


def test_a_link_followed_after_a_press_keeps_it(slow_page, edge):
    page = shown(slow_page, f"{edge}/{BARS_BY_SECTOR}")
    slow(page)
    bar(page, "NHS").click()
    page.get_by_role("link", name="Measures", exact=True).click()
    expect(page.locator("h1")).to_have_text(["Measures"])
    expect(selection(page)).to_contain_text("16 of 46 commitments: sector NHS")
