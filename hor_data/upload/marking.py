"""Findings shown where officers work: in their own workbook, and as a table of their own."""

import logging
from collections.abc import Sequence

from hor_data.checks import FINDING_HEADERS, FINDINGS_SHEET, Finding, Severity
from hor_data.words import clean_text
from hor_data.workbook import (
    MARK_COLOURS,
    CellMark,
    Column,
    EarlierMarks,
    MarkedWorkbook,
    Marks,
    TextSheet,
    add_table_sheet,
    mark_workbook,
    new_workbook,
    read_added_sheets,
    workbook_bytes,
)

FILLS_BY_SEVERITY = dict(zip((Severity.ERROR, Severity.WARNING), MARK_COLOURS, strict=True))
FINDING_COLUMNS = tuple(
    Column(header, width=width)
    for header, width in zip(FINDING_HEADERS, (16, 10, 30, 50, 60, 10), strict=True)
)
FINDINGS_AUTHOR = "Checks"
MOST_FINDINGS_MARKED, MOST_PLACES_SAID = 2_000, 6
_log = logging.getLogger(__name__)


def mark_findings(content: bytes, findings: Sequence[Finding]) -> bytes:
    """The officer's own workbook: faulty cells filled, each finding as the cell's note, and a sheet
    with all of them at the end; marks that it has from before give way to these. Only that sheet
    where the workbook cannot be written in."""
    marked = _mark(content, findings)
    if not marked:
        _log.warning("A workbook could not be marked: its findings are given alone")
        return write_findings_workbook(findings)
    return marked.content


def say_marking_limits(content: bytes, findings: Sequence[Finding]) -> str:
    """A sentence on what the marked workbook will not have, to be read before it is downloaded; ""
    where it has everything that the officer's own has, and all marks."""
    marked = _mark(content, findings)
    if not marked:
        return (
            "Your workbook cannot be written in: the download holds the list of problems alone, "
            "and nothing of your own workbook."
        )
    if not marked.without_note:
        return ""
    places = [f"{sheet}!{cell}" for sheet, cell in marked.without_note]
    more = f" and {len(places) - MOST_PLACES_SAID} more" if len(places) > MOST_PLACES_SAID else ""
    return (
        "These cells have comments of your own, which stay as they are; what is wrong with them is "
        f"on the sheet of problems alone: {', '.join(places[:MOST_PLACES_SAID])}{more}."
    )


def _mark(content: bytes, findings: Sequence[Finding]) -> MarkedWorkbook | None:
    """The marked workbook; None where it cannot be written in."""
    by_cell: dict[tuple[str, str], list[Finding]] = {}
    for finding in findings[:MOST_FINDINGS_MARKED]:
        if finding.cell:
            by_cell.setdefault((finding.sheet, finding.cell), []).append(finding)
    marks = {
        place: CellMark(
            FILLS_BY_SEVERITY[in_cell[0].severity],
            "\n".join(f"{finding.problem} {finding.suggestion}" for finding in in_cell),
        )
        for place, in_cell in by_cell.items()
    }
    earlier = _read_earlier_marks(content)
    rows = [_cells(finding) for finding in findings]
    sheet = TextSheet(FINDINGS_SHEET, FINDING_COLUMNS, rows, earlier.title)
    return mark_workbook(content, Marks(marks, FINDINGS_AUTHOR, earlier), sheet)


def _read_earlier_marks(content: bytes) -> EarlierMarks:
    """What a workbook was marked with before, as the sheet that was added to it says: a sheet of
    our columns whose every row is of one of our kinds, with nothing that an officer added."""
    kinds = set(map(str, Severity))
    added = read_added_sheets(content, FINDINGS_SHEET, FINDING_COLUMNS)
    ours = {title: rows for title, rows in added.items() if {row[-1] for row in rows} <= kinds}
    if not ours:
        return EarlierMarks()
    title, rows = list(ours.items())[-1]
    notes: dict[str, set[str]] = {}
    cells: dict[str, set[str]] = {}
    for sheet, cell, _, problem, suggestion, _ in rows:
        if cell:
            notes.setdefault(sheet, set()).add(f"{problem} {suggestion}")
            cells.setdefault(sheet, set()).add(cell)
    return EarlierMarks(title, notes, cells)


def write_findings_workbook(findings: Sequence[Finding], file_name: str = "") -> bytes:
    """The findings in the file of that name as a workbook of one table, ready to filter and to
    print."""
    title = f"What the checks found in {clean_text(file_name) or 'a workbook'}"
    book = new_workbook(title, FINDINGS_AUTHOR)
    headers = [column.name for column in FINDING_COLUMNS]
    rows = [dict(zip(headers, _cells(finding), strict=True)) for finding in findings]
    add_table_sheet(book, FINDINGS_SHEET, FINDING_COLUMNS, rows)
    return workbook_bytes(book)


def _cells(finding: Finding) -> tuple[str, ...]:
    place = (finding.sheet, finding.cell, finding.value)
    return (*place, finding.problem, finding.suggestion, str(finding.severity))
