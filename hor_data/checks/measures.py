"""Whether a measure measures something."""

from collections.abc import Iterator, Mapping

from hor_data.findings import Finding, Severity
from hor_data.workbook import Value, Workbook


def measures_without_numbers(workbook: Workbook) -> Iterator[Finding]:
    """A measure with neither a target nor a result."""
    sheet = workbook.sheet("Measures")
    if not {"Measure", "Target", "Result"} <= set(sheet.headers):
        return
    for row in sheet:
        if row.values.get("Measure") and not _has_number(row.values):
            yield Finding(
                sheet.name, sheet.cell(row, "Measure"), str(row.values["Measure"]),
                "The measure has neither a target nor a result.",
                "Enter at least one of them, or remove the row.", Severity.WARNING,
            )  # fmt: skip


def _has_number(values: Mapping[str, Value]) -> bool:
    return values.get("Target") is not None or values.get("Result") is not None
