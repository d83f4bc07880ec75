"""Read one sheet of an xlsx workbook: its cells, and what they refer to in the workbook.

Elements may have a prefix, cells no address, texts may be shared or in place, and dates be of the
strict dialect. Cells of a style alone are left out.
"""

from collections.abc import Iterable, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import datetime
from functools import lru_cache
from string import digits
from typing import Any

from openpyxl.utils import column_index_from_string, get_column_letter
from openpyxl.utils.datetime import from_excel

from hor_data.workbook.cells import (
    LAST_COLUMN,
    LAST_ROW,
    Cells,
    ColouredBlanks,
    RawValue,
    SheetCells,
)
from hor_data.workbook.files import (
    WORKBOOK_TOO_LARGE,
    UnreadableWorkbookError,
    far_cell_error,
    long_text_error,
)
from hor_data.workbook.number_formats import CellStyle
from hor_data.workbook.values import FORMULA_WITHOUT_RESULT, CellError, Percent
from hor_data.workbook.xml_stream import (
    LONGEST_TEXT,
    TextRuns,
    TextTooLongError,
    XmlAttributes,
    parse_stream,
)

LONGEST_CELL_ADDRESS = 10
# 100,000 commitments have 1.8 million cells.
MOST_XLSX_CELLS, MOST_MERGED_RANGES = 2_000_000, 10_000
XML_TRUE = ("1", "true")
PLAIN_STYLE = CellStyle()


@dataclass(frozen=True)
class SharedParts:
    """What the cells of every sheet refer to: texts and styles by number, and day 0 of its dates.

    A cell without a style has that of None.
    """

    texts: list[str]
    styles: Mapping[str | None, CellStyle]
    epoch: datetime


def read_sheet_cells(
    name: str, chunks: Iterable[bytes], shared: SharedParts, *, hidden: bool, whole: bool
) -> SheetCells:
    """The cells of a sheet from its XML piece by piece, all or those of the first row; a sheet that
    is a chart has none."""
    reader = _SheetReader(shared, whole)
    try:
        with suppress(_StopReadingError):
            parse_stream(chunks, reader.start, reader.end)
    except TextTooLongError as error:
        cell = f"{get_column_letter(reader.column)}{reader.row}"
        raise long_text_error(f"The cell {cell} of the sheet “{name}”", LONGEST_TEXT) from error
    return SheetCells(
        name,
        reader.cells,
        hidden,
        tuple(reader.merged),
        tuple(reader.hidden_rows),
        tuple(sorted(reader.hidden_columns)),
        tuple(reader.struck),
        tuple(reader.coloured.cells),
    )


class _StopReadingError(Exception):
    """All that is wanted of a sheet was read."""


@dataclass
class _SheetReader:
    """A sheet as it comes: the row and the cell that it is at, and what it held so far."""

    shared: SharedParts
    whole: bool
    cells: Cells = field(default_factory=dict)
    merged: list[str] = field(default_factory=list)
    hidden_rows: list[int] = field(default_factory=list)
    hidden_columns: set[int] = field(default_factory=set)
    struck: list[int] = field(default_factory=list)
    runs: TextRuns = field(default_factory=TextRuns)
    row: int = 0
    column: int = 0
    read: int = 0
    is_hidden: bool = False
    all_struck: bool = True
    values: dict[int, RawValue] = field(default_factory=dict)
    coloured: ColouredBlanks = field(default_factory=ColouredBlanks)
    blanks: dict[int, str] = field(default_factory=dict)
    fills: set[str] = field(default_factory=set)
    cell: XmlAttributes = field(default_factory=dict)
    has_formula: bool = False
    in_row: bool = False
    in_cell: bool = False

    def start(self, parser: Any, name: str, attributes: XmlAttributes) -> None:
        """What to do where an element begins; extensions have cells and texts that are none."""
        if name == "c" and self.in_row:
            self.cell, self.has_formula, self.in_cell = attributes, False, True
            self._move_to(attributes.get("r", ""))
        elif self.in_cell:
            self.has_formula = self.has_formula or name == "f"
            self.runs.start(parser, name)
        elif name == "row":
            self.row, self.column = int(attributes.get("r") or self.row + 1), 0
            self.is_hidden, self.all_struck = attributes.get("hidden") in XML_TRUE, True
            self.in_row = True
        elif name == "mergeCell" and len(self.merged) < MOST_MERGED_RANGES:
            self.merged.append(attributes.get("ref", "").split(":")[0])
        elif name == "col" and attributes.get("hidden") in XML_TRUE:
            first, last = (int(attributes.get(name, "0")) for name in ("min", "max"))
            self.hidden_columns |= set(range(max(first, 1), min(last, LAST_COLUMN) + 1))

    def end(self, parser: Any, name: str) -> None:
        """What to do where an element ends."""
        if name == "c" and self.in_cell:
            self.in_cell = False
            self._end_cell()
        elif self.in_cell:
            self.runs.end(parser, name)
        elif name == "row":
            self.in_row = False
            self._end_row()

    def _move_to(self, address: str) -> None:
        """A row without a number has that of its first cell with an address."""
        if not address:
            self.column += 1
            return
        letters = address.rstrip(digits)
        if not self.values:
            self.row = int(address[len(letters) :] or self.row)
        self.column = _column_number(letters)

    def _end_cell(self) -> None:
        style = self.shared.styles.get(self.cell.get("s"), PLAIN_STYLE)
        kind = self.cell.get("t", "n")
        value = _read_cell(kind, self.runs.take(), style, self.shared, self.has_formula)
        if value is None or value == "":
            if style.fill and self.column <= LAST_COLUMN:
                self.blanks[self.column] = style.fill
            return
        self.fills.add(style.fill)
        self.read += 1
        if self.row > LAST_ROW or self.column > LAST_COLUMN:
            address = self.cell.get("r", "")
            raise far_cell_error(address if len(address) <= LONGEST_CELL_ADDRESS else "")
        if self.read > MOST_XLSX_CELLS:
            raise UnreadableWorkbookError(WORKBOOK_TOO_LARGE)
        self.values[self.column] = value
        self.all_struck = self.all_struck and style.struck

    def _end_row(self) -> None:
        if not self.whole and self.row > 1:
            raise _StopReadingError
        if self.values:
            # A row that is written twice keeps the values of both.
            self.cells[self.row] = self.cells.get(self.row, {}) | self.values
            self.hidden_rows += [self.row] if self.is_hidden else []
            self.struck += [self.row] if self.all_struck else []
            self.coloured.add_row(self.row, self.blanks, self.fills)
            self.values = {}
        self.blanks, self.fills = {}, set()


@lru_cache(maxsize=1_000)
def _column_number(letters: str) -> int:
    """The number of a column by its letters: 4 for D."""
    return column_index_from_string(letters) if len(letters) <= 3 else LAST_COLUMN + 1


def _read_cell(
    kind: str, text: str, style: CellStyle, shared: SharedParts, has_formula: bool
) -> RawValue:
    """What a cell holds. A formula without its result says so, an error is one by its type."""
    if kind == "e":
        return CellError(text or "#ERROR!")
    if not text:
        return CellError(FORMULA_WITHOUT_RESULT) if kind == "n" and has_formula else None
    if kind == "n":
        return _read_number(text, style, shared.epoch)
    if kind == "s":
        return shared.texts[int(text)]
    if kind == "b":
        return text in XML_TRUE
    return _read_iso_day(text) if kind == "d" else text


def _read_number(text: str, style: CellStyle, epoch: datetime) -> RawValue:
    value = float(text)
    if style.number_kind == "number":
        return value
    if style.number_kind == "percent":
        # As it is shown: 0.07 times 100 is a little more than 7.
        return Percent(float(f"{value * 100:.12g}"))
    try:
        moment = from_excel(value, epoch, timedelta=False)
    except (ValueError, OverflowError):
        return value
    if not isinstance(moment, datetime) or style.number_kind in ("day", "time"):
        return moment
    return f"{moment:%Y-%m}" if style.number_kind == "month" else float(moment.year)


def _read_iso_day(text: str) -> RawValue:
    """A day in ISO text, which some programs write in place of its number."""
    try:
        return datetime.fromisoformat(text)
    except ValueError:
        return text
