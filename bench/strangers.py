"""Whether readers wait, and how much memory it takes, while strangers hold 200 sockets, send 1,100
requests by half and upload 30 large files at a time; rest and attack take turns in one run."""

from collections.abc import Iterator
from contextlib import contextmanager, suppress
from multiprocessing import get_context
from statistics import median, quantiles
from threading import Event, Thread

from bench.many import FEW, acting
from bench.servers import Started, memory_mb, ours, serving
from bench.sessions import reader_of
from bench.strangers_at_work import attack

SECONDS, TURNS = 30, 3
SECONDS_TO_BEGIN = 120
EVERY = 0.1  # seconds between two looks at the memory
# Strangers have addresses of their own, as a proxy would say; bounds are those it comes with.
SETTINGS = {"HOR_TRUSTED_PROXIES": "127.0.0.1", "HOR_LARGEST_UPLOAD_MB": "30"}
REST, ATTACK = "at rest", "under attack"

Figures = dict[str, dict[str, float]]


def measure(seconds: float = SECONDS, turns: int = TURNS) -> Figures:
    """How long a filter change takes the readers, in milliseconds, and the most memory, in MB, that
    the server's processes take together; `times rest` is the 95th percentile against rest."""
    took: dict[str, list[float]] = {REST: [], ATTACK: []}
    peaks: dict[str, float] = {}
    with serving(ours(environment=SETTINGS)) as started:
        readers = [reader_of(started) for _ in range(FEW)]
        acting(started, readers, 10)  # until what all share is kept
        for _ in range(turns):
            with _peak_memory(started, peaks, REST):
                took[REST] += acting(started, readers, seconds)[0]
            with _attacked(started), _peak_memory(started, peaks, ATTACK):
                took[ATTACK] += acting(started, readers, seconds)[0]
    figures = {name: _summed(times, peaks[name]) for name, times in took.items()}
    figures[ATTACK]["times rest"] = figures[ATTACK]["p95"] / figures[REST]["p95"]
    print(f"  {figures}", flush=True)
    return figures


def _summed(took: list[float], megabytes: float) -> dict[str, float]:
    return {
        "changes": len(took),
        "median": median(took),
        "p95": quantiles(took, n=20)[-1],
        "longest": max(took),
        "MB": megabytes,
    }


@contextmanager
def _attacked(started: Started) -> Iterator[None]:
    """Strangers at work in a process of their own until the block ends."""
    context = get_context("spawn")
    ready, over = context.Event(), context.Event()
    strangers = context.Process(target=attack, args=(started.address.rstrip("/"), ready, over))
    strangers.start()
    try:
        assert ready.wait(SECONDS_TO_BEGIN), "the strangers did not begin"
        yield
    finally:
        over.set()
        strangers.join()


@contextmanager
def _peak_memory(started: Started, peaks: dict[str, float], name: str) -> Iterator[None]:
    """Keep the most memory that the server takes during the block, by this name."""
    over = Event()

    def look() -> None:
        while not over.wait(EVERY):
            with suppress(OSError):  # a process that has just ended
                peaks[name] = max(peaks.get(name, 0.0), memory_mb(started))

    looking = Thread(target=look)
    looking.start()
    try:
        yield
    finally:
        over.set()
        looking.join()
