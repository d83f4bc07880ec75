"""How long officers' work and files take, and how much memory: each in a process of its own.

`python -m bench.files check 10000` does one of them and prints its figures as JSON.
"""

import json
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory

from bench.workbooks import SIZES, workbook_of
from hor_data.changes import compare_releases
from hor_data.meeting import build_agenda
from hor_data.release import Release, Selection, read_release
from hor_data.store import Candidate, open_store, publish
from hor_data.upload.check import check_upload
from hor_exports.bundle import BundleRequest, list_bundle_steps, write_bundle
from hor_exports.deck import (
    DEFAULT_PARTS,
    MEASURES_PART,
    TABLE_PART,
    build_deck,
)
from hor_exports.spreadsheets import (
    commitments_csv,
    release_json,
    write_data_package,
    write_view_workbook,
)
from hor_exports.view import View, open_view

LARGE = (10_000, 100_000)
ASKED = {
    "deck": (46, *LARGE),
    "check": (46, 1_000, *LARGE),
    "compare": (46, *LARGE),
    "publish": (46, *LARGE),
    "workbook": (46, 10_000),
    "csv": (46, 10_000),
    "json": (46, 10_000),
    "package": (46, 10_000),
    "everything": (46,),
}
TABLES = (MEASURES_PART, TABLE_PART)
LONG = 5  # seconds: what takes longer is done once

Figures = dict[str, dict[str, float]]
Made = Callable[[], object]


def measure() -> Figures:
    """Seconds and peak memory, by what is done and for how many commitments."""
    figures = {}
    for task, sizes in ASKED.items():
        for rows in sizes:
            command = [sys.executable, "-m", "bench.files", task, str(rows)]
            said = subprocess.run(command, check=True, capture_output=True, text=True).stdout
            figures[f"{task} {rows}"] = json.loads(said)
    return figures


def _prepared(task: str, rows: int, folder: Path) -> Made:
    content = workbook_of(rows).read_bytes()
    if task == "check":
        current = read_release(workbook_of(SIZES[0]).read_bytes(), date.today())
        return lambda: check_upload(content, "a hash", current, lambda part, said: None)
    if task == "publish":
        return lambda: _publish(content, folder)
    release = read_release(content, date.today())
    if task == "compare":
        after = _moved(release)
        return lambda: compare_releases(release, after)
    return _exports(open_view(release, Selection()))[task]


def _exports(view: View) -> dict[str, Made]:
    release, refs = view.release, set(view.commitments["Ref"])
    # Tables of thousands of rows on slides are something the page asks about first.
    parts = tuple(one for one in DEFAULT_PARTS if len(refs) < 400 or one not in TABLES)

    def everything() -> bytes:
        made = list_bundle_steps(view, BundleRequest(parts, build_agenda(release, view.chosen)))
        return write_bundle(
            view, made, {name: of for one in made for name, of in one.make().items()}
        )

    return {
        "deck": lambda: build_deck(view, parts),
        "workbook": lambda: write_view_workbook(view),
        "csv": lambda: commitments_csv(release, refs),
        "json": lambda: release_json(release, refs),
        "package": lambda: write_data_package(view),
        "everything": everything,
    }


def _publish(content: bytes, folder: Path) -> None:
    store = open_store(f"sqlite:///{folder}/{time.perf_counter_ns()}.sqlite3")
    publish(store, Candidate(content, "a.xlsx", "The bench"), "An officer", 0)


def _moved(release: Release) -> Release:
    """The same release with the status of every tenth commitment the next on the scale."""
    scale = [one.value for one in release.statuses]
    statuses = release.commitments["Status"].tolist()
    for at in range(0, len(statuses), 10):
        statuses[at] = scale[(scale.index(statuses[at]) + 1) % len(scale)]
    return replace(release, commitments=release.commitments.assign(Status=statuses))


def main(task: str, rows: int) -> None:
    """Do it, again while it is quick, and print what it took."""
    with TemporaryDirectory() as folder:
        make = _prepared(task, rows, Path(folder))
        took: list[float] = []
        while len(took) < 7 and sum(took) < LONG:
            began = time.perf_counter()
            make()
            took.append(time.perf_counter() - began)
    print(json.dumps({"first": took[0], "median": median(took), "peak MB": _peak_mb()}))


def _peak_mb() -> float:
    # Not getrusage: it counts the process that began this one, too.
    status = Path("/proc/self/status").read_text("ascii")
    kilobytes = next(one for one in status.splitlines() if one.startswith("VmHWM")).split()[1]
    return int(kilobytes) * 1024 / 1e6


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]))
