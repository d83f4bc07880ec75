"""On a phone the sidebar is a sheet over the page: Back closes it and keeps what was chosen."""

import pytest
from playwright.sync_api import Page, expect

from tools.drive.browser import settled

PHONE = {"width": 360, "height": 780}
MENU = "[data-testid=stExpandSidebarButton]"
OPEN = "[data-testid=stSidebar][data-collapsed=false]"


@pytest.fixture(scope="module")
def with_edge(server_for, tmp_path_factory) -> str:
    """The dashboard behind its edge, which sends our script before Streamlit's."""
    path = tmp_path_factory.mktemp("store") / "releases.sqlite3"
    return server_for(app="server.py", HOR_DATABASE=f"sqlite:///{path}")


@pytest.fixture
def phone(open_page, with_edge) -> Page:
    """Explore with rows by sector, on a phone, come to from About."""
    page = open_page(viewport=PHONE)
    for path in ("about", "?rows=sector"):
        page.goto(f"{with_edge}/{path}")
        settled(page)
    return page


def open_sheet(page: Page) -> None:
    page.locator(MENU).click()
    expect(page.locator(OPEN)).to_be_visible()


def choose(page: Page, value: str) -> None:
    page.locator(".facet-values button", has_text=value).first.click()
    settled(page)


def test_back_closes_the_sheet_and_stays_on_the_page(phone):
    open_sheet(phone)
    phone.go_back()
    expect(phone.locator(OPEN)).to_have_count(0)
    assert phone.url.endswith("/?rows=sector")


def test_back_from_the_sheet_keeps_what_was_chosen_on_it(phone):
    open_sheet(phone)
    choose(phone, "NHS")
    choose(phone, "Universities")
    phone.go_back()
    expect(phone.locator(OPEN)).to_have_count(0)
    assert phone.url.endswith("sector=NHS&sector=Universities")
    expect(phone.locator(MENU)).to_have_accessible_name("Menu and filters (2): 20 of 46")


def test_the_sheet_ends_with_a_button_that_shows_the_result(phone):
    open_sheet(phone)
    choose(phone, "NHS")
    phone.get_by_role("button", name="Show 16 commitments").click()
    expect(phone.locator(OPEN)).to_have_count(0)
    expect(phone.locator("h1")).to_contain_text("16 commitments shown")


def test_after_the_sheet_each_choice_is_one_step_back(phone):
    open_sheet(phone)
    choose(phone, "NHS")
    phone.get_by_role("button", name="Show 16 commitments").click()
    expect(phone.locator(OPEN)).to_have_count(0)
    phone.go_back()
    settled(phone)
    expect(phone.locator("h1")).to_contain_text("46 commitments")
    assert phone.url.endswith("/?rows=sector")
