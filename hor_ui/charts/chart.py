"""A chart: the figure with all that a reader who cannot see it needs."""

from dataclasses import dataclass
from typing import Any, NamedTuple

import pandas as pd


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
    legend: tuple[Legend, ...] = ()
    bars: tuple[Bar, ...] = ()
