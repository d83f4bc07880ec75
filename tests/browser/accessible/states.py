"""The pages, and the states of them that differ for a reader; each is reached as a reader would."""

from collections.abc import Callable
from io import BytesIO

from openpyxl import load_workbook
from playwright.sync_api import Page, expect

from tools.drive.browser import page_content, settled
from tools.drive.server import ROOT

PASSWORD = "correct horse battery staple"
WORKBOOK = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
SHIPPED = (ROOT / "data" / "commitments.xlsx").read_bytes()
OPENED = {
    "Explore": "",
    "Explore, filtered": "?theme=People-powered+health&status=Limited",
    "Explore, nothing matches": "?words=nothing+like+this",
    "Explore, nothing matches by filters": "?theme=People-powered+health&status=Not+started",
    "Explore of release 1": "?release=1",
    "Explore, counts of organisations by sector": "?rows=lead&columns=sector&show=counts",
    "Explore, shares": "?show=share&rows=sector&order=complete",
    "Explore, bars": "?show=bars&rows=theme",
    "Explore, bars filtered": "?show=bars&rows=sector&sector=NHS",
    "Explore, over time": "?show=time",
    "Explore, releases as columns": "?columns=release&rows=lead",
    "Explore, what moved": "?list=moved",
    "Explore, an unknown show": "?show=sideways&rows=colour",
    "All commitments": "commitments?sort=silent",
    "a record": "commitments?ref=HOR-33",
    "a record outside the filters": "commitments?ref=HOR-33&sector=Universities",
    "no such record": "commitments?ref=HOR-330",
    "Organisations": "organisations",
    "an organisation": "organisations?organisation=Aston+University",
    "two organisations": "organisations?organisation=Aston+University&with=WMCA",
    "an organisation beside none": "organisations?organisation=Aston+University&with=Astom",
    "Organisations, longest silent": "organisations?order=silent",
    "no such organisation": "organisations?organisation=Astom",
    "Measures": "measures",
    "What changed between two releases": "what_changed",
    "Roundtable": "roundtable",
    "a meeting": "roundtable?meeting=on",
    "Slides and data": "downloads",
    "Update the data": "update_data",
    "About": "about",
}
CHART = "status-by-theme"


def changed(**cells: str) -> bytes:
    """The shipped workbook with these cells of Commitments changed."""
    book = load_workbook(BytesIO(SHIPPED))
    for cell, value in cells.items():
        book["Commitments"][cell] = value
    content = BytesIO()
    book.save(content)
    return content.getvalue()


def opened(page: Page, address: str) -> Page:
    """The page of an address, drawn to its foot and charts."""
    page.goto(address)
    expect(page.locator("footer:visible, .meeting")).to_be_visible()
    return drawn(page)


def drawn(page: Page) -> Page:
    """The page, once it has come to rest and every chart has its bars."""
    settled(page)
    page.wait_for_function(
        "() => [...document.querySelectorAll('.cc')].every("
        "one => one.querySelector('.bars path') || !one.querySelector('.legend'))"
    )
    return page


def fitted(page: Page) -> None:
    """Make the window as tall as the page: axe looks at no contrast of what is scrolled away."""
    size = page.viewport_size or {"width": 1280, "height": 900}
    tall = page.evaluate(
        "() => Math.max(900, document.querySelector('[data-testid=stMain]')?.scrollHeight ?? 0)"
    )
    page.set_viewport_size({"width": size["width"], "height": min(int(tall) + 100, 12_000)})


def open_sidebar(page: Page) -> None:
    """Show the filters, where a narrow window has put them away."""
    page.wait_for_timeout(300)
    if not page.get_by_role("combobox", name="Find").is_visible():
        page.get_by_test_id("stExpandSidebarButton").click()
    expect(page.get_by_role("combobox", name="Find")).to_be_visible()
    # It slides in.
    page.wait_for_function(
        "() => document.querySelector('[data-testid=stSidebar]').getBoundingClientRect().left >= 0"
    )


def menu_open(page: Page, server: str) -> None:
    """The menu of releases, with its list of choices open."""
    opened(page, f"{server}/?theme=People-powered+health")
    open_sidebar(page)
    page.get_by_role("combobox", name="Release").focus()
    page.keyboard.press("ArrowDown")
    expect(page.get_by_role("option").first).to_be_visible()


def find_open(page: Page, server: str) -> None:
    """Find, with what it found and the first of it chosen."""
    opened(page, server)
    open_sidebar(page)
    page.get_by_role("combobox", name="Find").fill("health")
    page.keyboard.press("ArrowDown")
    expect(page.locator("#find-list [aria-selected=true]")).to_be_visible()


def facets_open(page: Page, server: str) -> None:
    """Every facet open."""
    opened(page, f"{server}/?sector=NHS")
    open_sidebar(page)
    page.evaluate("for (const one of document.querySelectorAll('.facet')) one.open = true")


def definitions_open(page: Page, server: str) -> None:
    """How statuses were made, over the page."""
    opened(page, server)
    page.get_by_text("How statuses were made", exact=True).click()
    expect(page.locator(".popover-body")).to_be_visible()


def square_pointed_at(page: Page, server: str) -> None:
    """A square that has the focus, and says what it is."""
    opened(page, server)
    page.locator(".strip .sq").first.focus()
    expect(page.locator("#hor-tip")).to_be_visible()


def chart_open(page: Page, server: str) -> None:
    """A chart with its table and its files shown."""
    opened(page, f"{server}/?show=bars&rows=theme")
    page.evaluate("for (const one of document.querySelectorAll('details')) one.open = true")


def not_found(page: Page, server: str) -> None:
    """An address that is no page's."""
    page.goto(f"{server}/nothing_here")
    expect(page.get_by_role("heading", name="Page not found")).to_be_visible()


def findings_shown(page: Page, server: str) -> None:
    """A workbook with errors, safe fixes and findings."""
    opened(page, f"{server}/update_data")
    upload(page, changed(K2="Complete.", C3=" Assess equality "))
    expect(page.locator(".headline", has_text="1 error to fix before")).to_be_visible()
    settled(page)


def sign_in_refused(page: Page, server: str) -> None:
    """The sign-in page with what went wrong."""
    page.goto(f"{server}/sign-in")
    page.get_by_label("Your name").fill("An officer")
    page.get_by_label("Password").fill("a guess")
    page.get_by_role("button", name="Sign in").click()
    expect(page.get_by_role("alert")).to_be_visible()


def about_to_publish(page: Page, server: str) -> None:
    """An officer who has signed in, with a workbook that may be published, and the history."""
    page.goto(f"{server}/sign-in?next=/update_data")
    page.get_by_label("Your name").fill("An officer")
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Sign in").click()
    expect(page.locator("footer")).to_be_visible()
    settled(page)
    upload(page, changed(K2="Unclear", C5="Another title"))
    expect(page.get_by_role("button", name="Publish", exact=True)).to_be_visible()
    settled(page)
    page.evaluate("for (const one of document.querySelectorAll('details')) one.open = true")


def previewing(page: Page, server: str) -> None:
    """Explore as an uploaded workbook would make it."""
    opened(page, f"{server}/update_data")
    upload(page, changed(K2="Complete"))
    page.get_by_role("button", name="Preview the dashboard with it").click()
    expect(page_content(page).get_by_text("Only you see it.")).to_be_visible()
    settled(page)


def upload(page: Page, content: bytes) -> None:
    """Choose this workbook to check."""
    file = {"name": "spring.xlsx", "mimeType": WORKBOOK, "buffer": content}
    page.locator("input[type=file]").set_input_files([file])  # type: ignore[list-item]


def _opens(path: str) -> Callable[[Page, str], object]:
    return lambda page, server: opened(page, f"{server}/{path}")


STATES: dict[str, Callable[[Page, str], object]] = {
    **{name: _opens(path) for name, path in OPENED.items()},
    "the menu of releases open": menu_open,
    "Find open": find_open,
    "facets open": facets_open,
    "how statuses were made": definitions_open,
    "a square pointed at": square_pointed_at,
    "charts with table and files open": chart_open,
    "no such page": not_found,
    "findings": findings_shown,
    "a preview": previewing,
    "signing in refused": sign_in_refused,
    "about to publish": about_to_publish,
}
