"""A Markdown document. What is written in it stays what it is: nothing of it becomes markup."""

import re
from collections.abc import Sequence

from hor_ui.documents.paper import Grid, allowed, lines_of

_MARKUP = re.compile(r"([\\`*_\[\]<>|#~&$])")
# What makes a list, a rule or a heading of a line that begins with it.
_OPENING = re.compile(r"^([-+=]|\d+(?=[.)]))")


class Markdown:
    """A document being written."""

    def __init__(self) -> None:
        self._blocks: list[str] = []

    def heading(self, text: str, level: int = 1) -> None:
        """A heading of this level; 0 is the title."""
        self._blocks.append(f"{'#' * (level + 1)} {escaped(text)}")

    def paragraph(self, text: str, begin: str = "") -> None:
        """A paragraph for each line of the text, with a few words in bold before the first."""
        lines = [escaped(line) for line in lines_of(text)]
        if begin:
            lines[0] = f"**{escaped(begin)}** {lines[0]}"
        self._blocks += filter(None, lines)

    def bullets(self, items: Sequence[str]) -> None:
        """A list."""
        self._blocks.append("\n".join(f"- {escaped(item)}" for item in items))

    def table(self, grid: Grid) -> None:
        """A table whose first row is its header."""
        under = ["---"] * len(grid.heads)
        rows = [[escaped(text) for text in row] for row in grid.rows]
        lines = [grid.heads, under, *rows]
        self._blocks.append("\n".join(f"| {' | '.join(line)} |" for line in lines))

    def content(self) -> bytes:
        """The file's bytes."""
        return ("\n\n".join(self._blocks) + "\n").encode()


def escaped(text: str) -> str:
    """Text on one line, as itself where a reader of Markdown would see markup."""
    line = _MARKUP.sub(r"\\\1", " ".join(allowed(text).split()))
    found = _OPENING.match(line)
    if not found:
        return line
    # A number is made harmless by what follows it: 1\. is no list.
    end = found.end()
    return f"{line[:end]}\\{line[end:]}" if found[0].isdigit() else f"\\{line}"
