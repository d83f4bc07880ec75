"""The cells of a sheet as a file holds them, whichever program wrote it."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from datetime import date, time, timedelta
from typing import NamedTuple

# Beyond these a single value would make a sheet of millions of blank cells.
LAST_ROW, LAST_COLUMN = 199_999, 702
RawValue = str | float | bool | date | time | timedelta | None
# The values of a sheet by the number of the row and of the column, both from 1.
Cells = dict[int, dict[int, RawValue]]


# What a marked workbook has behind its faulty cells (ARGB): errors, warnings.
MARK_COLOURS = ("FFF4C7B8", "FFFFF0B3")
# More coloured blanks than these say nothing more of a sheet.
MOST_COLOURED_BLANKS = 10_000


class ColouredBlank(NamedTuple):
    """A cell with a fill and nothing in it, in a row with values: its row and column, the fill, and
    whether the fill is none of those that the row's values have."""

    row: int
    column: int
    fill: str
    apart: bool


@dataclass
class ColouredBlanks:
    """The coloured blanks of a sheet, as its rows are read."""

    cells: list[ColouredBlank] = field(default_factory=list)

    def add_row(self, row: int, blanks: Mapping[int, str], fills: Collection[str]) -> None:
        """`blanks` are the fills of the row's blank cells by column, `fills` those of its
        values."""
        room = MOST_COLOURED_BLANKS - len(self.cells)
        self.cells += [
            ColouredBlank(row, column, fill, fill not in fills)
            for column, fill in list(blanks.items())[:room]
        ]


@dataclass(frozen=True)
class SheetCells:
    """What one sheet holds, and what a reader of it may not see.

    `merged` are the addresses of the first cell of each merged range; `struck` are the rows whose
    every value is struck through; columns are by number from 1.
    """

    name: str
    cells: Cells
    hidden: bool = False
    merged: tuple[str, ...] = ()
    hidden_rows: tuple[int, ...] = ()
    hidden_columns: tuple[int, ...] = ()
    struck: tuple[int, ...] = ()
    coloured_blanks: tuple[ColouredBlank, ...] = ()
