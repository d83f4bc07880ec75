"""A short recount of every page, and the faults that a recount must find: recount/README.md."""

import subprocess
import sys

import pytest
from playwright.sync_api import expect

from recount.faults import FAULTS
from recount.reading import PARTS, QUIET
from tools.drive.server import ROOT


def recount(*arguments):
    """What the command prints and how it ends."""
    done = subprocess.run(
        [sys.executable, "-m", "recount", *arguments], cwd=ROOT, capture_output=True, text=True
    )
    return done.returncode, f"{done.stdout}\n{done.stderr}"


def test_every_page_shows_what_pandas_counts_in_the_workbooks():
    ended, printed = recount("--seed=7", "--filters=1")
    assert ended == 0, printed


@pytest.mark.parametrize("fault", FAULTS, ids=lambda fault: fault.name.replace(" ", "-"))
def test_a_planted_fault_is_found(fault):
    ended, printed = recount(f"--plant={fault.name}")
    assert ended == 0, printed


def test_a_page_is_not_read_before_the_script_of_its_chart_has_come(page, server):
    held = []
    page.route("**/hor.chart/chart.js", lambda route: held.append(route))
    page.goto(f"{server}/measures")
    expect(page.locator("footer")).to_be_visible()
    page.locator("[data-test-script-state=notRunning]").wait_for()
    assert not page.evaluate(QUIET, list(PARTS))
    held[0].continue_()
    page.wait_for_function(QUIET, arg=list(PARTS))
    expect(page.locator(".cc-plot")).to_have_count(1)


def test_a_pair_that_does_not_exist_is_refused_in_a_sentence():
    ended, printed = recount("--pairs=sideways")
    assert ended == 2
    assert "There is no sideways: there are alone, before, pinned, backwards." in printed
