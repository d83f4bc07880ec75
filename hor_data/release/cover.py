"""Sentences from a workbook's cover, any line of which may be missing."""

from hor_data.dates import read_date, say_date
from hor_data.release.release import Release


def say_promised_date(release: Release) -> str:
    """The date the promises were made, in words; "" where the cover gives none that is a date."""
    given = _promised(release)
    return say_date(given) if given else ""


def _promised(release: Release) -> str:
    return read_date(release.cover.get("promised", "")) or ""
