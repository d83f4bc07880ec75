"""A view as a workbook: its rows, and its tallies with Excel's own charts under them."""

import re
import zipfile
from collections.abc import Mapping, Sequence
from io import BytesIO
from typing import Any

from openpyxl import Workbook as Book
from openpyxl.chart import BarChart, Reference, Series
from openpyxl.chart.label import DataLabel, DataLabelList
from openpyxl.chart.shapes import GraphicalProperties
from openpyxl.chart.text import RichText
from openpyxl.drawing.fill import ColorChoice, PatternFillProperties
from openpyxl.drawing.line import LineProperties
from openpyxl.drawing.text import CharacterProperties, Paragraph, ParagraphProperties
from openpyxl.worksheet.worksheet import Worksheet
from openpyxl.xml.constants import SHEET_DRAWING_NS
from openpyxl.xml.functions import fromstring, tostring

from hor_data.schema import Column
from hor_data.workbook import TALLIES, Value
from hor_data.workbook_saving import saved
from hor_data.workbook_writing import add_table, new_book, write_workbook
from hor_ui.charts import Chart
from hor_ui.palette import HATCH, OUTLINE, PAPER, STATUS_COLOURS, TEXT_ON_STATUS
from hor_ui.quoting import picture_foot, say_extent
from hor_ui.sheets import rows_of
from hor_ui.view import CHARTED, View, file_title, status_chart

CHARTS_NOTE = "Each sheet “Status by …” holds one tally, and a chart of it that can be changed."
CHART_WIDTH, ROW_HEIGHT, AROUND = 24.0, 0.85, 4.0  # cm
LINE = 19_050  # 1.5 points
# In hundredths of a point, and whether bold: the title, and what is counted under it.
TITLE_SIZES = ((1400, True), (1000, False))
_DRAWING = re.compile(r"xl/drawings/drawing(\d+)\.xml")


def view_workbook(view: View) -> bytes:
    """The commitments of the view with their updates and measures, and the tallies with charts.

    Unfiltered, reading it gives the release again.
    """
    charts = [status_chart(view, field) for field in CHARTED]
    rows = rows_of(view.release, set(view.commitments["Ref"]))
    cover = _cover(view) | {"charts": CHARTS_NOTE}
    title = file_title(view, "Workbook with charts")
    content = write_workbook(cover, rows, lambda book: _add_tallies(book, view, charts), title)
    return _with_alternatives(content, [chart for chart in charts if chart.bars])


def chart_workbook(view: View, chart: Chart) -> bytes:
    """One chart's table with the chart under it, and a cover that says of what."""
    book = new_book(_cover(view, chart.coverage.sentence), file_title(view, chart.title))
    _add_tallies(book, view, [chart])
    return _with_alternatives(saved(book), [chart] if chart.bars else [])


def tab_of(chart: Chart) -> str:
    """The name of a tally's sheet: Status by theme."""
    group = str(chart.table.index.name)
    return f"{TALLIES}{group[0].lower()}{group[1:]}"


def _cover(view: View, counted: str = "") -> dict[str, str]:
    return dict(view.release.cover) | {"shown": counted or say_extent(view)}


def _add_tallies(book: Book, view: View, charts: Sequence[Chart]) -> None:
    meanings = {one.value: one.stands_for for one in view.release.statuses}
    for chart in charts:
        group, statuses = str(chart.table.index.name), [str(one) for one in chart.table.columns]
        columns = [Column(group, "", "", wide=44), *(Column(one, "", "") for one in statuses)]
        rows: list[dict[str, Value]] = [
            {group: str(name)} | dict(zip(statuses, map(int, numbers), strict=True))
            for name, *numbers in chart.table.itertuples()
        ]
        if chart.marks:
            header, marks = chart.marks
            columns.append(Column(header, "", ""))
            rows = [row | {header: mark} for row, mark in zip(rows, marks, strict=True)]
        sheet = add_table(book, tab_of(chart), columns, rows)
        sheet.page_setup.fitToHeight = 1
        if rows:
            shown, _ = picture_foot(view, chart)
            drawn = _native(sheet, chart, meanings)
            # A chart that is copied into another file leaves the cover behind.
            drawn.title = f"{chart.title}\n{shown}"
            drawn.title.overlay = False
            _set_sizes(drawn.title.tx.rich.paragraphs)
            sheet.add_chart(drawn, f"A{len(rows) + 3}")


def _set_sizes(paragraphs: Sequence[Paragraph]) -> None:
    """Set what is counted smaller than the title above it."""
    sizes = zip(paragraphs, TITLE_SIZES, strict=True)
    for paragraph, (size, bold) in sizes:
        for run in paragraph.r:
            run.rPr = CharacterProperties(sz=size, b=bold)


def _native(sheet: Worksheet, chart: Chart, meanings: Mapping[str, str]) -> BarChart:
    """Excel's own chart of the sheet's table, as it is on the screen."""
    last = len(chart.table) + 1
    drawn = BarChart()
    drawn.type, drawn.grouping, drawn.overlap, drawn.gapWidth = "bar", "stacked", 100, 42
    drawn.width, drawn.height = CHART_WIDTH, ROW_HEIGHT * len(chart.table) + AROUND
    drawn.legend.position = "t"
    drawn.x_axis.scaling.orientation = "maxMin"
    drawn.x_axis.delete, drawn.y_axis.delete = False, True
    drawn.y_axis.majorGridlines = None
    for at, status in enumerate(chart.table.columns, start=2):
        column = Reference(sheet, min_col=at, min_row=1, max_row=last)
        series = Series(column, title_from_data=True)
        empty = [place for place, number in enumerate(chart.table[status]) if not number]
        _paint(series, meanings[str(status)], empty)
        drawn.series.append(series)
    drawn.set_categories(Reference(sheet, min_col=1, min_row=2, max_row=last))
    return drawn


def _paint(series: Any, meaning: str, empty: Sequence[int]) -> None:
    """Give a status its colours, and its bars their numbers but for those at the `empty` places."""
    colour = _rgb(STATUS_COLOURS[meaning])
    shape = GraphicalProperties(solidFill=colour)
    if meaning == "unclear":
        shape = GraphicalProperties()
        shape.pattFill = PatternFillProperties(prst="wdUpDiag")
        shape.pattFill.foreground = ColorChoice(srgbClr=_rgb(HATCH["fgcolor"]))
        shape.pattFill.background = ColorChoice(srgbClr=colour)
    edge = OUTLINE if meaning == "not started" else PAPER
    shape.line = LineProperties(w=LINE, solidFill=_rgb(edge))
    series.graphicalProperties = shape
    text = CharacterProperties(b=True, solidFill=_rgb(TEXT_ON_STATUS[meaning]))
    labels = DataLabelList(showVal=True, numFmt="#,##0;;", dLblPos="ctr")
    # Not every program hides a nought by its number's format.
    labels.dLbl = [DataLabel(idx=place, showVal=False) for place in empty]
    for label in (labels, *labels.dLbl):
        label.showSerName = label.showCatName = label.showLegendKey = label.showPercent = False
    labels.txPr = RichText(
        p=[Paragraph(pPr=ParagraphProperties(defRPr=text), endParaRPr=CharacterProperties())]
    )
    series.dLbls = labels


def _with_alternatives(content: bytes, charts: Sequence[Chart]) -> bytes:
    """The workbook with each chart's name and alternative text, which openpyxl has no place for."""
    out = BytesIO()
    with (
        zipfile.ZipFile(BytesIO(content)) as given,
        zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as made,
    ):
        for part in given.infolist():
            content_of_part = given.read(part)
            if number := _DRAWING.fullmatch(part.filename):
                chart = charts[int(number.group(1)) - 1]
                content_of_part = _with_alternative(content_of_part, chart)
            made.writestr(part, content_of_part)
    return out.getvalue()


def _with_alternative(drawing: bytes, chart: Chart) -> bytes:
    root = fromstring(drawing)
    for properties in root.iter(f"{{{SHEET_DRAWING_NS}}}cNvPr"):
        properties.set("name", chart.title)
        properties.set("descr", chart.alt)
    return bytes(tostring(root))


def _rgb(colour: str) -> str:
    return colour.lstrip("#").upper()
