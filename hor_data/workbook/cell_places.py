"""Where the cells of a sheet stand in its XML."""

from collections.abc import Collection, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from string import digits
from typing import Any, NamedTuple

from openpyxl.utils import column_index_from_string, range_boundaries

from hor_data.workbook.xml_edits import end_of_tag
from hor_data.workbook.xml_stream import XmlAttributes, parse_stream

Place = tuple[int, int]  # the numbers of a cell's row and column, both from 1
MOST_RANGES = 1_000  # of arrays and of styled columns that a sheet is asked for
TEXT_TYPES = ("s", "inlineStr", "str")
# What follows a drawing of notes in a sheet (ECMA-376, part 1, 18.3.1.99).
AFTER_LEGACY_DRAWING = (
    *("legacyDrawingHF", "drawingHF", "picture", "oleObjects", "controls", "webPublishItems"),
    *("AlternateContent", "tableParts", "extLst"),
)


class Element(NamedTuple):
    """An element in a part: where its start tag begins and ends, where its content ends, and its
    attributes."""

    start: int
    tag_end: int
    content_end: int
    attributes: XmlAttributes
    has_formula: bool = False


@dataclass
class SheetScan:
    """The wanted cells and rows of a sheet, and for those that are not there where they would
    stand."""

    part: bytes
    wanted: Mapping[int, Collection[int]]
    cells: dict[Place, Element] = field(default_factory=dict)
    rows: dict[int, Element] = field(default_factory=dict)
    data: Element = Element(0, 0, 0, {})
    cell_gaps: dict[Place, int] = field(default_factory=dict)
    row_gaps: dict[int, int] = field(default_factory=dict)
    column_styles: list[tuple[int, int, str]] = field(default_factory=list)
    arrays: list[tuple[int, int, int, int]] = field(default_factory=list)
    notes_id: str = ""
    follower: int = 0
    depth: int = 0
    row: int = 0
    column: int = 0
    open_row: Element | None = None
    open_cell: Element | None = None
    is_settled: bool = True
    pending_rows: list[int] = field(default_factory=list)
    pending_columns: list[int] = field(default_factory=list)

    def start(self, parser: Any, name: str, attributes: XmlAttributes) -> None:
        """Note where an element begins; rows and cells are counted as the reader counts them."""
        place = parser.CurrentByteIndex
        self.depth += 1
        if self.open_cell:
            if name == "f":
                self._note_formula(attributes)
        elif self.open_row:
            if name == "c":
                self._start_cell(place, attributes)
        elif name == "row":
            self.row, self.column = int(attributes.get("r") or self.row + 1), 0
            self.open_row = Element(place, 0, 0, attributes)
            self.is_settled = False
        elif name == "sheetData":
            self.data = Element(place, end_of_tag(self.part, place), 0, attributes)
        elif name == "col":
            self._note_column(attributes)
        elif self.depth == 2 and name == "legacyDrawing":
            self.notes_id = next((id for key, id in attributes.items() if key.endswith("}id")), "")
        elif self.depth == 2 and name in AFTER_LEGACY_DRAWING and self.data.content_end:
            self.follower = self.follower or place

    def end(self, parser: Any, name: str) -> None:
        """Note where an element ends: of an empty one the parser stands behind its tag."""
        place = parser.CurrentByteIndex
        self.depth -= 1
        if name == "c" and self.open_cell:
            key = (self.row, self.column)
            if self._is_wanted(*key) and key not in self.cells:
                tag_end = end_of_tag(self.part, self.open_cell.start)
                self.cells[key] = self.open_cell._replace(tag_end=tag_end, content_end=place)
            self.open_cell = None
        elif name == "row" and self.open_row:
            self._settle_row()
            if self.row in self.wanted and self.row not in self.rows:
                tag_end = end_of_tag(self.part, self.open_row.start)
                self.rows[self.row] = self.open_row._replace(tag_end=tag_end, content_end=place)
            self.open_row = None
        elif name == "sheetData" and not self.open_row:
            self.data = self.data._replace(content_end=place)
        elif self.depth == 0:
            self.follower = self.follower or place

    def _start_cell(self, place: int, attributes: XmlAttributes) -> None:
        address = attributes.get("r", "")
        letters = address.rstrip(digits)
        self.column = column_index_from_string(letters) if letters else self.column + 1
        if letters and not self.is_settled:
            self.row = int(address[len(letters) :] or self.row)
        self._settle_row()
        while self.pending_columns and self.pending_columns[0] < self.column:
            self.cell_gaps.setdefault((self.row, self.pending_columns.pop(0)), place)
        self.open_cell = Element(place, 0, 0, attributes)

    def _settle_row(self) -> None:
        """A row has its number for certain with its first cell."""
        if self.is_settled or not self.open_row:
            return
        self.is_settled = True
        while self.pending_rows and self.pending_rows[0] < self.row:
            self.row_gaps.setdefault(self.pending_rows.pop(0), self.open_row.start)
        self.pending_columns = sorted(self.wanted.get(self.row, ()))

    def _note_formula(self, attributes: XmlAttributes) -> None:
        if self.open_cell:
            self.open_cell = self.open_cell._replace(has_formula=True)
        if attributes.get("t") in ("array", "dataTable") and len(self.arrays) < MOST_RANGES:
            with suppress(ValueError):
                bounds = range_boundaries(attributes.get("ref", ""))
                if bounds[:2] != bounds[2:]:
                    self.arrays.append(bounds)

    def _note_column(self, attributes: XmlAttributes) -> None:
        first, last = (attributes.get(bound, "") for bound in ("min", "max"))
        is_styled = "style" in attributes and first.isdecimal() and last.isdecimal()
        if is_styled and len(self.column_styles) < MOST_RANGES:
            self.column_styles.append((int(first), int(last), attributes["style"]))

    def _is_wanted(self, row: int, column: int) -> bool:
        return column in self.wanted.get(row, ())

    def is_typed_text(self, place: Place) -> bool:
        """Whether the cell holds text that somebody typed: no formula gives it."""
        cell = self.cells.get(place)
        if cell is None or cell.has_formula or cell.attributes.get("t") not in TEXT_TYPES:
            return False
        row, column = place
        return len(self.arrays) < MOST_RANGES and not any(
            left <= column <= right and top <= row <= bottom
            for left, top, right, bottom in self.arrays
        )

    def style(self, place: Place) -> int:
        """The number of the style that the cell has, from its row or column where it is not
        there."""
        row, column = place
        if place in self.cells:
            return int(self.cells[place].attributes.get("s") or 0)
        if row in self.rows and self.rows[row].attributes.get("customFormat") in ("1", "true"):
            return int(self.rows[row].attributes.get("s") or 0)
        styles = (style for first, last, style in self.column_styles if first <= column <= last)
        return int(next(styles, 0))


def scan_sheet(part: bytes, places: Collection[Place]) -> SheetScan:
    """Where these cells stand in the sheet's XML."""
    wanted: dict[int, set[int]] = {}
    for row, column in places:
        wanted.setdefault(row, set()).add(column)
    scan = SheetScan(part, wanted, pending_rows=sorted(wanted))
    parse_stream([part], scan.start, scan.end)
    return scan
