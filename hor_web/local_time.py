"""Times and days of the store, which are UTC, in the readers' time zone."""

from datetime import UTC, datetime

from hor_data import dates
from hor_web.settings import read_settings


def say_moment(moment: str) -> str:
    """ISO text with its offset as a date and time in words: 26 November 2026 at 14:02 GMT."""
    return dates.say_moment_in_zone(moment, read_settings().time_zone)


def say_day(moment: str) -> str:
    """ISO text with its offset as the date it was in the readers' time zone: 26 November 2026."""
    return dates.say_day_in_zone(moment, read_settings().time_zone)


def say_when_read(moment: str) -> str:
    """ISO text with its offset as "at 14:02" where it was today, else "on 26 November 2026 at 14:02
    GMT"."""
    zone = read_settings().time_zone
    local = datetime.fromisoformat(moment).astimezone(zone)
    if local.date() == datetime.now(UTC).astimezone(zone).date():
        return f"at {local:%H:%M}"
    return f"on {say_moment(moment)}"
