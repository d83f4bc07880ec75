"""Every Copy button copies, and where the browser does not let it shows what to copy."""

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import axe
from tools.drive.browser import settled

# A page that came by plain http from another machine has no clipboard; an office may deny it.
CLIPBOARD = "Object.defineProperty(Navigator.prototype, 'clipboard', {get: () => (%s)})"
DENIED = "Promise.reject(new DOMException('denied', 'NotAllowedError'))"
WITHOUT = {
    "no clipboard": CLIPBOARD % "undefined",
    "a clipboard that is denied": CLIPBOARD % f"{{writeText: () => {DENIED}}}",
}
BUTTONS = {
    "commitments?ref=HOR-33": ("Copy the citation", "Copy the link"),
    "roundtable": ("Copy the link",),
    "?sector=NHS": ("Copy the link", "Copy the sentence"),
    "?show=bars&sector=NHS": ("Copy the sentence",),
}
HOW = "press Ctrl+C (⌘C on a Mac), or on a phone hold a finger on it and choose Copy."


def shown(page: Page, address: str) -> Page:
    page.goto(address)
    expect(page.locator("footer")).to_be_visible()
    return settled(page)


def selected(page: Page) -> str:
    return page.evaluate("""() => {
        const { value, selectionStart, selectionEnd, readOnly } = document.activeElement;
        return readOnly ? value.slice(selectionStart, selectionEnd) : "";
    }""")


@pytest.mark.parametrize("case", WITHOUT)
@pytest.mark.parametrize("path", BUTTONS)
def test_where_the_page_may_not_copy_the_text_is_shown_selected(page, server, path, case):
    page.add_init_script(WITHOUT[case])
    shown(page, f"{server}/{path}")
    for name in BUTTONS[path]:
        button = page.get_by_role("button", name=name).first
        if "bars" in path:
            page.locator("details:has(button[data-copy]) > summary").first.click()
        wanted = button.evaluate(
            "button => document.getElementById(button.dataset.copy).textContent.trim()"
        )
        button.click()
        field = page.get_by_role("textbox", name=HOW)
        expect(field).to_be_focused()
        assert selected(page) == wanted != ""
        assert axe(page) == []
        page.keyboard.press("Escape")
        expect(field).to_have_count(0)
        expect(button).to_be_focused()


def test_pressing_again_shows_it_once_and_selects_it_again(page, server):
    page.add_init_script(WITHOUT["no clipboard"])
    shown(page, f"{server}/commitments?ref=HOR-33")
    button = page.get_by_role("button", name="Copy the link")
    button.click()
    button.click()
    button.click()
    expect(page.get_by_role("textbox", name=HOW)).to_have_count(1)
    assert selected(page) == f"{server}/commitments?ref=HOR-33"
    page.keyboard.press("Tab")
    page.get_by_role("textbox", name=HOW).focus()
    assert selected(page) == f"{server}/commitments?ref=HOR-33"


def test_what_is_selected_is_copied_by_the_keys_that_are_named(open_page, server):
    page = open_page(permissions=["clipboard-read", "clipboard-write"])
    page.add_init_script("window.board = navigator.clipboard;" + WITHOUT["no clipboard"])
    shown(page, f"{server}/commitments?ref=HOR-33")
    page.get_by_role("button", name="Copy the link").click()
    expect(page.get_by_role("textbox", name=HOW)).to_be_focused()
    page.keyboard.press("Control+c")
    assert page.evaluate("board.readText()") == f"{server}/commitments?ref=HOR-33"


def test_on_a_phone_the_field_fits_and_is_whole(open_page, server):
    page = open_page(viewport={"width": 320, "height": 640})
    page.add_init_script(WITHOUT["no clipboard"])
    shown(page, f"{server}/commitments?ref=HOR-33")
    page.get_by_role("button", name="Copy the citation").click()
    box = page.get_by_role("textbox", name=HOW).bounding_box()
    assert box["x"] >= 0
    assert box["x"] + box["width"] <= 320
