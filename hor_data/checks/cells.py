"""Whether each cell holds what its column says it holds."""

from collections.abc import Callable, Iterator
from datetime import date
from functools import cache

from hor_data.checks.findings import Finding, Severity
from hor_data.checks.suggestions import (
    suggest_date,
    suggest_listed_value,
    suggest_number,
    suggest_organisation,
)
from hor_data.checks.vocabulary import ORGANISATION_VOCABULARY, read_vocabularies
from hor_data.dates import read_date, say_date
from hor_data.words import folded
from hor_data.workbook import (
    COLUMNS_BY_SHEET,
    FORMULA_WITHOUT_RESULT,
    CellValue,
    Column,
    ColumnKind,
    Percent,
    Row,
    Sheet,
    Workbook,
    is_cell_error,
    unambiguous_number,
)

LONGEST_CELL_TEXT, SHOWN_OF_LONG_TEXT = 10_000, 60
# A row near the top says the headers again where more cells do than would by chance.
LAST_ROW_NEAR_TOP, LEAST_HEADERS_REPEATED = 9, 3
DATA_AS_AT_LABEL = "data as at"
DATA_AS_AT_COLUMN = Column("Data as at", "", "2022-07", "date", required=True)
PERCENT_UNITS = ("%", "per cent", "percent", "percentage")
PlacedCell = tuple[Sheet, Column, Row, CellValue]
ColumnTest = Callable[[Column], bool]
ValueTest = Callable[[Column, CellValue], object]


def blank_cells(workbook: Workbook) -> Iterator[Finding]:
    """A required cell with nothing in it."""
    for sheet, column, row, _ in _cells_where(
        workbook, lambda column: column.required, lambda *cell: not split_values(*cell)
    ):
        problem = f"The {column.name} {'are' if column.several else 'is'} blank."
        suggestion = f"Fill it in, for example “{column.example}”."
        yield Finding.in_cell(sheet, row, column.name, problem, suggestion, value="")


def formulas_without_value(workbook: Workbook) -> Iterator[Finding]:
    """A formula that gave an error, or was saved without its result."""
    for sheet, column, row, value in _cells_and_errors_where(
        workbook, _any_column, lambda _, value: is_cell_error(value)
    ):
        problem = f"The cell shows “{value}”: its formula gave no value."
        if value == FORMULA_WITHOUT_RESULT:
            problem = "The cell holds a formula that was saved without its result."
        suggestion = "Type the value itself in place of the formula."
        yield Finding.in_cell(sheet, row, column.name, problem, suggestion)


def values_off_list(workbook: Workbook) -> Iterator[Finding]:
    """A value that its list does not have."""
    vocabularies = read_vocabularies(workbook)
    own_lists = {folded(str(row.values.get("List"))) for row in workbook.sheet("Lists")}

    def off_list(column: Column, value: CellValue) -> list[str]:
        known = vocabularies[column.listed].by_folded
        return [text for text in split_values(column, value) if folded(text) not in known]

    @cache  # a foreign word comes back row after row
    def suggest(column: Column, text: str) -> str:
        own = folded(column.listed) in own_lists
        return suggest_listed_value(text, column, vocabularies[column.listed], own_list=own)

    for sheet, column, row, value in _cells_where(
        workbook, lambda column: bool(column.listed), off_list
    ):
        for text in off_list(column, value):
            problem = f"“{text}” is not on the list for {column.name}."
            suggestion = suggest(column, text)
            yield Finding.in_cell(sheet, row, column.name, problem, suggestion, value=text)


def organisations_not_listed(workbook: Workbook) -> Iterator[Finding]:
    """An organisation that the Organisations sheet does not have, where there is one."""
    vocabulary = read_vocabularies(workbook).get(ORGANISATION_VOCABULARY)
    if vocabulary is None:
        return

    def not_listed(column: Column, value: CellValue) -> list[str]:
        known = vocabulary.by_folded
        return [text for text in split_values(column, value) if folded(text) not in known]

    @cache
    def suggest(column: Column, text: str) -> str:
        return suggest_organisation(text, column, vocabulary)

    for sheet, column, row, value in _cells_where(
        workbook, _column_holds("organisation"), not_listed
    ):
        for text in not_listed(column, value):
            problem = f"“{text}” is not on the Organisations sheet."
            suggestion = suggest(column, text)
            yield Finding.in_cell(sheet, row, column.name, problem, suggestion, value=text)


def dates_unreadable(workbook: Workbook) -> Iterator[Finding]:
    """A date that is none, or that can be read two ways."""
    for sheet, column, row, value in _unreadable_cells(workbook, "date", read_date):
        problem = f"“{value}” is not a date we can be sure of."
        yield Finding.in_cell(sheet, row, column.name, problem, suggest_date(value, column))


def refs_that_are_dates(workbook: Workbook) -> Iterator[Finding]:
    """A ref that Excel took for a date: 5-1 typed for a ref becomes 5 January."""
    for sheet, column, row, value in _cells_where(workbook, _column_holds("ref"), _is_date):
        problem = f"The {column.name} is a date, {say_date(str(value))}."
        suggestion = "Format the cell as text, and type the ref again."
        yield Finding.in_cell(sheet, row, column.name, problem, suggestion)


def texts_that_are_dates(workbook: Workbook) -> Iterator[Finding]:
    """Words that Excel took for a date: shown as it is read, not as it was typed."""
    for sheet, column, row, value in _cells_where(workbook, _column_holds("text"), _is_date):
        day = say_date(str(value))
        problem = f"The {column.name} is a date, {day}, where text is expected."
        suggestion = "If Excel changed what you typed, format the cell as text and type it again."
        yield Finding.in_cell(sheet, row, column.name, problem, suggestion, Severity.WARNING)


def data_date_unreadable(workbook: Workbook) -> Iterator[Finding]:
    """A cover whose date of the data cannot be read: the release would have none."""
    given = workbook.cover.get(DATA_AS_AT_LABEL)
    if given is not None and read_date(given) is None:
        yield Finding(
            "Cover",
            f"B{workbook.cover_rows[DATA_AS_AT_LABEL]}",
            given,
            f"“{given}” is not a date we can be sure of, and the release would have no date.",
            suggest_date(given, DATA_AS_AT_COLUMN),
        )


def numbers_unreadable(workbook: Workbook) -> Iterator[Finding]:
    """Text where there should be a number, or that can be read as two numbers."""
    for sheet, column, row, value in _unreadable_cells(workbook, "number", unambiguous_number):
        problem = f"“{value}” is not a number."
        yield Finding.in_cell(sheet, row, column.name, problem, suggest_number(value))


def percents_of_other_units(workbook: Workbook) -> Iterator[Finding]:
    """A cell that shows a percentage beside a unit that is none."""
    for sheet, column, row, value in _cells_where(
        workbook, _column_holds("number"), lambda _, value: isinstance(value, Percent)
    ):
        unit = str(row.values.get("Unit") or "")
        # 45 and 45% are one value among those of a column, and only the second shows a percentage.
        if isinstance(value, Percent) and folded(unit) not in PERCENT_UNITS:
            problem = f"The cell shows {value}, and the Unit is “{unit}”."
            suggestion = "Enter “%” as the Unit, or format the cell as a number and type it again."
            yield Finding.in_cell(sheet, row, column.name, problem, suggestion)


def texts_too_long(workbook: Workbook) -> Iterator[Finding]:
    """More text than a page can show."""

    def is_too_long(_: Column, value: CellValue) -> bool:
        return isinstance(value, str) and len(value) > LONGEST_CELL_TEXT

    for sheet, column, row, value in _cells_and_errors_where(workbook, _any_column, is_too_long):
        text = str(value)
        problem = f"The {column.name} is {len(text):,} characters long."
        suggestion = f"Shorten it to {LONGEST_CELL_TEXT:,} or fewer."
        shown = f"{text[:SHOWN_OF_LONG_TEXT]}…"
        yield Finding.in_cell(sheet, row, column.name, problem, suggestion, value=shown)


def split_values(column: Column, value: CellValue) -> list[str]:
    """The values in a cell: one, or in a column of several those between semicolons."""
    if value is None:
        return []
    if not column.several:
        return [str(value)]
    return [part.strip() for part in str(value).split(";") if part.strip()]


def repeats_headers(row: Row) -> bool:
    """Whether a row near the top only says the headers again."""
    if row.number > LAST_ROW_NEAR_TOP:
        return False
    return sum(value == header for header, value in row.values.items()) >= LEAST_HEADERS_REPEATED


def _cells_where(
    workbook: Workbook, is_wanted: ColumnTest, is_faulty: ValueTest
) -> Iterator[PlacedCell]:
    """As `_cells_and_errors_where`, but for the cells that another check has refused already."""
    return _cells_and_errors_where(
        workbook,
        is_wanted,
        lambda column, value: not is_cell_error(value) and is_faulty(column, value),
    )


def _cells_and_errors_where(
    workbook: Workbook, is_wanted: ColumnTest, is_faulty: ValueTest
) -> Iterator[PlacedCell]:
    """The faulty cells of the wanted columns; a value that many cells hold is judged once."""
    for name, columns in COLUMNS_BY_SHEET.items():
        sheet = workbook.sheet(name)
        for column in filter(is_wanted, columns):
            different = sheet.different_values.get(column.name, ())
            faulty = {value for value in different if is_faulty(column, value)}
            for row in sheet if faulty else ():
                value = row.values.get(column.name)
                if value in faulty and not repeats_headers(row):
                    yield sheet, column, row, value


def _unreadable_cells(
    workbook: Workbook, kind: ColumnKind, read: Callable[[CellValue], object]
) -> Iterator[PlacedCell]:
    """The cells of columns that hold this kind in which nothing of the kind can be read."""
    return _cells_where(
        workbook, _column_holds(kind), lambda _, value: value is not None and read(value) is None
    )


def _is_date(_: Column, value: CellValue) -> bool:
    return isinstance(value, date)


def _any_column(_: Column) -> bool:
    return True


def _column_holds(kind: ColumnKind) -> ColumnTest:
    return lambda column: column.holds == kind
