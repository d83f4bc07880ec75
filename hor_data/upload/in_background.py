"""Work on uploads in the background runner, within bounds that follow from the file's size."""

import math
import zipfile
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from io import BytesIO

from hor_data.background import Bounds, Progress, Runner
from hor_data.checks import Finding
from hor_data.release import Release, ReleaseRefusedError, read_release
from hor_data.upload.check import CheckedUpload, check_upload
from hor_data.upload.fixes import Fix, apply_fixes
from hor_data.upload.marking import mark_findings, say_marking_limits, write_findings_workbook
from hor_data.upload.packed import pack
from hor_data.workbook import (
    LARGEST_DIRECTORY,
    UnreadableWorkbookError,
    directory_size,
    is_xml_part,
)

# A good workbook of 46 to 100,000 commitments takes 0.1 s and 3 MB a megabyte that it unpacks to,
# some 5,000 cells: several times as much is for a busy machine, and for one with many findings.
SECONDS, SECONDS_PER_MEGABYTE = 20, 0.5
MEGABYTES, MEGABYTES_PER_MEGABYTE = 80, 5
# A large workbook is packed to a sixth; what is packed far smaller repeats itself, and counts for
# no more than this.
MOST_TIMES_PACKED, SMALL_MEGABYTES = 20, 16
_RUNNER = Runner(
    "hor_data.upload.in_background",
    "Waiting until another workbook has been checked",
    (ReleaseRefusedError, UnreadableWorkbookError),
)


def check_in_background(
    content: bytes,
    sha256: str,
    current: Release,
    progress: Progress,
    most_megabytes: float = math.inf,
) -> CheckedUpload:
    """As `check_upload`, in a process of its own; what `progress` raises ends the check.

    Raises TaskFailedError where the check needs more time or memory than such a file may, or more
    megabytes than `most_megabytes`.
    """
    bounds = bounds_of(content, most_megabytes)
    checked: CheckedUpload = _RUNNER.run(
        _check, content, sha256, current, bounds=bounds, progress=progress
    )
    return checked if checked.content else replace(checked, content=content)


def _check(content: bytes, sha256: str, current: Release, progress: Progress) -> CheckedUpload:
    """As `check_upload`, with findings and fixes packed, and without the content where it is what
    was sent: a large file is not sent back."""
    checked = check_upload(content, sha256, current, progress)
    if checked.content is content:
        checked = replace(checked, content=b"")
    return replace(checked, findings=pack(checked.findings), fixes=pack(checked.fixes))


def apply_fixes_in_background(content: bytes, fixes: Sequence[Fix]) -> bytes:
    """As `apply_fixes`, in the runner. Raises TaskFailedError, as all of these do."""
    mended: bytes = _RUNNER.run(apply_fixes, content, fixes, bounds=bounds_of(content))
    return mended


def mark_findings_in_background(
    content: bytes, findings: Sequence[Finding], most_megabytes: float = math.inf
) -> bytes:
    """As `mark_findings`, in the runner."""
    bounds = bounds_of(content, most_megabytes)
    marked: bytes = _RUNNER.run(mark_findings, content, findings, bounds=bounds)
    return marked


def list_findings_in_background(
    content: bytes, findings: Sequence[Finding], file_name: str
) -> bytes:
    """As `write_findings_workbook` of the findings of these bytes, in the runner."""
    listed: bytes = _RUNNER.run(
        write_findings_workbook, findings, file_name, bounds=bounds_of(content)
    )
    return listed


def say_marking_limits_in_background(
    content: bytes, findings: Sequence[Finding], progress: Progress
) -> str:
    """As `say_marking_limits`, in the runner; what `progress` raises ends the work."""
    limits: str = _RUNNER.run(
        _say_limits, content, findings, bounds=bounds_of(content), progress=progress
    )
    return limits


def _say_limits(content: bytes, findings: Sequence[Finding], progress: Progress) -> str:
    progress(0.5, "Trying to mark the workbook")
    return say_marking_limits(content, findings)


def read_candidate_in_background(content: bytes) -> Release:
    """The release in a workbook's bytes, judged today, as `read_release` reads it, in the
    runner."""
    release: Release = _RUNNER.run(read_release, content, date.today(), bounds=bounds_of(content))
    return release


def start_checking() -> None:
    """Start the process, so that the first check need not wait for it."""
    _RUNNER.start()


def bounds_of(content: bytes, most_megabytes: float = math.inf) -> Bounds:
    """What the check of a file may take, by the size that its parts say they unpack to, and no more
    than `most_megabytes`.

    A part that says too little is refused as the file is read.
    """
    most = max(len(content) * MOST_TIMES_PACKED, SMALL_MEGABYTES << 20)
    size = min(_unpacked_size(content), most) / (1 << 20)
    megabytes = min(MEGABYTES + MEGABYTES_PER_MEGABYTE * size, most_megabytes)
    return Bounds(SECONDS + SECONDS_PER_MEGABYTE * size, megabytes)


def _unpacked_size(content: bytes) -> int:
    """The bytes that the parts of XML say they unpack to; others are never held as a whole."""
    if directory_size(content) > LARGEST_DIRECTORY:
        return 0
    try:
        with zipfile.ZipFile(BytesIO(content)) as archive:
            parts = archive.infolist()
    except zipfile.BadZipFile:
        return len(content)
    return sum(part.file_size for part in parts if is_xml_part(part.filename))
