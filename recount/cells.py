"""What stands in a cell: several values, a date as exact as given, a number with its unit."""

import calendar
import re
import unicodedata
from collections.abc import Sequence
from datetime import date

MONTHS = tuple(calendar.month_name)


def split(cell: str) -> list[str]:
    """The values of a cell that holds several, each once."""
    return list(dict.fromkeys(value.strip() for value in cell.split(";") if value.strip()))


def flat(text: str) -> str:
    """Text as a page shows it: every run of white space is one space."""
    return " ".join(text.split())


def fold(text: str) -> str:
    """Text for comparing: case, accents, hyphens and kind of quotation mark apart."""
    plain = unicodedata.normalize("NFKD", text).replace("’", "'").replace("‘", "'")
    kept = "".join(letter for letter in plain if not unicodedata.combining(letter))
    return re.sub(r"[\s_\-‐-―]+", " ", kept.casefold()).strip()


def last_day(given: str) -> date:
    """The last day that 2021, 2021-03 or 2021-03-31 can mean."""
    year, month, day = ([int(part) for part in given.split("-")] + [0, 0])[:3]
    month = month or 12
    return date(year, month, day or calendar.monthrange(year, month)[1])


def first_day(given: str) -> date:
    """The first day that 2021, 2021-03 or 2021-03-31 can mean."""
    year, month, day = ([int(part) for part in given.split("-")] + [1, 1])[:3]
    return date(year, month, day)


def time_order(given: str) -> tuple[date, int]:
    """What puts dates in order: by the last day each can mean, the more exact later."""
    return last_day(given), len(given)


def say_date(given: str) -> str:
    """2021, March 2021 or 31 March 2021; "" where none is given."""
    year, *rest = given.split("-")
    month = [MONTHS[int(rest[0])]] if rest else []
    day = [str(int(rest[1]))] if len(rest) > 1 else []
    return " ".join([*day, *month, year])


def say_amount(cell: str, unit: str, qualifier: str = "") -> str:
    """A number with its unit and qualifier, such as at least 2% or £3.4 million."""
    if not cell:
        return ""
    value = float(cell.replace(",", ""))
    number = f"{value:,.0f}" if value == int(value) else f"{value:,.10g}"
    amount = f"£{number} {unit[1:].strip()}" if unit.startswith("£") else f"{number} {unit}"
    return flat(f"{qualifier} {f'{number}%' if unit == '%' else amount}")


def count(number: int, noun: str, plural: str = "") -> str:
    """1 commitment, 2 commitments, no commitments."""
    return f"{number or 'no'} {noun if number == 1 else plural or noun + 's'}"


def listed(items: Sequence[str], joined_by: str = "and") -> str:
    """a, b and c."""
    if len(items) < 2:
        return "".join(items)
    return f"{', '.join(items[:-1])} {joined_by} {items[-1]}"
