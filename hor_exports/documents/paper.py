"""What every document writer (Word, Markdown, height estimate) offers, and the page and styles they
share."""

import re
from collections.abc import Sequence
from itertools import groupby
from typing import NamedTuple, Protocol

from hor_exports.documents.typed_text import Block, ListItem

# An A4 page in centimetres, and what stays free at its sides, and at head and foot.
PAGE_SIZE_CM, SIDE_MARGIN_CM, END_MARGIN_CM = (21.0, 29.7), 2.0, 1.4
CELL_MARGIN_CM = 0.15
# What no XML document may hold, and what steers a terminal.
_FORBIDDEN = re.compile("[^\t\n\r\x20-\x7e\xa0-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


class StyleSetting(NamedTuple):
    """A style in points: its size, the space before and after it; and whether it is bold."""

    size: float
    before: float
    after: float
    bold: bool = False


STYLE_SETTINGS = {
    "Normal": StyleSetting(11, 0, 3.5),
    "Title": StyleSetting(18, 0, 4, True),
    "Heading 1": StyleSetting(14, 8, 2, True),
    "Heading 2": StyleSetting(12, 7, 2, True),
    "List Bullet": StyleSetting(11, 0, 1),
    "List Bullet 2": StyleSetting(11, 0, 1),
    "List Bullet 3": StyleSetting(11, 0, 1),
    "List Number": StyleSetting(11, 0, 1),
    "List Number 2": StyleSetting(11, 0, 1),
    "List Number 3": StyleSetting(11, 0, 1),
    "Table Text": StyleSetting(11, 1, 1),
}


class DocumentTable(NamedTuple):
    """A table: its headers, rows, column widths in centimetres, and alternative text. A cell is
    text, or blocks where somebody typed it."""

    heads: Sequence[str]
    rows: Sequence[Sequence[str | Sequence[Block]]]
    widths: Sequence[float]
    alt: str


class DocumentWriter(Protocol):
    """A document being written. Text passed in is plain: nothing in it is markup."""

    def heading(self, text: str, level: int = 1) -> None:
        """A heading of this level; 0 is the title."""

    def paragraph(self, text: str, begin: str = "") -> None:
        """A paragraph for each line of the text, with a few words in bold before the first."""

    def items(self, items: Sequence[ListItem]) -> None:
        """Items of a list, or of lists within lists."""

    def table(self, grid: DocumentTable) -> None:
        """A table whose first row is its header."""


def filled_lines(text: str) -> list[str]:
    """The lines of a text that are not blank; one blank line where there is none."""
    return [line for line in text.splitlines() if line.strip()] or [""]


def without_forbidden(text: str) -> str:
    """The text without the characters that would break a file."""
    return _FORBIDDEN.sub("", text)


def write_typed(paper: DocumentWriter, blocks: Sequence[Block], begin: str) -> None:
    """Write what somebody typed into a note, with a few words in bold before its first
    paragraph."""
    if isinstance(blocks[0], ListItem):
        paper.paragraph("", begin)
    for is_list, group in groupby(blocks, lambda block: isinstance(block, ListItem)):
        if is_list:
            paper.items([item for item in group if isinstance(item, ListItem)])
        else:
            paper.paragraph("\n".join(map(str, group)), begin)
        begin = ""


def bullet_items(texts: Sequence[str]) -> list[ListItem]:
    """A list without numbers."""
    return [ListItem(text) for text in texts]
