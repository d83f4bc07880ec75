"""Read an xlsx file into rows that know their cells; the writing is beside it."""

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property

from openpyxl.utils import get_column_letter

from hor_data.words import clean_text, folded
from hor_data.workbook.cells import Cells, ColouredBlank, SheetCells
from hor_data.workbook.files import WORKBOOK_PART, find_large_parts, open_workbook_parts
from hor_data.workbook.open_document import read_ods_sheets
from hor_data.workbook.schema import COLUMNS_BY_SHEET
from hor_data.workbook.values import CellValue, read_cell_value
from hor_data.workbook.writing import COPY_ONLY_LABELS, COVER_HEADER
from hor_data.workbook.xlsx import read_xlsx_sheets

NON_DATA_SHEETS = ("Cover", "Notes")
# How the sheets of a download are named that count what the others say.
TALLY_SHEET_PREFIX, MATRIX_SHEET = "Status by ", "Matrix"
# Two colours by turns only make rows easier to follow.
LEAST_COLOURS_OF_ROWS = 3
# Headers that stand lower than row 1 are looked for so far down, and so many make a header row.
LAST_HEADER_ROW, LEAST_HEADERS_BELOW = 15, 3


@dataclass(frozen=True)
class Row:
    """One line of a sheet: its number as the reader sees it, and its values by header."""

    number: int
    values: Mapping[str, CellValue]


@dataclass(frozen=True)
class Sheet:
    """A sheet's headers, column by column, and its rows; lines with nothing in them left out.

    `unnamed` are the columns with values and no header, by letter: how many values each has.
    `hidden_rows` and `struck_rows` are numbers of rows, `hidden_columns` headers. `coloured` are
    the rows, by header, whose cell has nothing but a fill that seems to mean something.
    `header_row` is above 1 where a lower row has far more of the schema's headers than the first.
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
    coloured: Mapping[str, tuple[int, ...]] = field(default_factory=dict)
    header_row: int = 1

    def cell(self, row: Row | int, header: str) -> str:
        """The reader's own name for a cell, such as D14; the column's first where it repeats."""
        number = row if isinstance(row, int) else row.number
        return f"{get_column_letter(self.headers.index(header) + 1)}{number}"

    @cached_property
    def different_values(self) -> Mapping[str, frozenset[CellValue]]:
        """Each value that a column has, once, by header."""
        named = [header for header in self.headers if header]
        return {
            header: frozenset([row.values.get(header) for row in self.rows]) for header in named
        }

    def __iter__(self) -> Iterator[Row]:
        return iter(self.rows)


@dataclass(frozen=True)
class Workbook:
    """The sheets by name, and what the cover says by folded label, with the row it says it in.

    Of the release that it would follow, where there is one, `refs_in_force` are the folded refs and
    `columns_in_force` the columns that say something, by sheet and header. `large_parts` are files
    in the workbook that hold no cells, such as pictures, by name in megabytes.
    """

    sheets: Mapping[str, Sheet]
    cover: Mapping[str, str] = field(default_factory=dict)
    cover_rows: Mapping[str, int] = field(default_factory=dict)
    refs_in_force: frozenset[str] = frozenset()
    columns_in_force: frozenset[tuple[str, str]] = frozenset()
    large_parts: Mapping[str, float] = field(default_factory=dict)

    def sheet(self, name: str) -> Sheet:
        """The sheet of that name, or one with nothing in it."""
        return self.sheets.get(name, Sheet(name))


def read_workbook(content: bytes) -> Workbook:
    """Sheets and columns take the schema's spelling where only case or spacing differs.

    Raises UnreadableWorkbookError where the bytes are no xlsx workbook.
    """
    ours = {folded(name) for name in (*COLUMNS_BY_SHEET, *NON_DATA_SHEETS)}
    parts = open_workbook_parts(content)
    read = read_xlsx_sheets if WORKBOOK_PART in parts else read_ods_sheets
    sheets_read = read(parts, lambda name: folded(name) in ours)
    opened = _by_known_name({sheet.name: sheet for sheet in sheets_read})
    cover = _read_cover(opened["Cover"].cells) if "Cover" in opened else {}
    texts = {label: text for label, (text, _) in cover.items()}
    cover_rows = {label: row for label, (_, row) in cover.items()}
    # Each sheet is let go of as soon as it is read: a large one is most of the memory.
    sheets = {name: _build_sheet(name, opened.pop(name)) for name in list(opened)}
    parts.check_intact()
    return Workbook(sheets, texts, cover_rows, large_parts=find_large_parts(parts))


def _by_known_name(opened: dict[str, SheetCells]) -> dict[str, SheetCells]:
    """By the schema's spelling; of two sheets with one name, the one spelt so, or the first."""
    named: dict[str, SheetCells] = {}
    for name, known in zip(
        opened, _schema_spellings(opened, (*COLUMNS_BY_SHEET, *NON_DATA_SHEETS)), strict=True
    ):
        taken = known in named or (known != name and known in opened)
        named[name if taken else known] = opened[name]
    return named


def _schema_spellings(names: Iterable[str], schema: Iterable[str]) -> list[str]:
    spelt = {folded(name): name for name in schema}
    return [spelt.get(folded(name), clean_text(name)) for name in names]


def _build_sheet(name: str, opened: SheetCells) -> Sheet:
    """A sheet of rows by header, from its cells; the first row is the headers."""
    cells = opened.cells
    first_row = cells.get(1, {})
    width = max((column for row in cells.values() for column in row), default=0)
    typed = [str(read_cell_value(first_row.get(column)) or "") for column in range(1, width + 1)]
    schema = (column.name for column in COLUMNS_BY_SHEET.get(name, ()))
    headers = tuple(_schema_spellings(typed, schema))
    # Backwards, so that of two columns with one name the first holds.
    named = [(column, header) for column, header in enumerate(headers, start=1) if header][::-1]
    unnamed, header_row = _count_unnamed(cells, dict(named)), _find_header_row(name, cells)
    rows = []
    for number in sorted(cells.keys() - {1}):
        # A large sheet takes twice the memory where what is read is kept.
        raw_values = cells.pop(number)
        values = {header: read_cell_value(raw_values.get(column)) for column, header in named}
        if any(value is not None for value in values.values()):
            rows.append(Row(number, values))
    with_values = {row.number for row in rows}
    return Sheet(
        name,
        headers,
        tuple(rows),
        opened.hidden,
        opened.merged,
        unnamed,
        tuple(number for number in opened.hidden_rows if number in with_values),
        tuple(number for number in opened.struck if number in with_values),
        tuple(header for column, header in named[::-1] if column in opened.hidden_columns),
        _coloured_rows(opened.coloured_blanks, dict(named), with_values),
        header_row,
    )


def _coloured_rows(
    blanks: Iterable[ColouredBlank], headers: Mapping[int, str], rows: Collection[int]
) -> dict[str, tuple[int, ...]]:
    """By header the rows whose cell is blank and coloured otherwise than its row; under Status
    also those of rows that are coloured as a whole, in several colours."""
    by_header: dict[str, list[ColouredBlank]] = {}
    for blank in blanks:
        if blank.row in rows and blank.column in headers:
            by_header.setdefault(headers[blank.column], []).append(blank)
    fills = {blank.fill for blank in by_header.get("Status", ())}
    rows_too = "Status" if len(fills) >= LEAST_COLOURS_OF_ROWS else ""
    coloured = {
        header: tuple(cell.row for cell in cells if cell.apart or header == rows_too)
        for header, cells in by_header.items()
    }
    return {header: numbers for header, numbers in coloured.items() if numbers}


def _find_header_row(name: str, cells: Cells) -> int:
    """The row near the top with most headers of the schema; the first, unless that has hardly any
    and the other many."""
    headers = {folded(column.name) for column in COLUMNS_BY_SHEET.get(name, ())}
    counts = {
        row: len({folded(str(read_cell_value(raw) or "")) for raw in cells[row].values()} & headers)
        for row in sorted(cells)
        if row <= LAST_HEADER_ROW
    }
    best = max(counts, key=lambda row: counts[row], default=1)
    most = counts.get(best, 0)
    return best if most >= LEAST_HEADERS_BELOW and most > 2 * counts.get(1, 0) else 1


def _count_unnamed(cells: Cells, headers: Mapping[int, str]) -> dict[str, int]:
    """How many values stand below no header, by the letter of the column."""
    counts = Counter(
        column
        for number, row in cells.items()
        if number > 1
        for column, raw in row.items()
        if column not in headers and read_cell_value(raw) is not None
    )
    return {get_column_letter(column): counts[column] for column in sorted(counts)}


def _read_cover(cells: Cells) -> dict[str, tuple[str, int]]:
    """The text and the row beside each label; where a label repeats, the last."""
    texts: dict[str, tuple[str, int]] = {}
    for row in sorted(cells):
        label, value = (read_cell_value(cells[row].get(column)) for column in (1, 2))
        if label is not None and value is not None:
            texts[folded(str(label))] = (str(value), row)
    return {
        label: cell
        for label, cell in texts.items()
        if label not in (folded(COVER_HEADER), *COPY_ONLY_LABELS)
    }
