"""What a slide holds, before it is drawn: plain values, measured to fit."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, NamedTuple

from hor_ui.charts import Chart
from hor_ui.deck.fitting import LEADING, Face, height, shortened, wrapped
from hor_ui.deck.flow import Column
from hor_ui.deck.grids import Grid
from hor_ui.deck.look import Look, Rect
from hor_ui.view import View

TITLE_SIZES = (28.0, 26.0, 24.0, 22.0, 20.0)
# Rather than that a number of a title is cut off.
SMALL_TITLE_SIZES = (18.0, 16.0, 14.0, 12.0)
CUT_SIZES = (TITLE_SIZES[-1], *SMALL_TITLE_SIZES)
# Between words that stand on one line.
JOIN = "\u00a0"
SOURCE_SIZE, SMALL = 12.0, 14.0
LEAD_SIZE = 18.0
# How much of the height the strip of a record takes, and the space between two columns.
STRIP, GUTTER = 46.0, 36.0


class Cover(NamedTuple):
    """The words under the title of the first slide."""

    lines: tuple[str, ...]


class Strip(NamedTuple):
    """A status in its colour, so many points wide, with facts beside it and their size."""

    status: str
    meaning: str
    facts: str
    wide: float
    size: float


class Words(NamedTuple):
    """Text in columns, under a strip where there is one. `first` is how much of the width the first
    of two columns has."""

    columns: tuple[Column, ...]
    size: float
    strip: Strip | None = None
    first: float = 0.5


class Bars(NamedTuple):
    """A chart, or the part of it that fits one slide; the whole, which keeps its parts to one scale
    and one legend; and the most rows that any part has."""

    chart: Chart
    lead: str
    meanings: Mapping[str, str]
    whole: Chart
    rows: int
    lead_size: float = LEAD_SIZE

    @property
    def most(self) -> int:
        """The number of the longest bar of any part."""
        table = self.whole.table
        return int(table.sum(axis=1).max()) if len(table) else 0

    @property
    def statuses(self) -> tuple[str, ...]:
        """The statuses that some bar of any part has: no legend lists another."""
        return statuses_drawn(self.whole)


class Table(NamedTuple):
    """A table under a line that says what it is."""

    grid: Grid
    lead: str
    alt: str


class Tile(NamedTuple):
    """A number in large type and its share of the largest one, the status it counts and that
    status's meaning; `pale` where another status is chosen and this one stands beside it."""

    number: str
    share: float
    status: str
    meaning: str
    pale: bool = False


class Tiles(NamedTuple):
    """The counts by status, and words under them."""

    tiles: tuple[Tile, ...]
    words: Column
    size: float


def statuses_drawn(chart: Chart) -> tuple[str, ...]:
    """The statuses that some bar of the chart has."""
    numbers = chart.table.sum(axis=0)
    return tuple(str(status) for status in chart.table.columns if numbers[status])


Body = Cover | Words | Bars | Table | Tiles


@dataclass(frozen=True)
class Slide:
    """A title that fits its placeholder, what is under it, and what the speaker is told; `whole` is
    the title before it was cut or numbered."""

    title: str
    title_size: float
    body: Body
    notes: tuple[str, ...]
    link: str = ""
    whole: str = ""


@dataclass(frozen=True)
class Stage:
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
        said = f"Source: {source}. Data as at {as_at(self.view)}."
        if release.name:
            said += f" Release: {release.name}."
        face = self.look.face.at(self.source_size)
        lines = [shortened(said, self.look.body.width, 2, face)]
        if licence := cover.get("licence", ""):
            lines.append(shortened(licence, self.look.body.width, 1, face))
        return tuple(lines)

    @property
    def source_size(self) -> float:
        """The type size of the source line."""
        return max(SOURCE_SIZE, self.look.smallest)

    @property
    def source_rect(self) -> Rect:
        """The foot of the body, where the source stands."""
        body, face = self.look.body, self.look.face.at(self.source_size)
        down = sum(height(line, body.width, face) for line in self.source)
        return Rect(body.left, body.bottom - down, body.width, down)

    @property
    def room(self) -> Rect:
        """The body above the source line."""
        body = self.look.body
        return body._replace(height=self.source_rect.top - body.top - 10)


def as_at(view: View) -> str:
    """The date the data speaks of, in words."""
    from hor_data.dates import say_date

    return say_date(view.release.as_at) if view.release.as_at else "a date not stated"


def fit_title(look: Look, title: str, layout: Any, end: str = "") -> tuple[str, float]:
    """The title at the largest size that fits its placeholder, with its `end` on one line; where
    none does, cut at a word, and so small that all its numbers are left."""
    room = look.title_of(layout).room
    face = look.title_face._replace(runs=look.title_face.runs * (1.22 if look.shouts else 1))
    text = " ".join(title.split())
    sizes = (*TITLE_SIZES, *SMALL_TITLE_SIZES[:2])
    # A size at which it fits in any font is better than a larger one, and that better than a cut.
    for set_in in (face.substituted, face):
        for size in sizes:
            lines = wrapped(text + end, room[0], set_in.at(size))
            is_whole = not end or lines[-1][0] <= len(text) + 1
            if is_whole and height(text + end, room[0], set_in.at(size)) <= room[1]:
                return text + end, size
    cuts = {size: _cut(text, room, face.at(size), end) for size in CUT_SIZES}
    numbers = sum(map(str.isdigit, text + end))
    whole = (size for size, cut in cuts.items() if sum(map(str.isdigit, cut)) == numbers)
    size = next(whole, CUT_SIZES[0])
    return cuts[size], size


def _cut(text: str, room: tuple[float, float], face: Face, end: str) -> str:
    lines = max(int(room[1] / (face.size * LEADING)), 1)
    return shortened(text, room[0], lines, face, end)


def lead_height(lead: str, across: float, look: Look, size: float = LEAD_SIZE) -> float:
    """How high the line under a title stands, with the space after it."""
    return height(lead, across, look.face.substituted.at(size)) + 10 if lead else 0.0
