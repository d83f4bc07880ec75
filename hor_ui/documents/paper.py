"""What a document is written on: Word, Markdown, or a ruler that only measures."""

import re
from collections.abc import Sequence
from itertools import groupby
from typing import NamedTuple, Protocol

from hor_ui.documents.typed import Block, Item

# An A4 page in centimetres, and what stays free at its sides, and at head and foot.
PAGE, SIDE, END = (21.0, 29.7), 2.0, 1.4
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
    "Normal": Setting(11, 0, 3.5),
    "Title": Setting(18, 0, 4, True),
    "Heading 1": Setting(14, 8, 2, True),
    "Heading 2": Setting(12, 7, 2, True),
    "List Bullet": Setting(11, 0, 1),
    "List Bullet 2": Setting(11, 0, 1),
    "List Bullet 3": Setting(11, 0, 1),
    "List Number": Setting(11, 0, 1),
    "List Number 2": Setting(11, 0, 1),
    "List Number 3": Setting(11, 0, 1),
    "Table Text": Setting(11, 1, 1),
}


class Grid(NamedTuple):
    """A table: its heads, rows, widths in centimetres, and what it is for who cannot see it. A cell
    that somebody typed is blocks."""

    heads: Sequence[str]
    rows: Sequence[Sequence[str | Sequence[Block]]]
    widths: Sequence[float]
    alt: str


class Paper(Protocol):
    """What a document is written on. Text comes in as it is: nothing in it is markup."""

    def heading(self, text: str, level: int = 1) -> None:
        """A heading of this level; 0 is the title."""

    def paragraph(self, text: str, begin: str = "") -> None:
        """A paragraph for each line of the text, with a few words in bold before the first."""

    def items(self, items: Sequence[Item]) -> None:
        """Items of a list, or of lists within lists."""

    def table(self, grid: Grid) -> None:
        """A table whose first row is its header."""


def lines_of(text: str) -> list[str]:
    """The lines of a text that say something; one, perhaps empty, where none does."""
    return [line for line in text.splitlines() if line.strip()] or [""]


def allowed(text: str) -> str:
    """The text without the characters that would break a file."""
    return _FORBIDDEN.sub("", text)


def write_typed(paper: Paper, blocks: Sequence[Block], begin: str) -> None:
    """What somebody typed, with a few words in bold before its first paragraph."""
    if isinstance(blocks[0], Item):
        paper.paragraph("", begin)
    for is_list, group in groupby(blocks, lambda block: isinstance(block, Item)):
        if is_list:
            paper.items([item for item in group if isinstance(item, Item)])
        else:
            paper.paragraph("\n".join(map(str, group)), begin)
        begin = ""


def bullets(texts: Sequence[str]) -> list[Item]:
    """A list without numbers."""
    return [Item(text) for text in texts]
