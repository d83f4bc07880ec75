"""What an officer uploaded and typed stays across signing in, an ended session and a restart."""

import pytest
from argon2 import PasswordHasher
from playwright.sync_api import expect

from tests.browser.conftest import AWAY
from tests.browser.officers import PASSWORD, changed, heading, signed_in, upload
from tools.drive.browser import page_content, settled
from tools.drive.server import free_port, started

NAME, NOTE = "Name of the release", "What is new in it"


@pytest.fixture
def environment(tmp_path):
    return {
        "HOR_DATABASE": f"sqlite:///{tmp_path / 'releases.sqlite3'}",
        "HOR_PASSWORD_HASH": PasswordHasher().hash(PASSWORD),
    }


@pytest.fixture
def server(server_for, environment):
    return server_for(app="server.py", **environment)


def sign_in_here(page):
    page.get_by_label("Your name").fill("An officer")
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Sign in").click()
    expect(page.locator("h1")).to_have_text(["Update the data"])
    return settled(page)


def published(page, number):
    page.get_by_role("button", name="Publish", exact=True).click()
    expect(heading(page, f"Release {number} is live")).to_be_visible()


def test_a_workbook_checked_before_signing_in_is_there_after_it(open_page, server, tmp_path):
    page = open_page()
    page.goto(f"{server}/update_data")
    upload(page, changed(tmp_path / "mine.xlsx", K2="Complete"))
    said = page_content(page).get_by_text(
        "Only officers publish. Sign in: your workbook is kept for five minutes."
    )
    expect(said).to_be_visible()
    settled(page).get_by_role("link", name="Sign in").click()
    sign_in_here(page)
    expect(heading(page, "2. Checked mine.xlsx: no problems found")).to_be_visible()
    assert "_draft" not in page.url
    page.get_by_label(NOTE).fill("After signing in")
    published(page, 2)
    expect(page.get_by_role("cell", name="mine.xlsx")).to_be_visible()


def test_after_an_ended_session_workbook_name_and_note_are_there(open_page, server, tmp_path):
    page = signed_in(open_page(), server, "An officer")
    upload(page, changed(tmp_path / "mine.xlsx", K2="Complete"))
    page.get_by_label(NAME).fill("Spring")
    page.get_by_label(NOTE).fill("Two *stars*")
    settled(page)
    page.request.post(f"{server}/sign-out", headers={"origin": server})
    page.get_by_role("button", name="Publish", exact=True).click()
    said = page_content(page).get_by_text(
        "You are not signed in any more. Sign in: your workbook, its name and the note are kept"
    )
    expect(said).to_be_visible()
    expect(page.get_by_label(NOTE)).to_have_value("Two *stars*")
    settled(page).get_by_role("link", name="Sign in").click()
    sign_in_here(page)
    expect(page.get_by_label(NAME)).to_have_value("Spring")
    expect(page.get_by_label(NOTE)).to_have_value("Two *stars*")
    published(page, 2)
    expect(page.get_by_role("rowheader", name="2: Spring in force Two *stars*")).to_be_visible()


def test_what_is_typed_stays_while_the_preview_is_looked_at(open_page, server, tmp_path):
    page = signed_in(open_page(), server, "An officer")
    upload(page, changed(tmp_path / "mine.xlsx", K2="Complete"))
    page.get_by_label(NOTE).fill("Typed before the preview")
    page.get_by_role("button", name="Preview the dashboard with it").click()
    settled(page).get_by_role("link", name="Explore", exact=True).click()
    expect(page_content(page).get_by_text("This is a preview of “mine.xlsx”")).to_be_visible()
    settled(page).get_by_role("link", name="Update the data").click()
    expect(page.get_by_label(NOTE)).to_have_value("Typed before the preview")


def test_after_a_restart_name_and_note_stay_and_the_workbook_is_asked_for(
    open_page, environment, tmp_path, faults
):
    faults.allow(*AWAY)
    port, log = free_port(), tmp_path / "server.log"
    with started(log, "server.py", environment, port) as (address, _):
        page = signed_in(open_page(), address, "An officer")
        upload(page, changed(tmp_path / "mine.xlsx", K2="Complete"))
        page.get_by_label(NAME).fill("Spring")
        page.get_by_label(NOTE).fill("Typed before the restart")
        settled(page)
    with started(log, "server.py", environment, port):
        expect(page.get_by_text("The dashboard is answering again.").first).to_be_attached()
        # The browser may have had the page made anew by now, or wait for a press or a word.
        page.get_by_label(NOTE).press("End")
        page.get_by_label(NOTE).press_sequentially(", and after it")
        page.get_by_label(NAME).focus()
        said = page_content(page).get_by_text(
            "What you typed is kept. Choose the workbook in step 2, once more if you had chosen it "
            "before."
        )
        expect(said).to_be_visible()
        expect(page.get_by_label(NAME)).to_have_value("Spring")
        expect(page.get_by_label(NOTE)).to_have_value("Typed before the restart, and after it")
