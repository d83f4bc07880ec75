"""Where each status went between two releases: the tally of moves as a chart."""

from collections.abc import Mapping
from dataclasses import replace

import pandas as pd

from hor_data.changes import BACK, FORWARD, NO_LONGER_CLEAR, NOW_CLEAR, kind_of_status_change
from hor_data.words import say_count, say_list
from hor_exports.charts.chart import Chart
from hor_exports.charts.status import status_bars
from hor_exports.charts.titles import first_that_fits

MOVE_WORDS = {
    FORWARD: "forward",
    BACK: "back",
    NOW_CLEAR: "now clear",
    NO_LONGER_CLEAR: "now unclear",
}


def moves_chart(moves: pd.DataFrame, was: Mapping[str, str], now: Mapping[str, str]) -> Chart:
    """The tally of moves as stacked bars: a row a status before, a column a status after.

    `was` and `now` give each status its meaning in the earlier and the later release.
    """
    some = moves[moves.sum(axis=1) > 0]
    chart = status_bars(some, now)
    title = say_moves(moves, was, now)
    return replace(
        chart,
        name="status-before-and-after",
        title=title,
        subtitle="Number of commitments by status before and status after",
        alt=f"Stacked bar chart of where each status went. {title}. "
        + " ".join(f"Before {bar.label}." for bar in chart.bars),
    )


def say_moves(moves: pd.DataFrame, was: Mapping[str, str], now: Mapping[str, str]) -> str:
    """7 of 45 statuses moved: 4 forward, 2 back and 1 now clear; at most 15 words."""
    tally = dict.fromkeys(MOVE_WORDS, 0)
    for before, row in moves.iterrows():
        for after, number in row.items():
            if kind := kind_of_status_change(str(before), str(after), was, now):
                tally[kind] += int(number)
    moved, total = sum(tally.values()), int(moves.to_numpy().sum())
    if not moved:
        return (
            f"No status of {say_count(total, 'commitment')} moved" if total else "No status moved"
        )
    ways = say_list([f"{number:,} {MOVE_WORDS[kind]}" for kind, number in tally.items() if number])
    if total == 1:
        (way,) = (MOVE_WORDS[kind] for kind, number in tally.items() if number)
        return f"The one commitment moved: {way}"
    number = f"{moved:,} of {total:,}"
    return first_that_fits([f"{number} statuses moved: {ways}", f"{number} moved: {ways}"])
