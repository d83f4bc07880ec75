"""Open pages, a meeting and an officer's session over three publishes and an undo."""

import re

import pytest
from argon2 import PasswordHasher
from playwright.sync_api import Page, expect
from pptx import Presentation

from tests.browser.conftest import axe
from tests.browser.explore import choose, choose_in_menu, counts, expect_shown
from tests.browser.officers import PASSWORD, signed_in, upload
from tests.support.three_releases import (
    NOW,
    WAS,
    three,
)
from tools.drive.browser import page_content, settled

FIRST, SECOND, THIRD = three()
# What is in force after each step, as the foot of every page says it.
FOOTS = {
    "one": "Data as at 2022",
    "two": "Data as at June 2024 · Release: Two",
    "three": "Data as at June 2026 · Release: Three",
    "undone": "Data as at June 2024 · Release: Two",
    "five": "Data as at 2022 · Release: Five",
}


@pytest.fixture
def server(server_for, tmp_path):
    return server_for(
        "server.py",
        HOR_DATABASE=f"sqlite:///{tmp_path / 'releases.sqlite3'}",
        HOR_PASSWORD_HASH=PasswordHasher(time_cost=1, memory_cost=8, parallelism=1).hash(PASSWORD),
    )


def arrived(page: Page, address: str) -> Page:
    page.goto(address)
    expect(page.locator("footer")).to_be_attached()
    return settled(page)


def foot(page: Page):
    return page.locator("footer")


def publish(page: Page, folder, content: bytes, name: str) -> None:
    path = folder / f"{name}.xlsx"
    path.write_bytes(content)
    upload(page, path)
    expect(page.get_by_role("button", name="Publish", exact=True)).to_be_visible()
    page.get_by_label("Name of the release").fill(name)
    page.get_by_role("button", name="Publish", exact=True).click()
    expect(page.get_by_role("heading", name=re.compile(r"^Release \d is live$"))).to_be_visible()
    settled(page)


def undo(page: Page, number: int) -> None:
    page_content(page).get_by_text(re.compile("I want everyone to see release")).click()
    page.get_by_role("button", name=f"Undo release {number}").click()
    expect(page_content(page).get_by_text(f"Release {number + 1} is published.")).to_be_visible()
    settled(page)


def copied(page: Page, button: str) -> str:
    page.get_by_role("button", name=button).last.click()
    expect(page_content(page).get_by_text("Copied").last).to_be_visible()
    return page.evaluate("navigator.clipboard.readText()")


def numbers(page: Page) -> tuple[list[str], dict[str, int], str]:
    """What Explore counts: the filters, the counts by status, and the release."""
    expect(page.locator(".count").first).to_be_visible()
    filters = page.locator(".chip").all_inner_texts()
    return filters, counts(page), foot(page).locator("p").first.inner_text()


def test_open_pages_a_meeting_and_an_officer_follow_three_publishes_and_an_undo(
    open_page, server, tmp_path
):
    options = {"permissions": ["clipboard-read", "clipboard-write"]}
    idle = arrived(open_page(), server)
    filtered = arrived(open_page(**options), f"{server}/?theme=People-powered+health")
    meeting = open_page()
    meeting.goto(f"{server}/roundtable?meeting=on")
    expect(meeting.locator(".m-item h1")).to_be_focused()
    officer = signed_in(open_page(), server, "An officer")
    links: dict[str, tuple[str, tuple]] = {}

    def look(state: str, theirs: str, name: str = "Status") -> None:
        """Each page at its next click; and what was copied before still opens as it was."""
        said = FOOTS[state]
        idle.get_by_role("link", name="Measures" if state != "three" else "Explore").first.click()
        expect(foot(idle)).to_contain_text(said)
        choose(filtered, name, theirs)
        expect(foot(filtered)).to_contain_text(said)
        theirs_now = filtered.locator(".chip").filter(has_text=f"{name} {theirs}")
        expect(theirs_now).to_have_count(1)
        meeting.get_by_label("Action").fill(f"Noted in {state}")
        expect(foot(meeting)).to_contain_text(said)
        expect(foot(officer)).to_contain_text(said)
        assert "release=" not in idle.url + filtered.url + officer.url
        settled(filtered)
        links[state] = (
            copied(filtered, "Copy a link to what this page shows"),
            numbers(filtered),
        )
        for link, counted in links.values():
            another = arrived(open_page(), link)
            assert numbers(another) == counted, link
            another.context.close()

    look("one", "Limited")
    publish(officer, tmp_path, SECOND, "Two")
    look("two", "Complete")
    publish(officer, tmp_path, THIRD, "Three")
    look("three", "Substantial")
    undo(officer, 3)
    look("undone", "Unclear")
    publish(officer, tmp_path, FIRST, "Five")
    look("five", "Police and fire", "Sector")
    assert [re.findall(r"release=\d", link) for link, _ in links.values()] == [
        [f"release={number}"] for number in range(1, 6)
    ]


def test_a_pinned_page_says_so_and_goes_to_the_latest_with_its_filters(page, three_releases):
    arrived(page, f"{three_releases}/measures?release=1&lead={WAS.replace(' ', '+')}")
    expect(foot(page)).to_contain_text("Data as at 2022 · Release: Release 1")
    page.reload()
    expect(foot(page)).to_contain_text("Data as at 2022 · Release: Release 1")
    expect(page_content(page).get_by_text("This is release 1, not the latest")).to_be_visible()
    page.get_by_role("link", name="Explore", exact=True).click()
    expect(page.locator(".strip")).to_be_visible()
    expect(foot(page)).to_contain_text("Data as at 2022")
    assert "release=1" in settled(page).url
    assert axe(page) == []
    page.get_by_role("button", name="Show the latest").click()
    expect(foot(page)).to_contain_text("Data as at June 2026")
    expect(page.locator(".remarks")).to_have_text(f"“{WAS}” is called {NOW} in this release.")
    expect(page.locator(".chip")).to_have_text([f"Lead organisation {NOW} ×"])
    assert "release=" not in settled(page).url
    assert axe(page) == []
    page.go_back()
    expect(foot(page)).to_contain_text("Data as at 2022")
    expect(page.locator(".chip")).to_have_text([f"Lead organisation {WAS} ×"])
    page.go_forward()
    expect(foot(page)).to_contain_text("Data as at June 2026")
    expect(page.locator(".chip")).to_have_text([f"Lead organisation {NOW} ×"])


def test_the_menu_pins_a_release_and_back_lets_it_go(page, three_releases):
    arrived(page, three_releases)
    # A list closes where the page scrolls beneath it.
    page.get_by_role("combobox", name="Release").scroll_into_view_if_needed()
    settled(page)
    choose_in_menu(page, "Release", "Release 2, data as at June 2024")
    expect(foot(page)).to_contain_text("Data as at June 2024")
    page.get_by_role("link", name="About", exact=True).click()
    expect(page.locator("h1").first).to_contain_text("About")
    expect(foot(page)).to_contain_text("Data as at June 2024")
    settled(page).go_back()
    expect(page.locator(".strip")).to_be_visible()
    expect(foot(page)).to_contain_text("Data as at June 2024")
    assert page.url.endswith("release=2")
    settled(page).go_back()
    expect(foot(page)).to_contain_text("Data as at June 2026")
    assert "release=" not in settled(page).url


def test_what_a_release_lacks_is_said_and_mended_by_a_press(page, three_releases):
    arrived(page, f"{three_releases}/overview?status=Limted&theme=Nowhere+at+all&sectr=nhs%3E")
    expect_shown(page, 0, "Theme Nowhere at all", "Sector NHS", "Status Limted")
    assert page.url.endswith("/?status=Limted&theme=Nowhere+at+all&sector=NHS")
    remarks = page.locator(".remarks")
    expect(remarks).to_contain_text("No commitment of this release has “Limted” as its status.")
    assert axe(page) == []
    remarks.get_by_role("button", name="Use “Limited” instead").click()
    expect(remarks).not_to_contain_text("Limted")
    remarks.get_by_role("button", name="Take out “Nowhere at all”").click()
    expect(remarks).to_have_count(0)
    expect(page.locator(".chip")).to_have_text(["Sector NHS ×", "Status Limited ×"])
    assert settled(page).url.endswith("?status=Limited&sector=NHS")


def test_a_misspelt_address_leaves_no_step_to_go_back_to(page, three_releases):
    arrived(page, f"{three_releases}/about")
    arrived(page, f"{three_releases}/?sectr=NHS&release=99")
    expect(page.locator(".remarks")).to_have_text("There is no release “99”. This is the latest.")
    expect(page.locator(".chip")).to_have_text(["Sector NHS ×"])
    assert page.url.endswith("/?sector=NHS")
    page.go_back()
    expect(page).to_have_url(f"{three_releases}/about")


def test_links_in_slides_open_pages_of_the_release_they_were_made_of(page, three_releases):
    arrived(page, f"{three_releases}/downloads?release=2&status=Complete")
    with page.expect_download() as download:
        page.get_by_role("button", name=re.compile(r"^Download \d+ slides")).click()
    slides = Presentation(download.value.path()).slides
    notes = " ".join(slide.notes_slide.notes_text_frame.text for slide in slides)
    links = set(re.findall(r"https?://\S+", notes))
    assert len(links) > 1
    for link in links:
        assert "release=2&before=1&status=Complete" in link
        assert page.request.get(link).status == 200, link
    arrived(page, sorted(links)[0])
    expect(foot(page)).to_contain_text("Data as at June 2024")
    expect(page_content(page).get_by_text("Complete").first).to_be_visible()
