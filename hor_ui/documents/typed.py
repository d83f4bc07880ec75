"""What somebody typed into a note: its paragraphs, and the lists that they meant."""

import re
from typing import NamedTuple

DEEPEST = 2
TAB, STEP = 4, 2  # columns: of a tab, and of what makes a list within a list
# A sign, a space and a word: -5 per cent, 3.5 points, 2020. A year and a line of dashes are none.
_ITEM = re.compile(r"(?P<indent> *)(?:[-*•]|(?P<number>\d{1,2})(?P<sign>[.)])) +(?P<text>.*\w.*)")


class Item(NamedTuple):
    """An item of a list: its text, how many lists it lies within, its number (0 for a bullet), the
    sign behind the number, and whether a numbered list begins with it."""

    text: str
    level: int = 0
    number: int = 0
    sign: str = "."
    begins: bool = False


Block = str | Item


def read_typed(text: str) -> list[Block]:
    """The text's paragraphs, a line each, and items of lists; one empty paragraph where it says
    nothing.

    A numbered list begins at 1 and goes on by one, also after a paragraph: it shows the numbers
    that were typed. A line set in under an item belongs to that item.
    """
    reader = _Reader()
    for line in text.splitlines():
        reader.take(line.expandtabs(TAB).rstrip())
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
        elif self._follows_item and line.startswith(" " * STEP):
            last = self.blocks[-1]
            assert isinstance(last, Item)
            self.blocks[-1] = last._replace(text=f"{last.text} {words}")
        else:
            self.blocks.append(words)
            self._indents, self._follows_item = [], False

    def _item(self, line: str) -> Item | None:
        match = _ITEM.fullmatch(line)
        if not match:
            return None
        indents = self._indents_with(len(match["indent"]))
        level = min(len(indents) - 1, DEEPEST)
        number = int(match["number"] or 0)
        if number == 1:
            self._numbers[level] = (0, match["sign"])
        before, sign = self._numbers.get(level, (0, ""))
        if number and (number != before + 1 or not sign):
            return None
        self._indents = indents
        self._numbers = {at: last for at, last in self._numbers.items() if at <= level}
        if number:
            self._numbers[level] = (number, sign)
        return Item(match["text"], level, number, sign or ".", begins=number == 1)

    def _indents_with(self, indent: int) -> list[int]:
        """The indents of the lists that an item set in so far lies within, its own the last."""
        outer = [known for known in self._indents if known <= indent] or self._indents[:1]
        return [*outer, indent] if not outer or indent >= outer[-1] + STEP else outer


def say_block(block: Block) -> str:
    """The block as a line, an item with its sign before it."""
    if isinstance(block, str):
        return block
    return f"{block.number}{block.sign} {block.text}" if block.number else f"- {block.text}"
