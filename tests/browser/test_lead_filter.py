"""Lead organisations are found by typing what people call them, and addresses keep their names."""

import pytest
from playwright.sync_api import Page, expect

from tests.browser.explore import open_facet, shown
from tests.support.three_releases import NOW

WMCA, ASTON = "West Midlands Combined Authority", "Aston University"
OHID = "Office for Health Improvement and Disparities, Midlands"
SOLIHULL = "Solihull Metropolitan Borough Council"


def found(page: Page):
    """The lead organisations that the facet shows."""
    return page.get_by_role("group", name="Lead organisation", exact=True).get_by_role("button")


def type_a_lead(page: Page, text: str) -> None:
    """Type into the facet of lead organisations."""
    open_facet(page, "Lead organisation")
    page.get_by_role("searchbox", name="Find a lead organisation").click()
    page.keyboard.type(text)
    expect(found(page)).to_have_count(1)


def chips(page: Page):
    return page.locator(".chip")


@pytest.mark.parametrize(
    ("typed", "name"),
    [("aston", ASTON), ("WMCA", WMCA), ("ohid", OHID), ("solihull m", SOLIHULL)],
)
def test_typing_a_name_or_a_short_name_leaves_one_organisation_to_press(page, server, typed, name):
    shown(page, server=server)
    type_a_lead(page, typed)
    found(page).click()
    expect(chips(page)).to_have_text([f"Lead organisation {name} ×"])


def test_letters_in_between_are_no_match_and_no_match_leaves_nothing(page, server):
    shown(page, server=server)
    open_facet(page, "Lead organisation")
    everything = found(page).count()
    assert everything == 19
    field = page.get_by_role("searchbox", name="Find a lead organisation")
    field.fill("wcouncil")
    expect(found(page)).to_have_count(0)
    field.fill("")
    expect(found(page)).to_have_count(everything)


def test_the_address_brings_back_what_was_chosen(page, server):
    shown(page, "?theme=People-powered+health", server)
    type_a_lead(page, "WMCA")
    found(page).click()
    theme = "Theme People-powered health ×"
    expect(chips(page)).to_have_text([theme, f"Lead organisation {WMCA} ×"])
    page.reload()
    expect(chips(page)).to_have_text([theme, f"Lead organisation {WMCA} ×"])


def test_three_choices_made_before_the_first_is_answered_all_count(page, server):
    shown(page, server=server)
    open_facet(page, "Lead organisation")
    field = page.get_by_role("searchbox", name="Find a lead organisation")
    for typed in ("WMCA", "ohid", "aston"):
        field.fill(typed)
        found(page).click()
    expect(chips(page)).to_have_text(
        [f"Lead organisation {name} ×" for name in (WMCA, OHID, ASTON)]
    )


def test_letters_typed_while_the_first_choice_is_answered_stay_in_the_field(page, server):
    shown(page, server=server)
    type_a_lead(page, "WMCA")
    found(page).click()
    field = page.get_by_role("searchbox", name="Find a lead organisation")
    field.fill("ohi")
    expect(chips(page)).to_have_text([f"Lead organisation {WMCA} ×"])
    expect(field).to_be_focused()
    page.keyboard.type("d")
    expect(field).to_have_value("ohid")
    expect(found(page)).to_have_count(1)
    found(page).click()
    expect(chips(page)).to_have_text([f"Lead organisation {name} ×" for name in (WMCA, OHID)])


@pytest.mark.parametrize(
    ("typed", "name"),
    [
        ("aston uni", ASTON),
        ("wmca", WMCA),
        ("Ohid mid", OHID),
        ("solihull integrated care s", NOW),
    ],
)
def test_find_opens_an_organisation_by_its_name_a_short_and_a_former_one(
    page, three_releases, typed, name
):
    shown(page, server=three_releases)
    field = page.get_by_role("combobox", name="Find")
    options = page.get_by_role("listbox", name="Found").get_by_role("option")
    field.fill(typed)
    # The organisation, and the commitments that have these words.
    expect(options).to_have_count(2)
    expect(options.first).to_contain_text(name)
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    expect(page.locator("h1")).to_have_text([name])
    expect(field).to_have_value("")


def test_find_offers_no_name_that_has_the_letters_in_between(page, server):
    shown(page, server=server)
    page.get_by_role("combobox", name="Find").fill("wcouncil")
    options = page.get_by_role("listbox", name="Found").get_by_role("option")
    expect(options).to_have_text(["Show commitments with “wcouncil”"])


def test_a_name_in_the_address_is_understood_with_a_former_short_name_too(page, server):
    shown(page, f"?lead={WMCA} (WM CA)&lead={OHID}", server)
    expect(chips(page)).to_have_text([f"Lead organisation {name} ×" for name in (WMCA, OHID)])
