"""Whether a measure measures something."""

from collections.abc import Iterator

from hor_data.checks.findings import Finding, Severity
from hor_data.workbook import Workbook


def measures_without_numbers(workbook: Workbook) -> Iterator[Finding]:
    """A measure with neither a target nor a result."""
    sheet = workbook.sheet("Measures")
    if not {"Measure", "Target", "Result"} <= set(sheet.headers):
        return
    for row in sheet:
        has_number = any(row.values.get(header) is not None for header in ("Target", "Result"))
        if row.values.get("Measure") and not has_number:
            problem = "The measure has neither a target nor a result."
            fix = "Enter at least one of them, or remove the row."
            yield Finding.in_cell(sheet, row, "Measure", problem, fix, Severity.WARNING)
