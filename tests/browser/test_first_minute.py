"""Somebody new: what is this, what can I do, where do the statuses come from."""

import pytest
from playwright.sync_api import expect

from tests.browser.test_journeys import shown


def hint(page):
    return page.get_by_role("region", name="New here?")


@pytest.mark.parametrize("width", [1280, 320])
def test_the_hint_is_hidden_by_keyboard_and_stays_hidden(open_page, server, width):
    page = shown(open_page(viewport={"width": width, "height": 800}), server=server)
    expect(hint(page)).to_contain_text("19 organisations made 46 promises")
    hint(page).get_by_role("button", name="Hide this").focus()
    page.keyboard.press("Enter")
    expect(hint(page)).to_have_count(0)
    assert page.evaluate("document.activeElement.classList.contains('counts')")
    page.reload()
    expect(page.locator("footer")).to_be_visible()
    expect(hint(page)).to_have_count(0)


def test_the_hint_leads_to_how_statuses_were_made(page, server):
    shown(page, server=server)
    hint(page).get_by_role("link", name="How statuses were made").click()
    expect(page.get_by_role("heading", name="How the statuses were made")).to_be_visible()


def test_the_menu_of_a_phone_is_called_what_stands_on_it(open_page, server_for, tmp_path):
    server = server_for(app="server.py", HOR_DATABASE=f"sqlite:///{tmp_path / 'releases.sqlite3'}")
    page = shown(open_page(viewport={"width": 320, "height": 640}), server=server)
    menu = page.get_by_role("button", name="Menu and filters")
    assert menu.bounding_box()["y"] > 560
    menu.click()
    expect(page.get_by_role("link", name="Measures", exact=True)).to_be_visible()
    expect(page.get_by_role("combobox", name="Theme")).to_be_visible()


def test_plotly_is_under_way_before_a_chart_asks_for_it(page, server_for, tmp_path):
    server = server_for(app="server.py", HOR_DATABASE=f"sqlite:///{tmp_path / 'releases.sqlite3'}")
    shown(page, server=server)
    assert page.evaluate("""performance.getEntriesByType("resource")
        .filter((of) => of.name.includes("plotly")).map((of) => of.initiatorType)""") == ["link"]
