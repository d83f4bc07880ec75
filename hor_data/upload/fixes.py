"""Safe fixes: what can be put right in an officer's workbook without asking what was meant."""

import logging
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from openpyxl.utils import get_column_letter

from hor_data.checks import Vocabulary, join_values, read_vocabularies, vocabulary_of
from hor_data.dates import possible_days, read_date
from hor_data.words import clean_text
from hor_data.workbook import (
    COLUMNS_BY_SHEET,
    Column,
    Workbook,
    read_typed_texts,
    set_cells,
    ungrouped_digits,
)

MOST_ROWS_TO_FIX = 5_000
SPACES_FIX, SPELLING_FIX, OTHER_NAME_FIX = (
    "Spaces",
    "Spelling of a listed value",
    "Another name of the body",
)
NUMBER_FIX, DATE_FIX = "A number stored as text", "A date in another form"
_log = logging.getLogger(__name__)


class Fix(NamedTuple):
    """One cell that can be put right: what stands there, what would, and why."""

    sheet: str
    cell: str
    before: str
    after: str
    why: str


def find_fixes(content: bytes, workbook: Workbook) -> tuple[Fix, ...]:
    """The safe fixes of a workbook as read from these bytes; none where it has very many rows."""
    if max((len(sheet.rows) for sheet in workbook.sheets.values()), default=0) > MOST_ROWS_TO_FIX:
        return ()
    return tuple(_find_in_workbook(content, workbook))


def apply_fixes(content: bytes, fixes: Sequence[Fix]) -> bytes:
    """The officer's own workbook with these cells put right, and nothing else changed."""
    values = {
        (fix.sheet, fix.cell): float(fix.after) if fix.why == NUMBER_FIX else fix.after
        for fix in fixes
    }
    mended = set_cells(content, values)
    if mended is None:
        _log.warning("%d safe fixes were not made: the workbook cannot be written in", len(fixes))
    return content if mended is None else mended


def _find_in_workbook(content: bytes, workbook: Workbook) -> Iterator[Fix]:
    """The fixes in what was typed; a formula's result stays the formula's."""
    typed = read_typed_texts(content, COLUMNS_BY_SHEET)
    if typed is None:
        _log.warning("No safe fixes were looked for: the workbook cannot be written in")
        return
    vocabularies = read_vocabularies(workbook)
    for name, schema in COLUMNS_BY_SHEET.items():
        read = workbook.sheet(name)
        columns = {column.name: column for column in schema}
        named = [(number, columns.get(header)) for number, header in enumerate(read.headers, 1)]
        title, texts = typed.get(name, ("", {}))
        for row in read:
            for number, column in named:
                text = texts.get((row.number, number), "")
                if not column or not text:
                    continue
                vocabulary = vocabulary_of(column, vocabularies)
                after, why = _corrected_text(clean_text(text), column, vocabulary)
                if after and (after != text or why == NUMBER_FIX):
                    yield Fix(title, f"{get_column_letter(number)}{row.number}", text, after, why)


def _corrected_text(text: str, column: Column, vocabulary: Vocabulary | None) -> tuple[str, str]:
    """What a cell should hold in place of its text, and why; the text itself where that is not
    certain: a fix may change how something is spelt and never which value it is."""
    if column.holds == "number" and (number := ungrouped_digits(text)):
        return number, NUMBER_FIX
    if column.holds == "date" and read_date(text) is None and len(days := possible_days(text)) == 1:
        return days[0], DATE_FIX
    if vocabulary is None:
        return text, SPACES_FIX
    values = [value.strip() for value in text.split(";")] if column.several else [text]
    spelt = [vocabulary.same_words(value) or value for value in values]
    if spelt == values:
        return text, SPACES_FIX
    renamed = any(map(vocabulary.other_name, values))
    return join_values(spelt), OTHER_NAME_FIX if renamed else SPELLING_FIX
