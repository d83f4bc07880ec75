"""How the commitments of each group stand, as stacked bars."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import replace
from functools import lru_cache
from html import escape
from textwrap import wrap
from types import MappingProxyType
from typing import Any

import pandas as pd

from hor_data.words import count
from hor_ui.charts.chart import Bar, Chart, Coverage, Legend
from hor_ui.charts.titles import NOTHING, Counts, group_word, say_counts, say_title
from hor_ui.palette import (
    GAP,
    HATCH,
    INK,
    LAYOUT,
    OUTLINE,
    ROW_HEIGHT,
    STATUS_COLOURS,
    TEXT_ON_STATUS,
)

LABEL_CHARACTERS = 30

Numbers = dict[str, list[int]]


def status_by(
    table: pd.DataFrame,
    meanings: Mapping[str, str],
    coverage: Coverage | None = None,
    short_names: Mapping[str, str] = MappingProxyType({}),
) -> Chart:
    """Stacked bars of a tally by group: one row a group, one column a status.

    `meanings` gives each status its colour; `coverage` says what is counted, by default what the
    table holds; the groups it has as chosen stand out; `short_names` fit the axis.
    """
    group, statuses = str(table.index.name), list(table.columns)
    # Plain lists from here on: asking a frame for single cells is most of a chart's time.
    numbers: Numbers = dict(zip(table.index, table.to_numpy().tolist(), strict=True))
    if coverage is None:
        coverage = Coverage(tuple(sum(column) for column in zip(*numbers.values(), strict=True)))
    counts = Counts(group, statuses, numbers, coverage.totals, short_names)
    title = say_title(counts, coverage.chosen if coverage.of_chosen else (), coverage.of_chosen)
    labels = {value: f"{value}: {_say(row, statuses)}" for value, row in numbers.items()}
    return Chart(
        name=f"status-by-{group.lower().replace(' ', '-')}",
        title=title,
        subtitle=f"Number of commitments by {group[0].lower()}{group[1:]} and status",
        figure={
            "data": [
                _bars(status, meanings[status], _column(numbers, at), coverage.chosen)
                for at, status in enumerate(statuses)
                if any(row[at] for row in numbers.values())
            ],
            "layout": LAYOUT
            | {"height": ROW_HEIGHT * len(numbers) + 12, "yaxis": _axis(numbers, short_names)},
        },
        alt=_alt(counts, coverage, title, labels.values()),
        table=table,
        coverage=coverage,
        legend=tuple(Legend(status, meanings[status]) for status in statuses),
        bars=tuple(
            Bar(value, short_names.get(value, value), label, value in coverage.chosen)
            for value, label in labels.items()
        ),
    )


def part_of(chart: Chart, rows: slice) -> Chart:
    """The chart with these rows alone, for a slide that has no room for all. Its title and what it
    counts stay those of the whole: what holds of the whole need not hold of the part. In its words
    the whole's point comes first, then which rows these are."""
    bars = chart.bars[rows]
    first = (rows.start or 0) + 1
    which = f"rows {first:,} to {first + len(bars) - 1:,} of {len(chart.bars):,}"
    if len(bars) == 1:
        which = f"row {first:,} of {len(chart.bars):,}"
    shown = f"This slide shows {which} of a stacked bar chart"
    labels = (bar.label for bar in bars)
    parts = filter(None, [chart.title, chart.coverage.compared, shown, *labels])
    alt = f"{'. '.join(parts)}."
    return replace(chart, table=chart.table.iloc[rows], bars=bars, alt=alt)


def total_rows(chart: Chart) -> list[tuple[str, list[int]]]:
    """The rows that total a chart's table, each with its name: how many are counted under the
    groups, and, where some count twice, how many commitments they are, by status."""
    if not len(chart.table):
        return []
    counted = chart.table.sum(axis=0).tolist()
    commitments = list(chart.coverage.totals)
    if counted == commitments:
        return [("All", counted)]
    words = group_word(str(chart.table.index.name), 2)
    return [(f"Counted under {words}", counted), ("Commitments, each once", commitments)]


def _column(numbers: Numbers, at: int) -> dict[str, int]:
    return {value: row[at] for value, row in numbers.items()}


def _axis(groups: Iterable[str], short_names: Mapping[str, str]) -> dict[str, Any]:
    return LAYOUT["yaxis"] | {
        "tickvals": list(groups),
        "ticktext": [_lines(short_names.get(value, value)) for value in groups],
    }


def _bars(
    status: str, meaning: str, numbers: Mapping[str, int], chosen: Collection[str]
) -> dict[str, Any]:
    faded = [bool(chosen) and value not in chosen for value in numbers]
    return {
        "type": "bar",
        "orientation": "h",
        "name": status,
        "meta": meaning,
        "y": list(numbers),
        "x": list(numbers.values()),
        "text": [str(number) if number else "" for number in numbers.values()],
        "textposition": "inside",
        "insidetextanchor": "middle",
        "textangle": 0,
        "constraintext": "none",
        "insidetextfont": {"color": [INK if pale else TEXT_ON_STATUS[meaning] for pale in faded]},
        "hoverinfo": "skip",
        "marker": {
            "color": STATUS_COLOURS[meaning],
            "opacity": [0.35 if pale else 1 for pale in faded] if chosen else 1,
            "line": {"color": OUTLINE if meaning == "not started" else GAP, "width": 2},
            "pattern": HATCH if meaning == "unclear" else {},
        },
    }


@lru_cache(maxsize=1000)
def _lines(name: str) -> str:
    # Plotly reads markup in its texts, and a name is a stranger's.
    return "<br>".join(escape(line) for line in wrap(name, LABEL_CHARACTERS))


def _alt(counts: Counts, coverage: Coverage, title: str, labels: Iterable[str]) -> str:
    if not counts.groups:
        return NOTHING
    word, words = (group_word(counts.grouping, number) for number in (1, 2))
    many = count(len(counts.groups), word, words)
    parts = filter(None, [title, coverage.compared, *labels])
    return f"Stacked bar chart of how commitments stand across {many}. {'. '.join(parts)}."


def _say(row: Sequence[int], statuses: Sequence[str]) -> str:
    return f"{count(sum(row), 'commitment')}, {say_counts(row, statuses)}"
