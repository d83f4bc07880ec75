"""Every page, in each state that matters, narrow and wide, light and dark: no fault at all."""

import re

import pytest
from playwright.sync_api import expect

from tests.browser.accessible.checks import (
    check_axe,
    check_chart_contrast,
    check_squares,
    check_standing,
)
from tests.browser.accessible.states import (
    OPENED,
    STATES,
    fitted,
    opened,
)
from tests.support.books import GOOD, book, but
from tools.drive.server import ROOT

SCHEMES = ("light", "dark")
IN_COLOUR = (check_axe, check_chart_contrast, check_squares)
# Streamlit's colours and ours have turned, and no transition is under way.
TURNED = """scheme => [...document.querySelectorAll("[data-theme]")].every(
    one => one.dataset.theme === scheme) && document.getAnimations().every(
    one => one.playState !== "running" || one.effect.getTiming().iterations === Infinity)"""


def faults_of(page) -> list[str]:
    """All faults of a page as it stands, in light and in dark."""
    fitted(page)
    found = check_standing(page)
    for scheme in SCHEMES:
        page.emulate_media(color_scheme=scheme)
        page.wait_for_function(TURNED, arg=scheme)
        found += [f"{scheme}: {fault}" for check in IN_COLOUR for fault in check(page)]
    page.emulate_media(color_scheme=SCHEMES[0])
    page.set_viewport_size({"width": page.viewport_size["width"], "height": 900})
    return found


@pytest.mark.parametrize("state", STATES)
def test_everyone_can_use(window, two_releases, state):
    STATES[state](window, two_releases)
    assert faults_of(window) == []


def test_everyone_can_use_what_changed_where_there_is_one_release(window, server):
    opened(window, f"{server}/what_changed")
    assert faults_of(window) == []


def test_everyone_can_read_why_a_workbook_is_not_shown(window, server_for, tmp_path):
    workbook = tmp_path / "commitments.xlsx"
    workbook.write_bytes(book(but(GOOD, Status="Nearly")))
    window.goto(server_for(HOR_WORKBOOK=workbook))
    expect(window.locator("h1")).to_have_text(["The workbook cannot be shown yet"])
    assert faults_of(window) == []


def test_no_page_is_left_out():
    listed = re.findall(r'"(\w*)": st\.Page\(', (ROOT / "dashboard.py").read_text("utf-8"))
    assert len(listed) > 8
    assert {path.partition("?")[0] for path in OPENED.values()} == set(listed)
