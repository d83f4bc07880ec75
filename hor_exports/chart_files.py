"""One chart as files: a slide, a workbook, its table."""

import json
from collections.abc import Callable

from hor_exports.charts import Chart
from hor_exports.citation import picture_foot
from hor_exports.deck import Part, build_deck
from hor_exports.spreadsheets import chart_rows, table_csv, write_chart_workbook
from hor_exports.view import View

PPTX_MEDIA_TYPE = "application/vnd.openxmlformats-officedocument.presentationml.presentation"
XLSX_MEDIA_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
CSV_MEDIA_TYPE, JSON_MEDIA_TYPE = "text/csv", "application/json"
SHOWN_HEADER = "Shown"

# By the ending of the file: its media type, and what makes it of a view, a chart and its slide.
ChartFileWriter = Callable[[View, Chart, Part, str], bytes]
CHART_FILE_KINDS: dict[str, tuple[str, ChartFileWriter]] = {
    "pptx": (PPTX_MEDIA_TYPE, lambda view, _, slide, address: chart_slide(view, slide, address)),
    "xlsx": (XLSX_MEDIA_TYPE, lambda view, chart, *_: write_chart_workbook(view, chart)),
    "csv": (CSV_MEDIA_TYPE, lambda view, chart, *_: chart_csv(view, chart).encode()),
    "json": (JSON_MEDIA_TYPE, lambda view, chart, *_: chart_json(view, chart).encode()),
}


def chart_slide(view: View, slide: Part, address: str = "") -> bytes:
    """A chart as a deck of its own, native and editable."""
    return build_deck(view, (slide,), address=address)


def chart_csv(view: View, chart: Chart) -> str:
    """The chart's table: one row a group, one column a series, as on the screen; at the end of each
    row what the whole counts, as a file has no other place for it."""
    heads, rows = chart_rows(chart)
    shown, _ = picture_foot(view, chart)
    return table_csv([*heads, SHOWN_HEADER], [[*row, shown] for row in rows])


def chart_json(view: View, chart: Chart) -> str:
    """The same with what it says, what it counts and where it is from."""
    heads, rows = chart_rows(chart)
    shown, source = picture_foot(view, chart)
    content = {
        "title": chart.title,
        "subtitle": chart.subtitle,
        "alt": chart.alt,
        "shown": shown,
        "source": source,
        "chosen": list(chart.coverage.chosen),
        **_totals(chart),
        "rows": [dict(zip(heads, row, strict=True)) for row in rows],
    }
    return json.dumps(content, ensure_ascii=False, indent=1)


def _totals(chart: Chart) -> dict[str, dict[str, int]]:
    """How many a chart counts by series, under the name of what it counts; nothing where its bars
    are no counts."""
    if chart.facts:
        return {}
    totals = zip(chart.table.columns, chart.coverage.totals, strict=False)
    return {f"{chart.coverage.unit}s": dict(totals)}
