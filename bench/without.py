"""What each technique is worth: the dashboard with that one taken out, beside the whole of it.

`python -m bench.without "a collection after each run" run server.py` is such a dashboard's server.
"""

import gc
import pickle
import sys
from collections.abc import Callable, Sequence
from contextlib import ExitStack
from dataclasses import replace
from statistics import median, quantiles
from typing import Any

from plotly.graph_objects import Figure
from streamlit.web.cli import main as streamlit

from bench.many import acting
from bench.servers import Server, ours, serving
from bench.sessions import ExploreReader
from hor_exports.kept import KeptResults
from hor_web import chart_panel as page_charts
from hor_web import page

AS_IT_IS = "nothing: as it is"
READERS = 20
SECONDS = 10
ROUNDS = 3

Figures = dict[str, dict[str, float]]


def measure(rounds: int = ROUNDS, seconds: float = SECONDS) -> Figures:
    """By what is done instead: 20 readers, on servers that take turns."""
    seen: dict[str, list[tuple[list[float], float]]] = {}
    with ExitStack() as running:
        begun = []
        for name in (AS_IT_IS, *INSTEAD):
            started = running.enter_context(serving(_instead(name)))
            readers = [ExploreReader(started.address) for _ in range(READERS)]
            for reader in readers:
                running.callback(reader.close)
            begun.append((name, started, readers))
        for _ in range(rounds + 1):
            for name, started, readers in begun:
                seen.setdefault(name, []).append(acting(started, readers, seconds))
    return {name: _summed(turns[1:]) for name, turns in seen.items()}


def _summed(turns: Sequence[tuple[list[float], float]]) -> dict[str, float]:
    took = [one for times, _ in turns for one in times]
    return {
        "CPU": sum(processor for _, processor in turns) / len(took) * 1000,
        "median": median(took),
        "p95": quantiles(took, n=20)[-1],
    }


def _instead(name: str) -> Server:
    server = ours()
    if name not in INSTEAD:
        return server
    module, _, *rest = server.command
    return replace(server, name=name, command=(module, "bench.without", name, *rest))


def _collect_after_each_run() -> None:
    sys.argv.append("--runner.postScriptGC=true")


def _collect_everything() -> None:
    _collect_after_each_run()
    gc.freeze = lambda: None


def _take_long_turns() -> None:
    sys.setswitchinterval = lambda _seconds: None


def _draw_each_time() -> None:
    KeptResults.get = lambda self, key, make: make()  # type: ignore[method-assign]


def _copy_the_release() -> None:
    shown = page.shown_release
    page.shown_release = lambda: pickle.loads(pickle.dumps(shown()))


def _validate_each_time() -> None:
    mount = page_charts.mount

    def mounted(name: str, key: str, data: Any, handlers: Any) -> None:
        charts = [one | {"spec": Figure(one["spec"]).to_plotly_json()} for one in data["charts"]]
        mount(name, key, data | {"charts": charts}, handlers)

    page_charts.mount = mounted


INSTEAD: dict[str, Callable[[], None]] = {
    "a collection after each run": _collect_after_each_run,
    "the same, of everything": _collect_everything,
    "threads with turns of 5 ms": _take_long_turns,
    "charts and their words made each time": _draw_each_time,
    "a copy of the release each run": _copy_the_release,
    "figures validated each run": _validate_each_time,
}


if __name__ == "__main__":
    INSTEAD[sys.argv.pop(1)]()
    sys.exit(streamlit(prog_name="streamlit"))
