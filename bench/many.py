"""Many readers at once, each changing a filter every two seconds: latency, processor, memory."""

import time
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from statistics import median, quantiles

from bench.servers import (
    DASH,
    DASH_MARKUP,
    DASH_TUNED,
    FLOORS,
    NAIVE,
    Started,
    cpu_seconds,
    memory_mb,
    ours,
    serving,
)
from bench.sessions import AnyReader, act, reader_of

SECONDS = 30
EVERY = 2.0
FEW, MANY = 20, 50

Figures = dict[str, dict[str, float]]


def measure(seconds: float = SECONDS) -> Figures:
    """By the page's name: figures with 20 readers; for the dashboard with 50 too."""
    figures = {}
    for server in (ours(), DASH, DASH_MARKUP, DASH_TUNED, *FLOORS, NAIVE):
        with serving(server) as started:
            figures[server.name] = _load(started, FEW, seconds)
    with serving(ours()) as started:
        figures["ours, 50 readers"] = _load(started, MANY, seconds)
    return figures


def _load(started: Started, number: int, seconds: float) -> dict[str, float]:
    first = reader_of(started)
    first.change({"Status": ["Limited"]})
    first.change({})
    alone = memory_mb(started)
    readers = [first, *(reader_of(started) for _ in range(number - 1))]
    took, processor = acting(started, readers, seconds)
    full = memory_mb(started)
    for reader in readers:
        reader.close()
    return {
        "readers": number,
        "changes": len(took),
        "median": median(took),
        "p95": quantiles(took, n=20)[-1],
        "CPU": processor / len(took) * 1000,
        "MB, one reader": alone,
        "MB a further reader": (full - alone) / (number - 1),
    }


def acting(
    started: Started, readers: Sequence[AnyReader], seconds: float
) -> tuple[list[float], float]:
    """What each change took in milliseconds, and the server's processor time in seconds."""
    begin, before = time.perf_counter() + 0.2, cpu_seconds(started)
    with ThreadPoolExecutor(len(readers)) as pool:
        turns = [
            pool.submit(act, one, begin + EVERY * at / len(readers), begin + seconds, EVERY)
            for at, one in enumerate(readers)
        ]
        took = [one for turn in turns for one in turn.result()]
    return took, cpu_seconds(started) - before
