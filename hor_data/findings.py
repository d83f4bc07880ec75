"""A finding: one thing wrong with one place of a workbook, and what to do, in plain words."""

from collections.abc import Iterable
from dataclasses import asdict, dataclass
from enum import StrEnum
from typing import NamedTuple

from hor_data.words import listed

SHOWN_CELLS = 6


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


class Repeated(NamedTuple):
    """One problem with all the cells it stands in."""

    finding: Finding
    cells: tuple[str, ...]

    @property
    def where(self) -> str:
        """Commitments, cells D4, D9 and 12 more."""
        shown = [cell for cell in self.cells if cell][:SHOWN_CELLS]
        more = len(self.cells) - len(shown)
        if not shown:
            return self.finding.sheet
        named = f"cell {shown[0]}" if len(self.cells) == 1 else f"cells {', '.join(shown)}"
        return f"{self.finding.sheet}, {named}" + (f" and {more} more" if more > 0 else "")

    def __str__(self) -> str:
        """As the command line prints it: `Commitments!D4, D9 and 12 more: problem suggestion`."""
        if len(self.cells) == 1:
            return str(self.finding)
        shown = [cell for cell in self.cells if cell][:SHOWN_CELLS]
        more = len(self.cells) - len(shown)
        cells = f"{', '.join(shown)} and {more} more" if more else listed(shown)
        place = f"{self.finding.sheet}!{cells}" if shown else self.finding.sheet
        return f"{place}: {self.finding.problem} {self.finding.suggestion}".strip()


def group_findings(findings: Iterable[Finding]) -> list[Repeated]:
    """Findings that say the same of cells of one sheet, as one; in the order of the first."""
    groups: dict[tuple[str, ...], list[Finding]] = {}
    for one in findings:
        key = (one.severity, one.sheet, one.problem, one.suggestion)
        groups.setdefault(key, []).append(one)
    return [Repeated(of[0], tuple(one.cell for one in of)) for of in groups.values()]


def has_errors(findings: Iterable[Finding]) -> bool:
    """Whether any of them is an error."""
    return any(finding.severity == Severity.ERROR for finding in findings)
