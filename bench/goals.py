"""What the dashboard sets out to reach: each a figure that must stay under a bound."""

from collections.abc import Callable
from typing import NamedTuple

Figures = dict[str, dict[str, float]]


class Goal(NamedTuple):
    """A figure, the part of the bench it comes from, the bound to keep and the bound aimed at."""

    name: str
    part: str
    must: float
    aim: float
    value: Callable[[Figures], float]


def _against(peer: str, what: str, mine: str = "ours") -> Callable[[Figures], float]:
    return lambda figures: figures[mine][what] / figures[peer][what]


def _just(name: str, what: str) -> Callable[[Figures], float]:
    return lambda figures: figures[name][what]


def _grown(rows: str) -> Callable[[Figures], float]:
    return _against("ours", "median", f"ours, {rows} commitments")


_FLOOR = "Streamlit's floor, our settings"
GOALS = (
    Goal("filter to last mark, against Dash", "filter", 0.45, 0.4, _against("Dash", "median")),
    Goal(
        "filter, against Streamlit's floor with our settings",
        "filter",
        1.4,
        1,
        _against(_FLOOR, "median"),
    ),
    Goal("filter, 10,000 commitments against 46", "filter", 1.1, 1.05, _grown("10,000")),
    Goal("filter, 100,000 commitments against 46", "filter", 2, 1.3, _grown("100,000")),
    Goal("empty cache, MB over the network", "load", 1, 0.8, _just("ours", "MB in all")),
    Goal("full cache to last mark, against Dash", "load", 0.8, 0.6, _against("Dash", "full cache")),
    Goal(
        "new server to first mark, against Dash",
        "load",
        1.1,
        0.8,
        _against("Dash", "from a new server"),
    ),
    Goal(
        "empty cache to last mark, against Dash",
        "load",
        1.1,
        0.8,
        _against("Dash", "empty cache"),
    ),
    Goal(
        "server's CPU a change, 20 readers, against Dash",
        "many",
        0.15,
        0.1,
        _against("Dash", "CPU"),
    ),
    Goal("95th percentile, 20 readers, against Dash", "many", 0.1, 0.02, _against("Dash", "p95")),
    Goal("MB a further reader", "many", 3, 1, _just("ours", "MB a further reader")),
    Goal(
        "longest wait of 50 readers beside a check of 100,000, ms",
        "heavy",
        1000,
        300,
        _just("has 100,000 commitments checked", "longest"),
    ),
    Goal("deck of 20 slides, s", "files", 2, 1, _just("deck 46", "first")),
    Goal("check of 10,000 commitments, s", "files", 2, 1, _just("check 10000", "median")),
)
