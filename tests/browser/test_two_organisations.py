"""How do two bodies compare, and where is each target? Asked from the first page, in a browser."""

import re

import pandas as pd
from playwright.sync_api import Page, expect

from tools.drive.browser import page_content, settled
from tools.drive.server import ROOT

ASTON, WMCA = "Aston University", "West Midlands Combined Authority"
SHEET, MEASURES = (
    pd.read_excel(
        ROOT / "data/commitments.xlsx", sheet, dtype=str, keep_default_na=False, engine="openpyxl"
    )
    for sheet in ("Commitments", "Measures")
)


def led_by(name):
    """The statuses of what an organisation leads."""
    leads = SHEET["Lead organisations"].map(lambda cell: name in re.split(r"; *", cell))
    return SHEET[leads]["Status"].value_counts()


def rows_of(page: Page):
    """The comparison: by its row, what each of the two has."""
    rows = page.locator("table.pair tbody tr").all()
    return {
        row.locator("th").inner_text().strip(): [
            cell.inner_text().strip() for cell in row.locator("td").all()
        ]
        for row in rows
    }


def test_two_bodies_are_compared_in_three_presses_and_one_step_of_history(page, server):
    page.goto(server)
    settled(page)
    page.get_by_role("link", name="Organisations", exact=True).click()
    page_content(page).get_by_role("link", name=ASTON, exact=True).click()
    heading = page.get_by_role("heading", level=1)
    expect(heading).to_have_text(ASTON)
    expect(heading).to_be_focused()
    settled(page)
    menu = page.get_by_role("combobox", name="Compare with")
    menu.focus()
    menu.select_option(WMCA)
    expect(page.get_by_role("heading", name=f"Compared with {WMCA}")).to_be_visible()
    rows = rows_of(page)
    for column, name in enumerate((ASTON, WMCA)):
        assert rows["Leads"][column] == str(led_by(name).sum())
        for status, number in led_by(name).items():
            assert rows[status][column] == str(number)
    expect(page).to_have_url(re.compile(r"with=West\+Midlands\+Combined\+Authority"))
    expect(menu).to_be_focused()
    address = page.url
    page.go_back()
    expect(page.locator("table.pair")).to_have_count(0)
    expect(heading).to_have_text(ASTON)
    page.goto(address)
    settled(page)
    assert rows_of(page) == rows
    page.get_by_role("button", name="Stop comparing").click()
    expect(page.locator("table.pair")).to_have_count(0)
    expect(page).not_to_have_url(re.compile("with="))


def test_where_each_target_is_is_one_press_away(page, server):
    page.goto(server)
    settled(page)
    page.get_by_role("link", name="Measures", exact=True).click()
    targets = MEASURES[MEASURES["Target"] != ""]
    alike = targets[targets["Result"] != ""]
    assert not len(alike)
    title = f"None of the {len(targets)} targets has a result to compare with it"
    expect(page.get_by_role("heading", name=title)).to_be_visible()
    names = page.locator(".cc-name")
    expect(names).to_have_count(len(targets))
    shown = " ".join(names.all_inner_texts())
    assert [name for name in targets["Measure"] if name not in shown] == []
