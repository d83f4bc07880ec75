"""How much room text takes, without the fonts: widths are tabled, and rounded up where unknown."""

import unicodedata
from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

from hor_data.words import folded

# Thousandths of the size, of Arial and the fonts made to its measure.
_REGULAR = {
    191: "'",
    222: "ijl‘’",
    260: "|",
    278: " !,./:;I[\\]ft\u00a0",
    333: "()-`r“”",
    334: "{}",
    350: "•",
    355: '"',
    389: "*",
    469: "^",
    500: "Jcksvxyz",
    556: "#$0123456789?L_abdeghnopqu–£€",
    584: "+<=>~×",
    611: "FTZ",
    667: "&ABEKPSVXY",
    722: "CDHNRUw",
    778: "GOQ",
    833: "Mm",
    889: "%",
    944: "W",
    1000: "—…",
    1015: "@",
}
_BOLD = {
    238: "'",
    278: " ,./I\\ijl‘’\u00a0",
    280: "|",
    333: "!()-:;[]`ft",
    350: "•",
    389: "*r{}",
    474: '"',
    500: "z“”",
    556: "#$0123456789J_aceksvxy–£€",
    584: "+<=>^~×",
    611: "?FLTZbdghnopqu",
    667: "EPSVXY",
    722: "&ABCDHKNRU",
    778: "GOQw",
    833: "M",
    889: "%m",
    944: "W",
    975: "@",
    1000: "—…",
}
_WIDTHS = {
    bold: {character: width for width, characters in table.items() for character in characters}
    for bold, table in ((False, _REGULAR), (True, _BOLD))
}
WIDE_CHARACTER, OTHER_CHARACTER = 1400, 800
WIDTH_SAFETY = 1.02
LINE_SPACING, TALL_LINE_SPACING = 1.2, 1.45
# How much wider than Arial a font runs; one not listed is taken to be wide.
_WIDTH_FACTORS = {
    "arial": 1.0,
    "arial narrow": 0.82,
    "liberation sans narrow": 0.82,
    "helvetica": 1.0,
    "liberation sans": 1.0,
    "calibri": 0.96,
    "carlito": 0.96,
    "calibri light": 0.96,
    "times new roman": 0.98,
    "gill sans mt": 1.0,
    "gill sans nova": 1.0,
    "aptos": 1.06,
    "aptos display": 1.06,
    "segoe ui": 1.05,
    "tahoma": 1.04,
    "georgia": 1.08,
    "cambria": 1.02,
    "trebuchet ms": 1.04,
    "corbel": 1.0,
    "candara": 1.02,
    "garamond": 0.95,
    "roboto": 1.03,
    "open sans": 1.1,
    "lato": 1.02,
    "century gothic": 1.14,
    "verdana": 1.22,
}
UNKNOWN_WIDTH_FACTOR = 1.2
SUBSTITUTE_FACTOR, SUBSTITUTE_BOLD_FACTOR = 1.09, 1.2


class Face(NamedTuple):
    """How a run of text is set: its size in points, its weight, how wide its font runs, and the
    points after each letter."""

    size: float
    bold: bool = False
    width_factor: float = 1.0
    spacing: float = 0.0

    @property
    def substituted(self) -> "Face":
        """The same in the font that stands in for it on a machine that has neither it nor its like:
        DejaVu Sans, as wide as this."""
        factor = SUBSTITUTE_BOLD_FACTOR if self.bold else SUBSTITUTE_FACTOR
        return self._replace(width_factor=max(self.width_factor, factor))

    def sized(self, size: float, bold: bool | None = None) -> "Face":
        """The same face at another size or weight."""
        return self._replace(size=size, bold=self.bold if bold is None else bold)


def font_width_factor(typeface: str) -> float:
    """How much wider than Arial this font runs."""
    return _WIDTH_FACTORS.get(folded(typeface), UNKNOWN_WIDTH_FACTOR)


def text_width(text: str, face: Face) -> float:
    """The width of a line in points, a little more than the table says: programs round."""
    units = sum(_character_width(character, face.bold) for character in text)
    return units / 1000 * face.size * face.width_factor * WIDTH_SAFETY + len(text) * face.spacing


@lru_cache(maxsize=2_000)
def wrap_lines(text: str, room: float, face: Face) -> tuple[tuple[int, int], ...]:
    """Where each line of the text begins and ends. A word longer than the room is broken. Kept, as
    pages are tried at several heights."""
    lines: list[tuple[int, int]] = []
    begin = end = 0
    used = 0.0
    for start, stop in _word_spans(text):
        word = text_width(text[start:stop], face)
        gap = text_width(text[end:start], face) if end > begin else 0.0
        if end > begin and used + gap + word > room:
            lines.append((begin, end))
            begin, used, gap = start, 0.0, 0.0
        while word > room and stop - start > 1:
            cut = start + _letters_that_fit(text[start:stop], room, face)
            lines.append((start, cut))
            begin = start = cut
            word = text_width(text[start:stop], face)
        begin = begin if end > begin else start
        end, used = stop, used + gap + word
    return (*lines, (begin, end))


def line_height(text: str, face: Face) -> float:
    """The height of one line: taller where another script or a picture may stand in it."""
    tall = not text.isascii() and any(_is_tall(character) for character in text)
    return face.size * (TALL_LINE_SPACING if tall else LINE_SPACING)


def text_height(text: str, room: float, face: Face) -> float:
    """The height of the text in a box this wide."""
    return len(wrap_lines(text, room, face)) * line_height(text, face)


def shorten_text(text: str, room: float, lines: int, face: Face, end: str = "") -> str:
    """The text, cut at a word to so many lines where it is longer; `end` always stays."""
    if len(wrap_lines(text + end, room, face)) <= lines:
        return text + end
    stop = wrap_lines(text, room, face)[lines - 1][1]
    while stop and len(wrap_lines(f"{text[:stop].rstrip()}…{end}", room, face)) > lines:
        stop = max(text.rfind(" ", 0, stop), stop - 20, 0)
    return f"{text[:stop].rstrip(' ,;:')}…{end}"


def largest_fitting_size(
    text: str, room: tuple[float, float], sizes: Sequence[float], face: Face
) -> float:
    """The largest of the sizes, largest first, at which the text fits; else the smallest."""
    across, down = room
    fits = (size for size in sizes if text_height(text, across, face.sized(size)) <= down)
    return next(fits, sizes[-1])


def _letters_that_fit(word: str, room: float, face: Face) -> int:
    used = 0.0
    for place, character in enumerate(word):
        used += text_width(character, face)
        if used > room:
            return max(place, 1)
    return len(word)


def _word_spans(text: str) -> list[tuple[int, int]]:
    spans, place = [], 0
    for word in text.split(" "):
        if word:
            spans.append((place, place + len(word)))
        place += len(word) + 1
    return spans


@lru_cache(maxsize=5000)
def _character_width(character: str, bold: bool) -> int:
    known = _WIDTHS[bold].get(character)
    if known:
        return known
    plain = unicodedata.normalize("NFD", character)[0]
    if plain in _WIDTHS[bold]:
        return _WIDTHS[bold][plain]
    if unicodedata.category(character) in ("Mn", "Me", "Cf"):
        return 0
    if unicodedata.east_asian_width(character) in "WF" or unicodedata.category(character) == "So":
        return WIDE_CHARACTER
    return OTHER_CHARACTER


@lru_cache(maxsize=5000)
def _is_tall(character: str) -> bool:
    return ord(character) > 0x24F and character not in "–—‘’“”…•€"
