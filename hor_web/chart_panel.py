"""Charts on a page: several painted together, each with its words, its table and its files."""

from collections.abc import Callable, Mapping, Sequence
from types import MappingProxyType
from typing import TYPE_CHECKING, NamedTuple

from hor_data.release import cross_tabulate, select, without_own_filter
from hor_exports.charts import Chart, total_rows
from hor_exports.citation import chart_sentence, picture_foot
from hor_exports.explore import MOST_SQUARES, Square, list_squares
from hor_exports.kept import KeptResults
from hor_exports.palette import DARK_COLOURS
from hor_exports.view import View, file_name, file_stem, status_chart
from hor_web.components import mount
from hor_web.filters import toggle_filter
from hor_web.links import dashboard_address
from hor_web.made_files import browser_file, known_kinds, on_file_ordered, take_orders
from hor_web.markup import render
from hor_web.page import on_link
from hor_web.state import PANELS

if TYPE_CHECKING:
    from hor_exports.deck import Part

# So many commitments are named beside a part of a bar.
MOST_NAMED = 8
# By view and grouping; a name is short, and readers with the same filters share them.
_PART_NAMES: KeptResults[dict[str, dict[str, str]]] = KeptResults(512)


class ChartPanel(NamedTuple):
    """A chart as a page shows it: the filter its bars choose, a note, what stands under its title,
    whether it takes half of the page's width, what makes the part of a deck that draws it, if that
    is more than the chart itself, and by group and series the names of the commitments in each part
    of a bar."""

    chart: Chart
    chooses: str = ""
    note: str = ""
    more: str = ""
    half: bool = False
    make_part: "Callable[[], Part] | None" = None
    named: Mapping[str, Mapping[str, str]] = MappingProxyType({})


def status_panel(view: View, field: str, note: str = "", half: bool = False) -> ChartPanel:
    """How commitments stand by a grouping, whose values the bars choose."""
    named = _PART_NAMES.get((view.key, field), lambda: _name_parts(view, field))
    return ChartPanel(status_chart(view, field), field, note, half=half, named=named)


def _name_parts(view: View, field: str) -> dict[str, dict[str, str]]:
    """By group and status, the commitments in each part of the bars of a status chart, a line each;
    nothing where there are too many to name."""
    release = view.release
    chosen = select(release, without_own_filter(view.selection, field))
    if chosen.sum() > MOST_SQUARES:
        return {}
    squares, table = list_squares(release), cross_tabulate(release, chosen, field, "status")
    return {
        group: {
            status: _name_some([squares[position] for position in table.members(row, column)])
            for column, status in enumerate(table.columns)
            if table.counts[row, column]
        }
        for row, group in enumerate(table.rows)
    }


def _name_some(squares: Sequence[Square]) -> str:
    """The commitments by ref and title, a line each, the first few of many."""
    lines = [f"{square.ref}: {square.title}" for square in squares[:MOST_NAMED]]
    more = len(squares) - len(lines)
    return "\n".join([*lines, f"and {more:,} more"] if more else lines)


def show_charts(view: View, panels: Sequence[ChartPanel]) -> None:
    """Show several charts as one: the browser paints them together."""
    data = {"charts": [_panel_data(view, panel) for panel in panels]}
    handlers = {"went": on_link, "toggled": toggle_filter, "made": on_file_ordered}
    mount("chart", panels[0].chart.name, data, handlers)


def _panel_data(view: View, panel: ChartPanel) -> dict[str, object]:
    """A panel as static/chart.js reads it."""
    chart = panel.chart
    # Without the chart and the view themselves, which would keep a release in memory; `alt` has
    # every number of the chart in it.
    key = (view.key, chart.name, chart.subtitle, chart.alt, panel.note)
    head, foot = PANELS.get(key, lambda: _panel_markup(view, chart, panel.note))
    return {
        "name": chart.name,
        "head": head + panel.more,
        "foot": foot,
        "spec": chart.figure,
        "title": chart.title,
        "subtitle": ". ".join(filter(None, [chart.subtitle, panel.note])),
        "alt": chart.alt,
        "rows": [
            bar._asdict() | ({"named": panel.named.get(bar.value, {})} if panel.named else {})
            for bar in chart.bars
        ],
        "chooses": panel.chooses,
        "half": panel.half,
        "dark": DARK_COLOURS,
        "caption": picture_foot(view, chart),
        "file": file_stem(view, chart.name),
        "made": _build_files(view, panel),
    }


def _panel_markup(view: View, chart: Chart, note: str) -> tuple[str, str]:
    """What stands above and below a chart."""
    # Plain lists: rows of a frame would be most of the words' time.
    rows = list(zip(chart.table.index, chart.table.to_numpy().tolist(), strict=True))
    sentence, totals = chart_sentence(view, chart), total_rows(chart)
    head = render("chart_head", chart=chart, note=note)
    foot = render("chart_foot", chart=chart, rows=rows, totals=totals, sentence=sentence)
    return head, foot


def _build_files(view: View, panel: ChartPanel) -> list[dict[str, str]]:
    """The files of a chart that were ordered since the last run, as the browser takes them."""
    kinds = take_orders(panel.chart.name)
    if not kinds:
        return []
    # Drawing in python-pptx takes a quarter of a second to load: no first chart waits for it.
    from hor_exports.chart_files import CHART_FILE_KINDS
    from hor_exports.deck import drawn_chart_part

    part = panel.make_part() if panel.make_part else drawn_chart_part(panel.chart)
    files = []
    for kind in known_kinds(kinds, CHART_FILE_KINDS):
        media_type, make = CHART_FILE_KINDS[kind]
        content = make(view, panel.chart, part, dashboard_address())
        files.append(browser_file(file_name(view, panel.chart.name, kind), media_type, content))
    return files
