"""Charts: each function takes a tidy table and gives a Chart."""

from hor_exports.charts.chart import CHOSEN_HEADER, Bar, Chart, Coverage, Facts, LegendEntry
from hor_exports.charts.flow import Flow, Ribbon, build_flow
from hor_exports.charts.moves import moves_chart
from hor_exports.charts.status import draw_bars, order_bars, slice_chart, status_bars, total_rows
from hor_exports.charts.targets import NO_TARGETS, targets_chart
from hor_exports.charts.titles import NO_MATCHES, group_word, say_status_counts
from hor_exports.charts.trend import (
    ALL_OF_EACH,
    ONE_RELEASE,
    name_releases,
    say_trend,
    trend_chart,
)
