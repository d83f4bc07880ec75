"""What to do about a value that a column does not take, in a sentence; nothing is guessed."""

import re
from collections.abc import Sequence
from datetime import date, timedelta

from hor_data.checks.vocabulary import Vocabulary, join_values
from hor_data.dates import EARLIEST_YEAR, LATEST_YEAR, possible_days, say_date
from hor_data.words import folded, say_list, say_number
from hor_data.workbook import CellValue, Column, decimal_comma_as_point, two_readings_of_number

SHOWN_CHOICES = 6
HOW_TO_ENTER_DATES = "Enter a year, a month or a day, for example 2022, 2022-07 or 2022-07-14."
HOW_TO_ENTER_NUMBERS = (
    "Enter digits only, for example 1000; the Unit and the Qualifier hold the rest."
)
LEAVE_DATE_BLANK = "Leave it blank where no date is set."
HOW_TO_ENTER_SPANS = "Enter the month or the year that it ends in, for example 2023-06 or 2023."
EXCEL_DAY_ZERO = date(1899, 12, 30)
_WORDS_FOR_NO_DATE = frozenset(
    {"", "tbc", "tbd", "tba", "n/a", "na", "none", "nil", "unknown", "ongoing", "on going", "open"}
    | {"?", "x", "not set", "no date", "not applicable", "not known", "continuous", "rolling"}
    | {"to be confirmed", "to be decided", "to be determined", "to be agreed", "in progress"}
)
_SPAN_OF_MONTHS = re.compile(
    r"(?:q[1-4]|[1-4]q|h[12]|quarter|spring|summer|autumn|fall|winter|early|mid|late|end|by|fy)\b"
    r"|\d{4}\s*[/\u2013-]\s*\d{2,4}$",
    re.IGNORECASE,
)


def suggest_listed_value(
    text: str, column: Column, vocabulary: Vocabulary, *, own_list: bool
) -> str:
    """For a value that its list does not have. `own_list` says whether the workbook brings it."""
    if joined := _suggest_semicolons(text, column, vocabulary, "values"):
        return joined
    if meant := _say_nearest_values(text, vocabulary):
        return f"Did you mean {meant}?"
    return _say_choices(column, vocabulary.values, own_list=own_list)


def suggest_organisation(text: str, column: Column, vocabulary: Vocabulary) -> str:
    """For an organisation that the Organisations sheet does not have."""
    if other := vocabulary.other_name(text):
        if other.kind == "previous name":
            return f"It is now “{other.value}”: enter that name."
        return f"It is the short name of “{other.value}”: enter the full name."
    if joined := _suggest_semicolons(text, column, vocabulary, "names"):
        return joined
    meant = _say_nearest_values(text, vocabulary)
    first = f"Did you mean {meant}? If not, add" if meant else "Add"
    return f"{first} it there, with its sector and area."


def suggest_date(value: CellValue, column: Column) -> str:
    """For a date that is none, or that can be read in two ways."""
    if isinstance(value, int | float) and not isinstance(value, bool):
        return _suggest_day_of_number(value)
    text = str(value)
    if folded(text).strip(" .") in _WORDS_FOR_NO_DATE and not column.required:
        return LEAVE_DATE_BLANK
    days = possible_days(text)
    if len(days) == 1:
        return f"Did you mean {days[0]}?"
    if days:
        meant = say_list([say_date(day) for day in days], "or")
        return f"It can be {meant}: enter {say_list(days, 'or')}."
    return HOW_TO_ENTER_SPANS if _SPAN_OF_MONTHS.match(text.strip()) else HOW_TO_ENTER_DATES


def suggest_number(value: CellValue) -> str:
    """For text that is no number, or that can be read as two."""
    if meant := two_readings_of_number(value):
        either = say_list([say_number(number) for number in meant], "or")
        return f"It can be {either}: enter it as a number."
    if decimal := decimal_comma_as_point(value):
        return f"If the comma is a decimal point, enter {decimal}."
    return HOW_TO_ENTER_NUMBERS


def _suggest_semicolons(text: str, column: Column, vocabulary: Vocabulary, noun: str) -> str:
    """Where a text holds several values that are known, or one that is beside others."""
    if parts := vocabulary.known_parts(text):
        known = (
            f"Both {noun} are known" if len(parts) == 2 else f"All {len(parts)} {noun} are known"
        )
        if column.several:
            return f"{known}: put a semicolon between them, “{join_values(parts)}”."
        return f"{known}, but {column.name} takes one: choose one of them."
    if column.several and (known := vocabulary.some_known(text)):
        return (
            f"“{known}” is known: put a semicolon after each of the {noun}, and spell the others "
            "as they are listed."
        )
    return ""


def _say_nearest_values(text: str, vocabulary: Vocabulary) -> str:
    """The values to ask about: “Limited” or “Unclear”."""
    same = vocabulary.same_words(text)
    return say_list(
        [f"“{value}”" for value in ([same] if same else vocabulary.nearest(text))], "or"
    )


def _say_choices(column: Column, values: Sequence[str], *, own_list: bool) -> str:
    many = len(values) > SHOWN_CHOICES
    if own_list and many:
        return f"Choose one of the {len(values)} values under {column.listed} on the Lists sheet."
    if own_list:
        return f"Choose {say_list(values, 'or')}."
    choice = f"one of the {len(values)} values of the template" if many else say_list(values, "or")
    headers = "List, Value and Stands for" if column.listed == "Status" else "List and Value"
    return (
        f"Choose {choice}. Or give a list of your own on a sheet “Lists” with the headers "
        f"{headers}: a row for each value that you use, with “{column.listed}” under List."
    )


def _suggest_day_of_number(value: float) -> str:
    """Excel keeps a day as a number, and shows that where a cell is not formatted as a date."""
    first, last = (date(year, 1, 1) - EXCEL_DAY_ZERO for year in (EARLIEST_YEAR, LATEST_YEAR))
    if not first.days <= value < last.days:
        return HOW_TO_ENTER_DATES
    day = EXCEL_DAY_ZERO + timedelta(days=int(value))
    return f"If it is Excel's number for {say_date(day.isoformat())}, enter {day.isoformat()}."
