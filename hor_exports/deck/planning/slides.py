"""What a slide holds, before it is drawn: plain values, measured to fit."""

from dataclasses import dataclass
from datetime import date
from typing import Any, NamedTuple

from hor_exports.charts import Chart
from hor_exports.deck.templates.look import Look
from hor_exports.deck.templates.rect import Rect
from hor_exports.deck.text.flow import TextColumn
from hor_exports.deck.text.grids import TableGrid
from hor_exports.fitting import LINE_SPACING, Face, shorten_text, text_height, wrap_lines
from hor_exports.view import View

SLIDE_TITLE_SIZES = (28.0, 26.0, 24.0, 22.0, 20.0)
# How much wider a text runs in capitals.
CAPITALS_FACTOR = 1.22
# Rather than that a number of a title is cut off.
SMALL_TITLE_SIZES = (18.0, 16.0, 14.0, 12.0)
CUT_TITLE_SIZES = (SLIDE_TITLE_SIZES[-1], *SMALL_TITLE_SIZES)
# Between words that stand on one line.
NO_BREAK_SPACE = "\u00a0"
SOURCE_SIZE = 12.0
LEAD_SIZE = 18.0
# How much of the height the strip of a record takes, and the space between two columns.
STRIP_HEIGHT, COLUMN_GAP = 46.0, 36.0
# The status in a strip: how high it stands, the space at its sides, and between it and the facts.
CHIP_HEIGHT, CHIP_SIDE, BESIDE_CHIP = 36.0, 6.0, 16.0


class CoverBody(NamedTuple):
    """The words under the title of the first slide."""

    lines: tuple[str, ...]


class StatusStrip(NamedTuple):
    """A status in its colour, so many points wide, with facts beside it and their size."""

    status: str
    meaning: str
    facts: str
    wide: float
    size: float


class TextBody(NamedTuple):
    """Text in columns, under a strip where there is one. `first` is how much of the width the first
    of two columns has."""

    columns: tuple[TextColumn, ...]
    size: float
    strip: StatusStrip | None = None
    first: float = 0.5


class ChartBody(NamedTuple):
    """A chart, or the part of it that fits one slide; the whole, which keeps its parts to one scale
    and one legend; and the most rows that any part has."""

    chart: Chart
    lead: str
    whole: Chart
    rows: int
    lead_size: float = LEAD_SIZE

    @property
    def most(self) -> int:
        """The number of the longest bar of any part."""
        table = self.whole.table
        return int(table.sum(axis=1).max()) if len(table) else 0

    @property
    def series(self) -> tuple[str, ...]:
        """The series that some bar of any part has: no legend lists another."""
        return series_with_bars(self.whole)


class TableBody(NamedTuple):
    """A table under a line that says what it is."""

    grid: TableGrid
    lead: str
    alt: str


class StatusTile(NamedTuple):
    """A number in large type and its share of the largest one, the status it counts and that
    status's meaning; `pale` where another status is chosen and this one stands beside it."""

    number: str
    share: float
    status: str
    meaning: str
    pale: bool = False


class TilesBody(NamedTuple):
    """The counts by status, and words under them."""

    tiles: tuple[StatusTile, ...]
    words: TextColumn
    size: float


def series_with_bars(chart: Chart) -> tuple[str, ...]:
    """The series that some bar of the chart has."""
    numbers = chart.table.sum(axis=0)
    return tuple(str(name) for name in chart.table.columns if numbers[name])


SlideBody = CoverBody | TextBody | ChartBody | TableBody | TilesBody


@dataclass(frozen=True)
class PlannedSlide:
    """A slide as plain values: a title that fits its placeholder, the body, and the speaker's
    notes; `whole` is the title before it was cut or numbered."""

    title: str
    title_size: float
    body: SlideBody
    notes: tuple[str, ...]
    link: str = ""
    whole: str = ""


@dataclass(frozen=True)
class DeckContext:
    """What every slide is planned with: the view, the look, the day and the dashboard's address."""

    view: View
    look: Look
    today: date
    address: str = ""

    @property
    def source(self) -> tuple[str, ...]:
        """The source line of every slide, cut to what stands on three lines."""
        cover, release = self.view.release.cover, self.view.release
        source = cover.get("source", "") or "not stated"
        sentence = f"Source: {source}. Data as at {say_data_date(self.view)}."
        if release.name:
            sentence += f" Release: {release.name}."
        face = self.look.face.sized(self.source_size)
        lines = [shorten_text(sentence, self.look.body.width, 2, face)]
        if licence := cover.get("licence", ""):
            lines.append(shorten_text(licence, self.look.body.width, 1, face))
        return tuple(lines)

    @property
    def source_size(self) -> float:
        """The type size of the source line."""
        return max(SOURCE_SIZE, self.look.smallest)

    @property
    def source_rect(self) -> Rect:
        """The foot of the body, where the source stands."""
        body, face = self.look.body, self.look.face.sized(self.source_size)
        down = sum(text_height(line, body.width, face) for line in self.source)
        return Rect(body.left, body.bottom - down, body.width, down)

    @property
    def room(self) -> Rect:
        """The body above the source line."""
        body = self.look.body
        return body._replace(height=self.source_rect.top - body.top - 10)


def say_data_date(view: View) -> str:
    """The date the data speaks of, in words."""
    from hor_data.dates import say_date

    return say_date(view.release.as_at) if view.release.as_at else "a date not stated"


def fit_title(look: Look, title: str, layout: Any, end: str = "") -> tuple[str, float]:
    """The title at the largest size that fits its placeholder, with its `end` on one line; where
    none does, cut at a word, and so small that all its numbers are left."""
    room = look.title_of(layout).room
    face = look.title_face
    if look.shouts:
        face = face._replace(width_factor=face.width_factor * CAPITALS_FACTOR)
    text = " ".join(title.split())
    sizes = (*SLIDE_TITLE_SIZES, *SMALL_TITLE_SIZES[:2])
    # A size at which it fits in any font is better than a larger one, and that better than a cut.
    for set_in in (face.substituted, face):
        for size in sizes:
            lines = wrap_lines(text + end, room[0], set_in.sized(size))
            is_whole = not end or lines[-1][0] <= len(text) + 1
            if is_whole and text_height(text + end, room[0], set_in.sized(size)) <= room[1]:
                return text + end, size
    cuts = {size: _cut_title(text, room, face.sized(size), end) for size in CUT_TITLE_SIZES}
    numbers = sum(map(str.isdigit, text + end))
    whole = (size for size, cut in cuts.items() if sum(map(str.isdigit, cut)) == numbers)
    size = next(whole, CUT_TITLE_SIZES[0])
    return cuts[size], size


def _cut_title(text: str, room: tuple[float, float], face: Face, end: str) -> str:
    lines = max(int(room[1] / (face.size * LINE_SPACING)), 1)
    return shorten_text(text, room[0], lines, face, end)


def lead_height(lead: str, across: float, look: Look, size: float = LEAD_SIZE) -> float:
    """How high the line under a title stands, with the space after it."""
    return text_height(lead, across, look.face.substituted.sized(size)) + 10 if lead else 0.0
