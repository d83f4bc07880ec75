"""The matrix as a sheet: a table of its numbers, and under it its totals and what they say."""

from collections.abc import Iterable, Sequence

from xlsxwriter import Workbook

from hor_data.workbook import (
    MATRIX_SHEET,
    CellValue,
    Column,
    add_table_sheet,
)
from hor_exports.charts import CHOSEN_HEADER
from hor_exports.explore import MatrixLine, MatrixTable

TOTAL_HEADER = "Total"
NAME_WIDTH, RELEASE_WIDTH, NUMBER_WIDTH = 44, 20, 16


def matrix_rows(table: MatrixTable) -> tuple[list[str], list[list[CellValue]]]:
    """The heads and rows of a matrix: what each line is of, a number a column, and how many
    commitments it has. Where it shows what the filters do not choose, the last column marks the
    lines that they do."""
    marked = [CHOSEN_HEADER] if table.compares else []
    values = (column.value for column in table.columns)
    heads = _distinct([*table.heads, *values, TOTAL_HEADER, *marked])
    return heads, [_row(table, line) for line in table.lines]


def matrix_total_rows(table: MatrixTable) -> list[list[CellValue]]:
    """The rows that total a matrix, under the same heads."""
    return [_row(table, line) for line in table.totals]


def add_matrix_sheet(book: Workbook, table: MatrixTable) -> None:
    """The sheet of a matrix: a table, its totals under it, and the sentences on what it counts."""
    heads, rows = matrix_rows(table)
    first_number = len(table.heads)
    last_number = first_number + len(table.columns)
    columns = [
        Column(head, holds="number", width=NUMBER_WIDTH)
        if first_number <= place <= last_number
        else Column(head, width=RELEASE_WIDTH if place else NAME_WIDTH)
        for place, head in enumerate(heads)
    ]
    lines = [dict(zip(heads, row, strict=True)) for row in rows]
    sheet = add_table_sheet(book, MATRIX_SHEET, columns, lines)
    bold = book.add_format({"bold": True, "valign": "top"})
    place = max(len(rows), 1) + 1
    for row in matrix_total_rows(table):
        for position, value in enumerate(row):
            if isinstance(value, int):
                sheet.write_number(place, position, value, bold)
            else:
                sheet.write_string(place, position, str(value), bold)
        place += 1
    for sentence in (f"{table.title}.", f"{table.caption}: {table.shown}.", *table.remarks):
        place += 1
        sheet.write_string(place, 0, sentence)


def _row(table: MatrixTable, line: MatrixLine) -> list[CellValue]:
    marks = ["yes" if line.chosen else "no"] if table.compares else []
    return [*line.values, *line.counts, line.total, *marks]


def _distinct(names: Iterable[str]) -> list[str]:
    """The names, those that are alike but for capitals told apart by a number: no table of Excel
    has one header twice."""
    distinct: list[str] = []
    for name in names:
        distinct.append(_next_name(name, distinct))
    return distinct


def _next_name(name: str, others: Sequence[str]) -> str:
    known = {other.casefold() for other in others}
    number, distinct = 1, name
    while distinct.casefold() in known:
        number += 1
        distinct = f"{name} ({number})"
    return distinct
