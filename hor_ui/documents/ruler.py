"""How high a document would stand on its page, before it is written."""

from collections.abc import Sequence

from hor_ui.deck.fitting import LEADING, Face, height
from hor_ui.documents.paper import CELL_SIDE, END, PAGE, SETTINGS, SIDE, Grid, lines_of

POINTS = 72 / 2.54
ACROSS = (PAGE[0] - 2 * SIDE) * POINTS
DOWN = (PAGE[1] - 2 * END) * POINTS
BULLET = 18.0
RULE = 0.5
# A single line of Arial for its size; slides are measured with more.
SINGLE = 1.15


class Ruler:
    """A document being measured."""

    def __init__(self) -> None:
        self._used = 0.0

    @property
    def fits(self) -> bool:
        """Whether all of it stands on one page."""
        return self._used <= DOWN

    def heading(self, text: str, level: int = 1) -> None:
        """A heading of this level; 0 is the title."""
        self._measure(text, f"Heading {level}" if level else "Title")

    def paragraph(self, text: str, begin: str = "") -> None:
        """A paragraph for each line of the text, with a few words in bold before the first."""
        for line in lines_of(f"{begin} {text}".strip()):
            self._measure(line, "Normal")

    def bullets(self, items: Sequence[str]) -> None:
        """A list."""
        for item in items:
            self._measure(item, "List Bullet", BULLET)

    def table(self, grid: Grid) -> None:
        """A table, each row as high as its highest cell."""
        for at, row in enumerate([grid.heads, *grid.rows]):
            self._used += RULE + max(
                _tall(text, "Table Text", (width - 2 * CELL_SIDE) * POINTS, bold=at == 0)
                for text, width in zip(row, grid.widths, strict=True)
            )

    def _measure(self, text: str, style: str, indent: float = 0.0) -> None:
        self._used += _tall(text, style, ACROSS - indent)


def _tall(text: str, style: str, across: float, bold: bool = False) -> float:
    size, before, after, heavy = SETTINGS[style]
    return height(text, across, Face(size, bold or heavy)) * SINGLE / LEADING + before + after
