"""What axe cannot see: journeys by keyboard alone, what a screen reader is told, and motion."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.browser.accessible.checks import (
    check_chart_contrast,
    check_motion,
    check_sideways,
    check_squares,
    look,
)
from tests.browser.accessible.keyboard import check_focus_kept, check_letters, check_tabbing
from tests.browser.accessible.saying import check_announced
from tests.browser.accessible.states import (
    STATES,
    changed,
    drawn,
    open_sidebar,
    opened,
    upload,
)
from tests.browser.explore import BARS_BY_SECTOR, bar, count, facet

WALKED = (
    "Explore",
    "Explore, bars",
    "Explore, nothing matches by filters",
    "facets open",
    "a record",
    "Organisations",
    "Measures",
    "What changed between two releases",
    "Roundtable",
    "a meeting",
    "Slides and data",
    "findings",
    "About",
    "no such record",
)
NARROW = {"width": 320, "height": 700}
# What filters, and where it stands.
FILTERED = {
    "a facet": ("", ".facet-values button:enabled"),
    "a chip": ("?sector=NHS&status=Limited", ".chip"),
    "the last chip": ("?sector=NHS", ".chip"),
    "clear all": ("?sector=NHS", ".chips [data-key=clear]"),
    "a status": ("", ".strip .count button"),
    "a cell": ("", ".matrix .cell-number"),
    "a row": ("", ".matrix tbody .heading"),
    "a column": ("", ".matrix thead .heading"),
    "a tab of the list": ("", "[data-key=list-all]"),
    "rows": ("", "[data-key=rows-sector]"),
    "what is shown": ("", "[data-key=show-counts]"),
    "what empties the page": ("?theme=People-powered+health&status=Not+started", ".ways button"),
}


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


def chips(page: Page):
    return page.locator(".chip")


@pytest.mark.parametrize("state", WALKED)
def test_tab_leads_everywhere_once_round_and_is_always_seen(ordinary, two_releases, state):
    STATES[state](ordinary, two_releases)
    assert check_tabbing(ordinary) == []


def test_the_focus_is_seen_in_the_dark(ordinary, two_releases):
    ordinary.emulate_media(color_scheme="dark")
    for path in ("", BARS_BY_SECTOR, "downloads", "roundtable?meeting=on"):
        opened(ordinary, f"{two_releases}/{path}")
        assert check_tabbing(ordinary) == []


def test_tab_leads_everywhere_on_a_phone_with_the_menu_open_and_away(ordinary, two_releases):
    ordinary.set_viewport_size(NARROW)
    opened(ordinary, two_releases)
    open_sidebar(ordinary)
    assert check_tabbing(ordinary) == []
    ordinary.get_by_role("button", name="Collapse sidebar").click()
    expect(ordinary.get_by_role("combobox", name="Find")).to_be_hidden()
    assert check_tabbing(ordinary) == []


def test_filter_read_a_record_and_come_back_by_keyboard_alone(ordinary, two_releases):
    page = ordinary
    opened(page, two_releases)
    press(page, "Tab")
    assert "Skip to main content" in look(page, "focused")["called"]
    tab_to(page, "People-powered health")
    press(page, "Enter")
    theme = "Theme People-powered health ×"
    expect(chips(page)).to_have_text([theme])
    assert "People-powered health" in look(page, "focused")["called"]
    tab_to(page, "Combined authority")
    press(page, "Space")
    expect(chips(page)).to_have_text([theme, "Sector Combined authority ×"])
    press(page, "Space")
    expect(chips(page)).to_have_text([theme])
    drawn(page)
    title = page.locator(".asked a").first.inner_text()
    tab_to(page, f"a “{title[:40]}")
    press(page, "Enter")
    expect(page.locator("h1")).to_have_text([title])
    expect(page.locator("h1")).to_be_focused()
    # The browser's own key for Back is not among those that a test can press.
    page.go_back()
    expect(chips(page)).to_have_text([theme])
    expect(page.get_by_role("link", name=title, exact=True)).to_be_focused()


def test_one_press_of_a_link_is_one_step_back(ordinary, two_releases):
    page = opened(ordinary, f"{two_releases}/?theme=People-powered+health")
    before, steps = page.url, page.evaluate("history.length")
    page.locator(".asked a").first.click()
    expect(page).to_have_url(re.compile("commitments.*ref=HOR-.*theme="))
    drawn(page)
    assert page.evaluate("history.length") == steps + 1
    page.go_back()
    expect(chips(page)).to_have_text(["Theme People-powered health ×"])
    assert page.url == before


@pytest.mark.parametrize("place", FILTERED)
def test_a_filter_chosen_by_keyboard_keeps_the_focus(ordinary, two_releases, place):
    page = opened(ordinary, f"{two_releases}/{FILTERED[place][0]}")
    control = page.locator(FILTERED[place][1]).first
    control.focus()
    assert check_focus_kept(page, lambda: control.press("Enter")) == []


def test_skip_to_the_page_past_the_filters(ordinary, two_releases):
    opened(ordinary, two_releases)
    press(ordinary, "Tab", "Enter", "Tab")
    assert ordinary.evaluate(
        "document.activeElement.closest('main, [data-testid=stMain]') !== null"
    )


def test_a_new_page_takes_the_focus_and_is_announced(ordinary, two_releases):
    page = opened(ordinary, two_releases)
    for name in ("Measures", "Roundtable", "Explore"):
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
    page = opened(ordinary, f"{two_releases}/{BARS_BY_SECTOR}")
    shown = facet(page, "Theme", "People-powered health")
    said = "2 of 9 commitments shown are complete"
    assert check_announced(page, shown.click, said) == []
    limited = count(page, "Limited")
    said = "of 9 commitments that the other filters leave are limited."
    assert check_announced(page, limited.click, said) == []
    local = bar(page, "NHS")
    said = "The one commitment shown is limited."
    assert check_announced(page, local.click, said) == []
    find = page.get_by_role("combobox", name="Find")

    def search() -> None:
        find.fill("nothing like this")
        find.press("Enter")

    assert check_announced(page, search, "No commitments match these filters.") == []
    clear = page.locator(".chips").get_by_role("button", name="Clear all filters")
    said = "of 46 commitments are complete"
    assert check_announced(page, clear.click, said) == []
    assert page.evaluate("document.activeElement.closest('.explore') !== null")


def test_what_was_found_in_a_workbook_is_announced(ordinary, two_releases):
    page = opened(ordinary, f"{two_releases}/update_data")
    errs = changed(K2="Complet")
    said = "1 error to fix before spring.xlsx"
    assert check_announced(page, lambda: upload(page, errs), said) == []


def test_no_letter_by_itself_does_anything(ordinary, two_releases):
    opened(ordinary, two_releases)
    assert check_letters(ordinary) == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_forced_colours_keep_squares_bars_marks_and_focus(ordinary, two_releases, scheme):
    page = ordinary
    page.emulate_media(forced_colors="active", color_scheme=scheme)
    opened(page, two_releases)
    assert check_squares(page) == []
    opened(page, f"{two_releases}/{BARS_BY_SECTOR}")
    assert check_chart_contrast(page) == []
    assert look(page, "marks") == []
    assert check_tabbing(page) == []


def test_nothing_moves_for_a_reader_who_asked_for_less(ordinary, two_releases):
    ordinary.emulate_media(reduced_motion="reduce")
    opened(ordinary, two_releases)
    assert check_motion(ordinary) == []


def test_at_four_times_its_size_nothing_scrolls_sideways(ordinary, two_releases):
    ordinary.set_viewport_size({"width": 320, "height": 256})
    for path in ("", BARS_BY_SECTOR, "commitments", "roundtable?meeting=on", "what_changed"):
        opened(ordinary, f"{two_releases}/{path}")
        assert check_sideways(ordinary) == []
