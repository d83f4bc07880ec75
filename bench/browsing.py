"""A page in real Chromium: opened with the clock in it, and its filter Status changed."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

from bench.servers import OURS, Server
from tools.chromium import find_browser
from tools.drive.browser import QUIET

CLOCK = Path(__file__).with_name("clock.js").read_text("utf-8")
IN_SHADOWS = "clock.shadows = true;"
OPTION = "Limited"
SECONDS = 120


@contextmanager
def chromium() -> Iterator[Browser]:
    """One browser for all pages."""
    with sync_playwright() as playwright:
        arguments = [*QUIET, "--no-sandbox"]
        browser = playwright.chromium.launch(executable_path=find_browser(), args=arguments)
        yield browser
        browser.close()


def new_profile(browser: Browser, server: Server) -> BrowserContext:
    """A profile with an empty cache, whose pages have the clock."""
    context = browser.new_context(viewport={"width": 1280, "height": 1800}, locale="en-GB")
    context.set_default_timeout(SECONDS * 1000)
    context.add_init_script(CLOCK + (IN_SHADOWS if server.kind == "panel" else ""))
    return context


def until_drawn(page: Page) -> dict[str, float]:
    """When the first part of the page and all of it were painted, in milliseconds of Unix time."""
    page.wait_for_function("() => clock.last")
    return dict(page.evaluate("() => ({first: clock.first, last: clock.last})"))


def settled(page: Page) -> str:
    """What the page says once it has said it for a second."""
    before, same = None, 0
    while same < 5:
        page.wait_for_timeout(200)
        now = page.evaluate("() => clock.look()")
        same = same + 1 if now == before else 0
        before = now
    return str(before)


def reach(page: Page, kind: str, choose: bool) -> None:
    """Bring the control that changes the filter within one click."""
    if kind == "streamlit" and choose:
        page.get_by_role("combobox", name="Status").click()
        page.get_by_role("option", name=OPTION).first.wait_for()
    page.wait_for_timeout(300)


def change(page: Page, kind: str, choose: bool) -> None:
    """Choose the option, or let it go, by one click."""
    if kind == OURS:
        page.locator(f'.facets [data-key="facet-status-{OPTION}"]').click()
    elif kind == "dash":
        page.locator("#Status label", has_text=OPTION).first.click()
    elif kind in ("vizro", "panel"):
        page.get_by_label(OPTION, exact=True).first.click()
    elif choose:
        page.get_by_role("option", name=OPTION).first.click()
    else:
        page.locator(f"[data-testid=stMultiSelect] button[aria-label*={OPTION}]").first.click()


def leave(page: Page) -> None:
    """Close the list of options, and let the page come to rest."""
    page.keyboard.press("Escape")
    page.wait_for_timeout(400)


def turn(page: Page, kind: str, choose: bool, goal: str = "") -> float:
    """Change the filter; milliseconds from the click to the painted page that says the goal."""
    reach(page, kind, choose)
    if goal:
        page.evaluate("goal => clock.until(goal)", goal)
    change(page, kind, choose)
    took = page.wait_for_function("() => clock.took").json_value() if goal else 0
    leave(page)
    return float(took)
