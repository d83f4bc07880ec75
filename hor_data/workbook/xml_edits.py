"""Change an XML part where a parser says that an element stands, and no byte elsewhere."""

from collections.abc import Iterable, Mapping
from typing import NamedTuple

_QUOTES = (b'"', b"'")
# What XML has no sign for: control characters, halves of a pair, and two that are none.
_NOT_IN_XML = {
    code: f"_x{code:04X}_"
    for code in (*range(32), *range(0xD800, 0xE000), 0xFFFE, 0xFFFF)
    if chr(code) not in "\t\n"
}


class Splice(NamedTuple):
    """Bytes to put in place of those from `start` to `end`."""

    start: int
    end: int
    replacement: bytes


def apply_splices(part: bytes, splices: Iterable[Splice]) -> bytes:
    """The part with these changes; of several at one place, first what is put in, in its order."""
    pieces, position = [], 0
    for splice in sorted(splices, key=lambda splice: splice[:2]):
        pieces += [part[position : splice.start], splice.replacement]
        position = splice.end
    return b"".join([*pieces, part[position:]])


def end_of_tag(part: bytes, start: int) -> int:
    """Where the tag that begins at `start` ends: after its bracket, which may stand in a value."""
    position = start
    while True:
        end = part.index(b">", position)
        opened = [(part.find(quote, position, end), quote) for quote in _QUOTES]
        first, quote = min((place for place in opened if place[0] >= 0), default=(-1, b""))
        if first < 0:
            return end + 1
        position = part.index(quote, first + 1) + 1


def is_empty_tag(tag: bytes) -> bool:
    """Whether a start tag is the whole element: <c/>."""
    return tag.endswith(b"/>")


def tag_prefix(tag: bytes) -> bytes:
    """The prefix of a start tag with its colon; nothing where it has none."""
    prefix, colon, _ = _name_of_tag(tag).rpartition(b":")
    return prefix + colon


def with_attributes(tag: bytes, changes: Mapping[str, str | None]) -> bytes:
    """A start tag with these attributes set, or left out where None, and the others as they are."""
    position = 1 + len(_name_of_tag(tag))
    tail = b"/>" if is_empty_tag(tag) else b">"
    kept = [tag[:position]]
    while tag[position : -len(tail)].strip():
        equals = tag.index(b"=", position)
        quotes = [(tag.find(quote, equals), quote) for quote in _QUOTES]
        first, quote = min(place for place in quotes if place[0] >= 0)
        end = tag.index(quote, first + 1) + 1
        if tag[position:equals].strip().decode() not in changes:
            kept.append(tag[position:end].strip())
        position = end
    set_values = [f'{name}="{value}"'.encode() for name, value in changes.items() if value]
    return b" ".join([*kept, *set_values]) + tail


def escaped_text(text: str) -> str:
    """Text as a cell or a note holds it, before XML's own escapes: what XML has no sign for, and
    what Excel would read as an escape itself, such as _x0041_."""
    guarded = text.split("_x")
    for number, rest in enumerate(guarded[1:], start=1):
        is_escape = rest[4:5] == "_" and all(
            letter in "0123456789abcdefABCDEF" for letter in rest[:4]
        )
        guarded[number] = ("_x005F_x" if is_escape else "_x") + rest
    return "".join(guarded).translate(_NOT_IN_XML)


def _name_of_tag(tag: bytes) -> bytes:
    ends = [end for sign in (b" ", b"\t", b"\r", b"\n", b"/", b">") if (end := tag.find(sign)) > 0]
    return tag[1 : min(ends)]
