"""A document writer for Markdown; text in it is escaped, so that none of it becomes markup."""

from collections.abc import Iterator, Sequence

from hor_exports.documents.escaping import (
    escape_markdown,
    escape_markdown_block,
    escape_markdown_cell,
    escape_markdown_heading,
)
from hor_exports.documents.paper import DocumentTable, filled_lines
from hor_exports.documents.typed_text import Block, ListItem, say_block

NESTED_INDENT = "    "  # under any item: - takes two columns, 12. takes four
OTHER_SIGN = {".": ")", ")": "."}


class MarkdownDocument:
    """A document being written."""

    def __init__(self) -> None:
        self._blocks: list[str] = []

    def heading(self, text: str, level: int = 1) -> None:
        """A heading of this level; 0 is the title."""
        self._blocks.append(f"{'#' * (level + 1)} {escape_markdown_heading(text)}")

    def paragraph(self, text: str, begin: str = "") -> None:
        """A paragraph for each line of the text, with a few words in bold before the first."""
        first, *rest = filled_lines(text)
        first = (
            f"**{begin}** {escape_markdown(first)}".strip()
            if begin
            else escape_markdown_block(first)
        )
        self._blocks += filter(None, [first, *map(escape_markdown_block, rest)])

    def items(self, items: Sequence[ListItem]) -> None:
        """Items of a list, or of lists within lists."""
        lines = (
            NESTED_INDENT * item.level
            + say_block(item._replace(text=escape_markdown_block(item.text)))
            for item in _kept_apart(items)
        )
        self._blocks.append("\n".join(lines))

    def table(self, grid: DocumentTable) -> None:
        """A table whose first row is its header."""
        under = ["---"] * len(grid.heads)
        lines = [grid.heads, under, *([_cell(text) for text in row] for row in grid.rows)]
        self._blocks.append("\n".join(f"| {' | '.join(line)} |" for line in lines))

    def content(self) -> bytes:
        """The file's bytes."""
        return ("\n\n".join(self._blocks) + "\n").encode()


def _cell(text: str | Sequence[Block]) -> str:
    blocks = [text] if isinstance(text, str) else text
    return escape_markdown_cell(" ".join(map(say_block, blocks)))


def _kept_apart(items: Sequence[ListItem]) -> Iterator[ListItem]:
    """The items, where a numbered list follows another with the other sign: 1) after 2. begins a
    list of its own, where 1. would be counted as the third of the first."""
    signs: dict[int, str] = {}
    flipped: dict[int, bool] = {}
    for item in items:
        level = item.level
        signs = {outer: sign for outer, sign in signs.items() if outer <= level}
        if not item.number:
            signs.pop(level, None)
        else:
            if item.begins:
                flipped[level] = signs.get(level) == item.sign
            sign = OTHER_SIGN[item.sign] if flipped.get(level) else item.sign
            signs[level] = sign
            item = item._replace(sign=sign)
        yield item
