"""Workbooks of any size with realistic text: the shipped one, its rows drawn again and again.

The same every time. Groups and statuses keep the shipped workbook's proportions, so that charts
have as many bars at every size and only the number of commitments grows.
"""

import hashlib
import re
from pathlib import Path
from random import Random

import xlsxwriter
from openpyxl import load_workbook

ROOT = Path(__file__).parent.parent
SHIPPED = ROOT / "data" / "commitments.xlsx"
KEPT = ROOT / ".venv-bench" / "workbooks"
SIZES = (46, 1_000, 10_000, 100_000)
ANEW = ("Commitments", "Updates", "Measures")

Rows = list[list[object]]


def workbook_of(rows: int) -> Path:
    """The workbook of that many commitments; made once and kept. 46 is the shipped one."""
    if rows == SIZES[0]:
        return SHIPPED
    made_by = hashlib.sha256(Path(__file__).read_bytes() + SHIPPED.read_bytes()).hexdigest()[:8]
    path = KEPT / f"{rows}-{made_by}.xlsx"
    if not path.exists():
        KEPT.mkdir(parents=True, exist_ok=True)
        unfinished = path.with_suffix(".part")
        _write(unfinished, _drawn(rows, _shipped()))
        unfinished.rename(path)
    return path


def _shipped() -> dict[str, Rows]:
    book = load_workbook(SHIPPED, read_only=True)
    return {sheet.title: [list(row) for row in sheet.iter_rows(values_only=True)] for sheet in book}


def _drawn(rows: int, shipped: dict[str, Rows]) -> dict[str, Rows]:
    """The sheets with so many commitments, each like one of the shipped with its text mixed."""
    chance = Random(rows)
    headers = {name: shipped[name][0] for name in ANEW}
    about = {name: shipped[name][1:] for name in ANEW}
    sentences = [
        one
        for name, column in (("Commitments", 3), ("Commitments", 11), ("Updates", 2))
        for row in about[name]
        for one in re.findall(r"[^.]+\.", str(row[column] or ""))
    ]

    def text(number: int) -> str:
        return " ".join(one.strip() for one in chance.choices(sentences, k=number))

    drawn: dict[str, Rows] = {name: [headers[name]] for name in ANEW}
    for number in range(1, rows + 1):
        like, ref = chance.choice(about["Commitments"]), f"HOR-{number:06}"
        drawn["Commitments"].append([ref, *like[1:3], text(3), *like[4:11], text(2), *like[12:]])
        update = chance.choice(about["Updates"])
        drawn["Updates"].append([ref, update[1], text(4), update[3]])
        if number % 3 == 0:
            drawn["Measures"].append([ref, *chance.choice(about["Measures"])[1:]])
    return shipped | drawn


def _write(path: Path, sheets: dict[str, Rows]) -> None:
    book = xlsxwriter.Workbook(path, {"constant_memory": True, "strings_to_urls": False})
    for name, rows in sheets.items():
        sheet = book.add_worksheet(name)
        for at, row in enumerate(rows):
            sheet.write_row(at, 0, row)
    book.close()
