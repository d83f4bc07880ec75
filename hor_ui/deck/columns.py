"""Columns of text on one slide: as large as fits, and cut, the longest first, where nothing does.

What is cut ends at a sentence if it can, and the last of it says where the whole text is.
"""

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from hor_ui.deck.fitting import Face
from hor_ui.deck.flow import Column, Paragraph, tallness

SIZES = (20.0, 18.0, 17.0, 16.0, 15.0, 14.0)
# How much of the width the first of two columns may have, the likeliest first.
SHARES = (0.5, 0.46, 0.54, 0.42, 0.58, 0.38, 0.62, 0.34)
WHOLE = "(whole text in the notes)"
# A text is not cut shorter than this; of a longer one no more than this can stand on a slide.
SHORTEST, LONGEST = 60, 3_000
# The fewest paragraphs under a heading of which the last may be left out.
LEAST_LIST = 3
# As many letters may be lost for a text to be cut at the end of a sentence instead of within it.
WITHIN_COSTS = 400
_WITHIN_SENTENCE = re.compile(r"[^.!?。！？”’\"')] …")
_SENTENCE_END = re.compile(r"[.!?][”’\"')]*(?=\s)|[。！？]”?")


class Columns(NamedTuple):
    """Columns as they fit, their type size, the first one's share of the width, and whether some
    of their text is cut."""

    columns: tuple[Column, ...]
    size: float
    first: float
    is_cut: bool


def fit_columns(
    columns: Sequence[Sequence[Paragraph]], room: tuple[float, float], face: Face
) -> Columns:
    """One or two columns in a room this wide, without the gap, and this high."""
    across, down = room
    shares = SHARES if len(columns) == 2 else (1.0,)
    given = tuple(map(tuple, columns))
    if all(len(paragraph.text) <= LONGEST for column in given for paragraph in column):
        for size in SIZES:
            for share in shares:
                if not any(_excess(given, (across, down), share, face.at(size))):
                    return Columns(given, size, share, False)
    cuts = [_all_cut(given, room, share, face.at(SIZES[-1])) for share in shares]
    return max(cuts, key=lambda cut: sum(map(_kept, cut.columns)))


def _all_cut(
    columns: Sequence[Column], room: tuple[float, float], share: float, face: Face
) -> Columns:
    """The columns cut to fit where the first has this share of the width."""
    across, down = room
    widths = _widths(across, share, len(columns))
    cut = tuple(
        _cut(column, (wide, down), face) for column, wide in zip(columns, widths, strict=True)
    )
    return Columns(cut, face.size, share, True)


def _kept(column: Column) -> int:
    """How many letters a column has, less some for each text that is cut within a sentence."""
    within = sum(bool(_WITHIN_SENTENCE.search(paragraph.text)) for paragraph in column)
    return sum(len(paragraph.text) for paragraph in column) - WITHIN_COSTS * within


def _widths(across: float, share: float, number: int) -> list[float]:
    return [across] if number == 1 else [across * share, across * (1 - share)]


def _excess(
    columns: Sequence[Column], room: tuple[float, float], share: float, face: Face
) -> list[float]:
    """How much higher than the room each column is."""
    across, down = room
    widths = _widths(across, share, len(columns))
    return [
        max(tallness(column, wide, face) - down, 0.0)
        for column, wide in zip(columns, widths, strict=True)
    ]


def _cut(column: Column, room: tuple[float, float], face: Face) -> Column:
    """The longest column, of those ever shorter, that fits."""
    across, down = room
    shorter = column
    for shorter in _shorter_columns(column):
        if tallness(shorter, across, face) <= down:
            break
    return shorter


def _shorter_columns(column: Column) -> Iterator[Column]:
    """The column, and then ever shorter ones: the longest text without its last sentences, then the
    next longest; then without quotations; then texts cut at words, and lists without their ends."""
    yield column
    kept = list(column)
    texts = [at for at, paragraph in enumerate(column) if paragraph.kind != "heading"]
    texts.sort(key=lambda at: -len(column[at].text))
    for ends in (_sentence_ends, _word_ends):
        for at in texts:
            for end in ends(column[at].text) if kept[at].text else ():
                mark = " …”" if column[at].kind == "quote" else " …"
                kept[at] = column[at]._replace(text=column[at].text[:end].rstrip(" ,;:”") + mark)
                yield _marked(column, kept)
        for at in reversed(range(1, len(column))):
            if column[at].kind == "quote":
                kept[at] = column[at]._replace(text="")
                yield _marked(column, kept)
    rest = list(_marked(column, kept))
    while _drop_from_longest_list(rest):
        yield tuple(rest)


def _marked(column: Column, kept: Sequence[Paragraph]) -> Column:
    """What is kept of the column. Its last text that is cut, or has none of its quotations, says
    where it is whole."""
    left = [paragraph for paragraph in kept if paragraph.text]
    changed = [at for at, pair in enumerate(zip(column, kept, strict=True)) if pair[0] != pair[1]]
    if changed:
        last = sum(bool(paragraph.text) for paragraph in kept[: changed[-1] + 1]) - 1
        text = left[last].text
        mark = WHOLE if "…" in text[-2:] else f"… {WHOLE}"
        left[last] = left[last]._replace(text=f"{text} {mark}")
    return tuple(left)


def _sentence_ends(text: str) -> list[int]:
    """Where sentences of a text end, the last ones first; its very end is not among them."""
    ends = [found.end() for found in _SENTENCE_END.finditer(text, 0, LONGEST)]
    return [end for end in reversed(ends) if SHORTEST / 2 < end < len(text.rstrip("”"))]


def _word_ends(text: str) -> list[int]:
    """Where words of a text end, ever fewer of them."""
    first = next(reversed(_sentence_ends(text)), min(len(text), LONGEST))
    ends = []
    while (first := int(first * 0.9)) > SHORTEST:
        ends.append(max(text.rfind(" ", 0, first), first - 20))
    return ends


def _drop_from_longest_list(column: list[Paragraph]) -> bool:
    """Take out the last text under the heading that has most, and say where they are; False where
    no heading has several."""
    starts = [at for at, paragraph in enumerate(column) if paragraph.kind == "heading"] or [-1]
    ends = [*starts[1:], len(column)]
    number, end = max((end - start - 1, end) for start, end in zip(starts, ends, strict=True))
    if number < LEAST_LIST:
        return False
    is_marked = column[end - 1].text == f"… {WHOLE}"
    column[end - 1 - is_marked : end] = [Paragraph(f"… {WHOLE}")]
    return True
