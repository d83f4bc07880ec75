"""Safe fixes: what can be put right in an officer's workbook without asking what was meant."""

from collections.abc import Iterator, Mapping, Sequence
from difflib import get_close_matches
from typing import NamedTuple

from openpyxl.workbook import Workbook as Book

from hor_data.lists import listed_values
from hor_data.schema import BETWEEN_VALUES, SHEETS, Column
from hor_data.values import read_value
from hor_data.words import clean, folded
from hor_data.workbook import Workbook
from hor_data.workbook_editing import open_to_edit
from hor_data.workbook_saving import saved

NEAR_CERTAIN = 0.85
MOST_ROWS = 5_000
SPACES, SPELLING, NUMBER = "Spaces", "Spelling of a listed value", "A number stored as text"


class Fix(NamedTuple):
    """One cell that can be put right: what stands there, what would, and why."""

    sheet: str
    cell: str
    before: str
    after: str
    why: str


def find_fixes(content: bytes, workbook: Workbook) -> tuple[Fix, ...]:
    """The safe fixes of a workbook as read from these bytes; none where it has very many rows."""
    if max((len(sheet.rows) for sheet in workbook.sheets.values()), default=0) > MOST_ROWS:
        return ()
    names = [str(row.values.get("Organisation")) for row in workbook.sheet("Organisations")]
    allowed = {
        name: tuple(one.value for one in values) for name, values in listed_values(workbook).items()
    } | {"organisation": tuple(names)}
    book = open_to_edit(content)
    return tuple(_fixes(book, allowed)) if book else ()


def apply_fixes(content: bytes, fixes: Sequence[Fix]) -> bytes:
    """The officer's own workbook with these cells put right, and nothing else changed."""
    book = open_to_edit(content)
    if not book:
        return content
    for fix in fixes:
        cell = book[fix.sheet][fix.cell]
        if fix.why == NUMBER:
            cell.value = read_value(float(fix.after))
        else:
            cell.value = fix.after
            cell.data_type = "s"
    return saved(book)


def _fixes(book: Book, allowed: Mapping[str, Sequence[str]]) -> Iterator[Fix]:
    known = {folded(name): name for name in SHEETS}
    for sheet in book.worksheets:
        columns = {
            folded(one.name): one for one in SHEETS.get(known.get(folded(sheet.title), ""), ())
        }
        headers = [columns.get(folded(str(cell.value or ""))) for cell in sheet[1]]
        for row in sheet.iter_rows(min_row=2):
            for cell, column in zip(row, headers, strict=False):
                if column and cell.data_type == "s" and isinstance(cell.value, str):
                    yield from _fix(sheet.title, cell.coordinate, cell.value, column, allowed)


def _fix(
    sheet: str, cell: str, said: str, column: Column, allowed: Mapping[str, Sequence[str]]
) -> Iterator[Fix]:
    plain = clean(said)
    number = plain.replace(",", "")
    of_list = allowed.get("organisation" if column.holds == "organisation" else column.listed, ())
    if column.holds == "number" and number.replace(".", "", 1).isdecimal():
        yield Fix(sheet, cell, said, number, NUMBER)
    elif of_list and (spelt := _spelt(plain, column, of_list)) != plain:
        yield Fix(sheet, cell, said, spelt, SPELLING)
    elif plain != said and plain:
        yield Fix(sheet, cell, said, plain, SPACES)


def _spelt(said: str, column: Column, of_list: Sequence[str]) -> str:
    """The values as the list spells them, where one of them alone is near certain."""
    exact = {folded(value): value for value in of_list}
    values = said.split(";") if column.several else [said]
    spelt = []
    for value in values:
        close = get_close_matches(folded(value), list(exact), n=2, cutoff=NEAR_CERTAIN)
        sure = folded(value) in exact or len(close) == 1
        spelt.append(
            exact[folded(value) if folded(value) in exact else close[0]] if sure else value
        )
    return BETWEEN_VALUES.join(one.strip() for one in spelt) if column.several else spelt[0]
