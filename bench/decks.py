"""How long a deck takes, how much memory, and whether other sessions wait while it is made.

`python -m bench.decks` makes a deck of 20 slides and more in a process of its own, then changes a
filter on a server again and again, alone and while another session has decks made, in turns.
"""

import resource
import subprocess
import sys
import threading
import time
from datetime import date
from pathlib import Path
from statistics import median, quantiles

from hor_data.release import read_release
from hor_data.selection import Selection
from hor_ui.deck import DEFAULT_PARTS, RecordSlide, build_deck
from hor_ui.view import View, open_view

ROOT = Path(__file__).parent.parent
CHANGES = 40
RUNS = 9


def view() -> View:
    """All commitments of the shipped release."""
    content = (ROOT / "data" / "commitments.xlsx").read_bytes()
    return open_view(read_release(content, date.today()), Selection())


def measure() -> None:
    """Make decks in this process, and print a line of the table for each."""
    shown = view()
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    records = tuple(RecordSlide(ref) for ref in shown.commitments["Ref"])
    for name, parts in (("every chart and table", DEFAULT_PARTS), ("and 46 records", records)):
        parts = DEFAULT_PARTS if parts is DEFAULT_PARTS else (*DEFAULT_PARTS, *records)
        took = []
        for _ in range(RUNS):
            began = time.perf_counter()
            content = build_deck(shown, parts)
            took.append(time.perf_counter() - began)
        slides = _slides(content)
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
        print(
            f"| {name} | {slides} | {took[0]:.2f} | {median(took):.2f} "
            f"| {peak:.0f}, {peak - before:.0f} of it for decks |",
            flush=True,
        )


def _slides(content: bytes) -> int:
    from io import BytesIO

    from pptx import Presentation

    return len(Presentation(BytesIO(content)).slides)


def stall() -> None:
    """Change a filter with and without another session's decks being made, in turns."""
    from bench.sessions import Session, serving

    with serving() as address:
        reader, maker = Session(address, ""), Session(address, "downloads")
        alone, together = [], []
        for turn in range(4):
            making = threading.Event()
            worker = threading.Thread(target=_make_until, args=(maker, making), daemon=True)
            if turn % 2:
                worker.start()
                time.sleep(0.2)
            for at in range(CHANGES):
                (together if turn % 2 else alone).append(reader.change("Limited" if at % 2 else ""))
            making.set()
            if turn % 2:
                worker.join()
        rows = {"alone": alone, "while decks are made": together}
        for name, took in rows.items():
            high = quantiles(took, n=20)[-1]
            print(f"| {name} | {median(took) * 1000:.0f} | {high * 1000:.0f} |", flush=True)
        print(f"\nRatio of medians: {median(together) / median(alone):.2f}")


def _make_until(maker: object, done: threading.Event) -> None:
    while not done.is_set():
        maker.deck()  # type: ignore[attr-defined]


if __name__ == "__main__":
    if sys.argv[1:] == ["measure"]:
        measure()
    else:
        print("| deck | slides | first, s | median, s | peak memory, MiB |")
        print("| --- | ---: | ---: | ---: | ---: |")
        subprocess.run([sys.executable, "-m", "bench.decks", "measure"], check=True)
        print("\n| filter change on the server, ms | median | 95th percentile |")
        print("| --- | ---: | ---: |")
        stall()
