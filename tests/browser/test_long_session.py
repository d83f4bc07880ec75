"""A long session frees what it drew: what the browser holds does not grow with presses."""

from typing import NamedTuple

from playwright.sync_api import CDPSession, Page, expect

from tests.browser.explore import BARS_BY_SECTOR, expect_shown
from tools.drive.browser import settled

PRESSES = 64
# What a page holds differs a little from drawing to drawing; a leak of a press would be all of it.
MORE_NODES, MORE_LISTENERS = 60, 12
PRESS = """place => {
    const buttons = document.querySelectorAll(".cc-rows button, .facet-values button:enabled");
    buttons[place % buttons.length].click();
}"""

CLEAR = "() => document.querySelector('.chips [data-key=clear]')?.click()"


class Held(NamedTuple):
    """What the browser holds for a page once what is not needed has been let go."""

    nodes: int
    listeners: int


def shown(page: Page, address: str) -> Page:
    page.goto(address)
    expect(page.locator("footer")).to_be_visible()
    return settled(page)


def debugger_of(page: Page) -> CDPSession:
    debugger = page.context.new_cdp_session(page)
    debugger.send("Performance.enable")
    debugger.send("HeapProfiler.enable")
    return debugger


def held(page: Page, debugger: CDPSession) -> Held:
    """Counted on the whole Explore with bars, which every session here comes back to."""
    page.evaluate(CLEAR)
    page.get_by_role("link", name="Explore", exact=True).first.click()
    expect_shown(page, 46)
    expect(page.locator(".cc-rows button").last).to_be_attached()
    settled(page)
    for _ in range(3):
        debugger.send("HeapProfiler.collectGarbage")
        page.wait_for_timeout(200)
    metrics = debugger.send("Performance.getMetrics")["metrics"]
    values = {metric["name"]: int(metric["value"]) for metric in metrics}
    return Held(values["Nodes"], values["JSEventListeners"])


def press(page: Page, times: int) -> None:
    for time in range(times):
        page.evaluate(PRESS, time * 31)
        settled(page)
        if time % 2:
            page.evaluate(CLEAR)
            expect_shown(page, 46)
            settled(page)


def test_presses_of_filters_leave_nothing_behind(page, server):
    shown(page, f"{server}/{BARS_BY_SECTOR}")
    debugger = debugger_of(page)
    press(page, 8)
    before = held(page, debugger)
    press(page, PRESSES)
    after = held(page, debugger)
    assert after.nodes - before.nodes < MORE_NODES, (before, after)
    assert after.listeners - before.listeners < MORE_LISTENERS, (before, after)


def test_going_from_page_to_page_leaves_nothing_behind(page, server):
    shown(page, f"{server}/{BARS_BY_SECTOR}")
    debugger = debugger_of(page)

    def round_trip() -> None:
        for name in ("Organisations", "Measures", "What changed", "Roundtable", "Explore"):
            page.get_by_role("link", name=name, exact=True).first.click()
            settled(page)
        page.locator(".asked a[data-go]").first.click()
        settled(page)

    for _ in range(2):
        round_trip()
    before = held(page, debugger)
    for _ in range(12):
        round_trip()
    after = held(page, debugger)
    assert after.nodes - before.nodes < MORE_NODES, (before, after)
    assert after.listeners - before.listeners < MORE_LISTENERS, (before, after)
