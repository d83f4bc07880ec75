"""Charts: each function takes a tidy table and gives a Chart."""

from hor_ui.charts.chart import Bar, Chart, Legend
from hor_ui.charts.status import status_by

__all__ = ["Bar", "Chart", "Legend", "status_by"]
