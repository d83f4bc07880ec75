"""What Explore shows without scrolling, on a laptop and on a phone."""

import pytest
from playwright.sync_api import Page, expect

from tests.browser.explore import shown

LONGEST = 3_000  # px of the page as it opens on a phone
OUTSIDE = """([selector, first]) => [...document.querySelectorAll(selector)]
    .slice(0, first ?? Infinity)
    .map((element) => [element.getBoundingClientRect(), element.textContent || element.ariaLabel])
    .filter(([{ top, bottom, left, right, width }]) =>
        !width || top < 0 || left < 0 || bottom > innerHeight || right > innerWidth)
    .map(([{ bottom }, words]) => `${words.trim().slice(0, 40)} ends at ${Math.round(bottom)}`)"""


def outside(page: Page, selector: str, first: int | None = None) -> list[str]:
    """Which of the first so many of these lie beyond the window; all must be there."""
    assert page.locator(selector).count() >= (first or 1)
    return page.evaluate(OUTSIDE, [selector, first])


@pytest.mark.parametrize("releases", ["server", "three_releases"])
def test_a_laptop_shows_the_answer_without_scrolling(open_page, request, releases):
    page = open_page(viewport={"width": 1280, "height": 800})
    shown(page, "", request.getfixturevalue(releases))
    expect(page.locator(".strip .count")).to_have_count(5)
    commitments = 46 if releases == "server" else 47
    expect(page.locator(".strip .sq")).to_have_count(commitments)
    expect(page.locator(".matrix .sq")).to_have_count(commitments)
    if releases == "three_releases":
        expect(page.locator(".strip .change")).to_have_count(5)
        assert outside(page, ".strip .change") == []
    for selector in ("h1", ".strip .count button", ".strip .sq", "table.matrix", ".matrix .sq"):
        assert outside(page, selector) == [], selector
    assert outside(page, ".asked li", 5) == []


@pytest.mark.parametrize("releases", ["server", "three_releases"])
def test_a_phone_shows_the_sentence_and_the_counts_first(open_page, request, releases):
    page = open_page(viewport={"width": 320, "height": 780})
    shown(page, "", request.getfixturevalue(releases))
    expect(page.locator(".strip .count")).to_have_count(5)
    assert outside(page, "h1") == []
    assert outside(page, ".strip .count button") == []


@pytest.mark.parametrize("releases", ["server", "three_releases"])
def test_on_a_phone_the_page_as_it_opens_is_short(open_page, request, releases):
    page = open_page(viewport={"width": 360, "height": 780})
    shown(page, "", request.getfixturevalue(releases))
    assert page.get_by_test_id("stMain").evaluate("main => main.scrollHeight") < LONGEST
