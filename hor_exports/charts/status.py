"""How the commitments of each group stand, as stacked bars."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import replace
from functools import lru_cache
from html import escape
from textwrap import wrap
from types import MappingProxyType
from typing import Any

import pandas as pd

from hor_data.words import say_count, uncapitalise
from hor_exports.charts.chart import Bar, Chart, Coverage, LegendEntry
from hor_exports.charts.titles import (
    NO_MATCHES,
    TitleCounts,
    group_word,
    say_status_counts,
    say_title,
)
from hor_exports.palette import (
    BAR_GAP_COLOUR,
    BAR_ROW_HEIGHT,
    CHART_LAYOUT,
    HATCH,
    INK,
    OUTLINE,
    SERIES_COLOURS,
    TEXT_ON_SERIES,
)

LABEL_CHARACTERS = 30

Numbers = dict[str, list[int]]


def status_bars(
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
    legend = tuple(LegendEntry(status, meanings[status]) for status in statuses)
    if coverage is None:
        coverage = Coverage(tuple(sum(column) for column in zip(*numbers.values(), strict=True)))
    counts = TitleCounts(group, statuses, numbers, coverage.totals, short_names)
    title = say_title(counts, coverage.chosen if coverage.of_chosen else (), coverage.of_chosen)
    labels = {value: f"{value}: {_say(row, statuses)}" for value, row in numbers.items()}
    return Chart(
        name=f"status-by-{group.lower().replace(' ', '-')}",
        title=title,
        subtitle=f"Number of commitments by {uncapitalise(group)} and status",
        figure=draw_bars(table, legend, coverage.chosen, short_names),
        alt=_alt(counts, coverage, title, labels.values()),
        table=table,
        coverage=coverage,
        legend=legend,
        bars=tuple(
            Bar(value, short_names.get(value, value), label, value in coverage.chosen)
            for value, label in labels.items()
        ),
    )


def draw_bars(
    table: pd.DataFrame,
    legend: Iterable[LegendEntry],
    chosen: Collection[str] = (),
    short_names: Mapping[str, str] = MappingProxyType({}),
) -> dict[str, Any]:
    """The Plotly spec of stacked bars: one row a group, one bar in it a series that has a number.

    `legend` gives each column its colour; where groups are `chosen` the others are pale;
    `short_names` stand beside the bars.
    """
    groups, columns = list(table.index), zip(*table.to_numpy().tolist(), strict=True)
    return {
        "data": [
            _bars(entry, dict(zip(groups, column, strict=True)), chosen)
            for entry, column in zip(legend, columns, strict=bool(groups))
            if any(column)
        ],
        "layout": CHART_LAYOUT
        | {"height": BAR_ROW_HEIGHT * len(groups) + 12, "yaxis": _axis(groups, short_names)},
    }


def order_bars(chart: Chart, values: Sequence[str]) -> Chart:
    """The chart with its bars in the order of these values; those not among them come last."""
    places = {value: place for place, value in enumerate(values)}
    order = sorted(
        range(len(chart.bars)), key=lambda place: places.get(chart.bars[place].value, len(places))
    )
    bars = tuple(chart.bars[place] for place in order)
    table = chart.table.iloc[order]
    names = {bar.value: bar.name for bar in bars}
    was, now = (". ".join(bar.label for bar in among) for among in (chart.bars, bars))
    return replace(
        chart,
        table=table,
        bars=bars,
        figure=draw_bars(table, chart.legend, chart.coverage.chosen, names),
        alt=chart.alt.replace(was, now),
    )


def slice_chart(chart: Chart, rows: slice) -> Chart:
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
    facts = chart.facts and chart.facts._replace(rows=chart.facts.rows[rows])
    return replace(chart, table=chart.table.iloc[rows], bars=bars, alt=alt, facts=facts)


def total_rows(chart: Chart) -> list[tuple[str, list[int]]]:
    """The rows that total a chart's table, each with its name: how many are counted under the
    groups, and, where some count twice, how many commitments they are, by series. None where the
    groups are no parts of one whole."""
    if not len(chart.table) or not chart.coverage.totals:
        return []
    counted = chart.table.sum(axis=0).tolist()
    commitments = list(chart.coverage.totals)
    if counted == commitments:
        return [("All", counted)]
    words = group_word(str(chart.table.index.name), 2)
    return [
        (f"Counted under {words}", counted),
        (f"{chart.coverage.unit.capitalize()}s, each once", commitments),
    ]


def _axis(groups: Iterable[str], short_names: Mapping[str, str]) -> dict[str, Any]:
    return CHART_LAYOUT["yaxis"] | {
        "tickvals": list(groups),
        "ticktext": [_lines(short_names.get(value, value)) for value in groups],
    }


def _bars(
    entry: LegendEntry, numbers: Mapping[str, int], chosen: Collection[str]
) -> dict[str, Any]:
    series, meaning = entry
    faded = [bool(chosen) and value not in chosen for value in numbers]
    return {
        "type": "bar",
        "orientation": "h",
        "name": series,
        "meta": meaning,
        "y": list(numbers),
        "x": list(numbers.values()),
        "text": [str(number) if number else "" for number in numbers.values()],
        "textposition": "inside",
        "insidetextanchor": "middle",
        "textangle": 0,
        "constraintext": "none",
        "insidetextfont": {"color": [INK if pale else TEXT_ON_SERIES[meaning] for pale in faded]},
        "hoverinfo": "skip",
        "marker": {
            "color": SERIES_COLOURS[meaning],
            "opacity": [0.35 if pale else 1 for pale in faded] if chosen else 1,
            "line": {"color": OUTLINE if meaning == "not started" else BAR_GAP_COLOUR, "width": 2},
            "pattern": HATCH if meaning == "unclear" else {},
        },
    }


@lru_cache(maxsize=1000)
def _lines(name: str) -> str:
    # Plotly reads markup in its texts, and a name is a stranger's.
    return "<br>".join(escape(line) for line in wrap(name, LABEL_CHARACTERS))


def _alt(counts: TitleCounts, coverage: Coverage, title: str, labels: Iterable[str]) -> str:
    if not counts.groups:
        return NO_MATCHES
    word, words = (group_word(counts.grouping, number) for number in (1, 2))
    many = say_count(len(counts.groups), word, words)
    parts = filter(None, [title, coverage.compared, *labels])
    return f"Stacked bar chart of how commitments stand across {many}. {'. '.join(parts)}."


def _say(row: Sequence[int], statuses: Sequence[str]) -> str:
    return f"{say_count(sum(row), 'commitment')}, {say_status_counts(row, statuses)}"
