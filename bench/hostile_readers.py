"""Whether readers wait while somebody uploads one hostile file after another to the same server."""

import sys
import threading
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from statistics import median, quantiles

from bench.hostile import HOSTILE, made_elsewhere
from bench.many import FEW, acting
from bench.servers import Started, ours, serving
from bench.sessions import reader_of
from tools.drive.client import client
from tools.drive.session import messages

SECONDS = 60
LONGEST_CHECK = 120  # seconds; what no check may take

Figures = dict[str, dict[str, float]]


def measure(seconds: float = SECONDS) -> Figures:
    """How long a filter change takes the readers, in milliseconds, alone and beside the uploads;
    `files` is how many were uploaded meanwhile, `times rest` the 95th percentile against rest."""
    figures = {}
    contents = [made_elsewhere(name) for name in HOSTILE]
    with serving(ours()) as started:
        readers = [reader_of(started) for _ in range(FEW)]
        acting(started, readers, 10)  # until what all share is kept
        at_rest, _ = acting(started, readers, seconds)
        with _uploading(started, contents) as uploaded:
            beside, _ = acting(started, readers, seconds)
        figures["alone"] = _summed(at_rest, 0)
        figures["beside hostile uploads"] = _summed(beside, len(uploaded))
    figures["beside hostile uploads"]["times rest"] = (
        figures["beside hostile uploads"]["p95"] / figures["alone"]["p95"]
    )
    print(f"  {figures}", flush=True)
    return figures


def _summed(took: list[float], files: int) -> dict[str, float]:
    return {
        "files": files,
        "changes": len(took),
        "median": median(took),
        "p95": quantiles(took, n=20)[-1],
        "longest": max(took),
    }


@contextmanager
def _uploading(started: Started, contents: list[bytes]) -> Iterator[list[int]]:
    """Upload the files one after another, each from another address, until the block ends; the
    list has the number of each that was checked."""
    over = threading.Event()
    uploaded: list[int] = []

    def upload_all() -> None:
        number = 0
        while not over.is_set():
            content = contents[number % len(contents)]
            with client(started.address.rstrip("/"), "update_data", f"192.0.2.{number}") as visitor:
                visitor.ask(**visitor.upload(content, f"{number}.xlsx"))
                for _ in messages(visitor.line, LONGEST_CHECK):
                    if over.is_set():
                        return
            uploaded.append(number)
            number += 1

    with ThreadPoolExecutor(1) as pool:
        work = pool.submit(upload_all)
        try:
            yield uploaded
        finally:
            over.set()
        if error := work.exception():
            print(f"  The uploads ended: {error!r}", file=sys.stderr, flush=True)
