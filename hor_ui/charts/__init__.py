"""Charts: each function takes a tidy table and gives a Chart."""

from hor_ui.charts.chart import Bar, Chart, Legend
from hor_ui.charts.moves import Flow, flow_of, moves_chart
from hor_ui.charts.status import status_by

__all__ = ["Bar", "Chart", "Flow", "Legend", "flow_of", "moves_chart", "status_by"]
