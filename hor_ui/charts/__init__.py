"""Charts: each function takes a tidy table and gives a Chart."""

from hor_ui.charts.chart import Bar, Chart, Coverage, Legend
from hor_ui.charts.flow import Flow, flow_of
from hor_ui.charts.moves import moves_chart
from hor_ui.charts.status import part_of, status_by, total_rows

__all__ = [
    "Bar",
    "Chart",
    "Coverage",
    "Flow",
    "Legend",
    "flow_of",
    "moves_chart",
    "part_of",
    "status_by",
    "total_rows",
]
