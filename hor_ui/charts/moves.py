"""Where each status went between two releases: the tally of moves as a chart and as a flow."""

from collections.abc import Mapping
from dataclasses import replace
from typing import NamedTuple

import pandas as pd

from hor_data.moves import BACK, FORWARD, NO_LONGER_CLEAR, NOW_CLEAR, kind_of_step
from hor_data.words import count, listed
from hor_ui.charts.chart import Chart
from hor_ui.charts.status import status_by

WAYS = {
    FORWARD: "forward",
    BACK: "back",
    NOW_CLEAR: "now clear",
    NO_LONGER_CLEAR: "no longer clear",
}
TALL, LEAST, GAP = 340.0, 34.0, 10.0  # px of all bands, of the smallest band, between bands


class Band(NamedTuple):
    """One status on one side of a flow: how many, and where its band stands."""

    status: str
    meaning: str
    number: int
    top: float
    height: float


class Ribbon(NamedTuple):
    """Commitments that went from one status to another, as a path from band to band."""

    path: str
    meaning: str
    moved: bool


class Flow(NamedTuple):
    """Bands before and after, and the ribbons between them; in pixels, 100 wide between bands."""

    before: tuple[Band, ...]
    after: tuple[Band, ...]
    ribbons: tuple[Ribbon, ...]
    height: float


def moves_chart(moves: pd.DataFrame, was: Mapping[str, str], now: Mapping[str, str]) -> Chart:
    """The tally of moves as stacked bars: a row a status before, a column a status after.

    `was` and `now` give each status its meaning in the earlier and the later release.
    """
    some = moves[moves.sum(axis=1) > 0]
    chart = status_by(some, now)
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
    """7 of 45 statuses moved: 4 forward, 2 back and 1 now clear."""
    tally = dict.fromkeys(WAYS, 0)
    for before, row in moves.iterrows():
        for after, number in row.items():
            if kind := kind_of_step(str(before), str(after), was, now):
                tally[kind] += int(number)
    moved, total = sum(tally.values()), int(moves.to_numpy().sum())
    if not moved:
        return f"No status of {count(total, 'commitment')} moved" if total else "No status moved"
    ways = listed([f"{number:,} {WAYS[kind]}" for kind, number in tally.items() if number])
    return f"{moved:,} of {count(total, 'status', 'statuses')} moved: {ways}"


def flow_of(moves: pd.DataFrame, was: Mapping[str, str], now: Mapping[str, str]) -> Flow:
    """The bands and ribbons of a flow, statuses in their order from top to bottom."""
    unit = TALL / max(int(moves.to_numpy().sum()), 1)
    before = _bands({str(one): int(of) for one, of in moves.sum(axis=1).items()}, was, unit)
    after = _bands({str(one): int(of) for one, of in moves.sum(axis=0).items()}, now, unit)
    left = {band.status: band.top + _inset(band, unit) for band in before}
    right = {band.status: band.top + _inset(band, unit) for band in after}
    ribbons = []
    for one, row in moves.iterrows():
        for other, number in row.items():
            if not number:
                continue
            down = int(number) * unit
            a, b = left[str(one)], right[str(other)]
            left[str(one)], right[str(other)] = a + down, b + down
            path = (
                f"M0 {a:.1f}C50 {a:.1f} 50 {b:.1f} 100 {b:.1f}V{b + down:.1f}"
                f"C50 {b + down:.1f} 50 {a + down:.1f} 0 {a + down:.1f}Z"
            )
            moved = bool(kind_of_step(str(one), str(other), was, now))
            ribbons.append(Ribbon(path, now[str(other)], moved))
    height = max((side[-1].top + side[-1].height for side in (before, after) if side), default=0.0)
    # What moved lies over what stayed.
    return Flow(before, after, tuple(sorted(ribbons, key=lambda one: one.moved)), height)


def _bands(
    numbers: Mapping[str, int], meanings: Mapping[str, str], unit: float
) -> tuple[Band, ...]:
    bands, top = [], 0.0
    for status, number in numbers.items():
        if number:
            height = max(number * unit, LEAST)
            bands.append(Band(status, meanings[status], number, top, height))
            top += height + GAP
    return tuple(bands)


def _inset(band: Band, unit: float) -> float:
    return (band.height - band.number * unit) / 2
