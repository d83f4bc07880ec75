"""An officer refreshes the data in a real browser: check, mend, compare, preview, publish, undo."""

import re
from io import BytesIO

import pytest
from argon2 import PasswordHasher
from openpyxl import load_workbook
from playwright.sync_api import Page, expect

from tests.browser.conftest import axe
from tests.browser.officers import PASSWORD, SHIPPED, changed, heading, signed_in, tick, upload
from tools.drive.browser import page_content, settled


@pytest.fixture
def officers_server(server_for, tmp_path):
    return server_for(
        app="server.py",
        HOR_DATABASE=f"sqlite:///{tmp_path / 'releases.sqlite3'}",
        HOR_PASSWORD_HASH=PasswordHasher().hash(PASSWORD),
    )


def test_an_officer_mends_compares_previews_publishes_and_undoes(
    open_page, officers_server, tmp_path
):
    page = signed_in(open_page(), officers_server, "An officer")
    upload(page, changed(tmp_path / "spring.xlsx", K2="Complete.", C3=" Assess equality "))
    expect(
        page.locator(".headline", has_text="1 error to fix before spring.xlsx can be published")
    ).to_be_visible()
    expect(page.get_by_role("row", name="Commitments, cell K2")).to_contain_text(
        "Did you mean “Complete”?"
    )
    assert axe(page) == []
    page.get_by_role("button", name="Apply 2 safe fixes").click()
    expect(heading(page, "2. Checked spring.xlsx: no problems found")).to_be_visible()
    expect(
        page.locator(".headline", has_text="1 commitment moved forward and 1 was reworded.")
    ).to_be_visible()
    page.get_by_role("button", name="Preview the dashboard with it").click()
    page.get_by_role("link", name="Explore", exact=True).click()
    expect(
        page_content(page).get_by_text("This is a preview of “spring.xlsx”. Only you see it.")
    ).to_be_visible()
    expect(page.get_by_role("heading", name="7 of 46 commitments are complete")).to_be_visible()

    member = open_page()
    member.goto(officers_server)
    expect(member.get_by_role("heading", name="6 of 46 commitments are complete")).to_be_visible()

    page.get_by_role("link", name="Update the data").click()
    page.get_by_label("What is new in it").fill("After the spring roundtable")
    page.get_by_role("button", name="Publish", exact=True).click()
    expect(heading(page, "Release 2 is live")).to_be_visible()
    expect(page.get_by_role("cell", name="An officer")).to_be_visible()

    member.get_by_role("link", name="Organisations", exact=True).click()
    member.get_by_role("link", name="Explore", exact=True).click()
    expect(member.get_by_role("heading", name="7 of 46 commitments are complete")).to_be_visible()

    # Days and times are in words, by the clock of the readers.
    when = r"\d{1,2} [A-Z][a-z]+ \d{4} at \d\d:\d\d (GMT|BST)"
    entry = page.get_by_role("row", name="2: Updates of 2022 in force")
    expect(entry.get_by_role("cell", name=re.compile(when))).to_be_visible()
    page_content(page).get_by_text("Who did what").click()
    expect(
        page.get_by_role("row", name=re.compile(rf"^{when} An officer Publish "))
    ).to_be_visible()
    assert re.findall(r"\d{4}-\d\d", page.locator("main").inner_text()) == []

    page_content(page).get_by_text("I want everyone to see release 1 again").click()
    page.get_by_role("button", name="Undo release 2").click()
    expect(
        page_content(page).get_by_text(
            "Release 3 is published. It is release 1 again, as release 2 was taken back. "
            "Everyone sees it at their next click."
        )
    ).to_be_visible()
    expect(page_content(page).get_by_text("Took back release 2: release 1 again.")).to_be_visible()


def publish(page: Page, path, note: str) -> None:
    upload(page, path)
    page.get_by_label("What is new in it").fill(note)
    page.get_by_role("button", name="Publish", exact=True).click()


def alerts(page: Page) -> list[str]:
    """What the page says in boxes, once it is at rest, but for which release it shows."""
    boxes = settled(page).get_by_test_id("stAlert").all_inner_texts()
    return [text for text in boxes if not text.startswith("This is release ")]


def test_three_releases_in_a_row_are_each_said_once_and_no_step_waits(
    open_page, officers_server, tmp_path
):
    page = signed_in(open_page(), officers_server, "An officer")
    expect(
        page_content(page).get_by_text("First upload a workbook without errors in step 2.")
    ).to_have_count(2)
    for number, status in ((2, "Complete"), (3, "Unclear"), (4, "Substantial")):
        upload(page, changed(tmp_path / f"{status}.xlsx", K2=status))
        expect(page.get_by_label("Name of the release")).to_have_value("Updates of 2022")
        expect(page.get_by_label("What is new in it")).to_have_value("")
        assert alerts(page) == []
        page.get_by_label("Name of the release").fill(f"Release of {status}")
        page.get_by_label("What is new in it").fill(f"Status {status}")
        page.get_by_role("button", name="Publish", exact=True).click()
        expect(heading(page, f"Release {number} is live")).to_be_visible()
        assert alerts(page) == []
        expect(page_content(page).get_by_text("First upload")).to_have_count(0)
        taken = page.get_by_test_id("stFileUploader").get_by_text(f"{status}.xlsx")
        expect(taken).to_have_count(0)
        newest = page.get_by_role("combobox", name="Release to download as it was uploaded")
        expect(newest).to_have_value(re.compile(rf"^{number}: Release of {status}, \d+ \w+ \d+$"))
        expect(page.get_by_role("rowheader", name=f"{number}: Release of {status}")).to_be_visible()
        expect(tick(page)).not_to_be_checked()


def test_the_tick_before_undo_is_for_one_release_and_goes_with_the_press(
    open_page, officers_server, tmp_path
):
    first, second = (
        signed_in(open_page(), officers_server, who) for who in ("An officer", "Another officer")
    )
    for number, status in ((2, "Complete"), (3, "Unclear"), (4, "Substantial")):
        publish(first, changed(tmp_path / f"{status}.xlsx", K2=status), "")
        expect(heading(first, f"Release {number} is live")).to_be_visible()
    page_content(first).get_by_text("I want everyone to see release 3 again").click()
    expect(first.get_by_role("button", name="Undo release 4")).to_be_enabled()
    first.get_by_role("button", name="Undo release 4").click()
    said = (
        "Release 5 is published. It is release 3 again, as release 4 was taken back. "
        "Everyone sees it at their next click."
    )
    expect(page_content(first).get_by_text(said)).to_be_visible()
    assert alerts(first) == [said]
    expect(page_content(first).get_by_text("First upload")).to_have_count(0)
    expect(first.get_by_role("button", name="Undo release 5")).to_be_disabled()
    expect(tick(first)).not_to_be_checked()
    # The first means release 2; the second publishes; the tick is for another release then.
    page_content(first).get_by_text("I want everyone to see release 2 again").click()
    expect(first.get_by_role("button", name="Undo release 5")).to_be_enabled()
    publish(second, changed(tmp_path / "other.xlsx", K3="Complete"), "")
    expect(heading(second, "Release 6 is live")).to_be_visible()
    first.get_by_role("button", name="Undo release 5").click()
    said = "Nothing was undone: release 6 by Another officer came after release 5."
    expect(page_content(first).get_by_text(said)).to_be_visible()
    assert alerts(first) == [said]
    expect(
        page_content(first).get_by_text("I want everyone to see release 3 again")
    ).to_be_visible()
    expect(tick(first)).not_to_be_checked()
    expect(first.get_by_role("button", name="Undo release 6")).to_be_disabled()


def test_two_officers_at_once_one_publishes_and_the_other_is_told(
    open_page, officers_server, tmp_path
):
    first, second = (
        signed_in(open_page(), officers_server, who) for who in ("An officer", "Another officer")
    )
    for page, status in ((first, "Complete"), (second, "Unclear")):
        upload(page, changed(tmp_path / f"{status}.xlsx", K2=status))
        expect(page.get_by_role("button", name="Publish", exact=True)).to_be_visible()
    first.get_by_role("button", name="Publish", exact=True).click()
    expect(heading(first, "Release 2 is live")).to_be_visible()
    second.get_by_role("button", name="Publish", exact=True).click()
    expect(page_content(second).get_by_text("Compare again before publishing.")).to_contain_text(
        "Published meanwhile: release 2 by An officer."
    )
    expect(page_content(second).get_by_text("2 releases, newest first")).to_be_visible()
    page_content(second).get_by_text("Who did what").click()
    expect(second.get_by_role("row", name="Publish refused")).to_contain_text("Unclear.xlsx")
    expect(second.locator("details").get_by_text("Complete.xlsx, SHA-256")).to_be_visible()


def test_a_stranger_may_check_and_is_not_offered_to_publish(open_page, officers_server, tmp_path):
    page = open_page()
    page.goto(f"{officers_server}/update_data")
    upload(page, changed(tmp_path / "mine.xlsx", K2="Complete"))
    expect(heading(page, "2. Checked mine.xlsx: no problems found")).to_be_visible()
    expect(page_content(page).get_by_text("Only officers publish.")).to_be_visible()
    expect(page.get_by_role("button", name="Publish", exact=True)).to_have_count(0)
    expect(page.get_by_role("button", name="Undo release")).to_have_count(0)


def test_the_sign_in_page_says_what_went_wrong_and_can_be_read_by_all(
    open_page, officers_server, faults
):
    faults.allow("401")
    page = open_page(viewport={"width": 320, "height": 700}, color_scheme="dark")
    page.goto(f"{officers_server}/sign-in")
    assert axe(page) == []
    page.get_by_label("Your name").fill("An officer")
    page.get_by_label("Password").fill("a guess")
    page.get_by_role("button", name="Sign in").click()
    expect(page.get_by_role("alert")).to_contain_text("There is a problem")
    expect(page.get_by_label("Your name")).to_have_value("An officer")
    assert axe(page) == []


def test_a_csv_file_is_joined_with_the_release_in_force_and_published_as_a_workbook(
    open_page, officers_server, tmp_path
):
    page = signed_in(open_page(), officers_server, "An officer")
    response = page.request.get(f"{officers_server}/open-data/commitments.csv")
    text = response.text().replace(",Limited,", ",Complete,", 1)
    path = tmp_path / "spring.csv"
    path.write_bytes(text.encode("utf-16"))
    upload(page, path)
    expect(page.locator(".headline", has_text="No problems found in spring.xlsx.")).to_be_visible()
    expect(
        page_content(page).get_by_text("The file is a .csv, so it is taken as the")
    ).to_be_visible()
    expect(page.locator(".headline", has_text="1 commitment moved forward.")).to_be_visible()
    with page.expect_download() as download:
        page.get_by_role("button", name="The joined workbook").click()
    content = download.value.path().read_bytes()
    joined, shipped = (load_workbook(BytesIO(book)) for book in (content, SHIPPED))
    assert joined.sheetnames == shipped.sheetnames
    assert joined["Updates"].max_row == shipped["Updates"].max_row
    assert axe(page) == []
