"""A short recount of every page, and the faults that a recount must find: recount/README.md."""

import subprocess
import sys

import pytest

from recount.faults import FAULTS
from tests.browser.conftest import ROOT


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


def test_a_pair_that_does_not_exist_is_refused_in_a_sentence():
    ended, printed = recount("--pairs=sideways")
    assert ended == 2
    assert "There is no sideways: there are alone, before, pinned, backwards." in printed
