"""Whether each cell holds what its column says it holds."""

import re
from collections.abc import Callable, Iterator

from hor_data.dates import read_date
from hor_data.files import EXCEL_ERRORS, NO_RESULT
from hor_data.findings import Finding
from hor_data.lists import listed_values
from hor_data.schema import SHEETS, Column, Holds
from hor_data.words import folded, listed, nearest
from hor_data.workbook import Row, Sheet, Value, Workbook

LONGEST_TEXT = 10_000
NEAR_TOP, MOST_BY_CHANCE = 9, 3
SHOWN_CHOICES = 6
Cell = tuple[Sheet, Column, Row, Value]
Wanted = Callable[[Column], bool]
Such = Callable[[Column, Value], object]
_ERRORS = frozenset(EXCEL_ERRORS)
_NUMBER = re.compile(r"-?(\d+|\d{1,3}(,\d{3})+)(\.\d+)?", re.ASCII)


def blank_cells(workbook: Workbook) -> Iterator[Finding]:
    """A required cell with nothing in it."""
    required = _cells(workbook, lambda of: of.required, lambda of, value: not values_of(of, value))
    for sheet, column, row, _ in required:
        fix = f"Fill it in, for example “{column.example}”."
        yield Finding(
            sheet.name, sheet.cell(row, column.name), "", f"The {column.name} is blank.", fix
        )


def cells_not_worked_out(workbook: Workbook) -> Iterator[Finding]:
    """A formula that gave an error, or was saved without its result."""
    for sheet, column, row, value in _every_cell(workbook, _any, lambda _, value: value in _ERRORS):
        problem = f"The cell shows “{value}”: its formula gave no value."
        if value == NO_RESULT:
            problem = "The cell holds a formula that was saved without its result."
        yield Finding(
            sheet.name, sheet.cell(row, column.name), str(value), problem,
            "Type the value itself in place of the formula.",
        )  # fmt: skip


def values_off_list(workbook: Workbook) -> Iterator[Finding]:
    """A value that its list does not have."""
    lists = listed_values(workbook)
    allowed = {name: tuple(one.value for one in values) for name, values in lists.items()}
    known = {name: {folded(value) for value in values} for name, values in allowed.items()}

    def off_list(column: Column, value: Value) -> list[str]:
        return [one for one in values_of(column, value) if folded(one) not in known[column.listed]]

    for sheet, column, row, value in _cells(workbook, lambda of: bool(of.listed), off_list):
        for one in off_list(column, value):
            yield Finding(
                sheet.name, sheet.cell(row, column.name), one,
                f"“{one}” is not on the list for {column.name}.",
                _choose(one, allowed[column.listed], column.listed),
            )  # fmt: skip


def organisations_not_listed(workbook: Workbook) -> Iterator[Finding]:
    """An organisation that the Organisations sheet does not have, where there is one."""
    rows = workbook.sheet("Organisations").rows
    names = [
        str(row.values["Organisation"])
        for row in rows
        if row.values.get("Organisation") is not None
    ]
    if not names:
        return
    known = {folded(name) for name in names}

    def not_listed(column: Column, value: Value) -> list[str]:
        return [one for one in values_of(column, value) if folded(one) not in known]

    for sheet, column, row, value in _cells(workbook, _that_holds("organisation"), not_listed):
        for one in not_listed(column, value):
            alike = nearest(one, names)
            fix = f"Did you mean “{alike}”? If not, add" if alike else "Add"
            yield Finding(
                sheet.name, sheet.cell(row, column.name), one,
                f"“{one}” is not on the Organisations sheet.",
                f"{fix} it there, with its sector and area.",
            )  # fmt: skip


def not_dates(workbook: Workbook) -> Iterator[Finding]:
    """A date that is none, or that can be read two ways."""
    yield from _unread(
        workbook, "date", read_date, "is not a date we can be sure of",
        "Enter a year, a month or a day, for example 2022, 2022-07 or 2022-07-14.",
    )  # fmt: skip


def not_numbers(workbook: Workbook) -> Iterator[Finding]:
    """Text where there should be a number."""
    yield from _unread(
        workbook, "number", read_number, "is not a number",
        "Enter digits only, for example 1000; the Unit and the Qualifier hold the rest.",
    )  # fmt: skip


def too_long(workbook: Workbook) -> Iterator[Finding]:
    """More text than a page can show."""

    def is_too_long(_: Column, value: Value) -> bool:
        return isinstance(value, str) and len(value) > LONGEST_TEXT

    for sheet, column, row, value in _every_cell(workbook, _any, is_too_long):
        text = str(value)
        yield Finding(
            sheet.name, sheet.cell(row, column.name), f"{text[:60]}…",
            f"The {column.name} is {len(text):,} characters long.",
            f"Shorten it to {LONGEST_TEXT:,} or fewer.",
        )  # fmt: skip


def values_of(column: Column, value: Value) -> list[str]:
    """The values in a cell: one, or in a column of several those between semicolons."""
    if value is None:
        return []
    if not column.several:
        return [str(value)]
    return [one.strip() for one in str(value).split(";") if one.strip()]


def read_number(value: Value) -> float | None:
    """A cell's number, also where it was typed as text (1,000), or None where it is none."""
    if isinstance(value, str) and _NUMBER.fullmatch(value):
        return float(value.replace(",", ""))
    return value if isinstance(value, float | int) else None


def _cells(workbook: Workbook, wanted: Wanted, such: Such) -> Iterator[Cell]:
    """As `_every_cell`, but for the cells that another check has refused already."""
    return _every_cell(workbook, wanted, lambda of, value: value not in _ERRORS and such(of, value))


def _every_cell(workbook: Workbook, wanted: Wanted, such: Such) -> Iterator[Cell]:
    """The cells of the columns wanted with such a value; what many cells hold is judged once."""
    for name, columns in SHEETS.items():
        sheet = workbook.sheet(name)
        for column in filter(wanted, columns):
            different = sheet.different_values.get(column.name, ())
            found = {value for value in different if such(column, value)}
            for row in sheet if found else ():
                value = row.values.get(column.name)
                if value in found and not repeats_headers(row):
                    yield sheet, column, row, value


def _unread(
    workbook: Workbook, kind: Holds, read: Callable[[Value], object], what: str, fix: str
) -> Iterator[Finding]:
    """The cells of columns that hold this kind in which nothing of the kind can be read."""

    def is_unread(_: Column, value: Value) -> bool:
        return value is not None and read(value) is None

    for sheet, column, row, value in _cells(workbook, _that_holds(kind), is_unread):
        where = sheet.cell(row, column.name)
        yield Finding(sheet.name, where, str(value), f"“{value}” {what}.", fix)


def _any(_: Column) -> bool:
    return True


def _that_holds(kind: Holds) -> Wanted:
    return lambda column: column.holds == kind


def repeats_headers(row: Row) -> bool:
    """Whether a row near the top only says the headers again."""
    if row.number > NEAR_TOP:
        return False
    return sum(value == header for header, value in row.values.items()) >= MOST_BY_CHANCE


def _choose(value: str, allowed: tuple[str, ...], of_list: str) -> str:
    alike = nearest(value, allowed)
    if alike:
        return f"Did you mean “{alike}”?"
    if len(allowed) > SHOWN_CHOICES:
        return f"Choose one of the {len(allowed)} values under {of_list} on the Lists sheet."
    return f"Choose {listed(allowed, 'or')}."
