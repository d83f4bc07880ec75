"""An uploaded workbook with all that is said of it before it may become a release."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from hor_data.checks import check_workbook
from hor_data.findings import Finding, has_errors
from hor_data.release import Release, build_release
from hor_data.workbook import UnreadableWorkbookError, read_workbook
from hor_data.workbook_fixes import Fix, find_fixes


@dataclass(frozen=True)
class Checked:
    """`refusal` says why it cannot be read at all; `release` is None where it has errors."""

    file_name: str
    content: bytes
    sha256: str
    refusal: str = ""
    findings: tuple[Finding, ...] = ()
    fixes: tuple[Fix, ...] = ()
    release: Release | None = None


def check_upload(content: bytes, sha256: str, at: Callable[[float, str], object]) -> Checked:
    """Check a workbook, telling `at` how far it has come: a part of 1, and what is being done."""
    at(0.05, "Reading the workbook")
    try:
        workbook = read_workbook(content)
    except UnreadableWorkbookError as error:
        return Checked("", content, sha256, refusal=str(error))
    at(0.4, "Checking every cell")
    findings = tuple(check_workbook(workbook))
    at(0.7, "Looking for safe fixes")
    fixes = find_fixes(content, workbook)
    at(0.9, "Reading it as a release")
    release = None if has_errors(findings) else build_release(workbook, sha256[:12], date.today())
    return Checked("", content, sha256, "", findings, fixes, release)
