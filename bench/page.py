"""docs/performance.md: its tables written from the figures, the words between them left alone.

A table stands between `<!-- bench: name -->` and `<!-- end -->`.
"""

import re
from collections.abc import Callable, Iterable, Sequence
from typing import Any

from bench import measured
from bench.goals import GOALS, Goal
from bench.workbooks import ROOT

PAGE = ROOT / "docs" / "performance.md"
_PLACE = re.compile(r"(<!-- bench: ([\w-]+) -->\n).*?(<!-- end -->)", re.DOTALL)

Figures = dict[str, dict[str, float]]


def write() -> None:
    """Write every table whose figures are there."""
    kept = measured.read()

    def filled(place: re.Match[str]) -> str:
        start, name, end = place.groups()
        needed = list(measured_parts()) if name == "goals" else [name]
        if not all(part in kept for part in needed):
            return place.group()
        lines = "\n".join(TABLES[name](kept))
        return f"{start}{lines}\n{end}"

    PAGE.write_text(_PLACE.sub(filled, PAGE.read_text("utf-8")), "utf-8")


def measured_parts() -> tuple[str, ...]:
    """The parts that the goals speak of."""
    return tuple(dict.fromkeys(goal.part for goal in GOALS))


def _table(heads: Sequence[str], rows: Iterable[Sequence[object]]) -> list[str]:
    first, *others = heads
    lines = [f"| {' | '.join(heads)} |", f"| --- {'| ---: ' * len(others)}|"]
    return lines + [f"| {' | '.join(map(str, row))} |" for row in rows]


def _of(part: str, kept: dict[str, Any], table: Callable[[Figures], list[str]]) -> list[str]:
    one = kept[part]
    return [f"{one['on']}. {one['with']}.", "", *table(one["figures"])]


def _goals(kept: dict[str, Any]) -> list[str]:
    def row(goal: Goal) -> tuple[str, ...]:
        value = goal.value(kept[goal.part]["figures"])
        verdict = "aim" if value < goal.aim else "must" if value < goal.must else "**missed**"
        return goal.name, f"{value:.2f}", f"{goal.must:g}", f"{goal.aim:g}", verdict

    return _table(("figure", "measured", "must be under", "aim", "reached"), map(row, GOALS))


def _filter(figures: Figures) -> list[str]:
    mine = figures["ours"]["median"]
    rows = (
        (name, f"{of['median']:.0f}", f"{of['p95']:.0f}", f"{mine / of['median']:.2f}")
        for name, of in figures.items()
    )
    heads = ("page", "median, ms", "95th percentile, ms", "ours (46 commitments) as a share of it")
    return _table(heads, rows)


def _load(figures: Figures) -> list[str]:
    ways = ("from a new server", "empty cache", "full cache")
    sizes = ("MB in all", "MB Script", "MB Stylesheet", "MB Font", "MB WebSocket")
    rows = (
        (name, *(f"{of[way]:.0f}" for way in ways), *(f"{of[size]:.2f}" for size in sizes))
        for name, of in figures.items()
    )
    said = ("new server to first mark, ms", "empty cache, ms", "full cache, ms")
    kinds = ("MB with an empty cache", "scripts", "styles", "fonts", "by websocket")
    return _table(("page", *said, *kinds), rows)


def _many(figures: Figures) -> list[str]:
    rows = (
        (
            name,
            *(f"{of[what]:.0f}" for what in ("readers", "changes", "median", "p95", "CPU")),
            f"{of['MB, one reader']:.0f}",
            f"{of['MB a further reader']:.2f}",
        )
        for name, of in figures.items()
    )
    heads = ("page", "readers", "changes", "median, ms", "95th percentile, ms")
    costs = ("server's CPU a change, ms", "MB, one reader", "MB a further reader")
    return _table((*heads, *costs), rows)


def _heavy(figures: Figures) -> list[str]:
    rows = (
        (name, f"{of['median']:.0f}", f"{of['p95']:.0f}", f"{of['longest']:.0f}")
        for name, of in figures.items()
    )
    heads = ("50 readers, while another", "median, ms", "95th percentile, ms", "longest, ms")
    return _table(heads, rows)


def _files(figures: Figures) -> list[str]:
    rows = (
        (
            name.rpartition(" ")[0],
            f"{int(name.rpartition(' ')[2]):,}",
            f"{of['first']:.2f}",
            f"{of['median']:.2f}",
            f"{of['peak MB']:.0f}",
        )
        for name, of in figures.items()
    )
    return _table(("what", "commitments", "first, s", "median, s", "peak memory, MB"), rows)


def _without(figures: Figures) -> list[str]:
    rows = (
        (name, *(f"{of[what]:.0f}" for what in ("CPU", "median", "p95")))
        for name, of in figures.items()
    )
    heads = ("instead", "server's CPU a change, ms", "median, ms", "95th percentile, ms")
    return _table(heads, rows)


TABLES: dict[str, Callable[[dict[str, Any]], list[str]]] = {
    "goals": _goals,
    "filter": lambda kept: _of("filter", kept, _filter),
    "load": lambda kept: _of("load", kept, _load),
    "many": lambda kept: _of("many", kept, _many),
    "heavy": lambda kept: _of("heavy", kept, _heavy),
    "files": lambda kept: _of("files", kept, _files),
    "without": lambda kept: _of("without", kept, _without),
}
