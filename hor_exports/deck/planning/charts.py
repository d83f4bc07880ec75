"""Chart slides: as many bars as a slide holds legibly, the rest on the next, to one scale."""

from collections.abc import Sequence
from typing import NamedTuple

from hor_exports.charts import Chart, slice_chart
from hor_exports.deck.drawing.chart import NAME_SHARE, ROOMY_ROW, bar_names, legend_height
from hor_exports.deck.planning.planned import fit_lead, plan_slide
from hor_exports.deck.planning.slides import (
    LEAD_SIZE,
    ChartBody,
    DeckContext,
    PlannedSlide,
    lead_height,
    series_with_bars,
)
from hor_exports.fitting import wrap_lines
from hor_exports.view import status_chart

CHART_TYPE_SIZE, CHART_LINE_SPACING = 12.0, 1.21
# The line above a chart is set smaller where that spares a slide, or bars stand close.
LEAD_SIZES = (LEAD_SIZE, 16.0, 14.0)


class ChartLayout(NamedTuple):
    """The line above a chart, its type size, the rows on each slide and how high one may be."""

    lead: str
    size: float
    parts: list[slice]
    row: float


def plan_status_chart(deck: DeckContext, field: str) -> list[PlannedSlide]:
    """The chart of a grouping, on as many slides as its bars need."""
    return plan_chart(deck, status_chart(deck.view, field))


def plan_chart(deck: DeckContext, chart: Chart) -> list[PlannedSlide]:
    """A chart that is drawn already, on as many slides as its bars need."""
    lead = _chart_lead(deck, chart)
    layout = _best_layout(
        [_lay_out_chart(deck, chart, fit_lead(deck, lead, size), size) for size in LEAD_SIZES]
    )
    slides = len(layout.parts)
    charts = [slice_chart(chart, rows) for rows in layout.parts] if slides > 1 else [chart]
    rows = max(len(shown.bars) for shown in charts)
    subtitle = f"{chart.subtitle}."
    return [
        plan_slide(
            deck,
            chart.title,
            ChartBody(shown, layout.lead, chart, rows, layout.size),
            (shown.alt, subtitle) if slides > 1 else (subtitle, shown.alt),
            part=(number, slides),
        )
        for number, shown in enumerate(charts, start=1)
    ]


def _chart_lead(deck: DeckContext, chart: Chart) -> str:
    """What is counted; the filters where there are any; which bars are chosen."""
    shown = chart.coverage.compared
    if not deck.view.selection.is_everything:
        shown = chart.coverage.sentence
    return " ".join(f"{part}." for part in (chart.subtitle, shown) if part)


def _best_layout(layouts: Sequence[ChartLayout]) -> ChartLayout:
    """The fewest slides; of those the largest line above that leaves bars room, else the
    smallest, which leaves them most."""

    def rank(layout: ChartLayout) -> tuple[int, bool, float]:
        is_close = layout.row < ROOMY_ROW
        return len(layout.parts), is_close, layout.size if is_close else -layout.size

    return min(layouts, key=rank)


def _lay_out_chart(deck: DeckContext, chart: Chart, lead: str, size: float) -> ChartLayout:
    """The chart under a line of this size, its rows shared out evenly."""
    look, room = deck.look, deck.room
    left = room.height - lead_height(lead, room.width, look, size)
    left -= legend_height(series_with_bars(chart), room.width, look)
    letters = max(CHART_TYPE_SIZE, look.smallest)
    face, across = look.face.sized(letters), room.width * NAME_SHARE - 14
    lines = [len(wrap_lines(name, across, face)) for name in bar_names(chart)]
    row = max(lines, default=1) * letters * CHART_LINE_SPACING
    most = max(int(left / row), 1)
    slides = max(-(-len(lines) // most), 1)
    each = max(-(-len(lines) // slides), 1)
    parts = [slice(start, start + each) for start in range(0, max(len(lines), 1), each)]
    return ChartLayout(lead, size, parts, left / each)
