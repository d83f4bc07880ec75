"""What a page shows, as plain values; `recount.reading` fills them from the page."""

from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class Item:
    """One commitment in a list: title, what stands beside it, and why it is there or its status."""

    title: str
    who: str
    why: str
    status: str = ""


@dataclass(frozen=True)
class Count:
    """One status with its figure; `whole` is all that its button says."""

    status: str
    figure: str
    pressed: bool
    whole: str


@dataclass(frozen=True)
class Chart:
    """One chart with everything around it. `bars` are a pair of groups and numbers a series,
    `flow` the bands at each side, each with its words and height in pixels."""

    title: str
    note: str
    subtitle: str
    alt: str
    words: str
    sentence: str
    headers: list[str]
    rows: list[list[str]]
    foot: list[list[str]]
    buttons: list[str]
    bars: list[list[list[Any]]]
    flow: list[list[tuple[str, float]]]


@dataclass(frozen=True)
class Square:
    """One commitment as a square: its name, which meaning its fill is, whether it is outlined."""

    name: str
    fill: str
    due: bool


@dataclass(frozen=True)
class Heading:
    """A row or column of the matrix: its name, the number and the remark beside it, whether it is
    there for comparison."""

    name: str
    number: str
    remark: str
    other: bool


@dataclass(frozen=True)
class Cell:
    """A cell of the matrix: the number that is shown and the one that is spoken, its squares, the
    width of its share, and its parts by meaning."""

    number: str
    spoken: str
    squares: list[Square]
    share: float
    parts: list[tuple[str, int]]
    other: bool


@dataclass(frozen=True)
class Matrix:
    """The matrix with what stands around it."""

    title: str
    caption: str
    note: str
    columns: list[Heading]
    rows: list[Heading]
    cells: list[list[Cell]]


@dataclass(frozen=True)
class Line:
    """A line of the list: title, the meaning of its mark, what stands below it, its warning."""

    title: str
    mark: str
    who: str
    warning: str


@dataclass(frozen=True)
class Facet:
    """A filter with its values: the name, the number, whether it is chosen, whether it cannot be
    pressed, and the width of its bar in percent, of each."""

    name: str
    values: list[tuple[str, str, bool, bool, float]]


@dataclass(frozen=True)
class Explored:
    """What Explore shows besides its counts. `changes` are those of the strip's columns, `squares`
    the squares in each; `tabs` a name, a number and whether it is chosen of each."""

    chips: list[tuple[str, str]]
    comparing: str
    changes: list[str]
    others: list[bool]
    squares: list[list[Square]]
    matrix: Matrix | None
    list_title: str
    tabs: list[tuple[str, str, bool]]
    lines: list[Line]
    more: str


@dataclass(frozen=True)
class UpdatesRow:
    """A lead organisation among the updates in time: how it stands, and the words of each dot."""

    name: str
    standing: str
    dots: list[str]


@dataclass(frozen=True)
class Shown:
    """Everything that a page shows; what a page does not have is empty."""

    title: str
    heading: str
    alert: str
    remarks: str
    selection: str
    empty: list[str]
    headline: str
    since: str
    between: str
    foot: str
    counts: list[Count]
    charts: list[Chart]
    explored: Explored | None
    facets: list[Facet]
    organisations: list[Any]
    organisation: list[dict[str, Any]]
    body: dict[str, Any]
    measures: list[Any]
    kinds: list[str]
    names: list[str]
    changes: list[Any]
    updates_title: str
    updates: list[UpdatesRow]
    agenda: dict[str, Any]
    meeting: list[dict[str, Any]]
    about: dict[str, Any]
    choices: list[str]
    record: dict[str, Any] | None
