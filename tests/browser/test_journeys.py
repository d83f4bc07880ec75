"""Journeys through the dashboard in a real browser, as its readers make them."""

import re
from urllib.parse import parse_qs, urlsplit

from playwright.sync_api import Page, expect

from tests.browser.conftest import settled


def shown(page: Page, path: str = "", server: str = "") -> Page:
    """The page at this path, drawn to its foot."""
    page.goto(f"{server}/{path}")
    expect(page.locator("footer")).to_be_visible()
    return settled(page)


def selection(page: Page):
    return page.locator(".selection")


def choose(page: Page, name: str, option: str) -> None:
    page.get_by_role("combobox", name=name).click()
    page.get_by_role("option", name=option).click()
    page.keyboard.press("Escape")


def asked(page: Page) -> dict:
    return parse_qs(urlsplit(page.url).query)


def row(page: Page, text: str):
    return page.locator(".cc-rows").get_by_role("button", name=re.compile(f"^{text}:"))


def test_filter_in_the_sidebar_and_read_the_address(page, server):
    shown(page, server=server)
    expect(selection(page)).to_have_text("All 46 commitments")
    choose(page, "Theme", "People-powered health")
    expect(selection(page)).to_contain_text("9 of 46 commitments: theme People-powered health")
    assert asked(page) == {"theme": ["People-powered health"]}
    page.locator(".selection").get_by_role("button", name="Clear all filters").click()
    expect(selection(page)).to_have_text("All 46 commitments")
    expect(page).to_have_url(f"{server}/")


def test_click_a_bar_and_see_the_others_change(page, server):
    shown(page, server=server)
    page.locator(".cc-plot").first.evaluate("plot => { plot.kept = true }")
    row(page, "NHS").click()
    expect(selection(page)).to_contain_text("16 of 46 commitments: sector NHS")
    assert asked(page) == {"sector": ["NHS"]}
    expect(row(page, "NHS")).to_have_attribute("aria-pressed", "true")
    expect(row(page, "Universities")).to_be_attached()
    expect(row(page, "Aston University")).to_have_count(0)
    assert page.locator(".cc-plot").first.evaluate("plot => plot.kept")
    row(page, "NHS").click()
    expect(selection(page)).to_have_text("All 46 commitments")
    expect(row(page, "Aston University")).to_be_attached()


def test_a_filter_leaves_the_page_s_root_alone(page, server):
    # Whatever is set there, even to the same, makes the browser work out every style anew.
    shown(page, server=server)
    page.evaluate("""() => {
        window.sets = [];
        new MutationObserver((all) => sets.push(...all.map((one) => one.attributeName)))
            .observe(document.documentElement, { attributes: true });
    }""")
    row(page, "NHS").click()
    expect(row(page, "Aston University")).to_have_count(0)
    assert page.evaluate("sets") == []


def test_choose_a_bar_by_keyboard_and_keep_the_focus(page, server):
    shown(page, server=server)
    first = page.locator(".cc-rows").nth(1).locator("button[tabindex='0']")
    first.focus()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    expect(selection(page)).to_contain_text("sector Local government")
    focused = "document.activeElement.getAttribute('aria-label')"
    assert page.evaluate(focused).startswith("Local government: ")


def test_open_a_record_step_to_the_next_and_come_back(page, server):
    shown(page, server=server)
    page.get_by_role("link", name="Develop population health management").first.click()
    expect(page.locator("h1")).to_have_text(
        ["Develop population health management and a single digital domain"]
    )
    assert asked(page) == {"ref": ["HOR-33"]}
    page.get_by_role("link", name="Next: HOR-34").click()
    expect(page.locator(".eyebrow")).to_contain_text("HOR-34")
    assert asked(page) == {"ref": ["HOR-34"]}
    page.go_back()
    expect(page.locator(".eyebrow")).to_contain_text("HOR-33")
    page.get_by_role("link", name="All commitments").click()
    expect(page.locator("h1")).to_have_text(["Commitments"])
    assert asked(page) == {}


def test_filters_survive_a_change_of_page_and_a_reload(page, server):
    shown(page, server=server)
    choose(page, "Status", "Unclear")
    expect(selection(page)).to_contain_text("5 of 46 commitments")
    page.get_by_role("link", name="Measures", exact=True).click()
    expect(page.locator("h1")).to_have_text(["Measures"])
    expect(selection(page)).to_contain_text("5 of 46 commitments: status Unclear")
    assert asked(page) == {"status": ["Unclear"]}
    page.reload()
    expect(selection(page)).to_contain_text("5 of 46 commitments: status Unclear")
    page.get_by_role("link", name="Commitments", exact=True).click()
    expect(page.locator("tbody tr")).to_have_count(5)


def test_filters_come_back_after_a_server_restart(open_page, restartable, faults):
    start, stop = restartable
    address = start()
    page = shown(open_page(), "?theme=People-powered+health", address)
    expect(selection(page)).to_contain_text("9 of 46 commitments")
    stop()
    start()
    expect(page.locator("[data-test-connection-state=CONNECTED]")).to_be_attached()
    choose(page, "Status", "Limited")
    expect(selection(page)).to_contain_text(
        "3 of 46 commitments: theme People-powered health; status Limited"
    )
    # The browser notes that it could not reach the server while there was none.
    page.close()
    gone = ("WebSocket", "ERR_CONN", "reaching server endpoint", "not responding")
    faults[:] = [fault for fault in faults if not any(words in fault for words in gone)]


def test_a_fresh_server_asked_first_for_a_page_shows_the_dashboard_around_it(page, server_for):
    shown(page, "commitments", server_for())
    expect(page.locator("h1")).to_have_text(["Commitments"])
    expect(page.get_by_role("combobox", name="Theme")).to_be_visible()
    expect(page.get_by_role("link", name="dashboard", exact=True)).to_have_count(0)


def test_the_citation_and_the_link_are_copied(open_page, server):
    page = open_page(permissions=["clipboard-read", "clipboard-write"])
    shown(page, "commitments?ref=HOR-33", server)
    page.get_by_role("button", name="Copy the link").click()
    expect(page.get_by_text("Copied")).to_be_visible()
    copied = page.evaluate("navigator.clipboard.readText()")
    assert copied == f"{server}/commitments?ref=HOR-33"
    page.get_by_role("button", name="Copy the citation").click()
    expect(page.get_by_text("Copied")).to_have_count(2)
    assert "(HOR-33), Updates of 2022, data as at 2022." in page.evaluate(
        "navigator.clipboard.readText()"
    )
