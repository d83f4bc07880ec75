"""Moments of the store, which are UTC, as the readers' clocks and calendars show them."""

from hor_data import dates
from hor_ui.settings import settings


def say_moment(moment: str) -> str:
    """26 November 2026 at 14:02 GMT, of ISO text with its offset."""
    return dates.say_moment(moment, settings().time_zone)


def say_day(moment: str) -> str:
    """26 November 2026, of ISO text with its offset: the day it was where the readers are."""
    return dates.say_day(moment, settings().time_zone)
