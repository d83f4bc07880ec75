"""The rows of a release as CSV and JSON that others can build on."""

import csv
import io
import json
from collections.abc import Collection, Iterable, Sequence
from typing import Any

from hor_data.release import Release, release_rows
from hor_data.values import Value
from hor_data.words import number

# A spreadsheet runs a cell that begins with one of these; an apostrophe before it makes it text.
FORMULA_SIGNS = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
BYTE_ORDER_MARK = "\ufeff"
# The sheets whose rows belong to a commitment.
OF_COMMITMENTS = ("Commitments", "Updates", "Measures")

Rows = dict[str, list[dict[str, Value]]]


def rows_of(release: Release, refs: Collection[str]) -> Rows:
    """Each sheet's rows by header: of these commitments, and what all of them share."""
    return {
        name: [row for row in rows if name not in OF_COMMITMENTS or row["Ref"] in refs]
        for name, rows in release_rows(release).items()
    }


def commitments_csv(release: Release, refs: Collection[str] | None = None) -> str:
    """One row a commitment, headed as the workbook is; several values between semicolons."""
    rows = release_rows(release)["Commitments"]
    some = rows if refs is None else [row for row in rows if row["Ref"] in refs]
    return table_csv(list(release.commitments.columns), (row.values() for row in some))


def table_csv(heads: Sequence[str], rows: Iterable[Iterable[Value]]) -> str:
    """A table as CSV: UTF-8 with a signature for Excel, and nothing that it would run."""
    out = io.StringIO()
    out.write(BYTE_ORDER_MARK)
    table = csv.writer(out)
    table.writerow([neutral(head) for head in heads])
    table.writerows([_cell(value) for value in row] for row in rows)
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
        frames = {name: of[of["Ref"].isin(list(refs))] for name, of in frames.items()}
    frames["organisations"] = release.organisations.reset_index()
    rows = {name: [_plain(row) for row in of.to_dict("records")] for name, of in frames.items()}
    lists = {
        name: [{"Value": one.value, "Definition": one.definition} for one in values]
        for name, values in release.lists.items()
    }
    cover = dict(release.cover) | ({"shown": shown} if shown else {})
    whole = {"cover": cover} | rows | {"lists": lists}
    return json.dumps(whole, ensure_ascii=False, allow_nan=False, indent=1)


def neutral(text: str) -> str:
    """Text that no spreadsheet runs as a formula."""
    return f"'{text}" if text.startswith(FORMULA_SIGNS) else text


def _cell(value: Value) -> str:
    if isinstance(value, int | float):
        return number(value).replace(",", "")
    return neutral(str(value)) if value is not None else ""


def _plain(row: dict[Any, Any]) -> dict[str, Any]:
    """Blank numbers as null: a number is the one value that differs from itself when it is none."""
    return {str(key): None if value != value else value for key, value in row.items()}
