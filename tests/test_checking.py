"""Large workbooks are checked beside the server, and a check can be given up."""

import subprocess
import threading
import time
from datetime import date
from pathlib import Path

import pytest

from hor_data import beside, checking
from hor_data.changes import REMOVED
from hor_data.checking import check_beside
from hor_data.release import read_release
from hor_data.upload import check_upload
from tests.books import GOOD, book

SHIPPED = (Path(__file__).parent.parent / "data" / "commitments.xlsx").read_bytes()
CURRENT = read_release(book(GOOD), date.today())


def quietly(part, said):
    """Nobody is told how far it has come."""


class GaveUpError(Exception):
    """What the page raises when somebody presses Stop."""


@pytest.fixture(autouse=True)
def every_workbook_is_large(monkeypatch):
    monkeypatch.setattr(checking, "LARGE", 0)


@pytest.fixture
def begun(monkeypatch):
    """The processes begun by a test."""
    processes = []

    def begin(*args, **options):
        processes.append(began(*args, **options))
        return processes[-1]

    began = subprocess.Popen
    monkeypatch.setattr(beside.subprocess, "Popen", begin)
    return processes


def test_a_workbook_checked_beside_says_what_it_says_here():
    said = []
    there = check_beside(SHIPPED, "a hash", CURRENT, lambda part, what: said.append((part, what)))
    here = check_upload(SHIPPED, "a hash", CURRENT, quietly)
    assert there == here
    assert ("C1", REMOVED) in [(one.ref, one.kind) for one in there.proposal.changes]
    assert (0.4, "Checking every cell") in said


def test_what_is_no_workbook_is_refused_beside_too():
    assert check_beside(b"no workbook", "a hash", CURRENT, quietly).refusal


def test_a_check_that_is_given_up_ends_its_process_and_lets_the_next_one_in(begun):
    def give_up(part, said):
        raise GaveUpError

    with pytest.raises(GaveUpError):
        check_beside(SHIPPED, "a hash", CURRENT, give_up)
    assert [one.poll() is None for one in begun] == [False]
    assert check_beside(SHIPPED, "a hash", CURRENT, quietly).proposal


def test_a_check_whose_process_is_killed_is_no_result(begun):
    with pytest.raises(RuntimeError, match="before its time"):
        check_beside(SHIPPED, "a hash", CURRENT, lambda part, what: begun[0].kill())


def test_two_large_workbooks_are_checked_one_after_the_other(begun, monkeypatch):
    monkeypatch.setattr(checking, "PATIENCE", 0.02)
    waited = []
    first = threading.Thread(target=check_beside, args=(SHIPPED, "one", CURRENT, quietly))
    first.start()
    while not begun:
        time.sleep(0.01)
    check_beside(SHIPPED, "two", CURRENT, lambda part, what: waited.append(what))
    first.join()
    assert waited[0] == "Waiting until another large workbook has been checked"
