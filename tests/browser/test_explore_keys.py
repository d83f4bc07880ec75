"""Explore by keyboard and with the browser's Back: squares, places and steps."""

import re

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.explore import BARS_BY_SECTOR, asked, expect_shown, shown, steps
from tools.drive.browser import settled

MOST_TABS = 12  # fewer than these, with the skip link and its press counted
CALLED = "document.activeElement.getAttribute('aria-label')"


def squares(page: Page, status: str) -> Locator:
    """The squares of a status in the strip."""
    return page.locator(f"[data-squares][aria-label^='{status}: '] .sq")


def tip(page: Page) -> Locator:
    return page.locator("#hor-tip")


def top(page: Page) -> int:
    """How far the page is scrolled."""
    return page.get_by_test_id("stMain").evaluate("main => main.scrollTop")


def test_the_first_square_is_a_few_presses_from_the_top(page, three_releases):
    shown(page, "", three_releases)
    pressed = 0
    for key in ("Tab", "Enter", *["Tab"] * MOST_TABS):
        page.keyboard.press(key)
        pressed += 1
        if page.evaluate("document.activeElement.matches('.sq')"):
            break
    assert page.evaluate("document.activeElement.matches('.strip .sq')")
    assert pressed < MOST_TABS


def test_arrow_keys_home_and_end_move_among_the_squares_of_a_status(page, three_releases):
    shown(page, "", three_releases)
    substantial = squares(page, "Substantial")
    substantial.first.focus()
    for key, place in (
        ("ArrowRight", 1),
        ("ArrowDown", 2),
        ("ArrowLeft", 1),
        ("ArrowUp", 0),
        ("ArrowLeft", 0),
        ("End", -1),
        ("ArrowRight", -1),
        ("Home", 0),
    ):
        page.keyboard.press(key)
        expect(substantial.nth(place)).to_be_focused()
    page.keyboard.press("ArrowRight")
    page.keyboard.press("Tab")
    expect(page.locator(".strip").get_by_role("button", name="Limited")).to_be_focused()
    page.keyboard.press("Shift+Tab")
    expect(substantial.nth(1)).to_be_focused()


@pytest.mark.parametrize("typed", ["33", "hor-33", "HOR-33"])
def test_typing_a_ref_goes_to_its_square(page, three_releases, typed):
    shown(page, "", three_releases)
    squares(page, "Limited").first.focus()
    page.keyboard.type(typed)
    assert page.evaluate(CALLED) == (
        "HOR-33, Develop population health management and a single digital domain, "
        "Birmingham-Solihull ICS, limited, past due, was due March 2021"
    )
    page.keyboard.press("End")
    before = page.evaluate(CALLED)
    page.wait_for_timeout(1100)  # what is typed now is another ref
    page.keyboard.type("999")
    assert page.evaluate(CALLED) == before


def test_a_square_says_its_name_where_it_is_pointed_at_and_escape_hides_it(page, three_releases):
    shown(page, "", three_releases)
    first, second = (squares(page, "Complete").nth(place) for place in (0, 1))
    first.focus()
    expect(tip(page)).to_have_text(first.get_attribute("aria-label"))
    page.keyboard.press("Escape")
    expect(tip(page)).to_be_hidden()
    expect(first).to_be_focused()
    second.hover()
    expect(tip(page)).to_have_text(second.get_attribute("aria-label"))
    page.keyboard.press("Escape")
    expect(tip(page)).to_be_hidden()
    page.locator("h1").hover()
    expect(tip(page)).to_be_hidden()


@pytest.mark.parametrize("what", [".strip .sq", ".matrix .sq", ".asked a"])
def test_back_from_a_record_is_the_same_place_with_the_same_filter(open_page, three_releases, what):
    page = open_page(viewport={"width": 1280, "height": 500})
    shown(page, "?sector=NHS&list=all", three_releases)
    before = page.url
    link = page.locator(what).last
    key = link.get_attribute("data-key")
    link.scroll_into_view_if_needed()
    settled(page)
    scrolled = top(page)
    link.focus()
    page.keyboard.press("Enter")
    expect(page.locator(".record")).to_be_visible()
    assert asked(page)["sector"] == ["NHS"]
    settled(page).go_back()
    expect_shown(page, 15, "Sector NHS")
    expect(page.locator(f"[data-key='{key}']")).to_be_focused()
    assert settled(page).url == before
    assert top(page) == pytest.approx(scrolled, abs=2)


# What is pressed, from which page, and what the address then asks for besides.
PRESSES = {
    "a facet": ("", "[data-key='facet-sector-NHS']", {"sector": ["NHS"]}),
    "a chip": ("?sector=NHS&theme=People-powered+health", ".chip", {"theme": None}),
    "a status": ("", "[data-key='status-Limited']", {"status": ["Limited"]}),
    "a row": ("?rows=sector", ".matrix tbody .heading", {"sector": ["Combined authority"]}),
    "a bar": (BARS_BY_SECTOR, ".cc-rows button", {"sector": ["Combined authority"]}),
    "rows": ("", "[data-key=rows-sector]", {"rows": ["sector"]}),
    "what is shown": ("", "[data-key=show-counts]", {"show": ["counts"]}),
    "a tab of the list": ("", "[data-key=list-moved]", {"list": ["moved"]}),
    "a square": ("", ".strip .sq", {"ref": ["HOR-10"]}),
}


def is_asked(page: Page, wanted: dict) -> bool:
    return all(asked(page).get(name) == value for name, value in wanted.items())


def expect_one_step(page: Page, press, wanted: dict) -> None:
    """The press is one entry of the history, and Back takes it back."""
    before, count = page.url, steps(page)
    press()
    expect(page).not_to_have_url(before)
    settled(page)
    assert is_asked(page, wanted), page.url
    assert steps(page) == count + 1
    page.go_back()
    expect(page).to_have_url(before)
    expect(page.locator(".strip")).to_be_visible()
    settled(page).go_forward()
    settled(page)
    assert is_asked(page, wanted), page.url


@pytest.mark.parametrize("what", PRESSES)
def test_a_press_is_one_step_back(page, three_releases, what):
    path, place, wanted = PRESSES[what]
    shown(page, path, three_releases)
    expect_one_step(page, page.locator(place).first.click, wanted)


def test_a_cell_that_sets_two_filters_is_one_step_back(page, three_releases):
    shown(page, "", three_releases)
    cell = page.get_by_role("button", name="3: People-powered health, Unclear.")
    wanted = {"theme": ["People-powered health"], "status": ["Unclear"]}
    expect_one_step(page, cell.click, wanted)
    expect_shown(page, 3, "Theme People-powered health", "Status Unclear")


def test_a_menu_is_one_step_back(page, three_releases):
    shown(page, "", three_releases)
    page.get_by_role("combobox", name="Order", exact=True).focus()
    expect_one_step(page, lambda: page.keyboard.press("ArrowDown"), {"order": ["most"]})


def test_words_are_one_step_back(page, three_releases):
    shown(page, "", three_releases)
    page.get_by_role("combobox", name="Find").fill("diabetes")
    expect_one_step(page, lambda: page.keyboard.press("Enter"), {"words": ["diabetes"]})


def test_a_link_to_a_record_has_the_filters_by_the_time_it_can_be_followed(page, three_releases):
    shown(page, "?sector=NHS", three_releases)
    for link, reach in (
        (page.locator(".strip .sq").first, Locator.focus),
        (page.locator(".matrix .sq").last, Locator.hover),
        (page.locator(".asked a").first, Locator.hover),
    ):
        expect(link).not_to_have_attribute("href", re.compile("sector"))
        reach(link)
        expect(link).to_have_attribute("href", re.compile(r"^commitments\?ref=[^&]+&sector=NHS$"))
    with page.context.expect_page() as opened:
        page.locator(".asked a").first.click(modifiers=["Control"])
    expect(opened.value.locator("footer")).to_be_visible()
    assert "sector=NHS" in opened.value.url
