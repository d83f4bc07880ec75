"""`python -m bench` measures everything; `python -m bench filter load` only those parts.

Then docs/performance.md is written from what was measured, now or before.
"""

import sys
import time
from collections.abc import Callable, Mapping
from typing import Any

from bench import (
    files,
    filter,
    heavy,
    hostile,
    hostile_readers,
    load,
    many,
    measured,
    page,
    strangers,
    without,
)
from bench.workbooks import SIZES, workbook_of

PARTS: dict[str, Callable[[], Mapping[str, Any]]] = {
    "filter": filter.measure,
    "load": load.measure,
    "many": many.measure,
    "heavy": heavy.measure,
    "files": files.measure,
    "hostile": hostile.measure,
    "hostile-readers": hostile_readers.measure,
    "strangers": strangers.measure,
    "without": without.measure,
}


def main(asked: list[str]) -> None:
    """Measure the parts asked for, all of them where none is named."""
    if unknown := [part for part in asked if part not in PARTS]:
        sys.exit(f"There is no part {unknown[0]}. The parts are {', '.join(PARTS)}.")
    for rows in SIZES:
        workbook_of(rows)
    for part in asked or PARTS:
        began = time.monotonic()
        print(f"Measuring {part} ...", flush=True)
        measured.keep(part, PARTS[part]())
        page.write()
        print(f"  done in {time.monotonic() - began:.0f} s", flush=True)
    print(f"The figures are in {page.PAGE.relative_to(page.ROOT)}.")


if __name__ == "__main__":
    main(sys.argv[1:])
