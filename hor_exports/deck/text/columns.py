"""Columns of text on one slide: as large as fits, and cut, the longest first, where nothing does.

What is cut ends at a sentence if it can, and the last of it says where the whole text is.
"""

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from hor_exports.deck.text.flow import Paragraph, TextColumn, paragraphs_height
from hor_exports.fitting import Face

COLUMN_SIZES = (20.0, 18.0, 17.0, 16.0, 15.0, 14.0)
# How much of the width the first of two columns may have, the likeliest first.
FIRST_COLUMN_SHARES = (0.5, 0.46, 0.54, 0.42, 0.58, 0.38, 0.62, 0.34)
WHOLE_IN_NOTES = "(whole text in the notes)"
# A text is not cut shorter than this; of a longer one no more than this can stand on a slide.
SHORTEST_CUT, LONGEST_ON_A_SLIDE = 60, 3_000
# The fewest paragraphs under a heading of which the last may be left out.
SHORTEST_CUT_LIST = 3
# As many letters may be lost for a text to be cut at the end of a sentence instead of within it.
MID_SENTENCE_COST = 400
_MID_SENTENCE_CUT = re.compile(r"[^.!?。！？”’\"')] …")
_SENTENCE_END = re.compile(r"[.!?][”’\"')]*(?=\s)|[。！？]”?")


class FittedColumns(NamedTuple):
    """Columns as they fit, their type size, the first one's share of the width, and whether some
    of their text is cut."""

    columns: tuple[TextColumn, ...]
    size: float
    first: float
    is_cut: bool


def fit_columns(
    columns: Sequence[Sequence[Paragraph]], room: tuple[float, float], face: Face
) -> FittedColumns:
    """One or two columns in a room this wide, without the gap, and this high."""
    shares = FIRST_COLUMN_SHARES if len(columns) == 2 else (1.0,)
    given = tuple(map(tuple, columns))
    if all(len(paragraph.text) <= LONGEST_ON_A_SLIDE for column in given for paragraph in column):
        for size in COLUMN_SIZES:
            for share in shares:
                if _fit(given, room, share, face.sized(size)):
                    return FittedColumns(given, size, share, False)
    cuts = [_cut_columns(given, room, share, face.sized(COLUMN_SIZES[-1])) for share in shares]
    return max(cuts, key=lambda cut: sum(map(_letters_kept, cut.columns)))


def _cut_columns(
    columns: Sequence[TextColumn], room: tuple[float, float], share: float, face: Face
) -> FittedColumns:
    """The columns cut to fit where the first has this share of the width."""
    across, down = room
    widths = _widths(across, share, len(columns))
    cut = tuple(
        _cut_column(column, (wide, down), face)
        for column, wide in zip(columns, widths, strict=True)
    )
    return FittedColumns(cut, face.size, share, True)


def _letters_kept(column: TextColumn) -> int:
    """How many letters a column has, less some for each text that is cut within a sentence."""
    within = sum(bool(_MID_SENTENCE_CUT.search(paragraph.text)) for paragraph in column)
    return sum(len(paragraph.text) for paragraph in column) - MID_SENTENCE_COST * within


def _widths(across: float, share: float, number: int) -> list[float]:
    return [across] if number == 1 else [across * share, across * (1 - share)]


def _fit(
    columns: Sequence[TextColumn], room: tuple[float, float], share: float, face: Face
) -> bool:
    """Whether no column is higher than the room."""
    across, down = room
    pairs = zip(columns, _widths(across, share, len(columns)), strict=True)
    return all(paragraphs_height(column, wide, face) <= down for column, wide in pairs)


def _cut_column(column: TextColumn, room: tuple[float, float], face: Face) -> TextColumn:
    """The longest column, of those ever shorter, that fits."""
    across, down = room
    shorter = column
    for shorter in _shorter_columns(column):
        if paragraphs_height(shorter, across, face) <= down:
            break
    return shorter


def _shorter_columns(column: TextColumn) -> Iterator[TextColumn]:
    """The column, and then ever shorter ones: the longest text without its last sentences, then the
    next longest; then without quotations; then texts cut at words, and lists without their ends."""
    yield column
    kept = list(column)
    texts = [place for place, paragraph in enumerate(column) if paragraph.kind != "heading"]
    texts.sort(key=lambda place: -len(column[place].text))
    for ends in (_sentence_ends, _word_ends):
        for place in texts:
            for end in ends(column[place].text) if kept[place].text else ():
                mark = " …”" if column[place].kind == "quote" else " …"
                text = column[place].text[:end].rstrip(" ,;:”") + mark
                kept[place] = column[place]._replace(text=text)
                yield _mark_cut(column, kept)
        for place in reversed(range(1, len(column))):
            if column[place].kind == "quote":
                kept[place] = column[place]._replace(text="")
                yield _mark_cut(column, kept)
    rest = list(_mark_cut(column, kept))
    while _drop_from_longest_list(rest):
        yield tuple(rest)


def _mark_cut(column: TextColumn, kept: Sequence[Paragraph]) -> TextColumn:
    """What is kept of the column. Its last text that is cut, or has none of its quotations, says
    where it is whole."""
    left = [paragraph for paragraph in kept if paragraph.text]
    changed = [place for place in range(len(column)) if column[place] != kept[place]]
    if changed:
        last = sum(bool(paragraph.text) for paragraph in kept[: changed[-1] + 1]) - 1
        text = left[last].text
        mark = WHOLE_IN_NOTES if "…" in text[-2:] else f"… {WHOLE_IN_NOTES}"
        left[last] = left[last]._replace(text=f"{text} {mark}")
    return tuple(left)


def _sentence_ends(text: str) -> list[int]:
    """Where sentences of a text end, the last ones first; its very end is not among them."""
    ends = [match.end() for match in _SENTENCE_END.finditer(text, 0, LONGEST_ON_A_SLIDE)]
    return [end for end in reversed(ends) if SHORTEST_CUT / 2 < end < len(text.rstrip("”"))]


def _word_ends(text: str) -> list[int]:
    """Where words of a text end, ever fewer of them."""
    first = next(reversed(_sentence_ends(text)), min(len(text), LONGEST_ON_A_SLIDE))
    ends = []
    while (first := int(first * 0.9)) > SHORTEST_CUT:
        ends.append(max(text.rfind(" ", 0, first), first - 20))
    return ends


def _drop_from_longest_list(column: list[Paragraph]) -> bool:
    """Take out the last text under the heading that has most, and say where they are; False where
    no heading has several."""
    starts = [place for place in range(len(column)) if column[place].kind == "heading"] or [-1]
    ends = [*starts[1:], len(column)]
    number, end = max((end - start - 1, end) for start, end in zip(starts, ends, strict=True))
    if number < SHORTEST_CUT_LIST:
        return False
    is_marked = column[end - 1].text == f"… {WHOLE_IN_NOTES}"
    column[end - 1 - is_marked : end] = [Paragraph(f"… {WHOLE_IN_NOTES}")]
    return True
