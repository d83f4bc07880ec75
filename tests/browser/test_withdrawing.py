"""An officer withdraws releases in a real browser: two presses and a reason."""

import re
from contextlib import suppress

import pytest
from argon2 import PasswordHasher
from playwright.sync_api import TimeoutError, expect

from tests.browser.conftest import axe
from tests.browser.officers import PASSWORD, signed_in
from tests.support.three_releases import fill, three
from tools.drive.browser import page_content, settled


@pytest.fixture
def server(server_for, tmp_path):
    database = f"sqlite:///{tmp_path / 'releases.sqlite3'}"
    fill(database, [*three(), three()[0]])
    return server_for(
        app="server.py", HOR_DATABASE=database, HOR_PASSWORD_HASH=PasswordHasher().hash(PASSWORD)
    )


def choose(page, label):
    box = settled(page).get_by_role("combobox", name="Release to withdraw")
    if not box.input_value().startswith(label):
        option = page.get_by_role("option", name=re.compile(rf"^{label}"))
        box.focus()
        # A run of the page that has just begun may close the list again: then once more.
        for _ in range(3):
            page.keyboard.press("ArrowDown")
            with suppress(TimeoutError):
                option.click(timeout=10_000)
                break
        expect(box).to_have_value(re.compile(rf"^{label}"))
    settled(page)


def ask(page, number, reason):
    choose(page, f"{number}:")
    page.get_by_label("Why it is withdrawn").fill(reason)
    page.get_by_role("button", name="Withdraw this release").click()


def test_two_presses_and_a_reason_withdraw_a_release_and_its_copy(open_page, server):
    page = signed_in(open_page(), server, "Ann *Officer* <b>")
    reader = open_page()
    reader.goto(f"{server}/?release=3")
    banner = page_content(reader).get_by_text("This is release 3, not the latest")
    expect(banner).to_be_visible()

    ask(page, 1, " ")
    told = page_content(page).get_by_text("Say why the release is withdrawn: the history keeps it.")
    expect(told).to_be_visible()
    page.get_by_label("Why it is withdrawn").fill("It has a *name* in it")
    page.get_by_role("button", name="Withdraw this release").click()
    plan = (
        "Release 1 and release 4, which have the same workbook, will not be shown, compared or "
        "given out any more. Everyone will see release 3. Reason: It has a *name* in it"
    )
    expect(page_content(page).get_by_text(plan)).to_be_visible()
    assert axe(page) == []
    page.get_by_role("button", name="Keep release 1").click()
    expect(page_content(page).get_by_text(plan)).to_have_count(0)
    page.get_by_role("button", name="Withdraw this release").click()
    page.get_by_role("button", name="Yes, withdraw release 1").click()
    done = (
        "Release 1 and release 4 are withdrawn. Release 3 is in force; everyone sees it at their "
        "next click."
    )
    expect(page_content(page).get_by_text(done)).to_be_visible()
    assert axe(page) == []
    line = page.get_by_role("rowheader", name="4: Release 4 withdrawn")
    expect(line).to_contain_text("by Ann *Officer* <b>: It has a *name* in it")
    expect(page.get_by_role("rowheader", name="3: Release 3 in force")).to_be_visible()

    # The reader was looking at what is the latest now.
    reader.get_by_role("link", name="Organisations", exact=True).click()
    expect(banner).to_have_count(0)
    late = open_page()
    late.goto(f"{server}/?release=1")
    said = page_content(late).get_by_text("Release 1 was withdrawn on")
    expect(said).to_contain_text("and is not shown any more. This is the latest, release 3.")
    assert page.request.get(f"{server}/open-data/commitments.csv?release=4").status == 410


def test_the_only_release_left_cannot_be_withdrawn(open_page, server):
    page = signed_in(open_page(), server, "An officer")
    for number, latest in ((1, 3), (3, 2)):
        ask(page, number, "Wrong")
        page.get_by_role("button", name=f"Yes, withdraw release {number}").click()
        expect(
            page_content(page).get_by_text(f"Release {latest} is in force; everyone sees it")
        ).to_be_visible()
    ask(page, 2, "Wrong")
    refusal = (
        "Release 2 cannot be withdrawn, as no release would be left to show: those that were "
        "taken back do not come back by themselves. Publish another release first."
    )
    expect(page_content(page).get_by_text(refusal)).to_be_visible()
    expect(page.get_by_role("button", name="Yes, withdraw")).to_have_count(0)


def test_an_original_comes_from_its_own_address_and_only_while_signed_in(open_page, server):
    page = signed_in(open_page(), server, "An officer")
    with page.expect_download() as download:
        page.get_by_role("link", name="Download the original").click()
    assert download.value.path().read_bytes() == three()[0]
    assert download.value.suggested_filename == "release-4.xlsx"


def test_whose_session_ended_between_the_two_presses_withdraws_nothing(open_page, server):
    page = signed_in(open_page(), server, "An officer")
    ask(page, 2, "Wrong")
    yes = page.get_by_role("button", name="Yes, withdraw release 2")
    expect(yes).to_be_visible()
    page.request.post(f"{server}/sign-out", headers={"origin": server})
    yes.click()
    expect(
        page_content(page)
        .get_by_text("Only officers publish.")
        .or_(page_content(page).get_by_text("You are not signed in any more."))
        .first
    ).to_be_visible()
    assert page.request.get(f"{server}/open-data/commitments.csv?release=2").status == 200
