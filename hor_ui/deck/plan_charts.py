"""Chart slides: as many bars as a slide holds legibly, the rest on the next, to one scale."""

from collections.abc import Sequence
from typing import NamedTuple

from hor_ui.charts import Chart, part_of
from hor_ui.deck.draw_chart import NAME_SHARE, ROOMY_ROW, legend_height, names_of
from hor_ui.deck.fitting import wrapped
from hor_ui.deck.planned import fit_lead, make
from hor_ui.deck.slides import LEAD_SIZE, Bars, Slide, Stage, lead_height, statuses_drawn
from hor_ui.view import status_chart

CHART_SIZE, LEADING = 12.0, 1.21
# The line above a chart is set smaller where that spares a slide, or bars stand close.
LEAD_SIZES = (LEAD_SIZE, 16.0, 14.0)


class Layout(NamedTuple):
    """The line above a chart, its type size, the rows on each slide and how high one may be."""

    lead: str
    size: float
    parts: list[slice]
    row: float


def plan_chart(stage: Stage, field: str) -> list[Slide]:
    """The chart of a grouping, on as many slides as its bars need."""
    view = stage.view
    chart = status_chart(view, field)
    meanings = {status.value: status.stands_for for status in view.release.statuses}
    lead = _lead(stage, chart)
    layout = _best(
        [_laid_out(stage, chart, fit_lead(stage, lead, size), size) for size in LEAD_SIZES]
    )
    slides = len(layout.parts)
    charts = [part_of(chart, rows) for rows in layout.parts] if slides > 1 else [chart]
    rows = max(len(shown.bars) for shown in charts)
    subtitle = f"{chart.subtitle}."
    return [
        make(
            stage,
            chart.title,
            Bars(shown, layout.lead, meanings, chart, rows, layout.size),
            (shown.alt, subtitle) if slides > 1 else (subtitle, shown.alt),
            part=(number, slides),
        )
        for number, shown in enumerate(charts, start=1)
    ]


def _lead(stage: Stage, chart: Chart) -> str:
    """What is counted; the filters where there are any; which bars are chosen."""
    shown = chart.coverage.compared
    if not stage.view.selection.is_everything:
        shown = chart.coverage.sentence
    return " ".join(f"{part}." for part in (chart.subtitle, shown) if part)


def _best(layouts: Sequence[Layout]) -> Layout:
    """The fewest slides; of those the largest line above that leaves bars room, else the
    smallest, which leaves them most."""

    def rank(layout: Layout) -> tuple[int, bool, float]:
        is_close = layout.row < ROOMY_ROW
        return len(layout.parts), is_close, layout.size if is_close else -layout.size

    return min(layouts, key=rank)


def _laid_out(stage: Stage, chart: Chart, lead: str, size: float) -> Layout:
    """The chart under a line of this size, its rows shared out evenly."""
    look, room = stage.look, stage.room
    left = room.height - lead_height(lead, room.width, look, size)
    left -= legend_height(statuses_drawn(chart), room.width, look)
    letters = max(CHART_SIZE, look.smallest)
    face, across = look.face.at(letters), room.width * NAME_SHARE - 14
    lines = [len(wrapped(name, across, face)) for name in names_of(chart)]
    row = max(lines, default=1) * letters * LEADING
    most = max(int(left / row), 1)
    slides = max(-(-len(lines) // most), 1)
    each = max(-(-len(lines) // slides), 1)
    parts = [slice(start, start + each) for start in range(0, max(len(lines), 1), each)]
    return Layout(lead, size, parts, left / each)
