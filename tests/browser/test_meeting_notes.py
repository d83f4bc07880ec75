"""Notes of a meeting are never lost or mixed up: tabs, meetings, lines, servers and browsers."""

import json
from datetime import datetime, timedelta

import pytest
from playwright.sync_api import Page, expect

from tests.browser.meetings import (
    HERE,
    end,
    kept,
    list_options,
    meeting,
    minutes,
    note,
    roundtable,
)
from tools.drive.browser import page_content

ASKED = "Does a meeting go on, or does a new one begin?"


def asked(page: Page, server: str) -> Page:
    roundtable(page, f"{server}/roundtable?meeting=on")
    expect(page.get_by_role("heading", name=ASKED)).to_be_focused()
    return page


def test_a_reload_in_mid_meeting_loses_no_note_and_keeps_the_place(page, server):
    meeting(page, server)
    page.keyboard.press("ArrowRight")
    note(page).fill("Heard, and")
    # At once: the server has not been told yet.
    page.reload()
    expect(page.locator(".m-progress")).to_have_text("2 of 12")
    expect(note(page)).to_have_value("Heard, and")
    page.get_by_role("button", name="Next").click()
    expect(note(page)).to_have_value("")
    assert len(kept(page)) == 1


def test_notes_outlive_the_session_and_go_into_the_minutes(page, server):
    meeting(page, server)
    note(page, "Action").fill("Send the plan")
    roundtable(page, f"{server}/roundtable")
    expect(page_content(page).get_by_text("notes on 1 commitment, 1 action.")).to_be_visible()
    assert "**Action.** Send the plan" in minutes(page)
    page.on("dialog", lambda dialog: dialog.accept())
    page.get_by_role("button", name="Remove all notes from this browser").click()
    expect(page_content(page).get_by_text("no notes have been taken.")).to_be_visible()
    assert kept(page) == {}


def test_notes_that_an_older_page_kept_under_their_day_are_not_lost(page, server):
    roundtable(page, f"{server}/roundtable")
    old = {"notes": {"HOR-33": {"said": "A plan by summer", "action": ""}}, "changed": {}}
    page.evaluate("text => localStorage.setItem('meeting-2026-05-20', text)", json.dumps(old))
    page.reload()
    expect(page.get_by_role("combobox", name="Meeting of")).to_be_visible()
    list_options(page).filter(has_text="20 May 2026").click()
    expect(
        page_content(page).get_by_text("Meeting of 20 May 2026: notes on 1 commitment.")
    ).to_be_visible()
    text = minutes(page)
    assert "# Minutes of the roundtable of 20 May 2026" in text
    assert "A plan by summer" in text


def test_two_tabs_on_one_meeting_put_their_notes_together(page, server):
    meeting(page, server)
    note(page).fill("From the first")
    other = meeting(page.context.new_page(), server)
    expect(note(other)).to_have_value("From the first")
    note(other, "Owner").fill("Aston University")
    expect(note(page, "Owner")).to_have_value("Aston University")
    note(page).fill("From the first, longer")
    expect(note(other)).to_have_value("From the first, longer")
    # The same field again, in three turns: whoever writes last is seen by both.
    note(other).fill("Both agree")
    expect(note(page)).to_have_value("Both agree")
    page.get_by_role("button", name="Next").click()
    note(page).fill("On the second item")
    other.get_by_role("button", name="Next").click()
    expect(note(other)).to_have_value("On the second item")
    (state,) = kept(page).values()
    assert [list(of.values()) for of in state["notes"].values()] == [
        ["Both agree", "Aston University"],
        ["On the second item"],
    ]
    text = minutes(end(page))
    assert all(part in text for part in ("Both agree", "Aston University", "On the second item"))


def write_in_another_tab(page: Page) -> None:
    """What another tab wrote while this one slept and heard nothing of it."""
    page.evaluate("""() => {
        const key = Object.keys(localStorage).find(key => key.startsWith('meeting-'));
        const kept = JSON.parse(localStorage[key]);
        const [ref] = Object.keys(kept.notes);
        kept.notes[ref] = {said: 'While it slept', owner: 'Aston'};
        kept.stamps[ref] = {said: Date.now(), owner: Date.now()};
        localStorage[key] = JSON.stringify(kept);
    }""")


def test_a_tab_that_slept_does_not_write_over_what_another_wrote(page, server):
    meeting(page, server)
    note(page).fill("Before")
    expect(page_content(page).get_by_text(HERE)).to_be_visible()
    write_in_another_tab(page)
    note(page).press("End")
    note(page).press_sequentially("!")
    expect(note(page)).to_have_value("Before!\nWhile it slept")
    page.get_by_role("button", name="Next").click()
    page.get_by_role("button", name="Previous").click()
    expect(note(page, "Owner")).to_have_value("Aston")


def test_a_tab_that_slept_and_only_moves_on_shows_what_another_wrote(page, server):
    meeting(page, server)
    note(page).fill("Before")
    expect(page_content(page).get_by_text(HERE)).to_be_visible()
    write_in_another_tab(page)
    page.get_by_role("button", name="Next").click()
    page.get_by_role("button", name="Previous").click()
    expect(note(page)).to_have_value("While it slept")
    expect(note(page, "Owner")).to_have_value("Aston")


def test_two_meetings_of_one_day_have_notes_and_minutes_of_their_own(page, server):
    for number, words in enumerate(("Morning", "Noon", "Evening")):
        if number:
            asked(page, server).get_by_role("button", name="Begin a new meeting").click()
        else:
            meeting(page, server)
        expect(note(page)).to_have_value("")
        note(page).fill(words)
        text = minutes(end(page))
        assert [word in text for word in ("Morning", "Noon", "Evening")].count(True) == 1
        assert words in text
    assert len(kept(page)) == 3
    assert len(set(list_options(page).all_inner_texts())) == 3


def test_a_meeting_that_was_ended_by_mistake_goes_on(page, server):
    meeting(page, server)
    page.keyboard.press("ArrowRight")
    note(page).fill("Too early")
    end(page)
    page.get_by_role("button", name="Start the meeting").click()
    expect(
        page_content(page).get_by_text("has notes on 1 commitment. It was ended at ")
    ).to_be_visible()
    page.get_by_role("button", name="Go on with this meeting").click()
    expect(page.locator(".m-progress")).to_have_text("2 of 12")
    expect(note(page)).to_have_value("Too early")
    note(page, "Action").fill("Go on")
    text = minutes(end(page))
    assert "Too early" in text
    assert "Go on" in text
    assert len(kept(page)) == 1


@pytest.mark.parametrize(
    ("hours", "reason"),
    [(5, "Nothing was noted in it for 5 hours."), (26, "Nothing was noted in it for 26 hours.")],
)
def test_a_meeting_reopened_much_later_asks_whether_it_goes_on(page, server, hours, reason):
    meeting(page, server)
    note(page).fill("Before lunch")
    page.clock.set_system_time(datetime.now() + timedelta(hours=hours))
    page.reload()
    expect(page.get_by_role("heading", name=ASKED)).to_be_focused()
    expect(page_content(page).get_by_text(reason)).to_be_visible()
    page.get_by_role("button", name="Go on with this meeting").click()
    expect(note(page)).to_have_value("Before lunch")
    page.clock.set_system_time(datetime.now() + timedelta(hours=2 * hours))
    page.reload()
    page.get_by_role("button", name="Begin a new meeting").click()
    expect(note(page)).to_have_value("")
    note(page).fill("Another meeting")
    assert sorted(len(state["notes"]) for state in kept(page).values()) == [1, 1]


@pytest.mark.parametrize("hours", [3, 24 * 8])
def test_a_short_break_and_a_meeting_of_last_week_ask_nothing(page, server, hours):
    midday = datetime.now().replace(hour=12)
    page.clock.set_system_time(midday)
    meeting(page, server)
    note(page).fill("Noted")
    page.clock.set_system_time(midday + timedelta(hours=hours))
    page.reload()
    expect(page.locator(".m-progress")).to_have_text("1 of 12")
    expect(note(page)).to_have_value("Noted" if hours == 3 else "")


def test_a_meeting_left_open_on_the_screen_asks_too(page, server):
    meeting(page, server)
    note(page).fill("Before lunch")
    expect(page_content(page).get_by_text(HERE)).to_be_visible()
    page.clock.set_system_time(datetime.now() + timedelta(hours=6))
    page.get_by_role("button", name="Next").focus()
    expect(page.get_by_role("heading", name=ASKED)).to_be_focused()
    page.get_by_role("button", name="Go on with this meeting").click()
    expect(note(page)).to_have_value("Before lunch")


def test_other_filters_on_the_same_day_ask_whether_it_is_another_meeting(page, server):
    meeting(page, server, "&sector=NHS")
    note(page).fill("Of the NHS")
    expect(page_content(page).get_by_text(HERE)).to_be_visible()
    roundtable(page, f"{server}/roundtable?meeting=on&sector=Universities")
    expect(
        page_content(page).get_by_text("Its filters were: sector NHS. Now: sector Universities.")
    ).to_be_visible()
    page.get_by_role("button", name="Begin a new meeting").click()
    expect(page.locator(".m-progress")).to_contain_text("1 of ")
    note(page).fill("Of universities")
    text = minutes(end(page))
    assert "Of universities" in text
    assert "Of the NHS" not in text


def test_a_clock_that_is_set_back_loses_no_note(page, server):
    meeting(page, server)
    note(page).fill("First")
    for minutes_back, words in ((30, "Second"), (90, "Third")):
        page.clock.set_system_time(datetime.now() - timedelta(minutes=minutes_back))
        note(page).fill(words)
        expect(page_content(page).get_by_text(HERE)).to_be_visible()
    page.reload()
    expect(note(page)).to_have_value("Third")
    expect(page.locator(".m-time")).to_contain_text("0 of 60 minutes gone")
    text = minutes(end(page))
    assert "Third" in text
    assert "First" not in text
