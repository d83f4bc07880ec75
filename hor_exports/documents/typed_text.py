"""The paragraphs and lists of a text that somebody typed into a note."""

import re
from typing import NamedTuple

DEEPEST_LIST = 2
TAB_COLUMNS, NESTING_COLUMNS = 4, 2  # columns: of a tab, and of what makes a list within a list
# A sign, a space and a word: -5 per cent, 3.5 points, 2020. A year and a line of dashes are none.
_ITEM = re.compile(r"(?P<indent> *)(?:[-*•]|(?P<number>\d{1,2})(?P<sign>[.)])) +(?P<text>.*\w.*)")


class ListItem(NamedTuple):
    """An item of a list: its text, how many lists it lies within, its number (0 for a bullet), the
    sign behind the number, and whether a numbered list begins with it."""

    text: str
    level: int = 0
    number: int = 0
    sign: str = "."
    begins: bool = False


Block = str | ListItem


def read_typed_text(text: str) -> list[Block]:
    """The text's paragraphs, a line each, and items of lists; one empty paragraph where it says
    nothing.

    A numbered list begins at 1 and goes on by one, also after a paragraph: it shows the numbers
    that were typed. A line set in under an item belongs to that item.
    """
    reader = _Reader()
    for line in text.splitlines():
        reader.take(line.expandtabs(TAB_COLUMNS).rstrip())
    return reader.blocks or [""]


class _Reader:
    def __init__(self) -> None:
        self.blocks: list[Block] = []
        self._indents: list[int] = []
        self._numbers: dict[int, tuple[int, str]] = {}
        self._follows_item = False

    def take(self, line: str) -> None:
        """Add what the line is to the blocks."""
        words = line.strip()
        if not words:
            self._follows_item = False
        elif item := self._item(line):
            self.blocks.append(item)
            self._follows_item = True
        elif self._follows_item and line.startswith(" " * NESTING_COLUMNS):
            last = self.blocks[-1]
            assert isinstance(last, ListItem)
            self.blocks[-1] = last._replace(text=f"{last.text} {words}")
        else:
            self.blocks.append(words)
            self._indents, self._follows_item = [], False

    def _item(self, line: str) -> ListItem | None:
        match = _ITEM.fullmatch(line)
        if not match:
            return None
        indents = self._indents_with(len(match["indent"]))
        level = min(len(indents) - 1, DEEPEST_LIST)
        number = int(match["number"] or 0)
        if number == 1:
            self._numbers[level] = (0, match["sign"])
        before, sign = self._numbers.get(level, (0, ""))
        if number and (number != before + 1 or not sign):
            return None
        self._indents = indents
        self._numbers = {outer: last for outer, last in self._numbers.items() if outer <= level}
        if number:
            self._numbers[level] = (number, sign)
        return ListItem(match["text"], level, number, sign or ".", begins=number == 1)

    def _indents_with(self, indent: int) -> list[int]:
        """The indents of the lists that an item set in so far lies within, its own the last."""
        outer = [known for known in self._indents if known <= indent] or self._indents[:1]
        return [*outer, indent] if not outer or indent >= outer[-1] + NESTING_COLUMNS else outer


def say_block(block: Block) -> str:
    """A block as one line of text, with the sign of a list item before it."""
    if isinstance(block, str):
        return block
    return f"{block.number}{block.sign} {block.text}" if block.number else f"- {block.text}"
