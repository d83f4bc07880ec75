"""A whole roundtable in a real browser: agenda, meeting and minutes, by keyboard and on a wall."""

from io import BytesIO
from pathlib import Path

import pytest
from argon2 import PasswordHasher
from docx import Document
from playwright.sync_api import Page, expect

from hor_data.store import Candidate, open_store, publish
from tests.browser.conftest import axe
from tests.browser.meetings import HERE, meeting, roundtable
from tests.support.three_releases import fill, three
from tools.drive.browser import page_content, settled

PASSWORD = "correct horse battery staple"
PROJECTOR = {"width": 1920, "height": 1080}
SMALLEST = 28  # px, for what is read from five metres


@pytest.fixture
def database(tmp_path):
    return f"sqlite:///{tmp_path / 'releases.sqlite3'}"


@pytest.fixture
def two_releases(server_for, database):
    fill(database, three()[:2])
    quick = PasswordHasher(time_cost=1, memory_cost=8, parallelism=1)
    return server_for("server.py", HOR_DATABASE=database, HOR_PASSWORD_HASH=quick.hash(PASSWORD))


def agenda(page: Page) -> list[str]:
    expect(page.locator(".agenda").first).to_be_visible()
    return [one.split(" · ")[0] for one in page.locator("ol.agenda .who").all_inner_texts()]


def tab_to(page: Page, name: str) -> None:
    """Press Tab until the control of this name has the focus, as one without a mouse would."""
    told = "(document.activeElement.labels?.[0] ?? document.activeElement).textContent.trim()"
    for _ in range(80):
        page.keyboard.press("Tab")
        if page.evaluate(told) == name:
            return
    pytest.fail(f"Tab never came to “{name}”.")


def test_a_whole_meeting_is_run_from_the_keyboard(page, server):
    roundtable(page, f"{server}/roundtable")
    tab_to(page, "Start the meeting")
    page.keyboard.press("Enter")
    expect(page.locator(".m-item h1")).to_be_focused()
    expect(page.locator(".m-progress")).to_have_text("1 of 12")
    expect(page.get_by_test_id("stSidebar")).to_be_hidden()
    page.keyboard.press("ArrowRight")
    page.keyboard.press("ArrowRight")
    expect(page.locator(".m-progress")).to_have_text("3 of 12")
    expect(page.locator(".m-item h1")).to_be_focused()
    page.keyboard.press("ArrowLeft")
    expect(page.locator(".m-progress")).to_have_text("2 of 12")
    tab_to(page, "Action")
    page.keyboard.type("Show the evaluation, ")
    page.keyboard.press("ArrowLeft")
    expect(page.locator(".m-progress")).to_have_text("2 of 12")
    page.keyboard.press("Tab")
    page.keyboard.type("NHS England")
    page.keyboard.press("Escape")
    expect(page.locator(".m-item h1")).to_be_focused()
    page.keyboard.press("Shift+Tab")
    page.keyboard.press("Shift+Tab")
    page.keyboard.press("Shift+Tab")
    page.keyboard.type("fire")
    page.keyboard.press("Enter")
    expect(page.locator(".m-who")).to_contain_text("West Midlands Fire Service")
    expect(page_content(page).get_by_text(HERE)).to_be_visible()
    page.keyboard.press("Shift+Tab")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="Minutes", exact=True)).to_be_focused()
    expect(page.get_by_role("heading", name="Minutes", exact=True)).to_be_in_viewport()
    expect(page_content(page).get_by_text("notes on 1 commitment, 1 action.")).to_be_visible()
    tab_to(page, "Minutes (Word)")
    with page.expect_download() as download:
        page.keyboard.press("Enter")
    said = [one.text for one in Document(download.value.path()).element.body.iter() if one.text]
    assert "Show the evaluation," in " ".join(said)
    assert "NHS England" in said


def test_every_item_is_read_from_the_back_of_the_room(open_page, server):
    page = meeting(open_page(viewport=PROJECTOR), server, "&items=46")
    for number in range(1, 47):
        expect(page.locator(".m-progress")).to_have_text(f"{number} of 46")
        sizes = page.locator(".m-item :is(p, li, h1, h2)").evaluate_all(
            "all => all.map(one => [parseFloat(getComputedStyle(one).fontSize), one.textContent])"
        )
        assert min(sizes)[0] >= SMALLEST, min(sizes)
        below = page.locator(".m-item").evaluate("one => one.getBoundingClientRect().bottom")
        assert below <= PROJECTOR["height"], f"item {number} is cut at the foot of the screen"
        page.keyboard.press("ArrowRight")


def test_arrow_keys_act_only_while_the_meeting_has_the_focus(page, server):
    meeting(page, server)
    page.evaluate("document.activeElement.blur()")
    page.keyboard.press("ArrowRight")
    expect(page.locator(".m-progress")).to_have_text("1 of 12")
    page.locator(".m-item").click()
    page.keyboard.press("PageDown")
    expect(page.locator(".m-progress")).to_have_text("2 of 12")


def test_a_shared_link_opens_the_same_agenda_elsewhere(page, open_page, two_releases, database):
    roundtable(page, f"{two_releases}/roundtable?items=6&minutes=45")
    before = agenda(page)
    page.get_by_role("button", name=f"Leave out {before[1]}").click()
    expect(page.locator("ol.agenda .who").nth(1)).not_to_contain_text(before[1])
    settled(page)
    page.get_by_role("button", name=f"Move up {before[2]}").click()
    expect(page.locator("ol.agenda .who").first).to_contain_text(before[2])
    mine = agenda(settled(page))
    assert mine[:2] == [before[2], before[0]]
    expect(page.get_by_role("heading", name="about 7½ minutes each")).to_be_visible()
    link = page.locator("#agenda-link").inner_text()
    # The browser's own address holds it too, and a record and back does not lose it.
    page.locator("ol.agenda a").first.click()
    expect(page.locator(".record")).to_be_visible()
    page.get_by_role("link", name="Roundtable").click()
    assert agenda(settled(page)) == mine
    publish(open_store(database), Candidate(three()[2], "later.xlsx", "Later"), "Test", 2)
    other = roundtable(open_page(), link)
    assert agenda(other) == mine
    expect(page_content(other).get_by_text("This is release 2, not the latest")).to_be_visible()
    expect(other.get_by_role("heading", name="about 7½ minutes each")).to_be_visible()


def test_the_meeting_keeps_to_the_agenda_that_was_chosen(page, server):
    roundtable(page, f"{server}/roundtable?items=3&minutes=30&first=HOR-45")
    page.get_by_role("button", name="Start the meeting").click()
    expect(page.locator(".m-progress")).to_have_text("1 of 3")
    expect(page.locator(".m-who")).to_contain_text("HOR-45")
    expect(page.locator(".m-time")).to_contain_text("of 30 minutes gone. Planned for this: 0 to 10")
    page.reload()
    expect(page.locator(".m-progress")).to_have_text("1 of 3")
    page.get_by_role("button", name="End the meeting").click()
    assert agenda(settled(page))[0] == "HOR-45"
    expect(
        page.get_by_role("heading", name="3 commitments in 30 minutes: 10 minutes each")
    ).to_be_visible()


def test_an_empty_agenda_is_said_and_not_met_about(page, server):
    roundtable(page, f"{server}/roundtable?meeting=on&words=nothinghasthisword")
    expect(page_content(page).get_by_text("Nothing is on this agenda")).to_be_visible()
    page.get_by_role("button", name="Back to the agenda").click()
    expect(page_content(page).get_by_text("Nothing is on the agenda.")).to_be_visible()


def test_two_releases_are_chosen_and_compared_on_the_page(page, two_releases, database):
    publish(open_store(database), Candidate(three()[2], "later.xlsx", "Third"), "Test", 2)
    page.goto(f"{two_releases}/what_changed")
    headline = page.locator(".headline")
    expect(headline).to_contain_text("3 commitments moved forward and 1 moved back")
    page.get_by_role("combobox", name="From release").click()
    page.get_by_role("option", name="1: Release 1").click()
    expect(headline).to_contain_text("7 commitments moved forward and 2 moved back")
    expect(page).to_have_url(f"{two_releases}/what_changed?before=1")
    page.get_by_role("combobox", name="To release").click()
    page.get_by_role("option", name="2: Release 2").click()
    expect(headline).to_contain_text("4 commitments moved forward and 1 moved back")
    expect(page_content(page).get_by_text("This is release 2, not the latest")).to_be_visible()
    assert axe(page) == []
    settled(page).get_by_role("link", name="Explore", exact=True).click()
    expect(page.locator(".since")).to_contain_text("Since “Release 1” (data as at 2022): 4")


def test_minutes_open_as_a_document(page, server):
    roundtable(page, f"{server}/roundtable")
    with page.expect_download() as download:
        page.get_by_role("button", name="Minutes (Word)").click()
    document = Document(BytesIO(Path(download.value.path()).read_bytes()))
    assert document.core_properties.title.startswith("Minutes of the roundtable of ")
