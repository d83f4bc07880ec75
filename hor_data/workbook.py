"""Read an xlsx file into rows that know their cells; the writing is beside it."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property

from openpyxl.utils import get_column_letter

from hor_data.cells import Cells, SheetCells, read_sheets
from hor_data.files import WORKBOOK, UnreadableWorkbookError, xml_parts
from hor_data.open_document import read_open_document
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
    `hidden_rows` and `struck_rows` are numbers of rows, `hidden_columns` headers.
    """

    name: str
    headers: tuple[str, ...] = ()
    rows: tuple[Row, ...] = ()
    hidden: bool = False
    merged: tuple[str, ...] = ()
    unnamed: Mapping[str, int] = field(default_factory=dict)
    hidden_rows: tuple[int, ...] = ()
    struck_rows: tuple[int, ...] = ()
    hidden_columns: tuple[str, ...] = ()

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
    """The sheets by name, and what the cover says by folded label, with the row it says it in.

    Of the release that it would follow, where there is one, `refs_in_force` are the folded refs and
    `columns_in_force` the columns that say something, by sheet and header.
    """

    sheets: Mapping[str, Sheet]
    cover: Mapping[str, str] = field(default_factory=dict)
    cover_rows: Mapping[str, int] = field(default_factory=dict)
    refs_in_force: frozenset[str] = frozenset()
    columns_in_force: frozenset[tuple[str, str]] = frozenset()

    def sheet(self, name: str) -> Sheet:
        """The sheet of that name, or one with nothing in it."""
        return self.sheets.get(name, Sheet(name))


def read_workbook(content: bytes) -> Workbook:
    """Sheets and columns take the schema's spelling where only case or spacing differs.

    Raises UnreadableWorkbookError where the bytes are no xlsx workbook.
    """
    ours = {folded(name) for name in (*SHEETS, *NOT_DATA)}
    parts = xml_parts(content)
    read = read_sheets if WORKBOOK in parts else read_open_document
    sheets_read = read(parts, lambda name: folded(name) in ours)
    opened = _by_known_name({sheet.name: sheet for sheet in sheets_read})
    cover = _read_cover(opened["Cover"].cells) if "Cover" in opened else {}
    texts = {label: text for label, (text, _) in cover.items()}
    cover_rows = {label: row for label, (_, row) in cover.items()}
    # Each sheet is let go of as soon as it is read: a large one is most of the memory.
    sheets = {name: _read_sheet(name, opened.pop(name)) for name in list(opened)}
    return Workbook(sheets, texts, cover_rows)


def _by_known_name(opened: dict[str, SheetCells]) -> dict[str, SheetCells]:
    """By the schema's spelling; of two sheets with one name, the one spelt so, or the first."""
    named: dict[str, SheetCells] = {}
    for name, known in zip(opened, _as_in_schema(opened, (*SHEETS, *NOT_DATA)), strict=True):
        taken = known in named or (known != name and known in opened)
        named[name if taken else known] = opened[name]
    return named


def _as_in_schema(names: Iterable[str], schema: Iterable[str]) -> list[str]:
    spelt = {folded(name): name for name in schema}
    return [spelt.get(folded(name), clean(name)) for name in names]


def _read_sheet(name: str, opened: SheetCells) -> Sheet:
    cells = opened.cells
    first = {at: str(read_value(raw) or "") for at, raw in cells.get(1, {}).items()}
    wide = max((at for line in cells.values() for at in line), default=0)
    typed = [first.get(at, "") for at in range(1, wide + 1)]
    headers = tuple(_as_in_schema(typed, (column.name for column in SHEETS.get(name, ()))))
    # Backwards, so that of two columns with one name the first holds.
    known = [(at, header) for at, header in enumerate(headers, start=1) if header][::-1]
    rows = []
    for number in sorted(cells):
        if number == 1:
            continue
        line = cells[number]
        values = {header: read_value(line.get(at)) for at, header in known}
        if any(value is not None for value in values.values()):
            rows.append(Row(number, values))
    with_values = {row.number for row in rows}
    return Sheet(
        name,
        headers,
        tuple(rows),
        opened.hidden,
        opened.merged,
        _count_unnamed(cells, dict(known)),
        tuple(number for number in opened.hidden_rows if number in with_values),
        tuple(number for number in opened.struck if number in with_values),
        tuple(header for at, header in reversed(known) if at in opened.hidden_columns),
    )


def _count_unnamed(cells: Cells, headers: Mapping[int, str]) -> dict[str, int]:
    """How many values stand below no header, by the letter of the column."""
    counts: dict[int, int] = {}
    for number, line in cells.items():
        for at, raw in line.items() if number > 1 else ():
            if at not in headers and read_value(raw) is not None:
                counts[at] = counts.get(at, 0) + 1
    return {get_column_letter(at): counts[at] for at in sorted(counts)}


def _read_cover(cells: Cells) -> dict[str, tuple[str, int]]:
    """The text and the row beside each label; where a label repeats, the last."""
    found: dict[str, tuple[str, int]] = {}
    for row in sorted(cells):
        label, value = (read_value(cells[row].get(at)) for at in (1, 2))
        if label is not None and value is not None:
            found[folded(str(label))] = (str(value), row)
    return {
        label: cell
        for label, cell in found.items()
        if label not in (folded(COVER_HEADER), *OF_A_COPY)
    }
