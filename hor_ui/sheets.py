"""The rows of a release as CSV and JSON that others can build on."""

import csv
import io
import json
from typing import Any

from hor_data.release import Release

# A spreadsheet runs a cell that begins with one of these; an apostrophe before it makes it text.
FORMULA_SIGNS = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
BYTE_ORDER_MARK = "\ufeff"


def commitments_csv(release: Release) -> str:
    """One row a commitment, headed as the workbook is; several values between semicolons."""
    out = io.StringIO()
    out.write(BYTE_ORDER_MARK)
    rows = csv.writer(out)
    rows.writerow(release.commitments.columns)
    for row in release.commitments.itertuples(index=False):
        rows.writerow([neutral(_text(value)) for value in row])
    return out.getvalue()


def release_json(release: Release) -> str:
    """The whole release: the cover, each sheet as a list of rows by header, and the lists."""
    frames = {
        "commitments": release.commitments,
        "updates": release.updates,
        "measures": release.measures,
        "organisations": release.organisations.reset_index(),
    }
    rows = {name: [_plain(row) for row in of.to_dict("records")] for name, of in frames.items()}
    lists = {
        name: [{"Value": one.value, "Definition": one.definition} for one in values]
        for name, values in release.lists.items()
    }
    whole = {"cover": dict(release.cover)} | rows | {"lists": lists}
    return json.dumps(whole, ensure_ascii=False, allow_nan=False, indent=1)


def neutral(text: str) -> str:
    """Text that no spreadsheet runs as a formula."""
    return f"'{text}" if text.startswith(FORMULA_SIGNS) else text


def _text(value: Any) -> str:
    return "; ".join(value) if isinstance(value, tuple) else str(value)


def _plain(row: dict[Any, Any]) -> dict[str, Any]:
    """Blank numbers as null: a number is the one value that differs from itself when it is none."""
    return {str(key): None if value != value else value for key, value in row.items()}
