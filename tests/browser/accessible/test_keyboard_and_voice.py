"""What axe cannot see: journeys by keyboard alone, what a screen reader is told, and motion."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.browser.accessible.checks import (
    check_chart_contrast,
    check_motion,
    check_sideways,
    look,
)
from tests.browser.accessible.keyboard import check_letters, check_tabbing
from tests.browser.accessible.saying import check_announced
from tests.browser.accessible.states import (
    STATES,
    changed,
    drawn,
    open_sidebar,
    opened,
    upload,
)

WALKED = (
    "Overview",
    "a record",
    "Organisations",
    "Measures",
    "What changed between two releases",
    "Roundtable",
    "a meeting",
    "Slides and downloads",
    "findings",
    "About",
    "no such record",
)
NARROW = {"width": 320, "height": 700}


def press(page: Page, *keys: str) -> None:
    for key in keys:
        page.keyboard.press(key)


def tab_to(page: Page, name: str) -> None:
    """Tab until what has this name has the focus, with a ring on every stop on the way."""
    look(page, "begin")
    for _ in range(120):
        page.keyboard.press("Tab")
        stop = look(page, "focused")
        assert stop["faults"] == []
        if name in stop.get("called", ""):
            return
    pytest.fail(f"Tab does not lead to {name}")


def selection(page: Page):
    return page.locator(".selection")


@pytest.mark.parametrize("state", WALKED)
def test_tab_leads_everywhere_once_round_and_is_always_seen(ordinary, two_releases, state):
    STATES[state](ordinary, two_releases)
    assert check_tabbing(ordinary) == []


def test_the_focus_is_seen_in_the_dark(ordinary, two_releases):
    ordinary.emulate_media(color_scheme="dark")
    for path in ("", "downloads", "roundtable?meeting=on"):
        opened(ordinary, f"{two_releases}/{path}")
        assert check_tabbing(ordinary) == []


def test_tab_leads_everywhere_on_a_phone_with_the_menu_open_and_away(ordinary, two_releases):
    ordinary.set_viewport_size(NARROW)
    opened(ordinary, two_releases)
    open_sidebar(ordinary)
    assert check_tabbing(ordinary) == []
    ordinary.get_by_role("button", name="Collapse sidebar").click()
    expect(ordinary.get_by_role("combobox", name="Theme")).to_be_hidden()
    assert check_tabbing(ordinary) == []


def test_filter_read_a_record_and_come_back_by_keyboard_alone(ordinary, two_releases):
    page = ordinary
    opened(page, two_releases)
    press(page, "Tab")
    assert "Skip to main content" in look(page, "focused")["called"]
    tab_to(page, "Theme")
    press(page, "ArrowDown")
    expect(page.get_by_role("option").first).to_be_visible()
    page.keyboard.type("People")
    press(page, "ArrowDown", "Enter", "Escape")
    expect(selection(page)).to_contain_text("of 46 commitments: theme People-powered health")
    drawn(page)
    tab_to(page, "Combined authority:")
    press(page, "ArrowDown", "Enter")
    expect(selection(page)).to_contain_text("sector NHS")
    press(page, "Enter")
    expect(selection(page)).not_to_contain_text("sector")
    drawn(page)
    title = page.locator(".items a").first.inner_text()
    tab_to(page, title[:40])
    press(page, "Enter")
    expect(page.locator("h1")).to_have_text([title])
    expect(page.locator("h1")).to_be_focused()
    # The browser's own key for Back is not among those that a test can press.
    page.go_back()
    expect(page.locator("h1")).to_have_text(["Health of the Region commitments"])
    expect(selection(page)).to_contain_text("theme People-powered health")


def test_one_press_of_a_link_is_one_step_back(ordinary, two_releases):
    page = opened(ordinary, f"{two_releases}/?theme=People-powered+health")
    before, steps = page.url, page.evaluate("history.length")
    page.locator(".items a").first.click()
    expect(page).to_have_url(re.compile("commitments.*ref=HOR-.*theme="))
    drawn(page)
    assert page.evaluate("history.length") == steps + 1
    page.go_back()
    expect(page.locator("h1")).to_have_text(["Health of the Region commitments"])
    assert page.url == before


def test_skip_to_the_page_past_the_filters(ordinary, two_releases):
    opened(ordinary, two_releases)
    press(ordinary, "Tab", "Enter", "Tab")
    assert ordinary.evaluate(
        "document.activeElement.closest('main, [data-testid=stMain]') !== null"
    )


def test_a_new_page_takes_the_focus_and_is_announced(ordinary, two_releases):
    page = opened(ordinary, two_releases)
    for name in ("Measures", "Roundtable", "Overview"):
        link = page.get_by_role("link", name=name, exact=True)
        title = f"{name} – Health of the Region commitments"
        assert check_announced(page, link.click, title) == []
        expect(page.locator("h1")).to_be_focused()
        expect(page).to_have_title(title)


def test_a_record_takes_the_focus_and_is_announced(ordinary, two_releases):
    page = opened(ordinary, f"{two_releases}/commitments?ref=HOR-33")
    step = page.get_by_role("link", name="Next: HOR-34")
    assert check_announced(page, step.click, "HOR-34: ") == []
    expect(page.locator("h1")).to_be_focused()


def test_on_a_phone_the_menu_makes_way_for_the_page_that_was_chosen(ordinary, two_releases):
    ordinary.set_viewport_size(NARROW)
    page = opened(ordinary, two_releases)
    open_sidebar(page)
    page.get_by_role("link", name="Measures", exact=True).click()
    expect(page.locator("h1")).to_have_text(["Measures"])
    expect(page.locator("h1")).to_be_focused()


def test_a_filter_is_announced_however_it_is_chosen(ordinary, two_releases):
    page = opened(ordinary, two_releases)

    def choose() -> None:
        page.get_by_role("combobox", name="Theme").click()
        page.get_by_role("option", name="People-powered health").click()

    assert check_announced(page, choose, "9 of 46 commitments: theme People-powered") == []
    press(page, "Escape")
    count = page.locator(".counts").get_by_role("button", name="Limited")
    assert check_announced(page, count.click, "of 46 commitments: theme") == []
    bar = page.locator(".cc-rows").get_by_role("button", name="NHS:")
    assert check_announced(page, bar.click, "sector NHS; status Limited") == []
    words = page.get_by_role("textbox", name="Words")

    def search() -> None:
        words.fill("nothing like this")
        words.press("Enter")

    assert check_announced(page, search, "No commitments match these filters.") == []
    clear = page.locator(".selection").get_by_role("button", name="Clear all filters")
    assert check_announced(page, clear.click, "All 46 commitments") == []
    expect(page.locator("h1")).to_be_focused()


def test_what_was_found_in_a_workbook_is_announced(ordinary, two_releases):
    page = opened(ordinary, f"{two_releases}/update_data")
    errs = changed(K2="Complet")
    said = "1 error to fix before spring.xlsx"
    assert check_announced(page, lambda: upload(page, errs), said) == []


def test_no_letter_by_itself_does_anything(ordinary, two_releases):
    opened(ordinary, two_releases)
    assert check_letters(ordinary) == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_forced_colours_keep_bars_marks_and_focus(ordinary, two_releases, scheme):
    page = ordinary
    page.emulate_media(forced_colors="active", color_scheme=scheme)
    opened(page, two_releases)
    assert check_chart_contrast(page) == []
    assert look(page, "marks") == []
    assert check_tabbing(page) == []


def test_nothing_moves_for_a_reader_who_asked_for_less(ordinary, two_releases):
    ordinary.emulate_media(reduced_motion="reduce")
    opened(ordinary, two_releases)
    assert check_motion(ordinary) == []


def test_at_four_times_its_size_nothing_scrolls_sideways(ordinary, two_releases):
    ordinary.set_viewport_size({"width": 320, "height": 256})
    for path in ("", "commitments", "roundtable?meeting=on", "what_changed"):
        opened(ordinary, f"{two_releases}/{path}")
        assert check_sideways(ordinary) == []
