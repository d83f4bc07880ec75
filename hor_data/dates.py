"""Dates exactly as they were given: 2022, 2022-07 or 2022-07-14. A year is not its 1 January."""

import calendar
import re
from datetime import date, datetime, tzinfo
from typing import Literal

DateOrder = Literal["earlier", "same", "later", "cannot tell"]

_AS_GIVEN = re.compile(r"(\d{4})(?:-(\d{1,2})(?:-(\d{1,2}))?)?$", re.ASCII)
_MONTHS = tuple(calendar.month_name)
_IN_WORDS = re.compile(
    r"(?:(\d{1,2})(?:st|nd|rd|th)?\s+)?([a-z]{3,9})\.?,?\s+(\d{4})$", re.ASCII | re.IGNORECASE
)
_TWO_NUMBERS = re.compile(r"(\d{1,2})([./-])(\d{1,2})\2(\d{4})$", re.ASCII)
_WITH_A_TIME = re.compile(
    r"(\d{4}-\d{2}-\d{2})[T ](\d{2}:\d{2})(?::\d{2}(?:\.\d+)?)?(Z|[+-]\d{2}:?\d{2})?$", re.ASCII
)
_DAY_MONTH = re.compile(
    r"(\d{1,2})(?:st|nd|rd|th)?[ -]([a-z]{3,9})[ ,-]+(\d{4})$", re.ASCII | re.IGNORECASE
)
_MONTH_DAY = re.compile(
    r"([a-z]{3,9})\.? (\d{1,2})(?:st|nd|rd|th)?,? (\d{4})$", re.ASCII | re.IGNORECASE
)
EARLIEST_YEAR, LATEST_YEAR = 1948, 2100


def read_date(value: object) -> str | None:
    """A cell's date as ISO text no more exact than the cell, or None where it is not a date.

    Takes a date, a whole number that is a year, ISO text and month names (July 2022).
    Slashed dates are refused: 01/02/22 means two days.
    """
    if isinstance(value, date):
        value = (value.date() if isinstance(value, datetime) else value).isoformat()
    if isinstance(value, float) and value.is_integer():
        value = str(int(value))
    text = str(value).strip()
    match = _AS_GIVEN.match(text)
    parts = match.groups() if match else _parts_in_words(text)
    return _iso(*parts) if parts else None


def possible_days(text: str) -> list[str]:
    """The days, as ISO text, that a date which is not read may mean; none where it is no date.

    13/04/2021 has one reading and 03/04/2021 has two. A time is left out, but not where its zone
    may make it another day. A year of two digits may be any of three numbers: none.
    """
    if match := _WITH_A_TIME.match(text):
        day, time, zone = match.groups()
        return [day] if read_date(day) and (not zone or time == "00:00") else []
    if match := _TWO_NUMBERS.match(text):
        first, _, second, year = match.groups()
        days = (_iso(year, month, day) for day, month in ((first, second), (second, first)))
        return list(dict.fromkeys(day for day in days if day))
    if match := _DAY_MONTH.match(text):
        day, month, year = match.groups()
    elif match := _MONTH_DAY.match(text):
        month, day, year = match.groups()
    else:
        return []
    read = read_date(f"{day} {month} {year}")
    return [read] if read else []


def say_date(given: str) -> str:
    """2022, July 2022 or 14 July 2022."""
    year, *rest = given.split("-")
    month = [_MONTHS[int(rest[0])]] if rest else []
    day = [str(int(rest[1]))] if len(rest) > 1 else []
    return " ".join([*day, *month, year])


def say_when(given: str) -> str:
    """In 2022, in July 2022, or on 14 July 2022: no more exact than the date."""
    return f"{'on' if given.count('-') == 2 else 'in'} {say_date(given)}"


def say_moment_in_zone(moment: str, zone: tzinfo | None = None) -> str:
    """A moment with its offset, ISO text, by the clock of a zone: 26 November 2026 at 14:02 GMT.

    Without a zone it is this machine's own.
    """
    local = datetime.fromisoformat(moment).astimezone(zone)
    name = local.tzname() or ""
    named = f"UTC{name}" if name[:1] in "+-" else name  # many zones have no name but an offset
    return f"{say_date(local.date().isoformat())} at {local:%H:%M} {named}"


def say_day_in_zone(moment: str, zone: tzinfo) -> str:
    """The day of a moment by the calendar of a zone, in words: 26 November 2026."""
    return say_date(datetime.fromisoformat(moment).astimezone(zone).date().isoformat())


def last_day(given: str) -> date:
    """The last day the date can mean: nothing due in 2021-03 is past due before 1 April 2021."""
    year, month, day = ([int(part) for part in given.split("-")] + [0, 0])[:3]
    month = month or 12
    return date(year, month, day or calendar.monthrange(year, month)[1])


def judging_day(as_at: str, today: date) -> date:
    """The day on which deadlines are judged by data of a date: the last that it can mean; today
    where there is no date, or that day is to come."""
    return min(last_day(as_at), today) if as_at else today


def first_day(given: str) -> date:
    """The first day the date can mean: of 2021-03, 1 March 2021."""
    year, month, day = ([int(part) for part in given.split("-")] + [1, 1])[:3]
    return date(year, month, day)


def months_after(day: date, months: int) -> date:
    """The day so many months later; the first of the next month where that month is too short."""
    years, month = divmod(day.month - 1 + months, 12)
    year, month = day.year + years, month + 1
    if day.day <= calendar.monthrange(year, month)[1]:
        return date(year, month, day.day)
    return date(year + month // 12, month % 12 + 1, 1)


def date_order(given: str, other: str) -> DateOrder:
    """How one date as given stands to another, either of which may be "".

    A date stands for all its days: it is earlier only where its last day is before the other's
    first. 2022 and 2022-06 overlap, and 2022-12-31 may be a day of 2022: that cannot be told.
    """
    if not given or not other:
        return "cannot tell"
    if given == other:
        return "same"
    if last_day(given) < first_day(other):
        return "earlier"
    return "later" if last_day(other) < first_day(given) else "cannot tell"


def time_order(given: str) -> tuple[date, int]:
    """What puts dates as given into time order, the same order wherever updates are listed.

    By the last day each can mean; of two with the same last day the more exact one comes later,
    so that 2022, 2022-12 and 2022-12-31 stand in this order. No date comes before every date.
    """
    return (last_day(given), len(given)) if given else (date.min, 0)


def _parts_in_words(text: str) -> tuple[str, str, str | None] | None:
    match = _IN_WORDS.match(text)
    if not match:
        return None
    day, word, year = match.groups()
    for number, name in enumerate(_MONTHS):
        if number and name.casefold().startswith(word.casefold()):
            return year, str(number), day
    return None


def _iso(year: str, month: str | None = None, day: str | None = None) -> str | None:
    try:
        date(int(year), int(month or 1), int(day or 1))
    except ValueError:
        return None
    if not EARLIEST_YEAR <= int(year) <= LATEST_YEAR:
        return None
    return "-".join([year, *(f"{int(part):02}" for part in (month, day) if part)])
