"""Text that continues on the next slide where it does not fit on one, shared out evenly."""

from collections.abc import Sequence
from itertools import takewhile
from typing import Literal, NamedTuple

from hor_ui.deck.fitting import Face, height, line_height, wrapped

Kind = Literal["body", "heading", "quote", "bullet"]
INDENT = {"body": 0.0, "heading": 0.0, "quote": 14.0, "bullet": 18.0}
# The space before a paragraph, in sizes of its type.
SPACE_BEFORE = {"body": 0.33, "heading": 0.85, "quote": 0.33, "bullet": 0.33}
# A word gets some room beyond its measure, as fonts differ.
WORD_SAFETY = 1.08
BODY_SIZES = (24.0, 22.0, 20.0, 18.0, 16.0)
CONTINUED = " (continued)"
# How often the range of heights is halved to find the lowest that needs no more slides.
HALVINGS = 8


class Paragraph(NamedTuple):
    """A paragraph and what it is."""

    text: str
    kind: Kind = "body"


Column = tuple[Paragraph, ...]
Box = tuple[float, float]


def paragraphs_of(text: str, kind: Kind = "body") -> list[Paragraph]:
    """One paragraph a line of the text."""
    return [Paragraph(line, kind) for line in text.splitlines() if line.strip()]


def set_in(paragraph: Paragraph, face: Face) -> Face:
    """The face a paragraph is set in."""
    return face.at(face.size, bold=paragraph.kind == "heading")


def space_before(paragraph: Paragraph, face: Face) -> float:
    """The space before a paragraph that is not the first, in points."""
    return SPACE_BEFORE[paragraph.kind] * face.size


def tallness(paragraphs: Sequence[Paragraph], room: float, face: Face) -> float:
    """How high these paragraphs stand in a box this wide."""
    heights = (height(one.text, room - INDENT[one.kind], set_in(one, face)) for one in paragraphs)
    return sum(heights) + sum(space_before(one, face) for one in paragraphs[1:])


def flow(paragraphs: Sequence[Paragraph], box: Box, face: Face) -> list[Column]:
    """The paragraphs in one box after another, each about as full as the others. What stands under
    a heading is kept together where that needs no more boxes; else the next box says again what
    the heading was."""
    across, down = box
    fewest = _poured(paragraphs, box, face, whole=False)
    if len(fewest) < 2:
        return fewest
    whole = len(_poured(paragraphs, box, face, whole=True)) == len(fewest)
    low, high = down / len(fewest) / 2, down
    for _ in range(HALVINGS):
        middle = (low + high) / 2
        if len(_poured(paragraphs, (across, middle), face, whole)) > len(fewest):
            low = middle
        else:
            high = middle
    return _poured(paragraphs, (across, high), face, whole)


def flow_fitted(
    paragraphs: Sequence[Paragraph],
    box: Box,
    face: Face,
    sizes: Sequence[float] = BODY_SIZES,
) -> tuple[float, list[Column]]:
    """The largest size that needs no more slides than the smallest does, and those slides."""
    numbers = {
        size: len(_poured(paragraphs, box, face.at(size), whole=False)) for size in reversed(sizes)
    }
    size = next(size for size in sizes if numbers[size] <= numbers[sizes[-1]])
    return size, flow(paragraphs, box, face.at(size))


def _poured(paragraphs: Sequence[Paragraph], box: Box, face: Face, whole: bool) -> list[Column]:
    columns: list[Column] = []
    rest, heading = list(paragraphs), ""
    while rest:
        column, rest = _fill(rest, box, face, (heading, whole))
        # The words of a heading that is said again are not said twice.
        headings = [one.text.removesuffix(CONTINUED) for one in column if one.kind == "heading"]
        heading = headings[-1] if headings else heading
        columns.append(column)
    return columns


def _fill(
    rest: list[Paragraph], box: Box, face: Face, under: tuple[str, bool]
) -> tuple[Column, list[Paragraph]]:
    """A column as full as it gets, and what is left. `under` is the heading that the first of the
    paragraphs stands under, and whether what stands under a heading is kept together."""
    across, down = box
    heading, whole = under
    column: list[Paragraph] = []
    if heading and rest[0].kind != "heading":
        column.append(Paragraph(f"{heading}{CONTINUED}", "heading"))
    rest, first = list(rest), len(column)
    while rest:
        paragraph = rest[0]
        left = down - tallness(column, across, face)
        left -= space_before(paragraph, face) if column else 0
        is_first = len(column) == first
        section = _section(rest) if whole and paragraph.kind == "heading" else []
        if not is_first and left < tallness(section, across, face) <= down:
            break
        setting, room = set_in(paragraph, face), across - INDENT[paragraph.kind]
        lines = wrapped(paragraph.text, room, setting)
        fit = int(left / line_height(paragraph.text, setting) + 1e-6)
        if fit >= len(lines):
            column.append(rest.pop(0))
            continue
        # A line alone at the foot or the head of a column reads badly; an empty column takes what
        # it can.
        keep = min(max(fit, 1), len(lines) - 1) if is_first else min(fit, len(lines) - 2)
        if is_first or (keep > 1 and paragraph.kind != "heading"):
            if not keep:
                column.append(rest.pop(0))
                continue
            column.append(paragraph._replace(text=paragraph.text[: lines[keep - 1][1]]))
            rest[0] = paragraph._replace(text=paragraph.text[lines[keep][0] :])
        break
    while len(column) > 1 and column[-1].kind == "heading" and rest:
        rest.insert(0, column.pop())
    return tuple(column), rest


def _section(paragraphs: Sequence[Paragraph]) -> list[Paragraph]:
    """A heading, and what stands under it."""
    under = takewhile(lambda paragraph: paragraph.kind != "heading", paragraphs[1:])
    return [paragraphs[0], *under]
