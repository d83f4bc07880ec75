"""Lead organisations are found by typing what people call them, and addresses keep their names."""

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import settled
from tests.browser.test_journeys import asked, selection, shown

WMCA, ASTON = "West Midlands Combined Authority", "Aston University"
OHID = "Office for Health Improvement and Disparities, Midlands"


def type_a_lead(page: Page, text: str) -> None:
    """Type into the filter of lead organisations, and press Enter on the first that it finds."""
    page.get_by_role("combobox", name="Lead organisation").click()
    page.keyboard.type(text)
    expect(page.get_by_role("option")).to_have_count(1)
    page.keyboard.press("Enter")
    page.keyboard.press("Escape")


@pytest.mark.parametrize(
    ("typed", "name"),
    [("aston", ASTON), ("WMCA", WMCA), ("ohid", OHID), ("solihull c", "Solihull Metropolitan")],
)
def test_typing_a_name_or_a_short_name_and_enter_chooses_one_organisation(
    page, server, typed, name
):
    shown(page, server=server)
    type_a_lead(page, typed)
    expect(selection(page)).to_contain_text(f"of 46 commitments: led by {name}")
    assert " or " not in selection(page).inner_text()


def test_the_address_holds_names_and_back_takes_out_the_last_chosen(page, server):
    shown(page, "?theme=People-powered+health", server)
    type_a_lead(page, "WMCA")
    expect(selection(page)).to_contain_text(f"led by {WMCA}")
    type_a_lead(page, "ohid")
    expect(selection(page)).to_contain_text(f"led by {WMCA} or {OHID}")
    assert asked(page) == {"lead": [WMCA, OHID], "theme": ["People-powered health"]}
    page.reload()
    expect(selection(page)).to_contain_text(f"led by {WMCA} or {OHID}")
    # The entry before holds the same choice by the label that was pressed.
    page.go_back()
    settled(page)
    page.go_back()
    expect(selection(page)).not_to_contain_text(OHID)
    assert asked(page) == {"lead": [WMCA], "theme": ["People-powered health"]}


def test_two_choices_made_before_the_first_is_answered_both_count(page, server):
    shown(page, server=server)
    page.get_by_role("combobox", name="Lead organisation").click()
    for typed in ("WMCA", "ohid", "aston"):
        page.keyboard.type(typed)
        page.keyboard.press("Enter")
    page.keyboard.press("Escape")
    expect(selection(page)).to_contain_text(f"led by {WMCA}, {OHID} or {ASTON}")
    assert asked(page) == {"lead": [WMCA, OHID, ASTON]}
