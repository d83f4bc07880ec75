"""What a workbook's cover says of its promises, in sentences; each line of it may be missing."""

from hor_data.dates import read_date, say_date, say_when
from hor_data.release import Release


def promised_on(release: Release) -> str:
    """The date the promises were made, in words; "" where the cover gives none that is a date."""
    given = _promised(release)
    return say_date(given) if given else ""


def say_what_it_is(release: Release) -> str:
    """What the Overview is about: What was promised in November 2020 to reduce …"""
    given = _promised(release)
    when = f" {say_when(given)}" if given else ""
    promised = f"What was promised{when} to reduce health inequalities"
    return f"{promised}, and how far each promise has got."


def _promised(release: Release) -> str:
    return read_date(release.cover.get("promised", "")) or ""
