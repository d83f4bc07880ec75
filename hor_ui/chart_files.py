"""One chart as files: a slide, a workbook, its table."""

import json
from collections.abc import Callable

from hor_data.values import Value
from hor_ui.charts import Chart
from hor_ui.deck import Part, build_deck
from hor_ui.quoting import picture_foot
from hor_ui.sheets import table_csv
from hor_ui.view import View
from hor_ui.view_workbook import chart_workbook

PPTX = "application/vnd.openxmlformats-officedocument.presentationml.presentation"
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
CSV, JSON = "text/csv", "application/json"
SHOWN = "Shown"

# By the ending of the file: its media type, and what makes it of a view, a chart and its slide.
Maker = Callable[[View, Chart, Part, str], bytes]
KINDS: dict[str, tuple[str, Maker]] = {
    "pptx": (PPTX, lambda view, _, slide, address: chart_slide(view, slide, address)),
    "xlsx": (XLSX, lambda view, chart, *_: chart_workbook(view, chart)),
    "csv": (CSV, lambda view, chart, *_: chart_csv(view, chart).encode()),
    "json": (JSON, lambda view, chart, *_: chart_json(view, chart).encode()),
}


def chart_slide(view: View, slide: Part, address: str = "") -> bytes:
    """A chart as a deck of its own, native and editable."""
    return build_deck(view, (slide,), address=address)


def chart_csv(view: View, chart: Chart) -> str:
    """The chart's table: one row a group, one column a status, as on the screen; at the end of each
    row what the whole counts, as a file has no other place for it."""
    heads, rows = _table(chart)
    shown, _ = picture_foot(view, chart)
    return table_csv([*heads, SHOWN], [[*row, shown] for row in rows])


def chart_json(view: View, chart: Chart) -> str:
    """The same with what it says, what it counts and where it is from."""
    heads, rows = _table(chart)
    shown, source = picture_foot(view, chart)
    told = {
        "title": chart.title,
        "subtitle": chart.subtitle,
        "alt": chart.alt,
        "shown": shown,
        "source": source,
        "chosen": list(chart.coverage.chosen),
        "commitments": dict(zip(chart.table.columns, chart.coverage.totals, strict=False)),
        "rows": [dict(zip(heads, row, strict=True)) for row in rows],
    }
    return json.dumps(told, ensure_ascii=False, indent=1)


def _table(chart: Chart) -> tuple[list[str], list[list[Value]]]:
    """The heads and rows of the chart's table; where it shows rows that the filters do not choose,
    the last column marks those that they do."""
    heads = [str(chart.table.index.name), *map(str, chart.table.columns)]
    rows: list[list[Value]] = [
        [str(group), *map(int, numbers)] for group, *numbers in chart.table.itertuples()
    ]
    if chart.marks:
        header, marks = chart.marks
        return [*heads, header], [[*row, mark] for row, mark in zip(rows, marks, strict=True)]
    return heads, rows
