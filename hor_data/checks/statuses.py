"""Whether every status says which of the five meanings it stands for."""

from collections.abc import Iterator

from hor_data.checks.findings import Finding
from hor_data.spelling import nearest_value
from hor_data.words import folded, say_list
from hor_data.workbook import MEANINGS, Workbook


def status_meanings_unknown(workbook: Workbook) -> Iterator[Finding]:
    """A status of the Lists sheet without a meaning: it would have no colour and no place."""
    sheet = workbook.sheet("Lists")
    if not {"List", "Value"} <= set(sheet.headers):
        return
    header = "Stands for" if "Stands for" in sheet.headers else "Value"
    for row in sheet:
        meaning = str(row.values.get("Stands for") or "")
        value = str(row.values.get("Value") or "")
        if folded(str(row.values.get("List") or "")) != "status" or not value:
            continue
        if folded(meaning or value) in MEANINGS:
            continue
        alike = nearest_value(meaning, MEANINGS) if meaning else ""
        fix = f"Did you mean “{alike}”?" if alike else f"Enter {say_list(MEANINGS, 'or')}."
        problem = f"The status “{value}” does not say what it stands for."
        if meaning:
            problem = f"“{meaning}” is not one of the five meanings."
        yield Finding.in_cell(sheet, row, header, problem, fix, value=meaning)
