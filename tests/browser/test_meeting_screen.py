"""What stands on the screen of a meeting: organisations found, ways to a record, bar and foot."""

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import axe
from tests.browser.meetings import (
    HERE,
    end,
    meeting,
    note,
)
from tools.drive.browser import page_content, settled

DESK, WALL = {"width": 1280, "height": 720}, {"width": 1920, "height": 1080}
PHONES = [{"width": 360, "height": 640}, {"width": 320, "height": 568}]


def go_to(page: Page, words: str) -> Page:
    page.get_by_label("Go to an organisation").fill(words)
    page.get_by_label("Go to an organisation").press("Enter")
    return settled(page)


@pytest.mark.parametrize(
    ("typed", "opened"),
    [
        ("Solihull Council", "Solihull Metropolitan Borough Council"),
        ("Solihull", "Solihull Metropolitan Borough Council"),
        ("solihull  COUNCIL ", "Solihull Metropolitan Borough Council"),
        ("WMCA", "West Midlands Combined Authority"),
        ("West Midlands Police", "West Midlands Police"),
        ("pcc", "West Midlands Police and Crime Commissioner"),
        ("OHID", "Office for Health Improvement and Disparities, Midlands"),
        ("Public Health England (PHE) West Midlands", "Office for Health Improvement and"),
        ("STaR", "NHS England Midlands"),
        ("fire", "West Midlands Fire Service"),
        ("Sandwell & West", "Sandwell and West Birmingham NHS Trust"),
    ],
)
def test_the_organisation_that_was_typed_is_opened(page, server, typed, opened):
    go_to(meeting(page, server), typed)
    expect(page.locator(".m-item")).to_contain_text(opened)
    expect(page.locator(".m-item h1")).to_be_focused()
    expect(page.locator(".m-missing")).to_be_empty()


def test_where_several_are_meant_they_are_offered_and_none_is_guessed(page, server):
    title = meeting(page, server).locator(".m-item h1").inner_text()
    go_to(page, "west midlands")
    expect(page.locator(".m-missing")).to_contain_text("5 organisations: which one?")
    expect(page.locator(".m-item h1")).to_have_text(title)
    expect(page.locator(".m-missing button").first).to_be_focused()
    page.get_by_role("button", name="West Midlands Police", exact=True).click()
    expect(page.locator(".m-item")).to_contain_text("West Midlands Police")
    go_to(page, "nowhere")
    expect(
        page_content(page).get_by_text("No lead organisation is called “nowhere”.")
    ).to_be_visible()
    page.get_by_label("Go to an organisation").fill("n")
    expect(page.locator(".m-missing")).to_be_empty()


def test_every_lead_organisation_opens_its_item_or_what_it_leads(page, server):
    meeting(page, server, "&items=3&sector=NHS")
    names = page.locator("#m-organisations option").evaluate_all("all => all.map(o => o.value)")
    assert len(names) == 19
    elsewhere = 0
    for name in names:
        go_to(page, name)
        if page.get_by_role("button", name="Back to item ").is_visible():
            elsewhere += 1
            expect(page.locator(".m-item h1")).to_have_text(name)
            expect(page.locator(".m-led li").first).to_be_visible()
            expect(note(page)).to_be_hidden()
        else:
            expect(page.locator(".m-who").first).to_contain_text(name)
    assert 10 < elsewhere < 19


def test_an_organisation_off_the_agenda_shows_what_it_leads_with_ways_in_and_back(page, server):
    meeting(page, server, "&items=3")
    page.keyboard.press("ArrowRight")
    note(page).fill("Of item 2")
    go_to(page, "wmca")
    expect(page.get_by_role("heading", name="West Midlands Combined Authority")).to_be_focused()
    expect(page_content(page).get_by_text("None is on this agenda.")).to_be_visible()
    expect(page.locator(".m-led li").first).to_contain_text("Last reported 2022")
    expect(page.locator(".m-led .status").first).to_be_visible()
    assert axe(page) == []
    page.get_by_role("button", name="Back to item 2").click()
    expect(note(page)).to_have_value("Of item 2")
    go_to(page, "wmca")
    page.get_by_role("link", name="Its page").click()
    expect(page.get_by_role("heading", name="West Midlands Combined Authority")).to_be_visible()
    page.get_by_role("link", name="Back to the meeting").click()
    expect(page.locator(".m-progress")).to_have_text("2 of 3")
    expect(note(page)).to_have_value("Of item 2")


def test_an_items_record_leads_back_to_the_same_item(page, server):
    meeting(page, server)
    for _ in range(3):
        page.keyboard.press("ArrowRight")
    note(page).fill("Said, then looked up")
    title = page.locator(".m-item h1").inner_text()
    page.get_by_role("link", name="Its record").click()
    expect(page.locator(".record")).to_be_visible()
    expect(page.locator("h1").first).to_contain_text(title)
    page.get_by_role("link", name="Back to the meeting").click()
    expect(page.locator(".m-progress")).to_have_text("4 of 12")
    expect(page.locator(".m-item h1")).to_be_focused()
    expect(note(page)).to_have_value("Said, then looked up")
    # After a reload of the record, too.
    page.get_by_role("link", name="Its record").click()
    expect(page.locator(".record")).to_be_visible()
    page.reload()
    page.get_by_role("link", name="Back to the meeting").click()
    expect(page.locator(".m-progress")).to_have_text("4 of 12")
    end(page)
    page.get_by_role("link", name="Explore", exact=True).click()
    expect(page.locator(".strip")).to_be_visible()
    expect(page.get_by_role("link", name="Back to the meeting")).to_have_count(0)


def test_each_item_says_past_due_once_and_what_its_data_are(page, server):
    meeting(page, server, "&items=46")
    past_due = 0
    for number in range(1, 47):
        expect(page.locator(".m-progress")).to_have_text(f"{number} of 46")
        words = page.locator(".m-item").inner_text()
        assert words.lower().count("past due") <= 1, words
        assert words.count("Updates of 2022, data as at 2022") == 1, words
        past_due += "past due" in words.lower()
        page.keyboard.press("ArrowRight")
    assert past_due


@pytest.mark.parametrize("size", [DESK, WALL], ids=["1280", "1920"])
def test_the_bar_is_one_row(open_page, server, size):
    page = meeting(open_page(viewport=size), server, "&items=46&minutes=480")
    parts = page.locator(".m-top > *")
    for number in (1, 46):
        boxes = parts.evaluate_all("all => all.map(one => one.getBoundingClientRect().toJSON())")
        middles = [box["top"] + box["height"] / 2 for box in boxes]
        assert max(middles) - min(middles) < 8, boxes
        rights = [box["right"] for box in boxes]
        lefts = [box["left"] for box in boxes]
        assert all(right <= left for right, left in zip(rights, lefts[1:], strict=False)), boxes
        assert boxes[-1]["right"] <= size["width"]
        if number == 1:
            go_to(page, "west midlands")
            page.get_by_role("button", name="West Midlands Police", exact=True).focus()
            page.keyboard.press("Shift+Tab")


@pytest.mark.parametrize("size", PHONES, ids=["360", "320"])
def test_on_a_phone_the_note_stays_within_a_thumbs_reach(open_page, server, size):
    page = meeting(open_page(viewport=size, has_touch=True), server)
    for _ in range(3):
        box = note(page).bounding_box()
        assert box["y"] >= size["height"] / 2
        assert box["y"] + box["height"] <= size["height"]
        page.get_by_role("button", name="Next").click()
        page.locator("[data-testid=stMain]").evaluate("main => main.scrollTo(0, 200)")
    note(page).fill("Typed with a thumb")
    expect(page_content(page).get_by_text(HERE)).to_be_visible()
    assert note(page).bounding_box() == box
    expect(note(page, "Owner")).to_be_hidden()
    page.get_by_role("button", name="Action, owner, date").click()
    for label in ("Note", "Action", "Owner", "By when"):
        expect(note(page, label)).to_be_in_viewport()
    width = page.evaluate("document.documentElement.scrollWidth")
    assert width <= size["width"]
    assert axe(page) == []
