"""A view as a workbook: its rows, and its tallies with Excel's own charts under them."""

import re
from collections.abc import Iterator, Sequence
from typing import Any

from xlsxwriter import Workbook
from xlsxwriter.worksheet import Worksheet

from hor_data.workbook import (
    TALLY_SHEET_PREFIX,
    CellValue,
    Column,
    add_table_sheet,
    new_workbook_with_cover,
    workbook_bytes,
    write_workbook,
)
from hor_exports.charts import Chart
from hor_exports.citation import picture_foot, say_extent
from hor_exports.explore import MatrixTable
from hor_exports.palette import HATCH, OUTLINE, PAPER, PLAIN, SERIES_COLOURS, TEXT_ON_SERIES
from hor_exports.spreadsheets.matrix_sheet import add_matrix_sheet
from hor_exports.spreadsheets.rows import chart_rows, rows_by_sheet
from hor_exports.view import CHARTED_GROUPINGS, View, file_title, status_chart

CHARTS_NOTE = "Each sheet “Status by …” holds one tally, and a chart of it that can be changed."
MATRIX_NOTE = "The sheet “Matrix” holds the {}."
# Inches: a chart is as wide always, and as high as its bars and what stands around them.
CHART_WIDTH, CHART_ROW_HEIGHT, HEIGHT_AROUND_BARS = 9.5, 0.33, 1.6
PIXELS_PER_INCH = 96
BAR_OUTLINE_WIDTH = 1.5  # points
_SHEET_REFERENCE = re.compile(r"!(?=\$?[A-Z]+\$?\d)")
LONGEST_SHEET_NAME = 31  # characters that Excel allows
MOVES_WITH_CELLS = 2  # and keeps its size, as XlsxWriter numbers it


def write_view_workbook(
    view: View, matrix: MatrixTable | None = None, trend: Chart | None = None
) -> bytes:
    """The commitments of the view with their updates and measures, and the tallies with charts;
    the matrix and the trend where they are given.

    Unfiltered, reading it gives the release again.
    """
    charts = [status_chart(view, field) for field in CHARTED_GROUPINGS]
    rows = rows_by_sheet(view.release, set(view.commitments["Ref"]))
    note = MATRIX_NOTE.format(matrix.caption.lower()) if matrix else ""
    cover = _cover(view) | {"charts": f"{CHARTS_NOTE} {note}".strip()}

    def add_sheets(book: Workbook) -> None:
        if matrix:
            add_matrix_sheet(book, matrix)
        _add_tally_sheets(book, view, [*charts, trend] if trend else charts)

    return write_workbook(cover, rows, add_sheets, file_title(view, "Workbook with charts"))


def write_matrix_workbook(view: View, table: MatrixTable, chart: Chart | None = None) -> bytes:
    """A matrix with a cover that says of what, and the chart of it where there is one."""
    cover = _cover(view, f"{table.caption}: {table.shown}")
    book = new_workbook_with_cover(cover, file_title(view, table.title))
    add_matrix_sheet(book, table)
    if chart:
        _add_tally_sheets(book, view, [chart])
    return workbook_bytes(book)


def write_chart_workbook(view: View, chart: Chart) -> bytes:
    """One chart's table with the chart under it, and a cover that says of what."""
    cover = _cover(view, chart.coverage.sentence)
    book = new_workbook_with_cover(cover, file_title(view, chart.title))
    _add_tally_sheets(book, view, [chart])
    return workbook_bytes(book)


def tally_sheet_name(chart: Chart) -> str:
    """The name of a tally's sheet: Status by theme; of a chart that is not of statuses its own."""
    if chart.facts or PLAIN in chart.meanings.values():
        return chart.name.replace("-", " ").capitalize()[:LONGEST_SHEET_NAME]
    group = str(chart.table.index.name)
    return f"{TALLY_SHEET_PREFIX}{group[0].lower()}{group[1:]}"


def _cover(view: View, counted: str = "") -> dict[str, str]:
    return dict(view.release.cover) | {"shown": counted or say_extent(view)}


def _add_tally_sheets(book: Workbook, view: View, charts: Sequence[Chart]) -> None:
    for chart in charts:
        heads, lines = _sheet_rows(chart)
        numeric = _numeric_heads(chart)
        columns = [Column(head, holds="number" if head in numeric else "text") for head in heads]
        columns[0] = Column(heads[0], width=44)
        rows = [dict(zip(heads, line, strict=True)) for line in lines]
        height = CHART_ROW_HEIGHT * len(rows) + HEIGHT_AROUND_BARS if rows else 0
        sheet = add_table_sheet(book, tally_sheet_name(chart), columns, rows, height)
        if rows:
            # A chart that is copied into another file leaves the cover behind.
            counted, _ = picture_foot(view, chart)
            _add_excel_chart(book, sheet, chart, counted, height)


def _numeric_heads(chart: Chart) -> set[str]:
    """The heads of a chart's sheet under which numbers stand."""
    heads = {str(name) for name in chart.table.columns}
    if chart.facts:
        heads |= {
            head
            for row in chart.facts.rows
            for head, value in zip(chart.facts.heads, row, strict=True)
            if isinstance(value, int | float)
        }
    return heads


def _sheet_rows(chart: Chart) -> tuple[list[str], list[list[CellValue]]]:
    """The heads and rows of a chart's sheet; after facts come the lengths of the bars, in percent,
    which Excel's own chart is drawn from."""
    heads, lines = chart_rows(chart)
    if not chart.facts:
        return heads, lines
    lengths = chart.table.to_numpy().tolist()
    rows = [[*line, *length] for line, length in zip(lines, lengths, strict=True)]
    return [*heads, *map(str, chart.table.columns)], rows


def _add_excel_chart(
    book: Workbook,
    sheet: Worksheet,
    chart: Chart,
    counted: str,
    height: float,
) -> None:
    """Excel's own chart of the sheet's table, as it is on the screen, under the table.

    `counted` says what the bars count; it stands under them, as the title of their axis.
    """
    last_row = len(chart.table)
    drawn = book.add_chart({"type": "bar", "subtype": "stacked", "name": chart.title})
    for series in _list_series(sheet, chart):
        drawn.add_series(series)
    drawn.set_title({"name": _chart_text(chart.title), "name_font": {"size": 14, "bold": True}})
    drawn.set_legend({"position": "top"})
    drawn.set_y_axis({"reverse": True})
    drawn.set_x_axis(
        {
            "name": _chart_text(counted),
            "name_font": {"size": 10, "bold": False},
            "label_position": "none",
            "line": {"none": True},
            "major_tick_mark": "none",
            "major_gridlines": {"visible": False},
        }
    )
    drawn.set_size({"width": CHART_WIDTH * PIXELS_PER_INCH, "height": height * PIXELS_PER_INCH})
    options = {"description": chart.alt, "object_position": MOVES_WITH_CELLS}
    sheet.insert_chart(last_row + 2, 0, drawn, options)


def _list_series(sheet: Worksheet, chart: Chart) -> Iterator[dict[str, Any]]:
    """Each series of a chart as XlsxWriter takes it: where its cells are on the sheet, its look."""
    last_row, first = len(chart.table), len(chart.facts.heads) if chart.facts else 1
    for column, (name, meaning) in enumerate(chart.legend, start=first):
        look = _series_look(meaning, chart.table[name])
        if chart.facts:
            # The length of a bar is no number to be read.
            del look["data_labels"]
        yield look | {
            "name": [sheet.name, 0, column],
            "categories": [sheet.name, 1, 0, last_row, 0],
            "values": [sheet.name, 1, column, last_row, column],
            "gap": 42,
            "overlap": 100,
        }


def _chart_text(text: str) -> str:
    """Words for a chart, which XlsxWriter takes for a reference where they hold one, as Go!A1 does:
    a character without width keeps them apart."""
    return _SHEET_REFERENCE.sub("!\u2060", text)


def _series_look(meaning: str, numbers: Sequence[int]) -> dict[str, Any]:
    """The colours of a series, and the numbers on its bars but for noughts: not every program
    hides them by their format."""
    colour = SERIES_COLOURS[meaning]
    fill: dict[str, Any] = {"fill": {"color": colour}}
    if meaning == "unclear":
        pattern = {"pattern": "wide_upward_diagonal", "bg_color": colour}
        fill = {"pattern": pattern | {"fg_color": HATCH["fgcolor"]}}
    edge = OUTLINE if meaning == "not started" else PAPER
    labels = {
        "value": True,
        "num_format": "#,##0;;",
        "position": "center",
        "font": {"bold": True, "color": TEXT_ON_SERIES[meaning]},
        "custom": [None if number else {"delete": True} for number in numbers],
    }
    return fill | {"border": {"color": edge, "width": BAR_OUTLINE_WIDTH}, "data_labels": labels}
