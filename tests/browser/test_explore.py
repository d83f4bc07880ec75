"""The twelve questions of a meeting: each answer compared with a recount by pandas, each press
counted."""

from datetime import date

import pandas as pd
import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.explore import (
    choose,
    counts,
    expect_shown,
    facet,
    matrix,
    matrix_texts,
    number_in,
    shown,
)
from tests.support.recounted import Recount, in_words
from tests.support.three_releases import three
from tools.drive.browser import settled

FIRST, SECOND, THIRD = (Recount(content) for content in three())
MOST_PRESSES = 3
BODY = "WMCA"


class Presses:
    """A page that counts what is pressed on it; a choice from a menu is two presses."""

    def __init__(self, page: Page) -> None:
        self.page, self.number = page, 0

    def press(self, place: Locator) -> None:
        place.click()
        self.number += 1
        settled(self.page)

    def choose(self, menu: str, option: str) -> None:
        self.page.get_by_role("combobox", name=menu, exact=True).select_option(label=option)
        self.number += 2
        settled(self.page)

    def button(self, group: str, name: str) -> Locator:
        place = self.page.get_by_role("group", name=group, exact=True)
        return place.get_by_role("button", name=name)


@pytest.fixture
def presses(page, three_releases):
    """Explore as it opens; the question is answered there, in three presses at most."""
    shown(page, "", three_releases)
    counted = Presses(page)
    yield counted
    assert counted.number <= MOST_PRESSES
    assert page.url.partition("?")[0] == f"{three_releases}/"


@pytest.fixture
def more_presses(page, three_releases):
    """Explore as it opens, for a question that may take more presses, and other pages."""
    shown(page, "", three_releases)
    return Presses(page)


def statuses(recount: Recount) -> dict[str, int]:
    return {status: 0 for status in ("Not started",)} | (
        recount.commitments["Status"].value_counts().to_dict()
    )


def refs(page: Page) -> list[str]:
    """The commitments that the list shows, in its order."""
    return [text.split(" · ")[0] for text in page.locator(".asked .who").all_inner_texts()]


def rows(page: Page) -> list[str]:
    names = page.locator(".matrix tbody th button").all_inner_texts()
    return [name.strip() for name in names]


def test_how_do_we_stand(presses):
    page = presses.page
    wanted = statuses(THIRD)
    assert counts(page) == wanted
    whole = f"{wanted['Complete']} of {len(THIRD.commitments)} commitments are complete"
    expect(page.locator("h1")).to_contain_text(whole)
    changes = page.locator(".strip .change").evaluate_all(
        "all => all.map((change) => change.lastChild.textContent.trim())"
    )
    before = statuses(SECOND)
    moved = dict(zip(counts(page), map(number_in, changes), strict=True))
    assert moved == {status: number - before[status] for status, number in wanted.items()}


def test_how_is_this_body_doing(presses):
    page = presses.page
    presses.press(page.locator("summary", has_text="Lead organisation"))
    presses.press(facet(page, "Lead organisation", BODY))
    its = THIRD.by("Organisation").query("Organisation == @BODY")["Status"].value_counts()
    assert {status: number for status, number in counts(page).items() if number} == its.to_dict()
    expect(page.locator("h1")).to_contain_text(f"of {its.sum()} commitments shown")


def test_what_moved_since_last_time(presses):
    page = presses.page
    presses.press(presses.button("List", "Moved"))
    both = SECOND.commitments[["Status"]].join(
        THIRD.commitments["Status"].rename("Status now"), how="inner"
    )
    moved = both[both["Status"] != both["Status now"]]
    assert set(refs(page)) == set(moved.index)
    for ref, status in moved["Status"].items():
        line = page.locator(".asked li", has_text=ref)
        expect(line).to_contain_text(f"Moved from {status.lower()}")


def test_which_nhs_commitments_are_past_due_or_unclear(presses):
    page = presses.page
    nhs = THIRD.by("Sector").query("Sector == 'NHS'").index
    asked = THIRD.past_due(date.today()) | (THIRD.commitments["Status"] == "Unclear")
    wanted = set(asked[asked].index) & set(nhs)
    presses.press(facet(page, "Sector", "NHS"))
    assert set(refs(page)) == wanted
    presses.press(facet(page, "To ask about", "Past due"))
    presses.press(facet(page, "To ask about", "Unclear"))
    expect_shown(page, len(wanted), "Sector NHS", "To ask about Past due", "To ask about Unclear")
    assert set(refs(page)) == wanted


def test_theme_by_sector(presses):
    presses.choose("Columns: more", "Sector")
    wanted = THIRD.crosstab("Theme", "Sector")
    table = matrix(presses.page)
    assert {pair: number for pair, number in table.items() if number} == wanted
    note = f"Columns add up to {sum(wanted.values())}, as some of the {len(THIRD.commitments)} are"
    expect(presses.page.locator(".matrix-part .note")).to_have_text(f"{note} in more than one.")


def test_which_groups_have_nothing_complete(presses):
    page = presses.page
    presses.press(presses.button("Rows", "Organisation"))
    presses.choose("Order", "Fewest complete first")
    complete = (
        THIRD.by("Organisation")
        .groupby("Organisation")["Status"]
        .apply(lambda of_body: (of_body == "Complete").sum())
    )
    nothing = set(complete[complete == 0].index)
    assert set(rows(page)[: len(nothing)]) == nothing
    assert [complete[name] for name in rows(page)] == sorted(complete)
    assert {
        name for (name, status), number in matrix(page).items() if status == "Complete" and number
    } == set(complete.index) - nothing


def test_how_did_each_release_stand(presses):
    page = presses.page
    presses.choose("Columns: more", "Release")
    wanted = {}
    for head, recount in (("2022", FIRST), ("June 2024", SECOND), ("June 2026", THIRD)):
        for theme, of_theme in recount.commitments.groupby("Theme"):
            complete = (of_theme["Status"] == "Complete").sum()
            wanted[theme, head] = f"{complete} complete of {len(of_theme)}"
    assert matrix_texts(page) == wanted


def test_who_has_been_silent_longest(presses):
    page = presses.page
    presses.press(presses.button("Rows", "Organisation"))
    presses.choose("Order", "Longest silent first")
    bodies = THIRD.by("Organisation").join(THIRD.last_updates)
    latest = bodies.groupby("Organisation")["As at"].max()
    remarks = page.locator(".matrix tbody th .who").all_inner_texts()
    said = dict(zip(rows(page), remarks, strict=True))
    assert said == {name: f"last update {in_words(day)}" for name, day in latest.items()}
    assert [latest[name] for name in rows(page)] == sorted(latest)


def test_what_is_due_next(more_presses):
    page, presses = more_presses.page, more_presses
    presses.press(presses.button("List", "All"))
    presses.choose("Order of the list", "Due first")
    due = THIRD.commitments[~THIRD.is_complete & (THIRD.commitments["Due"] != "")]["Due"]
    wanted = list(due.sort_values(kind="stable").index)
    assert len(wanted) > 1
    assert refs(page)[: len(wanted)] == wanted
    assert presses.number <= MOST_PRESSES


def test_how_do_these_two_bodies_compare(more_presses):
    page, presses = more_presses.page, more_presses
    presses.press(presses.button("Rows", "Organisation"))
    for name in (BODY, "Aston University"):
        choose(page, "Lead organisation", name)
        settled(page)
    numbers = THIRD.crosstab("Organisation", "Status")
    table = matrix(page)
    for name in (BODY, "Aston University"):
        for status in counts(page):
            assert table[name, status] == numbers.get((name, status), 0)
    led = THIRD.by("Organisation")["Organisation"].isin([BODY, "Aston University"])
    assert sum(counts(page).values()) == led[led].index.nunique()


def test_what_share_of_each_theme(more_presses):
    page, presses = more_presses.page, more_presses
    presses.press(presses.button("Show", "Share"))
    frame = THIRD.commitments
    shares = pd.crosstab(frame["Theme"], frame["Status"], normalize="index").mul(100).round()
    wanted = {pair: f"{share:.0f}%" for pair, share in shares.stack().items() if share}
    assert {pair: text for pair, text in matrix_texts(page).items() if text != "0"} == wanted
    assert presses.number <= MOST_PRESSES


def test_where_is_each_target(more_presses):
    page, presses = more_presses.page, more_presses
    presses.press(page.get_by_role("link", name="Measures", exact=True))
    expect(page.locator("h1")).to_have_text(["Measures"])
    for measure in THIRD.measures.to_dict("records"):
        line = page.get_by_role("row").filter(
            has=page.get_by_role("rowheader", name=measure["Measure"], exact=True)
        )
        line = line.filter(has_text=measure["Ref"])
        for name in ("Target", "Result"):
            number = measure[name]
            said = f"{float(number):,g}" if number else "None "
            expect(line.locator(f"[data-label={name}]")).to_contain_text(said)
    expect(page.locator(".measures-table tbody tr")).to_have_count(len(THIRD.measures))
