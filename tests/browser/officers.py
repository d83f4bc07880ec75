"""An officer in a real browser: signs in, uploads a workbook, looks for a step's heading."""

from io import BytesIO

from openpyxl import load_workbook
from playwright.sync_api import Page, expect

from tools.drive.browser import settled
from tools.drive.server import ROOT

PASSWORD = "correct horse battery staple"
SHIPPED = (ROOT / "data" / "commitments.xlsx").read_bytes()


def changed(path, **cells):
    """The shipped workbook with these cells of Commitments changed, as an officer would."""
    book = load_workbook(BytesIO(SHIPPED))
    for cell, value in cells.items():
        book["Commitments"][cell] = value
    book.save(path)
    return path


def signed_in(page: Page, server: str, who: str) -> Page:
    page.goto(f"{server}/sign-in?next=/update_data")
    page.get_by_label("Your name").fill(who)
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Sign in").click()
    expect(page.locator("h1")).to_have_text(["Update the data"])
    expect(page.locator("footer")).to_be_visible()
    return settled(page)


def heading(page: Page, words: str):
    return page.get_by_role("heading", name=words, exact=True)


def upload(page: Page, path) -> None:
    page.locator("input[type=file]").set_input_files(path)


def tick(page: Page):
    return page.get_by_role("checkbox", name="I want everyone to see release")
