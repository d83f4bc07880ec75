"""Uploads are checked beside the server, and a check can be given up."""

import os
import time
import zipfile
from datetime import date
from io import BytesIO
from pathlib import Path

import pytest
from openpyxl import load_workbook

from hor_data.background import TaskFailedError, TaskTooLargeError
from hor_data.changes import REMOVED
from hor_data.release import ReleaseRefusedError, read_release
from hor_data.upload import (
    apply_fixes,
    apply_fixes_in_background,
    check_in_background,
    in_background,
    list_findings_in_background,
    mark_findings,
    mark_findings_in_background,
    read_candidate_in_background,
    say_marking_limits_in_background,
)
from hor_data.upload.check import check_upload
from hor_data.upload.in_background import bounds_of
from hor_data.upload.packed import PackedSequence
from tests.support.books import GOOD, book, but

SHIPPED = (Path(__file__).parents[3] / "data" / "commitments.xlsx").read_bytes()
CURRENT = read_release(book(GOOD), date.today())


def quietly(fraction, message):
    """Nobody is told how far it has come."""


class StoppedError(Exception):
    """What the page raises when somebody presses Stop."""


@pytest.fixture(autouse=True)
def runner():
    """The runner of checks; its process ends with the test."""
    yield in_background._RUNNER
    in_background._RUNNER.close()


def test_a_workbook_checked_in_the_background_gives_what_it_gives_here():
    told = []
    there = check_in_background(
        SHIPPED, "a hash", CURRENT, lambda fraction, message: told.append((fraction, message))
    )
    here = check_upload(SHIPPED, "a hash", CURRENT, quietly)
    assert there == here
    assert ("C1", REMOVED) in [(change.ref, change.kind) for change in there.proposal.changes]
    assert (0.4, "Checking every cell") in told


def test_many_findings_are_shown_and_counted_without_being_unpacked(monkeypatch):
    rows = [but(GOOD, Ref=f"C{number}", Status=f"Stage {number % 150}") for number in range(1, 301)]
    content = book(*rows, {**GOOD, "Ref": "C301", "Status": "limited "})
    here = check_upload(content, "a hash", CURRENT, quietly)
    there = check_in_background(content, "a hash", CURRENT, quietly)
    assert len(here.findings) == len(there.findings) == 300
    assert tuple(there.findings) == here.findings
    with monkeypatch.context() as patch:
        patch.setattr(PackedSequence, "unpack", lambda self: pytest.fail("unpacked"))
        assert (there.errors, len(there.groups)) == (300, 100)
        assert there.groups[0].where == "Commitments, cells K2, K152"
        assert there.findings[:100] == here.findings[:100]
    marked = mark_findings_in_background(content, there.findings)
    assert marked == mark_findings(content, here.findings)
    listed = list_findings_in_background(content, there.findings, "spring.xlsx")
    assert len(load_workbook(BytesIO(listed))["Findings"]["A"]) > 300


def test_what_is_no_workbook_is_refused_in_the_background_too():
    assert check_in_background(b"no workbook", "a hash", CURRENT, quietly).refusal


@pytest.mark.skipif(os.name == "nt", reason="there checks run in the server itself")
def test_a_check_that_is_stopped_ends_its_process_and_lets_the_next_one_in(runner):
    def stop(fraction, message):
        raise StoppedError

    runner.start()
    process = runner.process
    with pytest.raises(StoppedError):
        check_in_background(SHIPPED, "a hash", CURRENT, stop)
    assert process.poll() is not None
    assert check_in_background(SHIPPED, "a hash", CURRENT, quietly).proposal


@pytest.mark.skipif(os.name == "nt", reason="there checks run in the server itself")
def test_marking_that_is_given_up_ends_its_process_too(runner):
    def stop(fraction, message):
        raise StoppedError

    runner.start()
    process = runner.process
    with pytest.raises(StoppedError):
        say_marking_limits_in_background(SHIPPED, (), stop)
    assert process.poll() is not None


def test_fixes_marks_and_previews_are_made_in_the_background_as_they_are_here():
    content = book(but(GOOD, Status="limited "))
    checked = check_upload(content, "a hash", CURRENT, quietly)
    assert checked.content is content
    assert apply_fixes_in_background(content, checked.fixes) == apply_fixes(content, checked.fixes)
    assert mark_findings_in_background(content, checked.findings) == mark_findings(
        content, checked.findings
    )
    assert (
        read_candidate_in_background(content).content_id
        == read_release(content, date.today()).content_id
    )
    with pytest.raises(ReleaseRefusedError):
        read_candidate_in_background(book(but(GOOD, Status="gone")))


def test_a_workbook_is_marked_in_the_same_bytes_at_any_time(monkeypatch):
    content = book(but(GOOD, Status="limited "))
    findings = check_upload(content, "a hash", CURRENT, quietly).findings
    marked = mark_findings(content, findings)
    later = time.localtime(time.time() + 3600)
    monkeypatch.setattr(time, "localtime", lambda *_moment: later)
    assert mark_findings(content, findings) == marked


@pytest.mark.skipif(os.name == "nt", reason="there checks run in the server itself")
def test_a_check_whose_process_is_killed_ends_in_a_sentence(runner):
    runner.start()
    process = runner.process
    with pytest.raises(TaskFailedError, match="^This ended before its time"):
        check_in_background(SHIPPED, "a hash", CURRENT, lambda *_: process.kill())


def test_bounds_follow_from_what_a_file_unpacks_to():
    packed = BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/workbook.xml", b" " * 10 * 1024 * 1024)
    small, large = bounds_of(SHIPPED), bounds_of(packed.getvalue())
    assert large.megabytes - bounds_of(b"").megabytes == pytest.approx(50, abs=1)
    assert small.seconds < large.seconds
    assert small.megabytes < large.megabytes
    assert bounds_of(packed.getvalue(), 90).megabytes == 90
    assert bounds_of(SHIPPED, 1_000) == small


def test_a_check_that_needs_more_than_it_may_is_refused_and_the_next_is_made():
    large = book(*[but(GOOD, Ref=f"C{number}") for number in range(1, 5_001)])
    for megabytes in (1, 4, 8):
        with pytest.raises(TaskTooLargeError):
            check_in_background(large, "a hash", CURRENT, quietly, megabytes)
    assert check_in_background(SHIPPED, "a hash", CURRENT, quietly, 400).proposal
