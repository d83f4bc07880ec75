"""Text that continues on the next slide where it does not fit on one, shared out evenly."""

from collections.abc import Callable, Iterable, Sequence
from itertools import takewhile
from typing import Literal, NamedTuple, TypeVar

from hor_exports.fitting import Face, line_height, text_height, wrap_lines

ParagraphKind = Literal["body", "heading", "quote", "bullet"]
PARAGRAPH_INDENT = {"body": 0.0, "heading": 0.0, "quote": 14.0, "bullet": 18.0}
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
    kind: ParagraphKind = "body"


TextColumn = tuple[Paragraph, ...]
BoxSize = tuple[float, float]
Page = TypeVar("Page")


def paragraphs_of(text: str, kind: ParagraphKind = "body") -> list[Paragraph]:
    """One paragraph a line of the text."""
    return [Paragraph(line, kind) for line in text.splitlines() if line.strip()]


def bullets(texts: Iterable[str]) -> list[Paragraph]:
    """A bullet of each text."""
    return [Paragraph(text, "bullet") for text in texts]


def paragraph_face(paragraph: Paragraph, face: Face) -> Face:
    """The face a paragraph is set in."""
    return face.sized(face.size, bold=paragraph.kind == "heading")


def space_before(paragraph: Paragraph, face: Face) -> float:
    """The space before a paragraph that is not the first, in points."""
    return SPACE_BEFORE[paragraph.kind] * face.size


def paragraphs_height(paragraphs: Sequence[Paragraph], room: float, face: Face) -> float:
    """How high these paragraphs stand in a box this wide."""
    heights = (
        text_height(
            paragraph.text, room - PARAGRAPH_INDENT[paragraph.kind], paragraph_face(paragraph, face)
        )
        for paragraph in paragraphs
    )
    return sum(heights) + sum(space_before(paragraph, face) for paragraph in paragraphs[1:])


def flow_text(paragraphs: Sequence[Paragraph], box: BoxSize, face: Face) -> list[TextColumn]:
    """The paragraphs in one box after another, each about as full as the others. What stands under
    a heading is kept together where that needs no more boxes; else the next box says again what
    the heading was."""
    across, down = box
    fewest = _fill_boxes(paragraphs, box, face, whole=False)
    if len(fewest) < 2:
        return fewest
    whole = len(_fill_boxes(paragraphs, box, face, whole=True)) == len(fewest)

    def fill(height: float) -> list[TextColumn]:
        return _fill_boxes(paragraphs, (across, height), face, whole)

    return fill_evenly(fill, len(fewest), down / len(fewest) / 2, down)


def fill_evenly(
    fill: Callable[[float], list[Page]], fewest: int, low: float, high: float
) -> list[Page]:
    """What `fill` gives for the lowest height, between these two, that needs no more pages than the
    fewest; so that one is about as full as another."""
    for _ in range(HALVINGS):
        middle = (low + high) / 2
        if len(fill(middle)) > fewest:
            low = middle
        else:
            high = middle
    return fill(high)


def flow_at_largest_size(
    paragraphs: Sequence[Paragraph],
    box: BoxSize,
    face: Face,
    sizes: Sequence[float] = BODY_SIZES,
) -> tuple[float, list[TextColumn]]:
    """The largest size that needs no more slides than the smallest does, and those slides."""
    numbers = {
        size: len(_fill_boxes(paragraphs, box, face.sized(size), whole=False))
        for size in reversed(sizes)
    }
    size = next(size for size in sizes if numbers[size] <= numbers[sizes[-1]])
    return size, flow_text(paragraphs, box, face.sized(size))


def _fill_boxes(
    paragraphs: Sequence[Paragraph], box: BoxSize, face: Face, whole: bool
) -> list[TextColumn]:
    columns: list[TextColumn] = []
    rest, heading = list(paragraphs), ""
    while rest:
        column, rest = _fill_box(rest, box, face, (heading, whole))
        # The words of a heading that is said again are not said twice.
        headings = [paragraph.text for paragraph in column if paragraph.kind == "heading"]
        heading = headings[-1].removesuffix(CONTINUED) if headings else heading
        columns.append(column)
    return columns


def _fill_box(
    rest: list[Paragraph], box: BoxSize, face: Face, under: tuple[str, bool]
) -> tuple[TextColumn, list[Paragraph]]:
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
        left = down - paragraphs_height(column, across, face)
        left -= space_before(paragraph, face) if column else 0
        is_first = len(column) == first
        section = _heading_and_text(rest) if whole and paragraph.kind == "heading" else []
        if not is_first and left < paragraphs_height(section, across, face) <= down:
            break
        setting, room = paragraph_face(paragraph, face), across - PARAGRAPH_INDENT[paragraph.kind]
        lines = wrap_lines(paragraph.text, room, setting)
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


def _heading_and_text(paragraphs: Sequence[Paragraph]) -> list[Paragraph]:
    """A heading, and what stands under it."""
    under = takewhile(lambda paragraph: paragraph.kind != "heading", paragraphs[1:])
    return [paragraphs[0], *under]
