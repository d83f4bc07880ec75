"""Where each target is: the number promised as an open bar, filled as far as a result of the same
thing goes. Each unit has a scale of its own, so that only like is compared with like."""

from collections.abc import Sequence
from html import escape
from textwrap import wrap
from typing import Any, NamedTuple

import pandas as pd

from hor_data.release import BELOW, NO_RESULT, OTHER_RESULT, REACHED, Target
from hor_data.words import say_count, say_number, uncapitalise
from hor_exports.charts.chart import Bar, Chart, Coverage, Facts, LegendEntry
from hor_exports.charts.status import draw_bars
from hor_exports.palette import CHART_LAYOUT, PLAIN

NO_TARGETS = "No target is stated."
NAMES_WIDTH, NAME_CHARACTERS, LINE_HEIGHT = 400, 52, 18
# A result that reaches its target is filled as what is complete is, and says so; what is still to
# reach is open, as what has not started is.
LEGEND = (
    LegendEntry("Reached", "complete"),
    LegendEntry("Beyond the target", "substantial"),
    LegendEntry("Result so far", PLAIN),
    LegendEntry("Still to reach", "not started"),
)
HEADS = ("Measure", "Ref", "Unit", "Target", "Result", "As at", "How it stands")
SUBTITLE = "Target and result, each unit to a scale of its own"


class _Row(NamedTuple):
    """A target as it is drawn: the name of its row, what is said of it, and how long each series is
    in percent of the longest of its unit."""

    target: Target
    value: str
    words: str
    lengths: tuple[float, ...]


def targets_chart(targets: Sequence[Target]) -> Chart:
    """A bar a target, those of one unit together, the largest first.

    What is not above zero has no length: it is in the facts, and its row says so in words alone.
    """
    rows = _rows(targets)
    drawn = [any(row.lengths[place] for row in rows) for place in range(len(LEGEND))]
    legend = tuple(entry for entry, is_drawn in zip(LEGEND, drawn, strict=True) if is_drawn)
    lengths = [
        [length for length, is_drawn in zip(row.lengths, drawn, strict=True) if is_drawn]
        for row in rows
    ]
    index = pd.Index([row.value for row in rows], dtype=object, name=HEADS[0])
    columns = pd.Index([entry.series for entry in legend], dtype=object)
    table = pd.DataFrame(lengths, index=index, columns=columns, dtype=float)
    title = say_targets(targets)
    bars = tuple(Bar(row.value, row.words, row.words, False) for row in rows)
    many = say_count(len(rows), "target")
    labels = ". ".join(row.words for row in rows)
    return Chart(
        name="targets-and-results",
        title=title,
        subtitle=SUBTITLE,
        figure=_draw(table, legend, rows),
        alt=f"Bar chart of {many}, {uncapitalise(SUBTITLE)}. {title}. {labels}." if rows else title,
        table=table,
        coverage=Coverage((), unit="target"),
        legend=legend,
        bars=bars,
        facts=Facts(HEADS, tuple(_facts(row) for row in rows)),
    )


def say_targets(targets: Sequence[Target]) -> str:
    """Where the targets are, in at most 15 words: 2 of 9 targets are reached; 1 is below, 6 have no
    result to compare."""
    if not targets:
        return NO_TARGETS
    standings = [target.standing for target in targets]
    reached, below = standings.count(REACHED), standings.count(BELOW)
    missing = len(targets) - reached - below
    if len(targets) == 1:
        (standing,) = standings
        says = {REACHED: "is reached", BELOW: "is not reached"}
        return f"The one target {says.get(standing, 'has no result to compare with it')}"
    if missing == len(targets):
        return f"None of the {len(targets):,} targets has a result to compare with it"
    first = f"{reached:,} of {len(targets):,} targets {'is' if reached == 1 else 'are'} reached"
    if not reached:
        first = f"None of the {len(targets):,} targets is reached"
    if reached == len(targets):
        return f"All {len(targets):,} targets are reached"
    rest = []
    if below:
        rest.append(f"{below:,} {'is' if below == 1 else 'are'} below")
    if missing:
        rest.append(f"{missing:,} {'has' if missing == 1 else 'have'} no result to compare")
    return f"{first}; {', '.join(rest)}"


def _rows(targets: Sequence[Target]) -> list[_Row]:
    units = list(dict.fromkeys(target.unit for target in targets))
    most = dict.fromkeys(units, 0.0)
    for target in targets:
        most[target.unit] = max(most[target.unit], target.target, target.result or 0.0)
    in_order = sorted(targets, key=lambda target: (units.index(target.unit), -target.target))
    rows: list[_Row] = []
    used: dict[str, int] = {}
    for target in in_order:
        value = f"{target.ref}: {target.name}"
        used[value] = used.get(value, 0) + 1
        if used[value] > 1:
            value = f"{value} ({used[value]})"
        whole = most[target.unit] or 1.0
        lengths = tuple(round(100 * part / whole, 6) for part in _parts(target))
        rows.append(_Row(target, value, f"{target.name}: {_say(target)}", lengths))
    return rows


def _parts(target: Target) -> tuple[float, float, float, float]:
    """How much of a target is reached, beyond it, below it, and still to reach, in its unit."""
    result = max(target.result or 0.0, 0.0)
    if target.target <= 0:
        return 0.0, 0.0, 0.0, 0.0
    if target.standing == REACHED:
        return target.target, result - target.target, 0.0, 0.0
    # A result of at most so many may be as high as the target and yet not reach it.
    result = min(result, target.target)
    return 0.0, 0.0, result, target.target - result


def _say(target: Target) -> str:
    """500 leaders promised, no result yet; 612 leaders of 500 leaders promised: reached."""
    promised = f"{target.target_words} promised"
    if target.standing == NO_RESULT:
        return f"{promised}, no result yet"
    if target.standing == OTHER_RESULT:
        return f"{promised}; the result counts something else"
    end = ": reached" if target.standing == REACHED else ""
    return f"{target.result_words} reported, {promised}{end}"


def _say_open(target: Target) -> str:
    """What stands in the open part of a bar: 1,000 officers; or, beside a result, of 500."""
    if target.result is None:
        return target.target_words
    return f"of {say_number(target.target)}"


def _facts(row: _Row) -> tuple[str | float | None, ...]:
    target = row.target
    numbers = (target.target, target.result)
    return target.name, target.ref, target.unit, *numbers, target.as_at, target.standing


def _draw(
    table: pd.DataFrame, legend: Sequence[LegendEntry], rows: Sequence[_Row]
) -> dict[str, Any]:
    """The Plotly spec: room for long names, and in each bar the number that it stands for."""
    figure = draw_bars(table, legend)
    lines = {row.value: wrap(row.words, NAME_CHARACTERS) for row in rows}
    tallest = max((len(of_name) for of_name in lines.values()), default=1)
    texts = {
        "Reached": [f"✓ {say_number(row.target.result or 0)}" for row in rows],
        "Result so far": [say_number(row.target.result or 0) for row in rows],
        "Still to reach": [_say_open(row.target) for row in rows],
    }
    for bars in figure["data"]:
        blank = [""] * len(rows)
        given = zip(texts.get(bars["name"], blank), bars["x"], strict=True)
        bars["text"] = [text if length else "" for text, length in given]
        # A bar of no length would leave its outline as a line.
        bars["marker"]["line"]["width"] = [2 if length else 0 for length in bars["x"]]
    figure["layout"] |= {
        "height": (tallest * LINE_HEIGHT + 12) * len(rows) + 12,
        "bargap": 0.45,
        "margin": CHART_LAYOUT["margin"] | {"l": NAMES_WIDTH},
        "yaxis": figure["layout"]["yaxis"]
        | {"ticktext": ["<br>".join(map(escape, of_name)) for of_name in lines.values()]},
    }
    return figure
