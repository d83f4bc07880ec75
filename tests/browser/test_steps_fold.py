"""Update the data in a real browser: steps that are done fold, and one card closes the update."""

import pytest
from argon2 import PasswordHasher
from playwright.sync_api import expect

from tests.browser.conftest import axe
from tests.browser.officers import PASSWORD, changed, heading, signed_in, tick, upload


@pytest.fixture
def officers_server(server_for, tmp_path):
    return server_for(
        app="server.py",
        HOR_DATABASE=f"sqlite:///{tmp_path / 'releases.sqlite3'}",
        HOR_PASSWORD_HASH=PasswordHasher().hash(PASSWORD),
    )


def test_steps_that_are_done_fold_and_the_card_leads_on(open_page, officers_server, tmp_path):
    page = signed_in(open_page(), officers_server, "An officer")
    upload(page, changed(tmp_path / "late.xlsx", K2="on trak"))
    # What is wrong with it stays in sight; what was fetched does not.
    expect(page.locator(".headline", has_text="1 error to fix")).to_be_visible()
    expect(heading(page, "1. Got the workbook: late.xlsx")).to_be_visible()
    expect(heading(page, "2. Check")).to_be_visible()
    expect(page.get_by_role("button", name="An empty template")).to_be_hidden()

    upload(page, changed(tmp_path / "spring.xlsx", K2="Complete"))
    checked = heading(page, "2. Checked spring.xlsx: no problems found")
    expect(checked).to_be_visible()
    expect(page.get_by_test_id("stFileUploader")).to_be_hidden()
    expect(heading(page, "3. Compare")).to_be_focused()
    checked.click()
    expect(page.get_by_test_id("stFileUploader")).to_be_visible()
    expect(page.locator(".headline", has_text="No problems found in spring.xlsx.")).to_be_visible()
    assert axe(page) == []

    page.get_by_role("button", name="Publish", exact=True).click()
    expect(heading(page, "Release 2 is live")).to_be_focused()
    steps = page.locator(".step h2").all_inner_texts()
    assert steps == [
        "1. Got the workbook: spring.xlsx",
        "2. Checked spring.xlsx: no problems found",
        "3. Compared: 1 commitment moved forward",
        "Release 2 is live",
    ]
    assert axe(page) == []
    page.get_by_role("button", name="Undo", exact=True).click()
    expect(tick(page)).to_be_focused()
    expect(page.get_by_role("button", name="Undo release 2")).to_be_disabled()
    card = page.locator(".closing-card")
    card.get_by_role("link", name="What changed").click()
    expect(page.locator(".headline")).to_have_text("1 commitment moved forward.")
    page.get_by_role("link", name="Update the data").click()
    card.get_by_role("link", name="See it").click()
    expect(page.locator("h1")).to_contain_text("7 of 46 commitments are complete")

    # A fourth step that is not done is itself again: the next workbook begins anew.
    page.get_by_role("link", name="Update the data").click()
    upload(page, changed(tmp_path / "summer.xlsx", K3="Complete"))
    expect(heading(page, "4. Publish")).to_be_visible()
    expect(card).to_have_count(0)
