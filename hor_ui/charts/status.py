"""How the commitments of each group stand, as stacked bars."""

from collections.abc import Collection, Mapping, Sequence
from functools import lru_cache
from html import escape
from textwrap import wrap
from types import MappingProxyType
from typing import Any

import pandas as pd

from hor_data.words import count, listed
from hor_ui.charts.chart import Bar, Chart, Legend
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
NOTHING = "No commitments match these filters."
PLURALS = {"Who it is for": "groups of people", "Approach": "approaches", "Status": "statuses"}

Counts = dict[str, list[int]]


def status_by(
    table: pd.DataFrame,
    meanings: Mapping[str, str],
    chosen: Collection[str] = (),
    short_names: Mapping[str, str] = MappingProxyType({}),
) -> Chart:
    """Stacked bars of a tally by group: one row a group, one column a status.

    `meanings` gives each status its colour; `chosen` groups stand out; `short_names` fit the axis.
    """
    group, statuses = str(table.index.name), list(table.columns)
    # Plain lists from here on: asking a frame for single cells is most of a chart's time.
    counts: Counts = dict(zip(table.index, table.to_numpy().tolist(), strict=True))
    return Chart(
        name=f"status-by-{group.lower().replace(' ', '-')}",
        title=_point(counts, statuses, group),
        subtitle=f"Number of commitments by {group[0].lower()}{group[1:]} and status",
        figure={
            "data": [
                _bars(status, meanings[status], _numbers(counts, at), chosen)
                for at, status in enumerate(statuses)
                if any(row[at] for row in counts.values())
            ],
            "layout": LAYOUT
            | {"height": ROW_HEIGHT * len(counts) + 12, "yaxis": _axis(counts, short_names)},
        },
        alt=_alt(counts, statuses, group),
        table=table,
        legend=tuple(Legend(status, meanings[status]) for status in statuses),
        bars=tuple(
            Bar(
                value,
                short_names.get(value, value),
                f"{value}: {_say(row, statuses)}",
                value in chosen,
            )
            for value, row in counts.items()
        ),
    )


def _numbers(counts: Counts, at: int) -> dict[str, int]:
    return {value: row[at] for value, row in counts.items()}


def _axis(counts: Counts, short_names: Mapping[str, str]) -> dict[str, Any]:
    return LAYOUT["yaxis"] | {
        "tickvals": list(counts),
        "ticktext": [_lines(short_names.get(value, value)) for value in counts],
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


def _point(counts: Counts, statuses: Sequence[str], group: str) -> str:
    """The main point in at most 15 words: the commonest status, and in how many groups it leads."""
    if not counts:
        return NOTHING
    totals = [sum(column) for column in zip(*counts.values(), strict=True)]
    at = totals.index(max(totals))
    if len(counts) == 1:
        ((only, row),) = counts.items()
        return f"{only}: {row[at]} of {sum(row)} {statuses[at].lower()}"
    leads = sum(row[at] == max(row) and row.count(row[at]) == 1 for row in counts.values())
    many = group_word(group, len(counts))
    return f"{statuses[at]} is the most common status in {leads} of {len(counts)} {many}"


def _alt(counts: Counts, statuses: Sequence[str], group: str) -> str:
    if not counts:
        return NOTHING
    rows = ". ".join(f"{value}: {_say(row, statuses)}" for value, row in counts.items())
    many = count(len(counts), group_word(group, 1), group_word(group, 2))
    point = _point(counts, statuses, group)
    return f"Stacked bar chart of how commitments stand across {many}. {point}. {rows}."


def _say(row: Sequence[int], statuses: Sequence[str]) -> str:
    parts = [f"{number} {of.lower()}" for number, of in zip(row, statuses, strict=True) if number]
    return f"{count(sum(row), 'commitment')}, {listed(parts)}"


def group_word(group: str, number: int) -> str:
    """theme, themes; sector, sectors; lead organisation, lead organisations."""
    word = group[0].lower() + group[1:]
    if number == 1:
        return "group of people" if group == "Who it is for" else word
    return PLURALS.get(group, f"{word}s")
