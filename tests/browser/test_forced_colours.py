"""In colours of the reader's own, lines and signs say what grounds and shadows say otherwise."""

import pytest
from playwright.sync_api import Page, expect

from tests.browser.explore import BARS_BY_THEME
from tools.drive.browser import settled

SIGN = "one => getComputedStyle(one, '::before').content.split('/')[0].trim()"
FRAME = """one => {
    const { borderTopStyle, borderTopWidth, borderTopColor } = getComputedStyle(one);
    return borderTopStyle === "none" ? "none" : `${borderTopWidth} ${borderTopColor}`;
}"""


@pytest.fixture(params=["light", "dark"])
def forced(request, open_page):
    return open_page(forced_colors="active", color_scheme=request.param)


def shown(page: Page, address: str) -> Page:
    page.goto(address)
    expect(page.locator("footer")).to_be_visible()
    return settled(page)


def test_what_opens_has_a_frame_and_a_sign_that_says_whether_it_is_open(forced, server):
    page = shown(forced, f"{server}/{BARS_BY_THEME}")
    summary = page.locator(".cc-foot summary").first
    assert summary.evaluate(SIGN) == '"+"'
    summary.click()
    assert summary.evaluate(SIGN) == '"\N{MINUS SIGN}"'
    assert summary.evaluate(FRAME).startswith("1px ")
    assert page.locator(".cc-head .subtitle").first.evaluate(FRAME) == "none"


def test_a_chosen_status_and_a_chosen_bar_differ_from_the_others(forced, server):
    page = shown(forced, f"{server}/{BARS_BY_THEME}")
    statuses = page.locator(".count button")
    statuses.nth(2).click()
    expect(statuses.nth(2)).to_have_attribute("aria-pressed", "true")
    settled(page)
    bars = page.locator(".cc-rows").first.locator("button")
    bars.nth(0).click()
    expect(bars.nth(0)).to_have_attribute("aria-pressed", "true")
    for buttons in (statuses, bars):
        frames = buttons.evaluate_all(f"all => all.map({FRAME})")
        chosen = buttons.locator("xpath=self::*[@aria-pressed='true']").evaluate(FRAME)
        assert chosen.startswith("3px ")
        assert frames.count(chosen) == 1
    tick = "one => getComputedStyle(one.querySelector('.status'), '::after').content"
    assert statuses.nth(2).evaluate(tick).startswith('"\N{CHECK MARK}"')
    assert statuses.nth(1).evaluate(tick) == "none"


def test_parts_of_a_bar_are_parted_by_lines(forced, server):
    page = shown(forced, f"{server}/{BARS_BY_THEME}")
    expect(page.locator(".cc-plot .bars path").last).to_be_attached()
    strokes = page.locator(".cc-plot .bars path").evaluate_all(
        "all => all.map((path) => getComputedStyle(path).strokeWidth)"
    )
    assert set(strokes) == {"1px"}
    ink = page.locator(".cc").first.evaluate("one => getComputedStyle(one).color")
    colours = page.locator(".cc-plot .bars path").evaluate_all(
        "all => all.map((path) => getComputedStyle(path).stroke)"
    )
    assert set(colours) == {ink}
