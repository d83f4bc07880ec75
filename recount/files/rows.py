"""The files of rows: list as CSV, workbook, JSON and data package, cell by cell."""

import csv
import io
import json
import zipfile
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from openpyxl import load_workbook

from recount.files.case import GROUPS, Case
from recount.files.chart_sheets import check_tallies, cover_of
from recount.files.sayings import check_extent, check_property, facts_of
from recount.workbooks import OF_REFS

# A spreadsheet would run a cell that begins so: an apostrophe before it makes it text.
FORMULA_SIGNS = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
TABLES = (*OF_REFS, "Organisations")

Line = list[str]


def check_csv(case: Case, path: Path) -> None:
    """The list of commitments."""
    case.place("list.csv")
    _check_table(case, "Commitments", _csv_rows(path.read_bytes()))


def check_workbook(case: Case, path: Path) -> None:
    """The workbook: cover, rows and tallies with their charts."""
    case.place("rows.xlsx")
    book = load_workbook(path)
    check_extent(case, cover_of(book)["Shown"])
    check_property(case, book.properties.title)
    for name in (*TABLES, "Lists"):
        lines = [list(map(plain, line)) for line in book[name].iter_rows(values_only=True)]
        _check_table(case, name, [lines[0], *(line for line in lines[1:] if any(line))])
    fields = check_tallies(case, path, book, "rows.xlsx")
    case.place("rows.xlsx")
    case.report.same("tallies", fields, list(GROUPS))


def check_json(case: Case, path: Path) -> None:
    """All tables as JSON."""
    _check_json(case, path.read_bytes(), "rows.json")


def check_package(case: Case, path: Path) -> None:
    """The data package: each table, the same as JSON, and what describes them."""
    with zipfile.ZipFile(path) as package:
        files = {name: package.read(name) for name in package.namelist()}
    case.place("rows.zip")
    described = json.loads(files.pop("datapackage.json"))
    about = f" {facts_of(case)['About']}"
    check_extent(case, _before(described["description"], about))
    dated = (described["version"], described["data_as_at"])
    case.report.same("release and date", dated, (case.book.name, case.book.as_at))
    names = [resource["path"] for resource in described["resources"]]
    case.report.same("files", sorted(files), sorted([*names, "commitments.json"]))
    for resource in described["resources"]:
        rows = _csv_rows(files[resource["path"]])
        fields = [field["name"] for field in resource["schema"]["fields"]]
        case.report.same(f"fields of {resource['title']}", fields, rows[0])
        _check_table(case, resource["title"], rows)
    _check_json(case, files["commitments.json"], "commitments.json")


def _before(text: str, ending: str) -> str:
    """The part of a description before the cover's own words, as a statement of what is shown."""
    shown = text.partition(f".{ending}")[0]
    return f"{shown}." if shown.endswith("not the release") else shown


def _check_json(case: Case, content: bytes, form: str) -> None:
    case.place(form)
    whole = json.loads(content)
    check_extent(case, whole["cover"]["shown"])
    dated = (whole["cover"]["release"], whole["cover"]["data as at"])
    case.report.same("release and date", dated, (case.book.name, case.book.as_at))
    for name in TABLES:
        heads = list(case.source.sheets[name].columns)
        rows = [[plain(row[head]) for head in heads] for row in whole[name.lower()]]
        _check_table(case, name, [heads, *rows])


def _csv_rows(content: bytes) -> list[Line]:
    lines = list(csv.reader(io.StringIO(content.decode("utf-8-sig"))))
    return [[_without_sign(cell) for cell in line] for line in lines]


def _without_sign(cell: str) -> str:
    return cell[1:] if cell.startswith("'") and cell[1:].startswith(FORMULA_SIGNS) else cell


def plain(value: Any) -> str:
    """A cell as text: several values between semicolons, a whole number without its nought."""
    if value is None:
        return ""
    if isinstance(value, list):
        return "; ".join(value)
    return f"{value:.15g}" if isinstance(value, int | float) else str(value)


def _check_table(case: Case, name: str, lines: Sequence[Line]) -> None:
    """The headers of a sheet and its rows that match, in the workbook's order."""
    frame = case.source.sheets[name]
    if name in OF_REFS:
        frame = frame[frame["Ref"].isin(case.scene.refs)]
    case.report.same(f"headers of {name}", lines[0], list(frame.columns))
    columns = dict(zip(lines[0], zip(*lines[1:], strict=True), strict=False))
    for head in frame.columns:
        shown = [same_text(cell) for cell in columns.get(head, ())]
        case.report.same(f"{name} {head}", shown, [same_text(cell) for cell in frame[head]])


def same_text(cell: str) -> str:
    """A cell in one spelling of lists and line ends."""
    lines = (line.strip() for line in cell.replace("\r\n", "\n").split("\n"))
    return "\n".join(lines).replace(" ;", ";").strip()
