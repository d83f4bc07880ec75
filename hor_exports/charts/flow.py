"""Where each status went as a picture: bands of statuses before and after, ribbons between them.

Every height is in proportion to a number, however small; a name stands beside its band, not in it,
and is moved off its middle only where it would run into the next name.
"""

from collections.abc import Mapping, Sequence
from itertools import accumulate
from typing import NamedTuple

import pandas as pd

from hor_data.changes import kind_of_status_change

BANDS_HEIGHT, BAND_GAP = 340.0, 10.0  # px: of all bands together; between two bands
NAME_HEIGHT = 36.0  # px that the name of a band takes, in two lines on a phone


class Band(NamedTuple):
    """One status on one side of a flow: how many, where its band stands, and its name beside it.
    All in pixels from the top of the flow."""

    status: str
    meaning: str
    number: int
    top: float
    height: float
    name_top: float = 0.0


class Ribbon(NamedTuple):
    """Commitments that went from one status to another, as a path from band to band: how many, and
    which way they moved ("" where they did not). `key` tells it from the other ribbons."""

    path: str
    meaning: str
    before: str
    after: str
    number: int
    way: str
    key: str

    @property
    def moved(self) -> bool:
        """Whether the status moved, not only its name."""
        return bool(self.way)


class Flow(NamedTuple):
    """Bands before and after, and the ribbons between them; in pixels, 100 wide between bands."""

    before: tuple[Band, ...]
    after: tuple[Band, ...]
    ribbons: tuple[Ribbon, ...]
    height: float


def build_flow(moves: pd.DataFrame, was: Mapping[str, str], now: Mapping[str, str]) -> Flow:
    """The bands and ribbons of a flow, statuses in their order from top to bottom.

    `moves` is a tally of statuses before (rows) and after (columns); `was` and `now` give each
    status its meaning before and after.
    """
    unit = BANDS_HEIGHT / max(int(moves.to_numpy().sum()), 1)
    height = max(_height(moves.sum(axis=1)), _height(moves.sum(axis=0)))
    before = _bands(moves.sum(axis=1), was, unit, height)
    after = _bands(moves.sum(axis=0), now, unit, height)
    ribbons = _ribbons(moves, (before, after), unit, (was, now))
    return Flow(before, after, ribbons, height)


def _height(numbers: pd.Series) -> float:
    """How high one side of the flow must be for its bands and for their names."""
    bands = int((numbers > 0).sum())
    return max(BANDS_HEIGHT + BAND_GAP * (bands - 1), NAME_HEIGHT * bands) if bands else 0.0


def _bands(
    numbers: pd.Series, meanings: Mapping[str, str], unit: float, height: float
) -> tuple[Band, ...]:
    some = [(str(status), int(number)) for status, number in numbers.items() if number]
    heights = [number * unit for _, number in some]
    tops = [0.0, *accumulate(height + BAND_GAP for height in heights)][: len(heights)]
    middles = [top + height / 2 for top, height in zip(tops, heights, strict=True)]
    names = _spread([middle - NAME_HEIGHT / 2 for middle in middles], height)
    return tuple(
        Band(status, meanings[status], number, top, tall, name)
        for (status, number), top, tall, name in zip(some, tops, heights, names, strict=True)
    )


def _spread(tops: Sequence[float], height: float) -> list[float]:
    """Where names stand so that none runs into another or out of the flow, each as near to its
    place as that allows. `tops` are the places they would have, in order."""
    spread: list[float] = []
    for top in tops:
        spread.append(max(top, spread[-1] + NAME_HEIGHT if spread else 0.0))
    lowest = height - NAME_HEIGHT
    for place in reversed(range(len(spread))):
        spread[place] = min(spread[place], lowest)
        lowest = spread[place] - NAME_HEIGHT
    return spread


def _ribbons(
    moves: pd.DataFrame,
    sides: tuple[tuple[Band, ...], tuple[Band, ...]],
    unit: float,
    meanings: tuple[Mapping[str, str], Mapping[str, str]],
) -> tuple[Ribbon, ...]:
    """One ribbon a pair of statuses, stacked on each side in the order of the bands."""
    left, right = ({band.status: band.top for band in side} for side in sides)
    was, now = meanings
    ribbons = []
    for place, (before, row) in enumerate(moves.iterrows()):
        for step, (after, number) in enumerate(row.items()):
            if not number:
                continue
            old, new, tall = str(before), str(after), int(number) * unit
            path = _path(left[old], right[new], tall)
            left[old], right[new] = left[old] + tall, right[new] + tall
            way, key = kind_of_status_change(old, new, was, now), f"move-{place}-{step}"
            ribbons.append(Ribbon(path, now[new], old, new, int(number), way, key))
    # What moved lies over what stayed.
    return tuple(sorted(ribbons, key=lambda ribbon: ribbon.moved))


def _path(left: float, right: float, tall: float) -> str:
    """The outline of a ribbon so tall, from its top on the left to its top on the right."""
    return (
        f"M0 {left:.1f}C50 {left:.1f} 50 {right:.1f} 100 {right:.1f}V{right + tall:.1f}"
        f"C50 {right + tall:.1f} 50 {left + tall:.1f} 0 {left + tall:.1f}Z"
    )
