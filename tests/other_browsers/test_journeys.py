"""A member's journeys in Firefox and in WebKit, which is Safari's: `make test-browsers`.

The packages that are needed are named where one is missing, and then the tests fail.
"""

from collections.abc import Iterator
from contextlib import ExitStack

import pandas as pd
import pytest

from tools.drive.browser import AT_REST
from tools.drive.other_browsers import OtherBrowser, firefox, missing_packages, webkit
from tools.drive.server import ROOT, running

PROGRAMS = {"firefox": ("firefox-esr",), "webkit": ("WebKitWebDriver", "Xvfb")}
PAGES = ("", "organisations", "what_changed", "roundtable", "downloads", "measures", "about")
COMMITMENTS = pd.read_excel(ROOT / "data" / "commitments.xlsx", "Commitments", engine="openpyxl")
# Streamlit's own front end asks for WebAssembly, which the content policy refuses.
KNOWN = ("WebAssembly",)


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    folder = tmp_path_factory.mktemp("served")
    environment = {"HOR_DATABASE": f"sqlite:///{folder / 'releases.sqlite3'}"}
    with running(folder / "server.log", "server.py", environment) as server:
        yield server


@pytest.fixture(scope="module", params=PROGRAMS)
def page(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[OtherBrowser]:
    missing = missing_packages(*PROGRAMS[request.param])
    assert not missing, f"Install Debian's {' and '.join(missing)} first."
    with ExitStack() as browsers:
        if request.param == "firefox":
            yield browsers.enter_context(firefox(tmp_path_factory.mktemp("profile")))
        else:
            yield browsers.enter_context(webkit())


def opened(page: OtherBrowser, address: str) -> str:
    """Open an address; gives the page's heading once it is there."""
    page.open(address)
    return heading(page)


def heading(page: OtherBrowser) -> str:
    return page.until(f"({AT_REST})() && document.querySelector('h1')?.innerText")


def press(page: OtherBrowser, selector: str) -> None:
    """Press what the selector finds, once it is there."""
    page.until(f"Boolean(document.querySelector({selector!r}))")
    page.run(f"(document.querySelector({selector!r}).click(), true)")


def test_every_page_comes_without_a_fault(page, address):
    for path in PAGES:
        assert opened(page, f"{address}/{path}")
    assert [fault for fault in page.faults if not any(known in fault for known in KNOWN)] == []


def test_explore_shows_a_square_for_each_commitment_and_filters_by_a_press(page, address):
    opened(page, f"{address}/")
    assert page.run("document.querySelectorAll('.strip .sq').length") == len(COMMITMENTS)
    press(page, '[data-key="status-Limited"]')
    limited = int((COMMITMENTS["Status"] == "Limited").sum())
    page.until(f"document.querySelector('h1').innerText.startsWith('{limited} of ')")
    assert page.run("location.search") == "?status=Limited"


def test_a_record_opens_from_a_square_and_back_comes_back_to_the_filter(page, address):
    opened(page, f"{address}/?status=Complete")
    press(page, ".strip .of-complete .sq, .strip .count.of-complete a.sq")
    page.until("location.pathname.endsWith('/commitments')")
    page.until("document.querySelector('h1')?.innerText && !document.querySelector('.strip')")
    page.run("(history.back(), true)")
    page.until("Boolean(document.querySelector('.strip'))")
    assert "status=Complete" in page.run("location.search")


def test_find_opens_an_organisation_by_its_short_name(page, address):
    opened(page, f"{address}/")
    page.until("Boolean(document.querySelector('#find'))")
    page.run(
        "(() => { const field = document.querySelector('#find'); field.focus();"
        " field.value = 'wmca'; field.dispatchEvent(new Event('input', { bubbles: true }));"
        " return true; })()"
    )
    press(page, "#find-list [role=option]")
    page.until("location.pathname.endsWith('/organisations')")
    page.until("document.querySelector('h1')?.innerText === 'West Midlands Combined Authority'")


def test_a_chart_is_drawn_where_bars_are_chosen(page, address):
    opened(page, f"{address}/?show=bars&rows=sector")
    sectors = page.until("document.querySelectorAll('.cc-rows button').length")
    assert sectors == 8


def test_the_matrix_is_one_of_any_two_groupings(page, address):
    opened(page, f"{address}/")
    press(page, '[data-key="rows-sector"]')
    page.until("location.search.includes('rows=sector')")
    page.until("document.querySelectorAll('.matrix tbody tr').length === 8")
