"""Break the product on purpose: a check that names the fault does not pass by being blind."""

import pytest
from playwright.sync_api import Page, Route, expect

from tests.browser.accessible.checks import (
    check_axe,
    check_chart_contrast,
    check_cut,
    check_headings,
    check_motion,
    check_names,
    check_sideways,
    check_spacing,
    check_squares,
    check_tables,
    check_targets,
    check_title,
)
from tests.browser.accessible.keyboard import check_focus_kept, check_letters, check_tabbing
from tests.browser.accessible.saying import check_announced
from tests.browser.accessible.states import opened
from tests.browser.explore import BARS_BY_THEME, count, facet
from tools.drive.server import ROOT


def style(css: str):
    return lambda page: page.add_style_tag(content=css)


def script(code: str):
    return lambda page: page.evaluate(code)


TRAP = """() => document.querySelector(".counts button").addEventListener("keydown",
    event => { if (event.key === "Tab") event.preventDefault(); })"""
FAULTS = {
    "a lost alternative": (
        script("document.querySelector('.cc-plot').removeAttribute('aria-label')"),
        check_names,
        "Picture without words: div.cc-plot",
    ),
    "a grey text": (
        style(".hor .explore-line { color: #999 !important }"),
        check_axe,
        "color-contrast",
    ),
    "a cut label": (
        style(".cc-name { white-space: nowrap; height: 20px; max-width: 60px }"),
        check_cut,
        "Text is cut: span.cc-name “",
    ),
    "a focus trap": (script(TRAP), check_tabbing, "Focus is trapped at button “"),
    "a heading skipped": (
        script("document.querySelector('.cc h2').outerHTML = '<h4>Themes</h4>'"),
        check_headings,
        "Heading skipped: from level 1 to 4 at “Themes”",
    ),
    "an unlabelled button": (
        script("document.querySelector('.explore-bar button').replaceChildren()"),
        check_names,
        "Control without a name: <button",
    ),
    "a target of 20 px": (
        style(".cc summary { height: 20px; min-height: 0; line-height: 1; padding: 0 }"),
        check_targets,
        "Target smaller than 24 px: summary “As words and a table",
    ),
    "no ring": (
        style(":focus-visible { outline: none !important }"),
        check_tabbing,
        "No focus ring of 3:1 on a",
    ),
    "a ring too pale": (
        style(":focus-visible { outline-color: #ddd !important }"),
        check_tabbing,
        "No focus ring of 3:1 on a",
    ),
    "a focus behind something": (
        script(
            "document.body.insertAdjacentHTML('beforeend', '<div style=\"position:fixed;inset:0;"
            "z-index:999999;background:white\"></div>')"
        ),
        check_tabbing,
        "Focus is hidden on a",
    ),
    "a table without a caption": (
        script(
            "document.querySelector('details:has(caption)').open = true;"
            "document.querySelector('caption').remove()"
        ),
        check_tables,
        "Table without a caption",
    ),
    "a number that its bar swallows": (
        style(".cc-number { color: #2073BC !important }"),
        check_chart_contrast,
        "Number of 1.0:1 on its bar",
    ),
    "bars without a gap": (
        script("""() => { for (const plot of document.querySelectorAll('.cc-plot')) {
            for (const one of plot._fullData)
                Object.assign(one.marker.line, {color: '#2073BC'}); } }"""),
        check_chart_contrast,
        "Bars that run together",
    ),
    "a nameless page": (script("document.title = 'Streamlit'"), check_title, "Title does not say"),
    "a box of a fixed height": (
        style("#list-title { height: 1.7rem; overflow: hidden }"),
        check_spacing,
        "With wide text: Text is cut: h2 “To ask about",
    ),
    "a square without a name": (
        script("document.querySelector('.strip .sq').removeAttribute('aria-label')"),
        check_names,
        'Control without a name: <a class="sq',
    ),
    "a square that is not filled by its meaning": (
        style(".sq.of-substantial { --fill: 100% }"),
        check_squares,
        "Square of substantial is as full as complete",
    ),
    "a square past due without its outline": (
        script("document.querySelector('.sq.due').classList.remove('due')"),
        check_squares,
        "Square past due without its outline",
    ),
    "movement": (
        style(".hor button { transition: all 1s !important }"),
        check_motion,
        "Moves though the reader asked for less: button",
    ),
}


@pytest.mark.parametrize("fault", FAULTS)
def test_a_fault_is_named(ordinary, two_releases, fault):
    break_it, check, named = FAULTS[fault]
    opened(ordinary, f"{two_releases}/{BARS_BY_THEME}")
    break_it(ordinary)
    assert named in "\n".join(check(ordinary))


def test_a_heading_cell_without_a_scope_is_named(ordinary, two_releases):
    opened(ordinary, two_releases)
    ordinary.evaluate("document.querySelector('.matrix tbody th').removeAttribute('scope')")
    assert "Table heading without a scope: th" in "\n".join(check_tables(ordinary))


def test_a_colour_turned_round_in_the_dark_is_named(ordinary, two_releases):
    opened(ordinary, two_releases)
    ordinary.add_style_tag(
        content=".hor[data-theme=dark] { --complete: #2F79BF; --limited: #DCEBFA }"
    )
    assert check_squares(ordinary) == []
    ordinary.emulate_media(color_scheme="dark")
    expect(ordinary.locator(".hor:has(.sq)")).to_have_attribute("data-theme", "dark")
    assert "Colour turned round: complete is " in "\n".join(check_squares(ordinary))


def test_a_focus_lost_on_a_filter_press_is_named(ordinary, two_releases):
    changed_file(
        ordinary, "content.js", "else patch(root, html)", "else return void (root.innerHTML = html)"
    )
    page = opened(ordinary, two_releases)

    def press() -> None:
        facet(page, "Sector", "NHS").press("Enter")

    assert check_focus_kept(page, press) == ["Focus is lost on a press"]


def test_sideways_scroll_on_a_phone_is_named(ordinary, two_releases):
    ordinary.set_viewport_size({"width": 320, "height": 800})
    opened(ordinary, two_releases)
    ordinary.add_style_tag(content=".hor .counts { min-width: 400px }")
    assert "Scrolls sideways at 320 px" in "\n".join(check_sideways(ordinary))


def changed_file(page: Page, name: str, old: str, new: str) -> None:
    """Serve this script with one line broken."""
    code = (ROOT / "static" / name).read_text("utf-8")
    assert old in code

    def answer(route: Route) -> None:
        route.fulfill(body=code.replace(old, new), content_type="text/javascript")

    page.route(f"**/{name}", answer)


def test_a_single_key_shortcut_is_named(ordinary, two_releases):
    changed_file(ordinary, "streamlit.js", "event.stopPropagation()", "undefined")
    opened(ordinary, two_releases)
    assert "Single-key shortcut: r " in "\n".join(check_letters(ordinary))


def test_an_unannounced_filter_is_named(ordinary, two_releases):
    changed_file(ordinary, "content.js", "announce(root.announced)", "undefined")
    page = opened(ordinary, two_releases)
    said = "21 of 46 commitments are limited."
    faults = check_announced(page, count(page, "Limited").click, said)
    assert f"Not announced: “{said}”" in "\n".join(faults)


def test_a_page_that_takes_no_focus_is_seen(ordinary, two_releases):
    changed_file(ordinary, "content.js", "heading.focus(", "void (")
    page = opened(ordinary, two_releases)
    page.get_by_role("link", name="Measures", exact=True).click()
    page.locator("h1", has_text="Measures").wait_for()
    page.wait_for_timeout(500)
    assert page.evaluate("document.activeElement.tagName") != "H1"
