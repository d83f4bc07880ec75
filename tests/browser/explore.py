"""Explore in a real browser: what it shows, and presses of its facets, bars and menus."""

import re
from urllib.parse import parse_qs, urlsplit

from playwright.sync_api import Locator, Page, expect

from tools.drive.browser import settled

# One chart by status stands in place of the matrix.
BARS_BY_THEME, BARS_BY_SECTOR, BARS_BY_LEAD = (
    f"?show=bars&rows={field}" for field in ("theme", "sector", "lead")
)


def shown(page: Page, path: str = "", server: str = "") -> Page:
    """The page at this path, drawn to its foot."""
    page.goto(f"{server}/{path}")
    expect(page.locator("footer")).to_be_visible()
    return settled(page)


def expect_shown(page: Page, number: int, *filters: str) -> None:
    """Explore shows so many commitments, with these filters in force: "Sector NHS"."""
    expect(page.locator(".chip")).to_have_text([f"{words} ×" for words in filters])
    expect(page.locator("[data-key=list-all] .tally")).to_have_text(f"{number}")


def counts(page: Page) -> dict[str, int]:
    """The strip: how many commitments have each status."""
    columns = page.locator(".strip .count")
    names = columns.locator(".status").all_inner_texts()
    figures = columns.locator(".figure").all_inner_texts()
    return {name: number_in(figure) for name, figure in zip(names, figures, strict=True)}


def number_in(text: str) -> int:
    """A whole number as a page writes it."""
    return int(text.replace(",", "").replace("\N{MINUS SIGN}", "-"))


def count(page: Page, status: str) -> Locator:
    """The button of a status in the strip."""
    return page.locator(".strip .count").get_by_role("button", name=status)


def facet(page: Page, name: str, value: str) -> Locator:
    """The button of a facet's value, whose facet stands open."""
    group = page.get_by_role("group", name=name, exact=True)
    return group.get_by_role("button", name=re.compile(rf"^{re.escape(value)} [\d,]+$"))


def open_facet(page: Page, name: str) -> None:
    """Open a facet, where it is folded."""
    details = page.locator("details.facet").filter(has=page.locator(f"[aria-label='{name}']"))
    if not details.evaluate("details => details.open"):
        details.locator("summary").click()


def choose(page: Page, name: str, value: str) -> None:
    """Press a facet's value."""
    open_facet(page, name)
    facet(page, name, value).click()


def choose_in_menu(page: Page, name: str, option: str) -> None:
    """Choose from one of Streamlit's own menus."""
    page.get_by_role("combobox", name=name).click()
    page.get_by_role("option", name=option).click()
    page.keyboard.press("Escape")


def matrix(page: Page) -> dict[tuple[str, str], int]:
    """The numbers of the matrix by row and column; a cell without commitments is 0."""
    return {pair: number_in(text.split(" ")[0]) for pair, text in matrix_texts(page).items()}


def matrix_texts(page: Page) -> dict[tuple[str, str], str]:
    """What each cell of the matrix says, by row and column."""
    read = page.locator("table.matrix").evaluate("""table => {
        const called = (head) => head.childNodes[0].textContent.trim();
        const columns = [...table.tHead.querySelectorAll("th")].map(called);
        return [...table.tBodies[0].rows].flatMap((row) =>
            [...row.querySelectorAll("td")].map((cell, place) =>
                [called(row.cells[0]), columns[place],
                 cell.querySelector(".cell-number, .unseen").textContent.trim()]));
    }""")
    return {(row, column): text for row, column, text in read}


def bar(page: Page, text: str) -> Locator:
    """The button of a chart's bar."""
    return page.locator(".cc-rows").get_by_role("button", name=re.compile(f"^{text}:"))


def asked(page: Page) -> dict[str, list[str]]:
    """What the address asks for."""
    return parse_qs(urlsplit(page.url).query)


def steps(page: Page) -> int:
    """How many entries the browser's history has."""
    return int(page.evaluate("history.length"))
