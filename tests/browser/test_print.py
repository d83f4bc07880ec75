"""Pages on paper: white with dark words from a dark machine, as wide as the sheet, nothing lost."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.browser.explore import BARS_BY_LEAD, BARS_BY_SECTOR
from tools.drive.browser import settled
from tools.pictures.states import servers

SHEET = {"width": 688, "height": 1000}  # px: A4 upright within its margins
WIDE = 672  # px of a chart
PAGES = {
    "Explore": "",
    "Explore, filtered": "?sector=NHS&list=all",
    "Explore, bars": BARS_BY_LEAD,
    "a record": "commitments?ref=HOR-33",
    "Organisations": "organisations",
    "an organisation": "organisations?organisation=Aston+University",
    "Measures": "measures",
    "What changed": "what_changed",
    "Roundtable": "roundtable",
    "About": "about",
}
# Texts that are pale, cut by the sheet's edge or on another ground; names that run together; and
# what is there only to be pressed.
FAULTS = """width => {
  const faults = [];
  const light = (colour) => {
    const [red, green, blue, alpha] = colour.match(/[\\d.]+/g).map(Number);
    if (alpha === 0) return 1;
    const part = (value) =>
      value <= 10.31 ? value / 3294.6 : ((value / 255 + 0.055) / 1.055) ** 2.4;
    return 0.2126 * part(red) + 0.7152 * part(green) + 0.0722 * part(blue);
  };
  const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (texts.nextNode()) {
    const { currentNode: text } = texts;
    const { parentElement: element } = text;
    if (!text.data.trim() || element.closest("script, style, .unseen, .cc-number, svg")) continue;
    if (!element.checkVisibility({ visibilityProperty: true, opacityProperty: true })) continue;
    const range = document.createRange();
    range.selectNodeContents(text);
    const { left, right, width: wide } = range.getBoundingClientRect();
    if (!wide) continue;
    const words = text.data.trim().slice(0, 40);
    if (1.05 / (light(getComputedStyle(element).color) + 0.05) < 4.5) faults.push(`pale: ${words}`);
    if (left < -1 || right > width + 1) faults.push(`cut: ${words}`);
    for (let ground = element; ground; ground = ground.parentElement)
      if (light(getComputedStyle(ground).backgroundColor) < 0.8) faults.push(`on dark: ${words}`);
  }
  for (const chart of document.querySelectorAll(".cc")) {
    const names = [...chart.querySelectorAll(".cc-name")]
      .map((name) => name.getBoundingClientRect());
    names.forEach((name, place) => {
      if (place && name.top < names[place - 1].bottom - 1) faults.push("names run together");
    });
  }
  const only = "[data-testid=stSidebar], [data-testid=stHeader], input, textarea, .cc-rows, "
    + "summary:not(details[open] > *), button:not(.count button, .matrix button, .chip)";
  for (const element of document.querySelectorAll(only))
    if (element.checkVisibility({ visibilityProperty: true }))
      faults.push(`to press: ${element.outerHTML.slice(0, 60)}`);
  return faults;
}"""
DRAWN = """() => [...document.querySelectorAll(".cc-plot .main-svg:first-of-type")]
  .map((svg) => svg.clientWidth)"""


@pytest.fixture(scope="module")
def two(tmp_path_factory):
    with servers(tmp_path_factory.mktemp("print")) as started:
        yield started["two"]


def shown(page: Page, address: str) -> Page:
    page.goto(address)
    expect(page.locator("footer")).to_be_visible()
    return settled(page)


def on_paper(page: Page) -> Page:
    page.set_viewport_size(SHEET)
    page.emulate_media(media="print")
    return page


@pytest.mark.parametrize("scheme", ["dark", "light"])
@pytest.mark.parametrize("name", PAGES)
def test_a_page_is_white_with_dark_words_and_nothing_is_cut(name, scheme, open_page, two):
    page = shown(open_page(color_scheme=scheme), f"{two}/{PAGES[name]}")
    on_paper(page)
    assert page.evaluate(FAULTS, SHEET["width"]) == []
    expect(page.locator("footer")).to_be_visible()
    expect(page.locator("footer")).to_contain_text("Data as at")
    grounds = (
        "['html', 'body'].map(tag => getComputedStyle(document.querySelector(tag)).backgroundColor)"
    )
    assert page.evaluate(grounds) == ["rgb(255, 255, 255)"] * 2


def test_filters_stand_on_the_paper_in_words(open_page, two):
    page = on_paper(shown(open_page(color_scheme="dark"), f"{two}/?sector=NHS&status=Limited"))
    chips = page.locator(".chip")
    expect(chips).to_have_text(["Sector NHS ×", "Status Limited ×"])
    for chip in chips.all():
        expect(chip).to_be_visible()
        expect(chip.get_by_text("×")).to_be_hidden()
    expect(page.get_by_role("button", name="Clear all filters")).to_have_count(0)


@pytest.mark.parametrize("width", [1280, 390])
def test_charts_are_drawn_for_the_sheet_and_then_for_the_screen_again(open_page, two, width):
    options = {"color_scheme": "dark", "viewport": {"width": width, "height": 900}}
    page = shown(open_page(**options), f"{two}/{BARS_BY_LEAD}")
    on_screen = page.evaluate(DRAWN)
    assert WIDE not in on_screen
    page.evaluate(f"""() => addEventListener("beforeprint", () => {{
        window.printed = ({DRAWN})();
        window.themes = [...document.querySelectorAll(".cc")].map((chart) => chart.dataset.theme);
    }})""")
    paper = page.pdf(format="A4")
    assert page.evaluate("printed") == [WIDE] * len(on_screen)
    assert set(page.evaluate("themes")) == {"light"}
    # A sheet without letters is blank, as all were while the menu hid the page behind it.
    assert b"/FontDescriptor" in paper
    assert len(re.findall(rb"/Type\s*/Page\b", paper)) > 1
    page.wait_for_function(
        f"wide => JSON.stringify(({DRAWN})()) === JSON.stringify(wide)", arg=on_screen
    )
    assert set(page.locator(".cc").evaluate_all("all => all.map(one => one.dataset.theme)")) == {
        "dark"
    }


def test_a_bar_chosen_after_printing_still_filters(open_page, two):
    page = shown(open_page(), f"{two}/{BARS_BY_SECTOR}")
    page.pdf(format="A4")
    page.locator(".cc-rows").get_by_role("button", name=re.compile("^NHS:")).click()
    expect(page.locator(".chip")).to_have_text(["Sector NHS ×"])
