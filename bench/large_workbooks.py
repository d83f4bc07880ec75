"""How long large workbooks take to check, and how much memory they take."""

import resource
import subprocess
import sys
import time
from io import BytesIO
from random import Random

from openpyxl import Workbook

from hor_data.lists import APPROACHES, AREAS, GROUPS, STATUSES, THEMES
from hor_data.schema import SHEETS

TEXT = (
    "promised to reduce health inequalities with partners across the region by training staff "
    "supporting communities and publishing what was learnt every year so that progress is seen"
)
WORDS = TEXT.split()


def workbook(rows: int) -> bytes:
    """A workbook of so many commitments, each with an update; the same every time."""
    chance, book = Random(rows), Workbook(write_only=True)
    commitments, updates = book.create_sheet("Commitments"), book.create_sheet("Updates")
    commitments.append([column.name for column in SHEETS["Commitments"]])
    updates.append([column.name for column in SHEETS["Updates"]])

    def text(words: int) -> str:
        return " ".join(chance.choices(WORDS, k=words)).capitalize() + "."

    def one(values: tuple) -> str:
        return chance.choice(values).value

    for number in range(rows):
        ref, status = f"C{number:06}", one(STATUSES)
        lead = f"Organisation {chance.randrange(40)}"
        commitments.append(
            [ref, one(THEMES), text(8), text(45), lead, None, one(AREAS), one(GROUPS)]
            + [one(APPROACHES), "2028", status, text(25), text(6), None, "A bench"]
        )
        updates.append([ref, "2022-07", text(50), text(7)])
    out = BytesIO()
    book.save(out)
    return out.getvalue()


def measure(rows: int) -> None:
    """Check one workbook as the page does, in this process, and print a line of the table."""
    from hor_data.upload import check_upload

    content = workbook(rows)
    before = time.perf_counter()
    findings = check_upload(content, "a hash", lambda part, said: None).findings
    took = time.perf_counter() - before
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"| {rows:,} | {len(content) / 1e6:.1f} | {took:.2f} | {peak:,.0f} | {len(findings)} |")


def main() -> None:
    """Each size in a process of its own, so that memory is its own too."""
    if len(sys.argv) > 1:
        measure(int(sys.argv[1]))
        return
    print("| commitments | MB | check, s | peak memory, MiB | findings |", flush=True)
    print("| ---: | ---: | ---: | ---: | ---: |", flush=True)
    for rows in ("46", "1000", "10000", "100000"):
        subprocess.run([sys.executable, "-m", "bench.large_workbooks", rows], check=True)


if __name__ == "__main__":
    main()
