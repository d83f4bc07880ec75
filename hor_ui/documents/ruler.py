"""How high a document would stand on its page, before it is written."""

import math
from collections.abc import Sequence

from hor_ui.deck.fitting import LEADING, Face, height
from hor_ui.documents.paper import CELL_SIDE, END, PAGE, SETTINGS, SIDE, Grid, lines_of
from hor_ui.documents.typed import Item

POINTS = 72 / 2.54
ACROSS = (PAGE[0] - 2 * SIDE) * POINTS
DOWN = (PAGE[1] - 2 * END) * POINTS
BULLET = 18.0
# What stays free at the foot of a page because a row or a group of lines is not parted.
PARTED = 60.0
RULE = 0.5
# A single line for its size, and how wide letters run for Arial's: those of DejaVu Sans, which is
# what programs take that have neither Arial nor a font to its measure.
SINGLE, RUNS = 1.165, 1.13


class Ruler:
    """A document being measured."""

    def __init__(self) -> None:
        self._used = 0.0

    @property
    def pages(self) -> int:
        """How many pages it takes."""
        return 1 + max(0, math.ceil((self._used - DOWN) / (DOWN - PARTED)))

    def heading(self, text: str, level: int = 1) -> None:
        """A heading of this level; 0 is the title."""
        self._measure(text, f"Heading {level}" if level else "Title")

    def paragraph(self, text: str, begin: str = "") -> None:
        """A paragraph for each line of the text, with a few words in bold before the first."""
        for line in lines_of(f"{begin} {text}".strip()):
            self._measure(line, "Normal")

    def items(self, items: Sequence[Item]) -> None:
        """Items of a list, or of lists within lists."""
        for item in items:
            self._measure(item.text, "List Bullet", BULLET * (item.level + 1))

    def table(self, grid: Grid) -> None:
        """A table, each row as high as its highest cell."""
        for at, row in enumerate([grid.heads, *grid.rows]):
            self._used += RULE + max(
                _tall(str(text), "Table Text", (width - 2 * CELL_SIDE) * POINTS, bold=at == 0)
                for text, width in zip(row, grid.widths, strict=True)
            )

    def _measure(self, text: str, style: str, indent: float = 0.0) -> None:
        self._used += _tall(text, style, ACROSS - indent)


def _tall(text: str, style: str, across: float, bold: bool = False) -> float:
    size, before, after, heavy = SETTINGS[style]
    return height(text, across, Face(size, bold or heavy, RUNS)) * SINGLE / LEADING + before + after
