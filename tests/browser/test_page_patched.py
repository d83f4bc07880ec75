"""What a choice leaves as it is stays in the page, and a screen reader keeps its place there."""

from playwright.sync_api import Page, expect

from tests.browser.explore import count, counts, expect_shown, facet, open_facet, shown
from tools.drive.browser import page_content, settled

PARTS = (".explore h1", ".strip", ".matrix", ".list-part", ".facets", "[data-key='facet-sector']")
# Mark elements of the page, and see which of the marks are still there.
MARK = "parts => parts.forEach(part => { document.querySelector(part).marked = part; })"
MARKED = "parts => parts.filter(part => document.querySelector(part)?.marked === part)"


def marked(page: Page) -> list[str]:
    return page.evaluate(MARKED, list(PARTS))


def test_a_filter_patches_the_page_and_a_second_and_third_do(page, server):
    shown(page, "", server)
    page.evaluate(MARK, list(PARTS))
    before = counts(page)
    count(page, "Limited").click()
    expect_shown(page, before["Limited"], "Status Limited")
    assert marked(page) == list(PARTS)
    open_facet(page, "Sector")
    facet(page, "Sector", "NHS").click()
    expect(page.locator(".chip")).to_have_count(2)
    assert marked(page) == list(PARTS)
    page.get_by_role("button", name="Clear all filters").first.click()
    expect_shown(page, sum(before.values()))
    assert marked(page) == list(PARTS)


def test_what_is_open_stays_open_and_what_was_typed_elsewhere_is_as_the_page_says(page, server):
    shown(page, "", server)
    open_facet(page, "Sector")
    page.get_by_role("combobox", name="Find").fill("police")
    page.keyboard.press("Escape")
    facet(page, "Sector", "NHS").click()
    expect(page.locator(".chip")).to_have_text(["Sector NHS ×"])
    assert page.locator("[data-key='facet-sector']").evaluate("facet => facet.open")
    expect(page.get_by_role("combobox", name="Find")).to_have_value("")


def test_another_page_and_another_body_are_new_and_read_from_their_heading(page, server):
    shown(page, "organisations", server)
    for name in ("Aston University", "Coventry University", "West Midlands Police"):
        page_content(page).get_by_role("link", name=name, exact=True).first.click()
        heading = page.get_by_role("heading", level=1)
        expect(heading).to_have_text(name)
        expect(heading).to_be_focused()
        settled(page)
        page.go_back()
        expect(page.get_by_role("heading", level=1, name="Organisations")).to_be_visible()
        settled(page)
