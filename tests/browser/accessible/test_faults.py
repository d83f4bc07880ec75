"""Break the product on purpose: a check that names the fault does not pass by being blind."""

import pytest
from playwright.sync_api import Page, Route

from tests.browser.accessible.checks import (
    check_axe,
    check_chart_contrast,
    check_cut,
    check_headings,
    check_motion,
    check_names,
    check_sideways,
    check_spacing,
    check_tables,
    check_targets,
    check_title,
)
from tests.browser.accessible.keyboard import check_letters, check_tabbing
from tests.browser.accessible.saying import check_announced
from tests.browser.accessible.states import opened
from tests.browser.conftest import ROOT


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
    "a grey text": (style(".hor p.lead { color: #999 !important }"), check_axe, "color-contrast"),
    "a cut label": (
        style(".cc-name { white-space: nowrap; height: 20px; max-width: 60px }"),
        check_cut,
        "Text is cut: span.cc-name “",
    ),
    "a focus trap": (script(TRAP), check_tabbing, "Focus is trapped at button “"),
    "a heading skipped": (
        script("document.querySelector('.cc h2').outerHTML = '<h4>Themes</h4>'"),
        check_headings,
        "Heading skipped: from level 2 to 4 at “Themes”",
    ),
    "an unlabelled button": (
        script("document.querySelector('.counts button').replaceChildren()"),
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
        style(".hor .headline { height: 2.2rem; overflow: hidden }"),
        check_spacing,
        "With wide text: Text is cut: p.headline",
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
    opened(ordinary, two_releases)
    break_it(ordinary)
    assert named in "\n".join(check(ordinary))


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
    changed_file(ordinary, "before.js", "event.stopPropagation()", "undefined")
    opened(ordinary, two_releases)
    assert "Single-key shortcut: r " in "\n".join(check_letters(ordinary))


def test_an_unannounced_filter_is_named(ordinary, two_releases):
    changed_file(ordinary, "content.js", "announce(root.said)", "undefined")
    page = opened(ordinary, two_releases)
    count = page.locator(".counts").get_by_role("button", name="Limited")
    faults = check_announced(page, count.click, "21 of 46 commitments: status Limited")
    assert "Not announced: “21 of 46 commitments" in "\n".join(faults)


def test_a_page_that_takes_no_focus_is_seen(ordinary, two_releases):
    changed_file(ordinary, "content.js", "heading.focus(", "void (")
    page = opened(ordinary, two_releases)
    page.get_by_role("link", name="Measures", exact=True).click()
    page.locator("h1", has_text="Measures").wait_for()
    page.wait_for_timeout(500)
    assert page.evaluate("document.activeElement.tagName") != "H1"
