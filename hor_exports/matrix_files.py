"""The matrix as files: a slide, a workbook, its table; the trend over releases among them."""

import json
from collections.abc import Callable
from typing import NamedTuple

from hor_data.changes import Trend
from hor_exports.chart_files import (
    CSV_MEDIA_TYPE,
    JSON_MEDIA_TYPE,
    PPTX_MEDIA_TYPE,
    SHOWN_HEADER,
    XLSX_MEDIA_TYPE,
    chart_slide,
)
from hor_exports.citation import say_source, say_table_extent
from hor_exports.deck import matrix_part
from hor_exports.explore import (
    MatrixChoice,
    MatrixTable,
    build_matrix_table,
    matrix_chart,
    name_matrix,
)
from hor_exports.spreadsheets import (
    matrix_rows,
    matrix_total_rows,
    table_csv,
    write_matrix_workbook,
)
from hor_exports.view import View, file_name


class MatrixFile(NamedTuple):
    """A file of the matrix: its name, its media type and its content."""

    name: str
    media_type: str
    content: bytes


def write_matrix_file(
    view: View, choice: MatrixChoice, kind: str, trend: Trend | None = None, address: str = ""
) -> MatrixFile:
    """The view's matrix as a file of a kind, one of MATRIX_FILE_KINDS.

    `trend` is needed where the columns are releases; `address` is the dashboard's own, for the link
    in the slide's notes.
    """
    media_type, write = MATRIX_FILE_KINDS[kind]
    content = write(view, choice, trend, address)
    return MatrixFile(file_name(view, name_matrix(choice), kind), media_type, content)


def matrix_csv(view: View, table: MatrixTable) -> str:
    """The matrix as a table: a row a group, a column a group; at the end of each row what the whole
    counts."""
    heads, rows = matrix_rows(table)
    shown = " ".join([f"{say_table_extent(view, table.shown)}.", *table.remarks])
    return table_csv([*heads, SHOWN_HEADER], [[*row, shown] for row in rows])


def matrix_json(view: View, table: MatrixTable) -> str:
    """The same with its totals, what it says, what it counts and where it is from."""
    heads, rows = matrix_rows(table)
    content = {
        "title": table.title,
        "caption": table.caption,
        "shown": f"{say_table_extent(view, table.shown)}.",
        "remarks": list(table.remarks),
        "source": say_source(view),
        "columns_of": table.across,
        "chosen_columns": [column.value for column in table.columns if column.chosen],
        "rows": [dict(zip(heads, row, strict=True)) for row in rows],
        "totals": [dict(zip(heads, row, strict=True)) for row in matrix_total_rows(table)],
    }
    return json.dumps(content, ensure_ascii=False, indent=1)


def _slide(view: View, choice: MatrixChoice, trend: Trend | None, address: str) -> bytes:
    return chart_slide(view, matrix_part(choice, trend, view.selection.status), address)


def _workbook(view: View, choice: MatrixChoice, trend: Trend | None, _: str) -> bytes:
    table = build_matrix_table(view, choice, trend)
    return write_matrix_workbook(view, table, matrix_chart(view, choice, trend))


# By the ending of the file: its media type, and what makes it of a view, a choice, a trend and the
# dashboard's address.
MatrixFileWriter = Callable[[View, MatrixChoice, Trend | None, str], bytes]
MATRIX_FILE_KINDS: dict[str, tuple[str, MatrixFileWriter]] = {
    "pptx": (PPTX_MEDIA_TYPE, _slide),
    "xlsx": (XLSX_MEDIA_TYPE, _workbook),
    "csv": (
        CSV_MEDIA_TYPE,
        lambda view, choice, trend, _: matrix_csv(
            view, build_matrix_table(view, choice, trend)
        ).encode(),
    ),
    "json": (
        JSON_MEDIA_TYPE,
        lambda view, choice, trend, _: matrix_json(
            view, build_matrix_table(view, choice, trend)
        ).encode(),
    ),
}
