"""A finding: one thing wrong with one place of a workbook, and what to do, in plain words."""

from collections.abc import Iterable
from dataclasses import asdict, dataclass
from enum import StrEnum
from typing import NamedTuple

from hor_data.words import say_list
from hor_data.workbook import Row, Sheet

SHOWN_CELLS = 6
# The sheet that lists findings in an officer's own workbook, and its headers.
FINDINGS_SHEET = "Findings"
FINDING_HEADERS = ("Sheet", "Cell", "What is there", "Problem", "What to do", "Kind")


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

    @classmethod
    def in_cell(
        cls,
        sheet: Sheet,
        row: Row | int,
        header: str,
        problem: str,
        suggestion: str,
        severity: Severity = Severity.ERROR,
        value: str | None = None,
    ) -> "Finding":
        """A finding in the cell of a row under a header; a row may be given by its number.

        `value` is what is wrong, where that is not all that stands in the cell.
        """
        if value is None and isinstance(row, Row):
            in_row = row.values.get(header)
            value = "" if in_row is None else str(in_row)
        address = sheet.cell(row, header)
        return cls(sheet.name, address, value or "", problem, suggestion, severity)

    def __str__(self) -> str:
        """As the command line prints it: `Commitments!D14: problem suggestion`."""
        place = f"{self.sheet}!{self.cell}" if self.cell else self.sheet
        return f"{place}: {self.problem} {self.suggestion}".strip()

    def as_dict(self) -> dict[str, str]:
        """Keys sheet, cell, value, problem, suggestion, severity; all values are text."""
        return {name: str(value) for name, value in asdict(self).items()}


class FindingGroup(NamedTuple):
    """One problem with all the cells it stands in."""

    finding: Finding
    cells: tuple[str, ...]

    @property
    def where(self) -> str:
        """Commitments, cells D4, D9 and 12 more."""
        shown, more = self._shown()
        if not shown:
            return self.finding.sheet
        named = f"cell {shown[0]}" if len(self.cells) == 1 else f"cells {', '.join(shown)}"
        return f"{self.finding.sheet}, {named}" + (f" and {more} more" if more > 0 else "")

    def __str__(self) -> str:
        """As the command line prints it: `Commitments!D4, D9 and 12 more: problem suggestion`."""
        if len(self.cells) == 1:
            return str(self.finding)
        shown, more = self._shown()
        cells = f"{', '.join(shown)} and {more} more" if more else say_list(shown)
        place = f"{self.finding.sheet}!{cells}" if shown else self.finding.sheet
        return f"{place}: {self.finding.problem} {self.finding.suggestion}".strip()

    def _shown(self) -> tuple[list[str], int]:
        """The cells that are named, and how many more there are."""
        shown = [cell for cell in self.cells if cell][:SHOWN_CELLS]
        return shown, len(self.cells) - len(shown)


def group_findings(findings: Iterable[Finding]) -> list[FindingGroup]:
    """Findings that say the same of cells of one sheet, as one; in the order of the first."""
    groups: dict[tuple[str, ...], list[Finding]] = {}
    for finding in findings:
        key = (finding.severity, finding.sheet, finding.problem, finding.suggestion)
        groups.setdefault(key, []).append(finding)
    return [
        FindingGroup(group[0], tuple(finding.cell for finding in group))
        for group in groups.values()
    ]


def has_errors(findings: Iterable[Finding]) -> bool:
    """Whether any of them is an error."""
    return any(finding.severity == Severity.ERROR for finding in findings)
