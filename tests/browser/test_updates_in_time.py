"""What changed in a real browser: ribbons and dots are pressed, by pointer and by keyboard."""

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import axe
from tests.support.three_releases import fill, three
from tools.drive.browser import settled

FORWARD = "2 moved forward, from limited to substantial"


@pytest.fixture(scope="module")
def dashboard(server_for, tmp_path_factory):
    address = f"sqlite:///{tmp_path_factory.mktemp('store') / 'releases.sqlite3'}"
    fill(address, three())
    return server_for(app="server.py", HOR_DATABASE=address)


def what_changed(page: Page, server: str) -> Page:
    page.goto(f"{server}/what_changed?before=2&release=3")
    expect(page.get_by_role("heading", name="17 of 19 lead organisations gave")).to_be_visible()
    return settled(page)


def ribbon(page: Page, label: str):
    return page.locator("details.ribbon", has=page.get_by_text(label, exact=True))


def test_a_press_on_a_ribbon_opens_its_list_and_goes_there(page, dashboard):
    what_changed(page, dashboard)
    page.locator(".flow path", has=page.locator("title", has_text=FORWARD)).click()
    expect(page.get_by_text(FORWARD, exact=True).last).to_be_focused()
    listed = ribbon(page, FORWARD).get_by_role("link")
    expect(listed).to_have_text(
        ["Deliver phase 2 of the healthy life expectancy programme"]
        + ["Retrain hospitality workers for hospital jobs"]
    )
    assert page.locator("details.ribbon[open]").count() == 1
    assert axe(page) == []
    listed.first.click()
    expect(page.locator("h1")).to_contain_text("Deliver phase 2")


def test_the_same_list_is_opened_from_the_keyboard(page, dashboard):
    what_changed(page, dashboard)
    summary = ribbon(page, FORWARD).locator("summary")
    summary.focus()
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page.locator("h1")).to_contain_text("Deliver phase 2")


def test_dots_of_an_organisation_are_one_stop_and_arrows_move_among_them(page, dashboard):
    what_changed(page, dashboard)
    row = page.get_by_role("group", name="Updates of Aston University")
    dots = row.get_by_role("link")
    assert [dot.get_attribute("tabindex") for dot in dots.all()] == ["0", "-1", "-1", "-1"]
    page.get_by_role("link", name="Aston University", exact=True).focus()
    page.keyboard.press("Tab")
    expect(dots.first).to_be_focused()
    page.keyboard.press("End")
    expect(dots.last).to_be_focused()
    expect(page.locator("#hor-tip")).to_contain_text("update of June 2026, new")
    page.keyboard.press("Enter")
    expect(page.locator("h1")).to_contain_text("Develop Inclusive Aston")


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_on_a_phone_every_dot_is_whole_and_nothing_runs_over(open_page, dashboard, scheme):
    page = open_page(viewport={"width": 320, "height": 780}, color_scheme=scheme)
    what_changed(page, dashboard)
    boxes = [dot.bounding_box() for dot in page.locator("a.dot").all()]
    assert all(box["x"] >= 0 and box["x"] + box["width"] <= 320 for box in boxes)
    # No dot covers another.
    places = {(round(box["x"]), round(box["y"])) for box in boxes}
    assert len(places) == len(boxes)
    near = [
        (one, other)
        for one in places
        for other in places
        if one < other and abs(one[0] - other[0]) < 23 and abs(one[1] - other[1]) < 23
    ]
    assert near == []
    assert axe(page) == []
