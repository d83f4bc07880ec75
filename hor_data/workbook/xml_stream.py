"""Read XML as a stream, so that what somebody sends takes no more memory than its values."""

from collections.abc import Callable, Iterable, Iterator
from typing import Any
from xml.parsers import expat

from openpyxl.utils.escape import unescape

from hor_data.workbook.files import (
    ELEMENTS_NESTED,
    WORKBOOK_DAMAGED,
    WORKBOOK_TOO_LARGE,
    UnreadableWorkbookError,
    begins_as_plain_xml,
)
from hor_data.workbook.zips import PackedParts

# 100,000 commitments have 11 million tags, in elements of 6 levels.
MOST_TAGS, MOST_LEVELS, SHORTEST_TAG = 12_000_000, 200, 3
# A tag or a comment is held until it ends; no program writes one of this many bytes.
LONGEST_TAG, PARSED_AT_ONCE = 1 << 20, 1 << 16
# A cell of Excel holds 32,767 characters, and up to seven signs may stand for one.
LONGEST_TEXT = 1 << 18
XmlAttributes = dict[str, str]


class TextTooLongError(Exception):
    """A text has more than LONGEST_TEXT characters."""


def stream_part(parts: PackedParts, name: str) -> Iterator[bytes]:
    """A part of XML piece by piece; one of too many elements is refused before the first."""
    if parts.size(name) > MOST_TAGS * SHORTEST_TAG:
        _count_tags(parts.chunks(name))
    return parts.chunks(name)


def _count_tags(chunks: Iterable[bytes]) -> None:
    tags = 0
    for chunk in chunks:
        tags += chunk.count(b"<")
        if tags > MOST_TAGS:
            raise UnreadableWorkbookError(WORKBOOK_TOO_LARGE)


def parse_stream(
    chunks: Iterable[bytes],
    on_start: Callable[[Any, str, XmlAttributes], None],
    on_end: Callable[[Any, str], None],
) -> None:
    """Call `on_start` and `on_end` for each element, with its name without prefix and namespace.

    Raises UnreadableWorkbookError where there is more than a workbook has, and ExpatError where it
    is no XML.
    """
    parser = expat.ParserCreate(namespace_separator="}")
    parser.buffer_text = True
    local_names = _LocalNames()
    level = 0

    def start(name: str, attributes: XmlAttributes) -> None:
        nonlocal level
        level += 1
        if level > MOST_LEVELS:
            raise UnreadableWorkbookError(ELEMENTS_NESTED)
        on_start(parser, local_names[name], attributes)

    def end(name: str) -> None:
        nonlocal level
        level -= 1
        on_end(parser, local_names[name])

    parser.StartElementHandler, parser.EndElementHandler = start, end
    parser.StartDoctypeDeclHandler = _refuse_doctype
    parsed = 0
    for piece in _pieces(chunks):
        if not parsed and not begins_as_plain_xml(piece[:1_000]):
            raise UnreadableWorkbookError(WORKBOOK_DAMAGED)
        parser.Parse(piece, False)
        parsed += len(piece)
        if parsed - parser.CurrentByteIndex > LONGEST_TAG:
            raise UnreadableWorkbookError(WORKBOOK_TOO_LARGE)
    parser.Parse(b"", True)


def _pieces(chunks: Iterable[bytes]) -> Iterator[bytes]:
    for chunk in chunks:
        for start in range(0, len(chunk), PARSED_AT_ONCE):
            yield chunk[start : start + PARSED_AT_ONCE]


def _refuse_doctype(*_declared: object) -> None:
    """Entities may stand for any amount of text, or for a file of the machine."""
    raise UnreadableWorkbookError(WORKBOOK_DAMAGED)


class _LocalNames(dict[str, str]):
    """Names of elements without their namespace, each worked out once."""

    def __missing__(self, name: str) -> str:
        self[name] = name.rpartition("}")[2]
        return self[name]


class TextRuns:
    """The words of one text, a run at a time; phonetic hints are no words."""

    def __init__(self) -> None:
        self.words: list[str] = []
        self.length = 0
        self.in_hint = False

    def start(self, parser: Any, name: str) -> None:
        if name == "rPh":
            self.in_hint = True
        elif name in ("t", "v") and not self.in_hint:
            parser.CharacterDataHandler = self._add

    def end(self, parser: Any, name: str) -> None:
        if name == "rPh":
            self.in_hint = False
        elif name in ("t", "v"):
            parser.CharacterDataHandler = None

    def take(self) -> str:
        """The words so far, which are then forgotten."""
        text = "".join(self.words)
        self.words.clear()
        self.length = 0
        return unescape(text) if "_x" in text else text

    def _add(self, words: str) -> None:
        self.length += len(words)
        if self.length > LONGEST_TEXT:
            raise TextTooLongError
        self.words.append(words)
