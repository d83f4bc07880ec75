"""Safe fixes: what can be put right in an officer's workbook without asking what was meant."""

from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from openpyxl.workbook import Workbook as Book

from hor_data.dates import read_date, readings
from hor_data.numbers import number_in_groups
from hor_data.schema import SHEETS, Column
from hor_data.values import read_value
from hor_data.vocabulary import Vocabulary, join_values, read_vocabularies, vocabulary_of
from hor_data.words import clean, folded
from hor_data.workbook import Workbook
from hor_data.workbook_editing import open_to_edit
from hor_data.workbook_saving import saved

MOST_ROWS = 5_000
SPACES, SPELLING, OTHER_NAME = "Spaces", "Spelling of a listed value", "Another name of the body"
NUMBER, DATE = "A number stored as text", "A date in another form"


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
    vocabularies = read_vocabularies(workbook)
    book = open_to_edit(content)
    return tuple(_find(book, vocabularies)) if book else ()


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


def _find(book: Book, vocabularies: Mapping[str, Vocabulary]) -> Iterator[Fix]:
    known = {folded(name): name for name in SHEETS}
    for sheet in book.worksheets:
        schema = SHEETS.get(known.get(folded(sheet.title), ""), ())
        columns = {folded(column.name): column for column in schema}
        headers = [columns.get(folded(str(cell.value or ""))) for cell in sheet[1]]
        for row in sheet.iter_rows(min_row=2):
            for cell, column in zip(row, headers, strict=False):
                if not column or cell.data_type != "s" or not isinstance(cell.value, str):
                    continue
                vocabulary = vocabulary_of(column, vocabularies)
                after, why = _put_right(clean(cell.value), column, vocabulary)
                if after and (after != cell.value or why == NUMBER):
                    yield Fix(sheet.title, cell.coordinate, cell.value, after, why)


def _put_right(text: str, column: Column, vocabulary: Vocabulary | None) -> tuple[str, str]:
    """What a cell should hold in place of its text, and why; the text itself where that is not
    certain: a fix may change how something is spelt and never which value it is."""
    if column.holds == "number" and (number := number_in_groups(text)):
        return number, NUMBER
    if column.holds == "date" and read_date(text) is None and len(days := readings(text)) == 1:
        return days[0], DATE
    if vocabulary is None:
        return text, SPACES
    values = [value.strip() for value in text.split(";")] if column.several else [text]
    spelt = [vocabulary.same_words(value) or value for value in values]
    if spelt == values:
        return text, SPACES
    renamed = any(map(vocabulary.other_name, values))
    return join_values(spelt), OTHER_NAME if renamed else SPELLING
