"""A chart: the figure with all that a reader who cannot see it needs."""

from dataclasses import dataclass
from typing import Any, NamedTuple

import pandas as pd

from hor_data.words import say_count
from hor_exports.palette import PLAIN, SERIES_COLOURS

CHOSEN_HEADER = "Chosen"


class Bar(NamedTuple):
    """One group of a chart: its value, the name it is drawn with, what is said of it, and whether
    it is chosen."""

    value: str
    name: str
    label: str
    chosen: bool


class LegendEntry(NamedTuple):
    """One entry of a chart's legend: a series, which is a column of its table, and what it stands
    for: the meaning of a status, or `palette.PLAIN` where it is none. That gives it its colour."""

    series: str
    meaning: str


class Coverage(NamedTuple):
    """What a chart counts. `totals` are its commitments by series, each counted once, () where its
    groups are no parts of one whole, as releases are; `chosen` the groups that its own filter
    chooses; `of_chosen` their commitments by series, if the chart has other groups to compare them
    with. `unit` is what is counted, if not commitments.

    `shown` says which commitments are counted, and which groups are chosen; `repeats` how many
    count under several groups, "" where none does. Both are parts of a sentence.
    """

    totals: tuple[int, ...]
    shown: str = ""
    repeats: str = ""
    chosen: tuple[str, ...] = ()
    of_chosen: tuple[int, ...] = ()
    unit: str = "commitment"

    @property
    def sentence(self) -> str:
        """Both as one part of a sentence."""
        return "; ".join(filter(None, [self.shown, self.repeats]))

    @property
    def compared(self) -> str:
        """What a page adds where it says the filters already: which groups are chosen, and how
        many are counted twice; "" where neither holds."""
        if self.of_chosen:
            return self.sentence
        total = say_count(sum(self.totals), self.unit)
        return f"{total}; {self.repeats}" if self.repeats else ""


class Facts(NamedTuple):
    """What a chart's bars are drawn from, where they are no counts: the heads and rows that files
    and the page's table show in place of the lengths of bars. The first head is of the names."""

    heads: tuple[str, ...]
    rows: tuple[tuple[str | float | None, ...], ...]


@dataclass(frozen=True, eq=False)
class Chart:
    """A plain Plotly spec with its title, which states the point, its words and its table.

    `name` is fit for an address or a file; `figure` has the keys data and layout; `table` has one
    row a group and one column a series. `legend` says what each series stands for, `bars` what is
    said of each group: files are made of them, and a chart without them is a ValueError. Where the
    chart has `facts`, the numbers of `table` are only how long bars are, in percent of a scale.
    """

    name: str
    title: str
    subtitle: str
    figure: dict[str, Any]
    alt: str
    table: pd.DataFrame
    coverage: Coverage
    legend: tuple[LegendEntry, ...]
    bars: tuple[Bar, ...]
    facts: Facts | None = None

    def __post_init__(self) -> None:
        """Refuse what no slide or workbook could be made of, or one in which series look alike."""
        meanings = [entry.meaning for entry in self.legend]
        if list(self.meanings) != list(self.table.columns) or not {*meanings} <= {*SERIES_COLOURS}:
            raise ValueError(f"Chart {self.name}: the legend needs each series and its meaning")
        if meanings.count(PLAIN) > 1:
            raise ValueError(f"Chart {self.name}: only one series can be plain")
        if len(self.bars) != len(self.table):
            raise ValueError(f"Chart {self.name}: each row of the table needs its bar")
        if self.facts and len(self.facts.rows) != len(self.table):
            raise ValueError(f"Chart {self.name}: each row of the table needs its facts")

    @property
    def meanings(self) -> dict[str, str]:
        """What each series stands for."""
        return dict(self.legend)

    @property
    def marks(self) -> tuple[str, list[str]] | None:
        """The column that marks the rows which the filters choose: its header, and yes or no a row.
        None where the chart shows no other rows."""
        if not self.coverage.of_chosen:
            return None
        # A workbook's own words may be the same, and no table has one header twice.
        heads = {str(name).casefold() for name in (self.table.index.name, *self.table.columns)}
        header = (
            f"{CHOSEN_HEADER} by the filters"
            if CHOSEN_HEADER.casefold() in heads
            else CHOSEN_HEADER
        )
        return header, ["yes" if bar.chosen else "no" for bar in self.bars]
