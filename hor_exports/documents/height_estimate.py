"""A document writer that only estimates how many pages a document would take."""

import math
from collections.abc import Sequence

from hor_exports.documents.paper import (
    CELL_MARGIN_CM,
    END_MARGIN_CM,
    PAGE_SIZE_CM,
    SIDE_MARGIN_CM,
    STYLE_SETTINGS,
    DocumentTable,
    filled_lines,
)
from hor_exports.documents.typed_text import ListItem
from hor_exports.fitting import LINE_SPACING, Face, text_height

POINTS_PER_CM = 72 / 2.54
TEXT_WIDTH = (PAGE_SIZE_CM[0] - 2 * SIDE_MARGIN_CM) * POINTS_PER_CM
TEXT_HEIGHT = (PAGE_SIZE_CM[1] - 2 * END_MARGIN_CM) * POINTS_PER_CM
BULLET_INDENT = 18.0
# Points that stay free at the foot of a page, as rows and groups of lines are kept together.
FREE_AT_PAGE_END = 60.0
RULE_HEIGHT = 0.5
# A single line for its size, and how wide letters run for Arial's: those of DejaVu Sans, which is
# what programs take that have neither Arial nor a font to its measure.
SINGLE_SPACING, FALLBACK_WIDTH = 1.165, 1.13


class HeightEstimate:
    """A document being measured: it adds up heights in points and writes nothing."""

    def __init__(self) -> None:
        self._used = 0.0

    @property
    def pages(self) -> int:
        """The number of pages that the document takes."""
        return 1 + max(0, math.ceil((self._used - TEXT_HEIGHT) / (TEXT_HEIGHT - FREE_AT_PAGE_END)))

    def heading(self, text: str, level: int = 1) -> None:
        """A heading of this level; 0 is the title."""
        self._measure(text, f"Heading {level}" if level else "Title")

    def paragraph(self, text: str, begin: str = "") -> None:
        """A paragraph for each line of the text, with a few words in bold before the first."""
        for line in filled_lines(f"{begin} {text}".strip()):
            self._measure(line, "Normal")

    def items(self, items: Sequence[ListItem]) -> None:
        """Items of a list, or of lists within lists."""
        for item in items:
            self._measure(item.text, "List Bullet", BULLET_INDENT * (item.level + 1))

    def table(self, grid: DocumentTable) -> None:
        """A table, each row as high as its highest cell."""
        for nth, row in enumerate([grid.heads, *grid.rows]):
            self._used += RULE_HEIGHT + max(
                _tall(
                    str(text),
                    "Table Text",
                    (width - 2 * CELL_MARGIN_CM) * POINTS_PER_CM,
                    bold=nth == 0,
                )
                for text, width in zip(row, grid.widths, strict=True)
            )

    def _measure(self, text: str, style: str, indent: float = 0.0) -> None:
        self._used += _tall(text, style, TEXT_WIDTH - indent)


def _tall(text: str, style: str, across: float, bold: bool = False) -> float:
    size, before, after, heavy = STYLE_SETTINGS[style]
    return (
        text_height(text, across, Face(size, bold or heavy, FALLBACK_WIDTH))
        * SINGLE_SPACING
        / LINE_SPACING
        + before
        + after
    )
