"""The trend as a chart: how commitments stood in each release, and the sentence that says so."""

from collections.abc import Sequence
from dataclasses import replace

import numpy as np
import pandas as pd

from hor_data.changes import Trend
from hor_data.dates import say_date
from hor_data.release import Release
from hor_data.words import say_count, say_list
from hor_exports.charts.chart import Chart, Coverage
from hor_exports.charts.status import status_bars
from hor_exports.charts.titles import NO_MATCHES

ONE_RELEASE = "A trend begins with the second release."
TREND_HEADER = "Release"
ALL_OF_EACH = "All commitments of each release"


def trend_chart(trend: Trend, shown: str = ALL_OF_EACH, statuses: Sequence[str] = ()) -> Chart:
    """How the commitments stood in each release: a stacked bar a release, the oldest first.

    `shown` says which commitments are counted, as a part of a sentence; `statuses` are those that
    the filters choose. A commitment counts once in each release, so that bars are no parts of one
    whole and have no total.
    """
    names = name_releases(trend.releases)
    index = pd.Index(names, dtype=object, name=TREND_HEADER)
    columns = pd.Index(trend.statuses, dtype=object)
    table = pd.DataFrame(trend.totals, index=index, columns=columns)
    chart = status_bars(table, dict(zip(trend.statuses, trend.meanings, strict=True)))
    title = say_trend(trend, statuses).rstrip(".")
    labels = ". ".join(bar.label for bar in chart.bars)
    return replace(
        chart,
        name="trend",
        title=title,
        subtitle="Number of commitments by release and status, the oldest release first",
        alt=f"Stacked bar chart of how commitments stood in {say_count(len(names), 'release')}. "
        f"{title}. {labels}.",
        coverage=Coverage((), shown),
    )


def name_releases(releases: Sequence[Release]) -> list[str]:
    """A name for each release, all of them different: the date of its data; where dates are alike
    its own name too, and where that is not enough its place among them."""
    dates = [say_date(release.as_at) if release.as_at else "" for release in releases]
    names = []
    for place, (release, date) in enumerate(zip(releases, dates, strict=True), start=1):
        name = date or release.name or "Date not stated"
        if date and dates.count(date) > 1 and release.name:
            name = f"{date} ({release.name})"
        names.append(f"{name}, release {place:,}" if name in names else name)
    return names


def say_trend(trend: Trend, statuses: Sequence[str] = ()) -> str:
    """How many are complete in the newest release, and how many were in the first; where statuses
    are filtered by, how many have one of these."""
    if len(trend.releases) < 2:
        return ONE_RELEASE
    if not trend.totals.any():
        return NO_MATCHES
    spoken_of = [
        name in statuses if statuses else meaning == "complete"
        for name, meaning in zip(trend.statuses, trend.meanings, strict=True)
    ]
    word = say_list([name.lower() for name in statuses], "or") or "complete"
    numbers = trend.totals[:, np.array(spoken_of)].sum(axis=1).tolist()
    totals = trend.totals.sum(axis=1).tolist()
    first, newest = (_say_when(trend.releases[point]) for point in (0, -1))
    now = f"{numbers[-1]:,} of {totals[-1]:,} {'is' if numbers[-1] == 1 else 'are'} {word}"
    then = f"{numbers[0]:,} of {totals[0]:,} {'was' if numbers[0] == 1 else 'were'}"
    return f"{now} in {newest}; in {first} {then}."


def _say_when(release: Release) -> str:
    return say_date(release.as_at) if release.as_at else release.name or "a release without a date"
