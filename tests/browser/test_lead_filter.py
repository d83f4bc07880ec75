"""Lead organisations are found by typing what people call them, and addresses keep their names."""

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import settled
from tests.browser.test_journeys import selection, shown

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


def test_the_address_brings_back_what_was_chosen(page, server):
    shown(page, "?theme=People-powered+health", server)
    type_a_lead(page, "WMCA")
    expect(selection(page)).to_contain_text(f"led by {WMCA}")
    type_a_lead(page, "ohid")
    expect(selection(page)).to_contain_text(f"led by {WMCA} or {OHID}")
    page.reload()
    expect(selection(page)).to_contain_text(f"led by {WMCA} or {OHID}")


def test_three_choices_made_before_the_first_is_answered_all_count(page, server):
    shown(page, server=server)
    page.get_by_role("combobox", name="Lead organisation").click()
    for typed in ("WMCA", "ohid", "aston"):
        page.keyboard.type(typed)
        expect(page.get_by_role("option")).to_have_count(1)
        page.keyboard.press("Enter")
    page.keyboard.press("Escape")
    expect(selection(page)).to_contain_text(f"led by {WMCA}, {OHID} or {ASTON}")


def test_letters_typed_while_the_first_choice_is_answered_stay_in_the_field(page, server):
    shown(page, server=server)
    page.get_by_role("combobox", name="Lead organisation").click()
    page.keyboard.type("WMCA")
    page.keyboard.press("Enter")
    page.keyboard.type("ohi")
    expect(selection(page)).to_contain_text(f"led by {WMCA}")
    settled(page)
    page.keyboard.type("d")
    expect(page.get_by_role("option")).to_have_count(1)
    page.keyboard.press("Enter")
    page.keyboard.press("Escape")
    expect(selection(page)).to_contain_text(f"led by {WMCA} or {OHID}")


def test_a_name_in_the_address_is_understood_with_a_former_short_name_too(page, server):
    shown(page, f"?lead={WMCA} (WM CA)&lead={OHID}", server)
    expect(selection(page)).to_contain_text(f"led by {WMCA} or {OHID}")
