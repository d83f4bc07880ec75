"""A roundtable in a real browser: into the meeting, its notes, its minutes."""

from pathlib import Path

from playwright.sync_api import Locator, Page, expect

from tools.drive.browser import settled

HERE = "Notes are kept in this browser."
STORED = "Notes are kept in the dashboard."
# The day's meetings that the browser keeps, each as it is kept.
KEPT = """() => Object.fromEntries(Object.keys(localStorage)
    .filter(key => key.startsWith('meeting-'))
    .map(key => [key.slice('meeting-'.length), JSON.parse(localStorage[key])]))"""


def roundtable(page: Page, address: str) -> Page:
    """The roundtable or its meeting, once it is there."""
    page.goto(address)
    expect(page.locator("footer, .meeting").first).to_be_visible()
    return settled(page)


def meeting(page: Page, server: str, asked: str = "") -> Page:
    """The meeting at its first item."""
    roundtable(page, f"{server}/roundtable?meeting=on{asked}")
    expect(page.locator(".m-progress")).to_contain_text(" of ")
    expect(page.locator(".m-item h1")).to_be_focused()
    return settled(page)


def note(page: Page, label: str = "Note") -> Locator:
    """A field of the note on the item that is shown."""
    return page.get_by_label(label, exact=True)


def kept(page: Page) -> dict[str, dict]:
    """What the browser keeps of each meeting, by its id."""
    return page.evaluate(KEPT)


def end(page: Page) -> Page:
    """End the meeting, and be at its minutes."""
    page.get_by_role("button", name="End the meeting").click()
    expect(page.get_by_role("heading", name="Minutes", exact=True)).to_be_focused()
    return settled(page)


def minutes(page: Page) -> str:
    """The minutes that the page offers, as Markdown."""
    with page.expect_download() as download:
        settled(page).get_by_role("button", name="Minutes (Markdown)").click()
    return Path(download.value.path()).read_text(encoding="utf-8")


def list_options(page: Page) -> Locator:
    """The meetings whose minutes are offered, in a list that stays open."""
    options = page.get_by_role("option")
    # A list that opens while the page is still growing is closed by Streamlit: open it again.
    while not options.first.is_visible():
        settled(page).get_by_role("combobox", name="Meeting of").press("ArrowDown")
    return options
