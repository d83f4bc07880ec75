"""Journeys through the dashboard in a real browser, as its readers make them."""

from playwright.sync_api import Page, expect

from tests.browser.conftest import AWAY
from tests.browser.explore import (
    BARS_BY_SECTOR,
    asked,
    bar,
    choose,
    count,
    counts,
    expect_shown,
    facet,
    shown,
)
from tools.drive.browser import page_content


def selection(page: Page):
    return page.locator(".selection")


def test_filter_in_the_sidebar_and_read_the_address(page, server):
    shown(page, server=server)
    expect_shown(page, 46)
    choose(page, "Theme", "People-powered health")
    expect_shown(page, 9, "Theme People-powered health")
    assert asked(page) == {"theme": ["People-powered health"]}
    page.locator(".chips").get_by_role("button", name="Clear all filters").click()
    expect_shown(page, 46)
    expect(page).to_have_url(f"{server}/")


def test_a_facet_counts_under_the_other_filters_and_a_chip_takes_it_out(page, server):
    shown(page, server=server)
    choose(page, "Theme", "People-powered health")
    expect(facet(page, "Sector", "NHS")).to_have_text("NHS 1")
    expect(facet(page, "Theme", "Widening access to health and care")).to_have_text(
        "Widening access to health and care 11"
    )
    expect(facet(page, "Status", "Not started")).to_be_disabled()
    choose(page, "Sector", "NHS")
    expect_shown(page, 1, "Theme People-powered health", "Sector NHS")
    page.get_by_role("button", name="Take out Theme People-powered health").click()
    expect_shown(page, 16, "Sector NHS")
    facet(page, "Sector", "NHS").click()
    expect_shown(page, 46)


def test_click_a_bar_and_see_the_rest_change(page, server):
    shown(page, BARS_BY_SECTOR, server)
    everything = counts(page)
    page.locator(".cc-plot").evaluate("plot => { plot.kept = true }")
    bar(page, "NHS").click()
    expect_shown(page, 16, "Sector NHS")
    assert asked(page) == {"show": ["bars"], "rows": ["sector"], "sector": ["NHS"]}
    expect(bar(page, "NHS")).to_have_attribute("aria-pressed", "true")
    expect(bar(page, "Universities")).to_be_attached()
    assert sum(counts(page).values()) == 16
    expect(page.locator(".asked .who").filter(has_text="Aston University")).to_have_count(0)
    assert page.locator(".cc-plot").evaluate("plot => plot.kept")
    bar(page, "NHS").click()
    expect_shown(page, 46)
    assert counts(page) == everything


def test_a_filter_leaves_the_page_s_root_alone(page, server):
    # Whatever is set there, even to the same, makes the browser work out every style anew.
    shown(page, BARS_BY_SECTOR, server)
    page.evaluate("""() => {
        window.sets = [];
        new MutationObserver((all) => sets.push(...all.map((one) => one.attributeName)))
            .observe(document.documentElement, { attributes: true });
    }""")
    bar(page, "NHS").click()
    expect_shown(page, 16, "Sector NHS")
    count(page, "Limited").click()
    expect_shown(page, 9, "Sector NHS", "Status Limited")
    assert page.evaluate("sets") == []


def test_choose_a_bar_by_keyboard_and_keep_the_focus(page, server):
    shown(page, BARS_BY_SECTOR, server)
    first = page.locator(".cc-rows button[tabindex='0']")
    first.focus()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    expect(page.locator(".chip")).to_have_text(["Sector Local government ×"])
    focused = "document.activeElement.getAttribute('aria-label')"
    assert page.evaluate(focused).startswith("Local government: ")


def test_open_a_record_step_to_the_next_and_come_back(page, server):
    shown(page, server=server)
    page.locator(".asked").get_by_role("link", name="Develop population health").click()
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
    expect_shown(page, 46)
    assert asked(page) == {}


def test_filters_survive_a_change_of_page_and_a_reload(page, server):
    shown(page, server=server)
    choose(page, "Status", "Unclear")
    expect_shown(page, 5, "Status Unclear")
    page.get_by_role("link", name="Measures", exact=True).click()
    expect(page.locator("h1")).to_have_text(["Measures"])
    expect(selection(page)).to_contain_text("5 of 46 commitments: status Unclear")
    assert asked(page) == {"status": ["Unclear"]}
    page.reload()
    expect(selection(page)).to_contain_text("5 of 46 commitments: status Unclear")
    page.get_by_role("link", name="Explore", exact=True).click()
    expect_shown(page, 5, "Status Unclear")


def test_filters_come_back_after_a_server_restart(open_page, restartable, faults):
    start, stop = restartable
    faults.allow(*AWAY)
    address = start()
    page = shown(open_page(), "?theme=People-powered+health", address)
    expect_shown(page, 9, "Theme People-powered health")
    stop()
    start()
    expect(page.locator("[data-test-connection-state=CONNECTED]")).to_be_attached()
    choose(page, "Status", "Limited")
    expect_shown(page, 3, "Theme People-powered health", "Status Limited")


def test_a_fresh_server_asked_first_for_a_page_shows_the_dashboard_around_it(page, server_for):
    shown(page, "commitments", server_for())
    expect_shown(page, 46)
    expect(page.get_by_role("combobox", name="Find")).to_be_visible()
    expect(page.get_by_role("link", name="dashboard", exact=True)).to_have_count(0)


def test_the_citation_and_the_link_are_copied(open_page, server):
    page = open_page(permissions=["clipboard-read", "clipboard-write"])
    shown(page, "commitments?ref=HOR-33", server)
    page.get_by_role("button", name="Copy the link").click()
    expect(page_content(page).get_by_text("Copied")).to_be_visible()
    copied = page.evaluate("navigator.clipboard.readText()")
    assert copied == f"{server}/commitments?ref=HOR-33"
    page.get_by_role("button", name="Copy the citation").click()
    expect(page_content(page).get_by_text("Copied")).to_have_count(2)
    assert "(HOR-33), Updates of 2022, data as at 2022." in page.evaluate(
        "navigator.clipboard.readText()"
    )
