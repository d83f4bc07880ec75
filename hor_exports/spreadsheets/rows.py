"""The rows of a release as CSV and JSON that others can build on."""

import csv
import io
import json
from collections.abc import Collection, Iterable, Sequence
from typing import Any

from hor_data.release import Release, release_rows
from hor_data.words import FORMULA_SIGNS, say_number
from hor_data.workbook import CellValue
from hor_exports.charts import Chart

# A spreadsheet runs a cell that begins with one of these; an apostrophe before it makes it text.
BYTE_ORDER_MARK = "\ufeff"
# The sheets whose rows belong to a commitment.
SHEETS_OF_COMMITMENTS = ("Commitments", "Updates", "Measures")

RowsBySheet = dict[str, list[dict[str, CellValue]]]


def rows_by_sheet(release: Release, refs: Collection[str]) -> RowsBySheet:
    """Each sheet's rows by header: of these commitments, and what all of them share."""
    return {
        name: [row for row in rows if name not in SHEETS_OF_COMMITMENTS or row["Ref"] in refs]
        for name, rows in release_rows(release).items()
    }


def commitments_csv(release: Release, refs: Collection[str] | None = None) -> str:
    """One row a commitment, headed as the workbook is; several values between semicolons."""
    rows = release_rows(release)["Commitments"]
    some = rows if refs is None else [row for row in rows if row["Ref"] in refs]
    return table_csv(list(release.commitments.columns), (row.values() for row in some))


def chart_rows(chart: Chart) -> tuple[list[str], list[list[CellValue]]]:
    """The heads and rows of a chart's table: a group, then a number a series.

    Where it shows rows that the filters do not choose, the last column marks those that they do.
    A chart with facts has these in place of numbers.
    """
    if chart.facts:
        return list(chart.facts.heads), [list(row) for row in chart.facts.rows]
    heads = [str(chart.table.index.name), *map(str, chart.table.columns)]
    rows: list[list[CellValue]] = [
        [str(group), *map(int, numbers)] for group, *numbers in chart.table.itertuples()
    ]
    if chart.marks:
        header, marks = chart.marks
        return [*heads, header], [[*row, mark] for row, mark in zip(rows, marks, strict=True)]
    return heads, rows


def table_csv(heads: Sequence[str], rows: Iterable[Iterable[CellValue]]) -> str:
    """A table as CSV: UTF-8 with a signature for Excel, and nothing that it would run."""
    out = io.StringIO()
    out.write(BYTE_ORDER_MARK)
    table = csv.writer(out)
    table.writerow([neutralise_formula(head) for head in heads])
    table.writerows([_csv_cell(value) for value in row] for row in rows)
    return out.getvalue()


def release_json(release: Release, refs: Collection[str] | None = None, shown: str = "") -> str:
    """The release, or these commitments of it: the cover, each sheet as a list of rows by header,
    and the lists. `shown` is what the cover says of commitments that are not all."""
    frames = {
        "commitments": release.commitments,
        "updates": release.updates,
        "measures": release.measures,
    }
    if refs is not None:
        frames = {name: frame[frame["Ref"].isin(refs)] for name, frame in frames.items()}
    frames["organisations"] = release.organisations.reset_index()
    rows = {
        name: [_json_row(row) for row in frame.to_dict("records")] for name, frame in frames.items()
    }
    lists = {
        name: [{"Value": choice.value, "Definition": choice.definition} for choice in choices]
        for name, choices in release.lists.items()
    }
    cover = dict(release.cover) | ({"shown": shown} if shown else {})
    whole = {"cover": cover} | rows | {"lists": lists}
    return json.dumps(whole, ensure_ascii=False, allow_nan=False, indent=1)


def neutralise_formula(text: str) -> str:
    """Text that no spreadsheet runs as a formula."""
    return f"'{text}" if text.startswith(FORMULA_SIGNS) else text


def _csv_cell(value: CellValue) -> str:
    if isinstance(value, int | float):
        return say_number(value).replace(",", "")
    return neutralise_formula(str(value)) if value is not None else ""


def _json_row(row: dict[Any, Any]) -> dict[str, Any]:
    """Blank numbers as null: a number is the one value that differs from itself when it is none."""
    return {str(key): None if value != value else value for key, value in row.items()}
