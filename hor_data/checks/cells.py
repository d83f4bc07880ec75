"""Whether each cell holds what its column says it holds."""

from collections.abc import Callable, Iterator
from datetime import date
from functools import cache

from hor_data.checks.suggestions import (
    suggest_date,
    suggest_listed_value,
    suggest_number,
    suggest_organisation,
)
from hor_data.dates import read_date, say_date
from hor_data.findings import Finding, Severity
from hor_data.numbers import sure_number
from hor_data.schema import SHEETS, Column, Holds
from hor_data.values import NO_RESULT, Percent, is_error
from hor_data.vocabulary import ORGANISATIONS, read_vocabularies
from hor_data.words import folded
from hor_data.workbook import Row, Sheet, Value, Workbook

LONGEST_TEXT = 10_000
NEAR_TOP, MOST_BY_CHANCE = 9, 3
DATA_AS_AT = "data as at"
COVER_DATE = Column("Data as at", "", "2022-07", "date", required=True)
Cell = tuple[Sheet, Column, Row, Value]
Wanted = Callable[[Column], bool]
Such = Callable[[Column, Value], object]
PER_CENT = ("%", "per cent", "percent", "percentage")


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
    for sheet, column, row, value in _every_cell(workbook, _any, lambda _, value: is_error(value)):
        problem = f"The cell shows “{value}”: its formula gave no value."
        if value == NO_RESULT:
            problem = "The cell holds a formula that was saved without its result."
        yield Finding(
            sheet.name, sheet.cell(row, column.name), str(value), problem,
            "Type the value itself in place of the formula.",
        )  # fmt: skip


def values_off_list(workbook: Workbook) -> Iterator[Finding]:
    """A value that its list does not have."""
    vocabularies = read_vocabularies(workbook)
    own_lists = {folded(str(row.values.get("List"))) for row in workbook.sheet("Lists")}

    def off_list(column: Column, value: Value) -> list[str]:
        known = vocabularies[column.listed].by_folded
        return [text for text in values_of(column, value) if folded(text) not in known]

    @cache  # a foreign word comes back row after row
    def suggest(column: Column, text: str) -> str:
        own = folded(column.listed) in own_lists
        return suggest_listed_value(text, column, vocabularies[column.listed], own_list=own)

    for sheet, column, row, value in _cells(workbook, lambda of: bool(of.listed), off_list):
        for text in off_list(column, value):
            yield Finding(
                sheet.name,
                sheet.cell(row, column.name),
                text,
                f"“{text}” is not on the list for {column.name}.",
                suggest(column, text),
            )


def organisations_not_listed(workbook: Workbook) -> Iterator[Finding]:
    """An organisation that the Organisations sheet does not have, where there is one."""
    bodies = read_vocabularies(workbook).get(ORGANISATIONS)
    if bodies is None:
        return

    def not_listed(column: Column, value: Value) -> list[str]:
        return [text for text in values_of(column, value) if folded(text) not in bodies.by_folded]

    @cache
    def suggest(column: Column, text: str) -> str:
        return suggest_organisation(text, column, bodies)

    for sheet, column, row, value in _cells(workbook, _that_holds("organisation"), not_listed):
        for text in not_listed(column, value):
            yield Finding(
                sheet.name,
                sheet.cell(row, column.name),
                text,
                f"“{text}” is not on the Organisations sheet.",
                suggest(column, text),
            )


def not_dates(workbook: Workbook) -> Iterator[Finding]:
    """A date that is none, or that can be read two ways."""
    yield from _unread(workbook, "date", read_date, "is not a date we can be sure of", suggest_date)


def refs_that_are_dates(workbook: Workbook) -> Iterator[Finding]:
    """A ref that Excel took for a date: 5-1 typed for a ref becomes 5 January."""
    for sheet, column, row, value in _cells(workbook, _that_holds("ref"), _is_date):
        problem = f"The {column.name} is a date, {say_date(str(value))}."
        fix = "Format the cell as text, and type the ref again."
        yield Finding(sheet.name, sheet.cell(row, column.name), str(value), problem, fix)


def texts_that_are_dates(workbook: Workbook) -> Iterator[Finding]:
    """Words that Excel took for a date: shown as it is read, not as it was typed."""
    fix = "If Excel changed what you typed, format the cell as text and type it again."
    for sheet, column, row, value in _cells(workbook, _that_holds("text"), _is_date):
        cell, day = sheet.cell(row, column.name), say_date(str(value))
        problem = f"The {column.name} is a date, {day}, where text is expected."
        yield Finding(sheet.name, cell, str(value), problem, fix, Severity.WARNING)


def date_of_data_unread(workbook: Workbook) -> Iterator[Finding]:
    """A cover whose date of the data cannot be read: the release would have none."""
    given = workbook.cover.get(DATA_AS_AT)
    if given is not None and read_date(given) is None:
        yield Finding(
            "Cover",
            f"B{workbook.cover_rows[DATA_AS_AT]}",
            given,
            f"“{given}” is not a date we can be sure of, and the release would have no date.",
            suggest_date(given, COVER_DATE),
        )


def not_numbers(workbook: Workbook) -> Iterator[Finding]:
    """Text where there should be a number, or that can be read as two numbers."""
    yield from _unread(
        workbook, "number", sure_number, "is not a number", lambda value, _: suggest_number(value)
    )


def percents_of_other_units(workbook: Workbook) -> Iterator[Finding]:
    """A cell that shows a percentage beside a unit that is none."""
    for sheet, column, row, value in _cells(
        workbook, _that_holds("number"), lambda _, value: isinstance(value, Percent)
    ):
        unit = str(row.values.get("Unit") or "")
        if isinstance(row.values.get(column.name), Percent) and folded(unit) not in PER_CENT:
            yield Finding(
                sheet.name,
                sheet.cell(row, column.name),
                str(value),
                f"The cell shows {value}, and the Unit is “{unit}”.",
                "Enter “%” as the Unit, or format the cell as a number and type it again.",
            )


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


def _cells(workbook: Workbook, wanted: Wanted, such: Such) -> Iterator[Cell]:
    """As `_every_cell`, but for the cells that another check has refused already."""
    return _every_cell(workbook, wanted, lambda of, value: not is_error(value) and such(of, value))


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
    workbook: Workbook,
    kind: Holds,
    read: Callable[[Value], object],
    what: str,
    suggest: Callable[[Value, Column], str],
) -> Iterator[Finding]:
    """The cells of columns that hold this kind in which nothing of the kind can be read."""

    def is_unread(_: Column, value: Value) -> bool:
        return value is not None and read(value) is None

    for sheet, column, row, value in _cells(workbook, _that_holds(kind), is_unread):
        where = sheet.cell(row, column.name)
        suggestion = suggest(value, column)
        yield Finding(sheet.name, where, str(value), f"“{value}” {what}.", suggestion)


def _is_date(_: Column, value: Value) -> bool:
    return isinstance(value, date)


def _any(_: Column) -> bool:
    return True


def _that_holds(kind: Holds) -> Wanted:
    return lambda column: column.holds == kind


def repeats_headers(row: Row) -> bool:
    """Whether a row near the top only says the headers again."""
    if row.number > NEAR_TOP:
        return False
    return sum(value == header for header, value in row.values.items()) >= MOST_BY_CHANCE
