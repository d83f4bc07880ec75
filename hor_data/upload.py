"""An uploaded workbook with all that is said of it before it may become a release."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date

from hor_data.change_kinds import Change
from hor_data.changes import compare_releases
from hor_data.checks import check_workbook
from hor_data.doubts import filled_columns, what_looks_wrong
from hor_data.findings import Finding, has_errors
from hor_data.release import Release, build_release
from hor_data.release_order import goes_back, order_of_data, say_order
from hor_data.workbook import UnreadableWorkbookError, read_workbook
from hor_data.workbook_fixes import Fix, find_fixes

A_CORRECTION = "It would count as a correction of the release in force."
At = Callable[[float, str], object]


@dataclass(frozen=True)
class Proposal:
    """What publishing a workbook would do: what its release is called, the date it speaks of, every
    change from the release in force, and which of them look like a mistake. `order` says where the
    two dates do not tell that time has passed, `back_in_time` that the workbook's is earlier."""

    name: str
    as_at: str
    changes: tuple[Change, ...]
    wrong: tuple[str, ...]
    order: str = ""
    back_in_time: bool = False


@dataclass(frozen=True)
class Checked:
    """`refusal` says why it cannot be read at all; `proposal` is None where it has errors.

    The release itself is not kept: of a large workbook it takes more memory than all sessions.
    """

    file_name: str
    content: bytes
    sha256: str
    refusal: str = ""
    findings: tuple[Finding, ...] = ()
    fixes: tuple[Fix, ...] = ()
    proposal: Proposal | None = None


def check_upload(content: bytes, sha256: str, current: Release, at: At) -> Checked:
    """Check a workbook that would follow the release in force.

    `at` is told how far it has come: a part of 1, and what is being done.
    """
    at(0.05, "Reading the workbook")
    try:
        workbook = read_workbook(content)
    except UnreadableWorkbookError as error:
        return Checked("", content, sha256, refusal=str(error))
    filled = frozenset(column for column, number in filled_columns(current).items() if number)
    workbook = replace(
        workbook, refs_in_force=frozenset(current.positions), columns_in_force=filled
    )
    at(0.4, "Checking every cell")
    findings = tuple(check_workbook(workbook))
    at(0.7, "Looking for safe fixes")
    fixes = find_fixes(content, workbook)
    if has_errors(findings):
        return Checked("", content, sha256, "", findings, fixes)
    at(0.8, "Reading it as a release")
    release = build_release(workbook, sha256[:12], date.today())
    at(0.9, "Comparing it with the release in force")
    return Checked("", content, sha256, "", findings, fixes, _propose(current, release))


def _propose(current: Release, release: Release) -> Proposal:
    changes = compare_releases(current, release)
    wrong = tuple(what_looks_wrong(current, release, changes))
    return Proposal(
        release.name,
        release.as_at,
        changes,
        wrong,
        _say_order(current, release),
        goes_back(current, release),
    )


def _say_order(current: Release, release: Release) -> str:
    """What the officer must know of the two dates; an earlier one is among what looks wrong."""
    order = order_of_data(current, release)
    if order == "same":
        return f"{say_order(current, release)} {A_CORRECTION}"
    return say_order(current, release) if order == "cannot tell" else ""
