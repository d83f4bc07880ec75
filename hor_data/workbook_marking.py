"""Findings shown where officers work: in their own workbook, and as a table of their own."""

from collections.abc import Sequence
from io import BytesIO

from openpyxl import Workbook
from openpyxl.comments import Comment
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.worksheet.worksheet import Worksheet

from hor_data.findings import Finding, Severity
from hor_data.workbook_editing import open_to_edit

FILLS = {Severity.ERROR: "FFF4C7B8", Severity.WARNING: "FFFFF0B3"}
HEADERS = ("Sheet", "Cell", "What is there", "Problem", "What to do", "Kind")
TITLE = "Findings"
AUTHOR = "Checks"
MOST_MARKED = 2_000


def mark_findings(content: bytes, findings: Sequence[Finding]) -> bytes:
    """The officer's own workbook: faulty cells filled, each finding as the cell's note, and a sheet
    with all of them at the end. Only that sheet where the workbook cannot be written in."""
    book = open_to_edit(content)
    if not book:
        return findings_workbook(findings)
    notes: dict[tuple[str, str], list[Finding]] = {}
    for finding in findings[:MOST_MARKED]:
        if finding.sheet in book.sheetnames and finding.cell:
            notes.setdefault((finding.sheet, finding.cell), []).append(finding)
    for (sheet, cell), of_cell in notes.items():
        marked = book[sheet][cell]
        marked.fill = PatternFill("solid", fgColor=FILLS[of_cell[0].severity])
        said = "\n".join(f"{one.problem} {one.suggestion}" for one in of_cell)
        marked.comment = Comment(said, AUTHOR, width=320, height=120)
    if TITLE in book.sheetnames:
        del book[TITLE]
    _list(book.create_sheet(TITLE), findings)
    return _saved(book)


def findings_workbook(findings: Sequence[Finding]) -> bytes:
    """The findings as a workbook of one table."""
    book = Workbook()
    book.remove(book.worksheets[0])
    _list(book.create_sheet(TITLE), findings)
    return _saved(book)


def _list(sheet: Worksheet, findings: Sequence[Finding]) -> None:
    lines = [
        HEADERS,
        *((f.sheet, f.cell, f.value, f.problem, f.suggestion, str(f.severity)) for f in findings),
    ]
    for row, line in enumerate(lines, start=1):
        for column, said in enumerate(line, start=1):
            cell = sheet.cell(row, column, said)
            cell.data_type = "s"
            cell.alignment = Alignment(wrap_text=True, vertical="top")
            cell.font = Font(bold=row == 1)
    for letter, wide in zip("ABCDEF", (16, 10, 30, 50, 60, 10), strict=True):
        sheet.column_dimensions[letter].width = wide


def _saved(book: Workbook) -> bytes:
    out = BytesIO()
    book.save(out)
    return out.getvalue()
