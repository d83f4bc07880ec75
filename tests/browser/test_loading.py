"""A page while it loads: nothing that can be seen jumps, and what is not needed is not fetched."""

from datetime import date

import pytest

from recount.server import serving
from recount.workbooks import write_releases
from tools.drive.browser import AT_REST, settled
from tools.drive.server import ROOT

PAGES = (
    "",
    "?show=bars",
    "?rows=lead&columns=release",
    "commitments",
    "commitments?ref=HOR-33",
    "organisations",
    "organisations?organisation=Aston+University",
    "what_changed",
    "roundtable",
    "downloads",
    "measures",
    "update_data",
    "about",
)
MOST_SHIFT = 0.05
# Cumulative layout shift as web-vitals counts it: shifts without input, in the worst window of
# shifts that are less than a second apart and five seconds in all.
OBSERVE = """
window.shifts = [];
const note = list => { for (const { startTime, value, hadRecentInput } of list)
    if (!hadRecentInput) shifts.push([startTime, value]); };
window.observer = new PerformanceObserver(list => note(list.getEntries()));
observer.observe({ type: 'layout-shift', buffered: true });
"""
LAYOUT_SHIFT = """() => {
    let [worst, sum, first, last] = [0, 0, -Infinity, -Infinity];
    for (const { startTime, value } of observer.takeRecords()) shifts.push([startTime, value]);
    for (const [time, value] of shifts) {
        if (time - last < 1000 && time - first < 5000) sum += value;
        else [sum, first] = [value, time];
        last = time;
        worst = Math.max(worst, sum);
    }
    return worst;
}"""
COME = f"""() => ({AT_REST})() && document.querySelector('.st-key-foot footer')
    && [...document.querySelectorAll('.cc')].every(chart => chart.querySelector('.cc-foot table'))
"""


@pytest.fixture(scope="module")
def three_releases(tmp_path_factory):
    """The address of a dashboard that has published three releases."""
    folder = tmp_path_factory.mktemp("releases")
    workbooks = write_releases(ROOT / "data" / "commitments.xlsx", folder, date.today())
    with serving(ROOT, workbooks, folder / "server", {}) as address:
        yield address


@pytest.fixture(scope="module")
def first_release(tmp_path_factory):
    """The address of a dashboard that has the shipped release alone."""
    folder = tmp_path_factory.mktemp("first")
    with serving(ROOT, [], folder / "server", {}) as address:
        yield address


def layout_shift(page, address):
    """How much the page that is opened at this address jumps while it loads."""
    page.add_init_script(OBSERVE)
    page.goto(address)
    page.wait_for_function(COME)
    return settled(page).evaluate(LAYOUT_SHIFT)


@pytest.mark.parametrize("path", ["", "update_data", "about"])
def test_a_page_of_the_first_release_does_not_jump_while_it_loads(page, first_release, path):
    assert layout_shift(page, f"{first_release}/{path}") < MOST_SHIFT


@pytest.mark.parametrize("width", [1280, 360])
@pytest.mark.parametrize("path", PAGES)
def test_a_page_does_not_jump_while_it_loads(open_page, three_releases, path, width):
    page = open_page(viewport={"width": width, "height": 800})
    assert layout_shift(page, f"{three_releases}/{path}") < MOST_SHIFT
    hidden = "() => [...document.querySelectorAll('[data-testid=stVerticalBlock] > *')]"
    hidden += ".filter(part => getComputedStyle(part).opacity === '0').length"
    assert page.evaluate(hidden) == 0, "what has come is still not seen"


def test_explore_is_shown_without_plotly_and_without_the_font_of_icons(open_page, three_releases):
    page = open_page()
    fetched = []
    page.on("request", lambda request: fetched.append(request.url))
    page.goto(three_releases)
    page.wait_for_function(COME)
    settled(page)
    strange = [url for url in fetched if "plotly" in url.lower() or "MaterialSymbols" in url]
    assert strange == []


def test_an_icon_that_is_shown_has_its_font(open_page, three_releases):
    page = open_page()
    with page.expect_response(lambda response: "MaterialSymbols" in response.url):
        page.goto(f"{three_releases}/downloads")
