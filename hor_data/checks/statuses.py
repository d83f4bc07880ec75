"""Whether every status says which of the five meanings it stands for."""

from collections.abc import Iterator

from hor_data.findings import Finding
from hor_data.schema import MEANINGS
from hor_data.spelling import nearest
from hor_data.words import folded, listed
from hor_data.workbook import Workbook


def meanings_unknown(workbook: Workbook) -> Iterator[Finding]:
    """A status of the Lists sheet without a meaning: it would have no colour and no place."""
    sheet = workbook.sheet("Lists")
    if not {"List", "Value"} <= set(sheet.headers):
        return
    for row in sheet:
        said = str(row.values.get("Stands for") or "")
        value = str(row.values.get("Value") or "")
        if folded(str(row.values.get("List") or "")) != "status" or not value:
            continue
        if folded(said) in MEANINGS or (not said and folded(value) in MEANINGS):
            continue
        alike = nearest(said, MEANINGS) if said else ""
        fix = f"Did you mean “{alike}”?" if alike else f"Enter {listed(MEANINGS, 'or')}."
        problem = f"“{said}” is not one of the five meanings." if said else (
            f"The status “{value}” does not say what it stands for."
        )  # fmt: skip
        column = "Stands for" if "Stands for" in sheet.headers else "Value"
        yield Finding(sheet.name, sheet.cell(row, column), said, problem, fix)
