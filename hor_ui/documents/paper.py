"""What a document is written on: Word, Markdown, or a ruler that only measures."""

import re
from collections.abc import Sequence
from typing import NamedTuple, Protocol

# An A4 page in centimetres, and what stays free at its sides, and at head and foot.
PAGE, SIDE, END = (21.0, 29.7), 2.0, 1.5
CELL_SIDE = 0.15
# What no XML document may hold, and what steers a terminal.
_FORBIDDEN = re.compile(
    "[^\t\n\r\x20-\x7e\xa0-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]"
)  # fmt: skip


class Setting(NamedTuple):
    """How a style is set, in points: its size, the space before and after it, its weight."""

    size: float
    before: float
    after: float
    bold: bool = False


SETTINGS = {
    "Normal": Setting(11, 0, 4),
    "Title": Setting(18, 0, 4, True),
    "Heading 1": Setting(14, 9, 3, True),
    "Heading 2": Setting(12, 7, 2, True),
    "List Bullet": Setting(11, 0, 2),
    "Table Text": Setting(11, 1.5, 1.5),
}


class Grid(NamedTuple):
    """A table: its heads, rows, widths in centimetres, and what it is for who cannot see it."""

    heads: Sequence[str]
    rows: Sequence[Sequence[str]]
    widths: Sequence[float]
    alt: str


class Paper(Protocol):
    """What a document is written on. Text comes in as it is: nothing in it is markup."""

    def heading(self, text: str, level: int = 1) -> None:
        """A heading of this level; 0 is the title."""

    def paragraph(self, text: str, begin: str = "") -> None:
        """A paragraph for each line of the text, with a few words in bold before the first."""

    def bullets(self, items: Sequence[str]) -> None:
        """A list."""

    def table(self, grid: Grid) -> None:
        """A table whose first row is its header."""


def lines_of(text: str) -> list[str]:
    """The lines of a text that say something; one, perhaps empty, where none does."""
    return [line for line in text.splitlines() if line.strip()] or [""]


def allowed(text: str) -> str:
    """The text without the characters that would break a file."""
    return _FORBIDDEN.sub("", text)
