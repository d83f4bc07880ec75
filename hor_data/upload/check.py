"""An uploaded workbook, checked before it may become a release."""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from hor_data.background import Progress
from hor_data.changes import Change, compare_releases
from hor_data.checks import Finding, FindingGroup, Severity, check_workbook, group_findings
from hor_data.release import Release, build_release, goes_back, order_of_data, say_data_order
from hor_data.upload.csv_file import join_csv, read_csv_lines
from hor_data.upload.doubts import filled_columns, say_doubts
from hor_data.upload.fixes import Fix, find_fixes
from hor_data.upload.other_differences import say_other_differences
from hor_data.workbook import UnreadableWorkbookError, read_workbook

MOST_GROUPS = 100  # kinds of findings that are shown; the list to download has all
COUNTS_AS_CORRECTION = "It would count as a correction of the release in force."


@dataclass(frozen=True)
class Proposal:
    """What publishing a workbook would do: the name of its release, the date of its data, and every
    change from the release in force.

    `doubts` are sentences about changes that look like a mistake; `order` is one where the two
    dates do not tell that time has passed, else ""; `back_in_time` says that the workbook's date is
    earlier. `others` are sentences about what else differs; `commitments` is how many it has.
    """

    name: str
    as_at: str
    changes: tuple[Change, ...]
    doubts: tuple[str, ...]
    order: str = ""
    back_in_time: bool = False
    others: tuple[str, ...] = ()
    commitments: int = 0


@dataclass(frozen=True)
class CheckedUpload:
    """A workbook with what the checks found in it.

    `refusal` says why it cannot be read at all; `proposal` is None where it has errors, whose
    number is `errors`. `groups` are the first kinds of findings, to be shown.
    `joined_with` is the release whose other sheets were joined to a CSV file: `content` is then the
    joined workbook (.xlsx).

    The release itself is not kept: of a large workbook it takes more memory than all sessions.
    """

    file_name: str
    content: bytes
    sha256: str
    refusal: str = ""
    findings: Sequence[Finding] = ()
    groups: tuple[FindingGroup, ...] = ()
    errors: int = 0
    fixes: Sequence[Fix] = ()
    proposal: Proposal | None = None
    joined_with: str = ""


def check_upload(
    content: bytes, sha256: str, current: Release, progress: Progress
) -> CheckedUpload:
    """Check a workbook that would follow the release in force.

    `progress` is called with a fraction of 1 and with what is being done.
    """
    progress(0.05, "Reading the workbook")
    joined_with = ""
    try:
        if lines := read_csv_lines(content):
            content, joined_with = join_csv(lines, current), current.name or "the one in force"
            sha256 = hashlib.sha256(content).hexdigest()
        workbook = read_workbook(content)
    except UnreadableWorkbookError as error:
        return CheckedUpload("", content, sha256, refusal=str(error))
    checked = CheckedUpload("", content, sha256, joined_with=joined_with)
    filled = frozenset(column for column, number in filled_columns(current).items() if number)
    workbook = replace(
        workbook, refs_in_force=frozenset(current.positions), columns_in_force=filled
    )
    progress(0.4, "Checking every cell")
    findings = tuple(check_workbook(workbook))
    progress(0.7, "Looking for safe fixes")
    checked = replace(
        checked,
        findings=findings,
        groups=tuple(group_findings(findings)[:MOST_GROUPS]),
        errors=sum(finding.severity == Severity.ERROR for finding in findings),
        fixes=find_fixes(content, workbook),
    )
    if checked.errors:
        return checked
    progress(0.8, "Reading it as a release")
    release = build_release(workbook, sha256[:12], date.today())
    progress(0.9, "Comparing it with the release in force")
    proposal = _propose(current, release, say_other_differences(current, release))
    return replace(checked, proposal=proposal)


def _propose(current: Release, release: Release, others: tuple[str, ...]) -> Proposal:
    changes = compare_releases(current, release)
    doubts = tuple(say_doubts(current, release, changes))
    return Proposal(
        release.name,
        release.as_at,
        changes,
        doubts,
        _say_order(current, release),
        goes_back(current, release),
        others,
        len(release.commitments),
    )


def _say_order(current: Release, release: Release) -> str:
    """What the officer must know of the two dates; an earlier one is among what looks wrong."""
    order = order_of_data(current, release)
    if order == "same":
        return f"{say_data_order(current, release)} {COUNTS_AS_CORRECTION}"
    return say_data_order(current, release) if order == "cannot tell" else ""
