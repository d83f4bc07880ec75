"""Read an xlsx file into rows that know their cells; the writing is beside it."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from io import BytesIO
from typing import NamedTuple

from openpyxl.utils import get_column_letter
from python_calamine import CalamineWorkbook, SheetMetadata, SheetVisibleEnum

from hor_data.files import DAMAGED, UnreadableWorkbookError, repack
from hor_data.schema import SHEETS
from hor_data.values import Value, read_value
from hor_data.words import clean, folded
from hor_data.workbook_writing import COVER_HEADER, OF_A_COPY, write_workbook

__all__ = [
    "Row",
    "Sheet",
    "UnreadableWorkbookError",
    "Value",
    "Workbook",
    "read_workbook",
    "write_workbook",
]

Lines = Sequence[Sequence[object]]
NOT_DATA = ("Cover", "Notes")
# How the sheets of a download are named that count what the others say.
TALLIES = "Status by "


@dataclass(frozen=True)
class Row:
    """One line of a sheet: its number as the reader sees it, and its values by header."""

    number: int
    values: Mapping[str, Value]


@dataclass(frozen=True)
class Sheet:
    """A sheet's headers, column by column, and its rows; lines with nothing in them left out.

    `unnamed` are the columns with values and no header, by letter: how many values each has.
    """

    name: str
    headers: tuple[str, ...] = ()
    rows: tuple[Row, ...] = ()
    hidden: bool = False
    merged: tuple[str, ...] = ()
    unnamed: Mapping[str, int] = field(default_factory=dict)

    def cell(self, row: Row | int, header: str) -> str:
        """The reader's own name for a cell, such as D14; the column's first where it repeats."""
        number = row if isinstance(row, int) else row.number
        return f"{get_column_letter(self.headers.index(header) + 1)}{number}"

    @cached_property
    def different_values(self) -> Mapping[str, frozenset[Value]]:
        """Each value that a column has, once, by header."""
        named = [header for header in self.headers if header]
        return {one: frozenset([row.values.get(one) for row in self.rows]) for one in named}

    def __iter__(self) -> Iterator[Row]:
        return iter(self.rows)


@dataclass(frozen=True)
class Workbook:
    """The sheets by name, and what the cover says by folded label, with the row it says it in."""

    sheets: Mapping[str, Sheet]
    cover: Mapping[str, str] = field(default_factory=dict)
    hides_rows: bool = False
    cover_rows: Mapping[str, int] = field(default_factory=dict)

    def sheet(self, name: str) -> Sheet:
        """The sheet of that name, or one with nothing in it."""
        return self.sheets.get(name, Sheet(name))


class _Opened(NamedTuple):
    """A sheet as calamine reads it."""

    lines: Lines
    hidden: bool
    merged: tuple[str, ...]


def read_workbook(content: bytes) -> Workbook:
    """Sheets and columns take the schema's spelling where only case or spacing differs.

    Raises UnreadableWorkbookError where the bytes are no xlsx workbook.
    """
    packed, hides_rows = repack(content)
    opened = _open(packed)
    del packed
    cover = _read_cover(opened["Cover"].lines) if "Cover" in opened else {}
    texts = {label: text for label, (text, _) in cover.items()}
    cover_rows = {label: row for label, (_, row) in cover.items()}
    # Each sheet is let go of as soon as it is read: a large one is most of the memory.
    sheets = {name: _read_sheet(name, opened.pop(name)) for name in list(opened)}
    return Workbook(sheets, texts, hides_rows, cover_rows)


def _open(packed: bytes) -> dict[str, _Opened]:
    """What calamine reads of each sheet, by the schema's spelling."""
    try:
        book = CalamineWorkbook.from_filelike(BytesIO(packed))
        opened = {known.name: _opened(book, known) for known in book.sheets_metadata}
    # Calamine panics on some damaged files, and a panic is no Exception.
    except BaseException as error:
        if isinstance(error, KeyboardInterrupt | SystemExit):
            raise
        raise UnreadableWorkbookError(DAMAGED) from error
    return _by_known_name(opened)


def _opened(book: CalamineWorkbook, known: SheetMetadata) -> _Opened:
    """The lines of a sheet, or the first alone where the sheet is not ours."""
    sheet = book.get_sheet_by_name(known.name)
    ours = {folded(name) for name in (*SHEETS, *NOT_DATA)}
    most = None if folded(known.name) in ours else 1
    return _Opened(
        sheet.to_python(skip_empty_area=False, nrows=most),
        known.visible != SheetVisibleEnum.Visible,
        tuple(
            f"{get_column_letter(column + 1)}{row + 1}"
            for (row, column), _ in sheet.merged_cell_ranges or []
        ),
    )


def _by_known_name(opened: dict[str, _Opened]) -> dict[str, _Opened]:
    """By the schema's spelling; of two sheets with one name, the one spelt so, or the first."""
    named: dict[str, _Opened] = {}
    for name, known in zip(opened, _as_in_schema(opened, (*SHEETS, *NOT_DATA)), strict=True):
        taken = known in named or (known != name and known in opened)
        named[name if taken else known] = opened[name]
    return named


def _as_in_schema(names: Iterable[str], schema: Iterable[str]) -> list[str]:
    spelt = {folded(name): name for name in schema}
    return [spelt.get(folded(name), clean(name)) for name in names]


def _read_sheet(name: str, opened: _Opened) -> Sheet:
    lines = opened.lines
    first = [str(read_value(one) or "") for one in (lines[0] if lines else [])]
    headers = tuple(_as_in_schema(first, (column.name for column in SHEETS.get(name, ()))))
    known = [(at, header) for at, header in enumerate(headers) if header]
    rows = []
    for number, line in enumerate(lines[1:], start=2):
        # Backwards, so that of two columns with one name the first holds.
        values = {header: read_value(line[at]) for at, header in reversed(known) if at < len(line)}
        if any(value is not None for value in values.values()):
            rows.append(Row(number, values))
    unnamed = _count_unnamed(lines, headers)
    return Sheet(name, headers, tuple(rows), opened.hidden, opened.merged, unnamed)


def _count_unnamed(lines: Lines, headers: Sequence[str]) -> dict[str, int]:
    """How many values stand below an empty header, by the letter of the column."""
    counts: dict[str, int] = {}
    empty = [at for at, header in enumerate(headers) if not header]
    for line in lines[1:] if empty else ():
        for at in empty:
            if at < len(line) and read_value(line[at]) is not None:
                letter = get_column_letter(at + 1)
                counts[letter] = counts.get(letter, 0) + 1
    return counts


def _read_cover(lines: Lines) -> dict[str, tuple[str, int]]:
    """The text and the row beside each label; where a label repeats, the last."""
    found: dict[str, tuple[str, int]] = {}
    for row, line in enumerate(lines, start=1):
        label, value = (read_value(cell) for cell in (*line, None, None)[:2])
        if label is not None and value is not None:
            found[folded(str(label))] = (str(value), row)
    return {
        label: cell
        for label, cell in found.items()
        if label not in (folded(COVER_HEADER), *OF_A_COPY)
    }
