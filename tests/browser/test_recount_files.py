"""A short recount of files, and the faults that it must find: docs/decisions/0022-recount.md."""

import subprocess
import sys

import pytest

from recount.files.faults import FAULTS
from tools.drive.server import ROOT


def recount(*arguments):
    """What the command prints and how it ends."""
    done = subprocess.run(
        [sys.executable, "-m", "recount.files", *arguments],
        cwd=ROOT,
        capture_output=True,
        text=True,
    )
    return done.returncode, f"{done.stdout}\n{done.stderr}"


def test_every_file_says_what_pandas_counts_in_the_workbook():
    ended, printed = recount("--seed=7", "--views=2", "--opened=1")
    assert ended == 0, printed


@pytest.mark.parametrize("fault", FAULTS, ids=lambda fault: fault.name.replace(" ", "-"))
def test_a_planted_fault_is_found(fault):
    ended, printed = recount(f"--plant={fault.name}")
    assert ended == 0, printed
