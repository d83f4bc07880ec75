"""A chart: the figure with all that a reader who cannot see it needs."""

from dataclasses import dataclass
from typing import Any, NamedTuple

import pandas as pd

from hor_data.words import count

CHOSEN = "Chosen"


class Bar(NamedTuple):
    """One group of a chart: its value, the name it is drawn with, what is said of it, and whether
    it is chosen."""

    value: str
    name: str
    label: str
    chosen: bool


class Legend(NamedTuple):
    """One entry of a chart's legend: the status and the meaning that gives it its colour."""

    status: str
    meaning: str


class Coverage(NamedTuple):
    """What a chart counts. `totals` are its commitments by status, each counted once; `chosen` the
    groups that its own filter chooses; `of_chosen` their commitments by status, if the chart has
    other groups to compare them with.

    `shown` says which commitments are counted, and which groups are chosen; `repeats` how many
    count under several groups, "" where none does. Both are parts of a sentence.
    """

    totals: tuple[int, ...]
    shown: str = ""
    repeats: str = ""
    chosen: tuple[str, ...] = ()
    of_chosen: tuple[int, ...] = ()

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
        total = count(sum(self.totals), "commitment")
        return f"{total}; {self.repeats}" if self.repeats else ""


@dataclass(frozen=True, eq=False)
class Chart:
    """A plain Plotly spec with its title, which states the point, its words and its table.

    `name` is fit for an address or a file; `figure` has the keys data and layout; `table` has one
    row a group and one column a series. `bars` are the groups a click can choose.
    """

    name: str
    title: str
    subtitle: str
    figure: dict[str, Any]
    alt: str
    table: pd.DataFrame
    coverage: Coverage
    legend: tuple[Legend, ...] = ()
    bars: tuple[Bar, ...] = ()

    @property
    def marks(self) -> tuple[str, list[str]] | None:
        """The column that marks the rows which the filters choose: its header, and yes or no a row.
        None where the chart shows no other rows."""
        if not self.coverage.of_chosen:
            return None
        # A workbook's own words may be the same, and no table has one header twice.
        heads = {str(name).casefold() for name in (self.table.index.name, *self.table.columns)}
        header = f"{CHOSEN} by the filters" if CHOSEN.casefold() in heads else CHOSEN
        return header, ["yes" if bar.chosen else "no" for bar in self.bars]
