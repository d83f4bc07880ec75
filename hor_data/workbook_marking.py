"""Findings shown where officers work: in their own workbook, and as a table of their own."""

from collections.abc import Sequence

from openpyxl import Workbook
from openpyxl.comments import Comment
from openpyxl.styles import PatternFill

from hor_data.findings import Finding, Severity
from hor_data.schema import Column
from hor_data.values import Value
from hor_data.words import clean
from hor_data.workbook_editing import open_to_edit
from hor_data.workbook_saving import saved
from hor_data.workbook_writing import add_table, empty_book

FILLS = {Severity.ERROR: "FFF4C7B8", Severity.WARNING: "FFFFF0B3"}
COLUMNS = tuple(
    Column(name, "", "", wide=wide)
    for name, wide in {
        "Sheet": 16,
        "Cell": 10,
        "What is there": 30,
        "Problem": 50,
        "What to do": 60,
        "Kind": 10,
    }.items()
)
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
    _list(book, findings)
    return saved(book)


def findings_workbook(findings: Sequence[Finding], file_name: str = "") -> bytes:
    """The findings in the file of that name as a workbook of one table, ready to filter and to
    print."""
    book = empty_book(f"What the checks found in {clean(file_name) or 'a workbook'}")
    book.properties.creator = AUTHOR
    _list(book, findings)
    return saved(book, rows_grow=True)


def _list(book: Workbook, findings: Sequence[Finding]) -> None:
    names = [column.name for column in COLUMNS]
    rows: list[dict[str, Value]] = [
        dict(zip(names, (f.sheet, f.cell, f.value, f.problem, f.suggestion, str(f.severity)),
                 strict=True))
        for f in findings
    ]  # fmt: skip
    add_table(book, TITLE, COLUMNS, rows)
