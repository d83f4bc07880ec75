"""A finding: one thing wrong with one place of a workbook, and what to do, in plain words."""

from collections.abc import Iterable
from dataclasses import asdict, dataclass
from enum import StrEnum


class Severity(StrEnum):
    """An error stops a workbook from being published; a warning does not."""

    ERROR = "error"
    WARNING = "warning"


@dataclass(frozen=True)
class Finding:
    """What is there, where, and what to do. `cell` is the sheet's own address, such as D14."""

    sheet: str
    cell: str
    value: str
    problem: str
    suggestion: str
    severity: Severity = Severity.ERROR

    def __str__(self) -> str:
        """As the command line prints it: `Commitments!D14: problem suggestion`."""
        place = f"{self.sheet}!{self.cell}" if self.cell else self.sheet
        return f"{place}: {self.problem} {self.suggestion}".strip()

    def as_dict(self) -> dict[str, str]:
        """Keys sheet, cell, value, problem, suggestion, severity; all values are text."""
        return {name: str(value) for name, value in asdict(self).items()}


def has_errors(findings: Iterable[Finding]) -> bool:
    """Whether any of them is an error."""
    return any(finding.severity == Severity.ERROR for finding in findings)
