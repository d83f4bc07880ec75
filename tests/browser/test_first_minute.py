"""Somebody new: where do the statuses come from, where is the menu, what is fetched at first."""

import pytest
from playwright.sync_api import expect

from tests.browser.explore import shown

PLOTLY = """performance.getEntriesByType("resource")
    .filter((resource) => resource.name.includes("plotly")).length"""


@pytest.mark.parametrize("width", [1280, 320])
def test_how_statuses_were_made_opens_on_the_page_and_leads_on(open_page, server, width):
    page = shown(open_page(viewport={"width": width, "height": 800}), server=server)
    popover = page.locator(".popover-body")
    expect(popover).to_be_hidden()
    page.get_by_text("How statuses were made", exact=True).click()
    expect(popover).to_contain_text("not the organisations’ own rating")
    expect(popover.locator("dt")).to_have_count(5)
    box = popover.bounding_box()
    assert box["x"] >= 0
    assert box["x"] + box["width"] <= width
    popover.get_by_role("link", name="More on how they were made").click()
    expect(page.get_by_role("heading", name="How the statuses were made")).to_be_visible()


def test_the_menu_of_a_phone_is_called_what_stands_on_it(open_page, three_releases):
    page = open_page(viewport={"width": 320, "height": 640})
    shown(page, server=three_releases)
    menu = page.get_by_role("button", name="Menu and filters", exact=True)
    assert menu.bounding_box()["y"] > 560
    menu.click()
    expect(page.get_by_role("link", name="Measures", exact=True)).to_be_visible()
    expect(page.get_by_role("combobox", name="Find")).to_be_visible()
    shown(page, "?sector=NHS", three_releases)
    expect(page.get_by_role("button", name="Menu and filters (1): 15 of 47")).to_be_visible()


def test_plotly_is_fetched_once_a_chart_is_shown(page, three_releases):
    shown(page, server=three_releases)
    assert page.evaluate(PLOTLY) == 0
    page.get_by_role("button", name="Bars", exact=True).click()
    expect(page.locator(".cc .bars path").first).to_be_attached()
    assert page.evaluate(PLOTLY) == 1
