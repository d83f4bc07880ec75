"""How the commitments of each group stand, as stacked bars."""

from collections.abc import Collection, Mapping
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


def status_by(
    table: pd.DataFrame,
    meanings: Mapping[str, str],
    chosen: Collection[str] = (),
    short_names: Mapping[str, str] = MappingProxyType({}),
) -> Chart:
    """Stacked bars of a tally by group: one row a group, one column a status.

    `meanings` gives each status its colour; `chosen` groups stand out; `short_names` fit the axis.
    """
    group = str(table.index.name)
    drawn = table.loc[:, table.sum() > 0]
    names = {value: short_names.get(value, value) for value in table.index}
    axis = LAYOUT["yaxis"] | {
        "tickvals": list(names),
        "ticktext": [_lines(name) for name in names.values()],
    }
    return Chart(
        name=f"status-by-{group.lower().replace(' ', '-')}",
        title=_point(table, group),
        subtitle=f"Number of commitments by {group[0].lower()}{group[1:]} and status",
        figure={
            "data": [_bars(drawn[status], meanings[status], chosen) for status in drawn.columns],
            "layout": LAYOUT | {"height": ROW_HEIGHT * len(table) + 12, "yaxis": axis},
        },
        alt=_alt(table, group),
        table=table,
        legend=tuple(Legend(status, meanings[status]) for status in table.columns),
        bars=tuple(
            Bar(value, f"{value}: {_counts(row)}", value in chosen)
            for value, row in table.iterrows()
        ),
    )


def _bars(counts: pd.Series, meaning: str, chosen: Collection[str]) -> dict[str, Any]:
    values = counts.tolist()
    edge = OUTLINE if meaning == "not started" else GAP
    faded = [bool(chosen) and value not in chosen for value in counts.index]
    return {
        "type": "bar",
        "orientation": "h",
        "name": counts.name,
        "meta": meaning,
        "y": counts.index.tolist(),
        "x": values,
        "text": [str(value) if value else "" for value in values],
        "textposition": "inside",
        "insidetextanchor": "middle",
        "textangle": 0,
        "constraintext": "none",
        "insidetextfont": {"color": [INK if pale else TEXT_ON_STATUS[meaning] for pale in faded]},
        "hovertext": [f"{escape(value)}<br>{escape(str(counts.name))}" for value in counts.index],
        "hovertemplate": "%{hovertext}: %{x}<extra></extra>",
        "marker": {
            "color": STATUS_COLOURS[meaning],
            "opacity": [0.35 if pale else 1 for pale in faded],
            "line": {"color": edge, "width": 2},
            "pattern": HATCH if meaning == "unclear" else {},
        },
    }


def _lines(name: str) -> str:
    # Plotly reads markup in its texts, and a name is a stranger's.
    return "<br>".join(escape(line) for line in wrap(name, LABEL_CHARACTERS))


def _point(table: pd.DataFrame, group: str) -> str:
    """The main point in at most 15 words: the commonest status, and in how many groups it leads."""
    if table.empty:
        return NOTHING
    commonest = str(table.sum().idxmax())
    alone_ahead = table.eq(table.max(axis=1), axis=0).sum(axis=1) == 1
    leads = int((alone_ahead & (table.idxmax(axis=1) == commonest)).sum())
    if len(table) == 1:
        numbers = table.iloc[0]
        return f"{table.index[0]}: {numbers[commonest]} of {numbers.sum()} {commonest.lower()}"
    many = group_word(group, len(table))
    return f"{commonest} is the most common status in {leads} of {len(table)} {many}"


def _alt(table: pd.DataFrame, group: str) -> str:
    if table.empty:
        return NOTHING
    rows = ". ".join(f"{value}: {_counts(row)}" for value, row in table.iterrows())
    many = count(len(table), group_word(group, 1), group_word(group, 2))
    return (
        f"Stacked bar chart of how commitments stand across {many}. {_point(table, group)}. {rows}."
    )


def _counts(row: pd.Series) -> str:
    parts = [f"{value} {status.lower()}" for status, value in row.items() if value]
    return f"{count(int(row.sum()), 'commitment')}, {listed(parts)}"


def group_word(group: str, number: int) -> str:
    """theme, themes; sector, sectors; lead organisation, lead organisations."""
    word = group[0].lower() + group[1:]
    if number == 1:
        return "group of people" if group == "Who it is for" else word
    return PLURALS.get(group, f"{word}s")
