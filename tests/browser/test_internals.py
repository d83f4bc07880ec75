"""The contract with Streamlit that only a browser can see: every rule of streamlit.css matches
something on some page, and each act of streamlit.js has its effect.

After an upgrade, what is named here has moved: mend static/streamlit.css or static/streamlit.js.
"""

import re

import pytest
from argon2 import PasswordHasher
from playwright.sync_api import Page, expect

from tests.browser.explore import BARS_BY_THEME
from tests.browser.officers import PASSWORD, signed_in
from tools.drive.browser import settled
from tools.pictures.states import BODY, THIRD, upload

PSEUDO = re.compile(r"::?(?:hover|after|before|focus-visible)")
# What stands on a page for a moment only: while it is on its way, where the line is cut, while a
# script runs for long, where Streamlit has a word of its own to say.
PASSING = re.compile(
    r":not\(:has\((?:\.hor|\.cc)\)\)|data-test-script-state|stSkeleton|stConnectionStatus"
    r"|stStatusWidget|hor-no-line"
    r"|role=\"dialog\""
)
RULES = """() => {
    const styles = [...document.styleSheets].find(sheet => sheet.href?.includes('/streamlit.css'));
    const rules = list => [...list].flatMap(rule => rule.selectorText ? [rule.selectorText]
        : rules(rule.cssRules));
    return rules(styles.cssRules);
}"""
MATCHES = "selectors => selectors.filter(one => document.querySelector(one))"


def split(selector: str) -> list[str]:
    """A selector list, one part an item, and one item for each alternative of an :is()."""
    parts, depth, start = [], 0, 0
    for place, sign in enumerate(f"{selector},"):
        depth += (sign in "([") - (sign in ")]")
        if sign == "," and not depth:
            parts.append(selector[start:place].strip())
            start = place + 1
    singles = []
    for part in parts:
        alternatives = re.search(r":is\(((?:[^()]|\([^()]*\))*)\)", part)
        if alternatives:
            before, after = part[: alternatives.start()], part[alternatives.end() :]
            singles += [f"{before}:is({one}){after}" for one in split(alternatives[1])]
        else:
            singles.append(part)
    return singles


def wanted(page: Page) -> set[str]:
    """Each selector of streamlit.css that a page at rest can match, without states of a moment."""
    selectors = {one for rule in page.evaluate(RULES) for one in split(PSEUDO.sub("", rule))}
    return {one for one in selectors if not PASSING.search(one)}


@pytest.fixture
def address(server_for, tmp_path):
    quick = PasswordHasher(time_cost=1, memory_cost=8, parallelism=1)
    database = f"sqlite:///{tmp_path / 'releases.sqlite3'}"
    return server_for("server.py", HOR_DATABASE=database, HOR_PASSWORD_HASH=quick.hash(PASSWORD))


def look(page: Page, address: str) -> None:
    """Open an address, and wait until nothing moves."""
    page.goto(address)
    page.locator("footer, .meeting").last.wait_for(state="attached")
    settled(page)


def test_every_rule_for_streamlits_structure_matches_something(address, open_page, tmp_path):
    page, phone = open_page(), open_page(viewport={"width": 390, "height": 800})
    look(page, f"{address}/?sector=NHS")
    missing = wanted(page)
    assert len(missing) > 60

    def note(page: Page) -> None:
        missing.difference_update(page.evaluate(MATCHES, sorted(missing)))

    note(page)
    page.get_by_test_id("stSidebar").hover()
    page.locator("[data-testid=stSidebarCollapseButton] button").click()
    expect(page.locator("[data-testid=stSidebar][data-collapsed=true]")).to_be_attached()
    note(page)
    page.get_by_role("button", name="Present", exact=True).click()
    note(page)
    page.get_by_role("button", name="Present", exact=True).click()
    paths = ["commitments", f"organisations?organisation={BODY}", "roundtable", "downloads"]
    for path in [*paths, BARS_BY_THEME, "what_changed", "roundtable?meeting=on"]:
        look(page, f"{address}/{path}")
        note(page)
        if path == "downloads":
            page.get_by_role("combobox", name="Charts, tables and commitments").click()
            note(page)
            page.keyboard.press("Escape")
    signed_in(page, address, "An officer")
    upload(THIRD, "Preview")(page, tmp_path)
    page.get_by_label("What is new in it").fill("An example")
    note(page)
    page.get_by_role("button", name="Publish").click()
    page.get_by_role("checkbox").wait_for()
    note(page)
    look(page, f"{address}/?release=1")
    note(page)
    look(phone, address)
    phone.locator("[data-testid=stExpandSidebarButton]").click()
    note(phone)
    assert not missing, "\n".join(["Nothing matches any more:", *sorted(missing)])


def test_what_our_script_does_in_streamlits_page_has_its_effect(address, open_page):
    """streamlit.js finds the app's state, what scrolls, the sidebar and its buttons."""
    page = open_page(viewport={"width": 390, "height": 800})
    runs = []
    page.on("websocket", lambda line: line.on("framesent", lambda frame: runs.append(frame)))
    look(page, address)
    opened = page.locator("[data-testid=stSidebar][data-collapsed=false]")
    expect(page.get_by_role("button", name="Menu and filters")).to_be_visible()
    script = f"{address}/app/static/streamlit.js"
    call = "([script, name]) => import(script).then(module => String(module[name]()))"
    for name in ("isConnected", "isAtRest"):
        assert page.evaluate(call, [script, name]) == "true", name
    assert page.evaluate(call, [script, "closeSidebar"]) == "false"
    page.locator("[data-testid=stMain]").evaluate("main => main.scrollTo(0, 300)")
    page.evaluate(call, [script, "scrollToTop"])
    assert page.locator("[data-testid=stMain]").evaluate("main => main.scrollTop") == 0
    page.get_by_role("button", name="Menu and filters").click()
    expect(opened).to_be_attached()
    assert page.evaluate(call, [script, "closeSidebar"]) == "true"
    expect(opened).to_have_count(0)
    assert page.evaluate("window.__streamlit.BACKEND_BASE_URL") == f"{address}/"
    runs.clear()
    page.keyboard.press("r")
    page.wait_for_timeout(500)
    assert not runs, "the letter r runs the page again"


def test_the_line_to_the_server_and_its_colours_are_told(address, open_page):
    page = open_page()
    look(page, address)
    for name in ("text-color", "background-color", "link-color", "font"):
        asked = f"element => getComputedStyle(element).getPropertyValue('--st-{name}')"
        assert page.locator(".hor").first.evaluate(asked), f"no --st-{name}"
    page.evaluate(
        f"""() => import("{address}/app/static/streamlit.js").then(module => {{
            module.onConnection(() => {{ window.heard = true; }}); }})"""
    )
    page.evaluate(
        "() => document.querySelector('[data-testid=stApp]')"
        ".setAttribute('data-test-connection-state', 'DISCONNECTED_FOREVER')"
    )
    page.wait_for_function("window.heard")
