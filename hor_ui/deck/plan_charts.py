"""Chart slides: as many bars as a slide holds legibly, the rest on the next, to one scale."""

from hor_ui.charts import Chart, part_of
from hor_ui.deck.draw_chart import NAME_SHARE, legend_height
from hor_ui.deck.fitting import wrapped
from hor_ui.deck.look import Rect
from hor_ui.deck.planned import fit_lead, make
from hor_ui.deck.slides import Bars, Slide, Stage, lead_height
from hor_ui.view import status_chart

LEAST_ROW, CHART_SIZE = 21.0, 12.0


def plan_chart(stage: Stage, field: str) -> list[Slide]:
    """The chart of a grouping, on as many slides as its bars need."""
    view = stage.view
    chart = status_chart(view, field)
    meanings = {one.value: one.stands_for for one in view.release.statuses}
    lead = fit_lead(stage, _lead(stage, chart))
    room = stage.room
    left = room.height - lead_height(lead, room.width, stage.look)
    left -= legend_height(chart, room.width, stage.look)
    most = int(chart.table.sum(axis=1).max()) if len(chart.table) else 0
    parts = _parts(stage, chart, room._replace(height=left))
    charts = [part_of(chart, part) for part in parts] if len(parts) > 1 else [chart]
    return [
        make(
            stage,
            chart.title,
            Bars(one, lead, most, meanings),
            (chart.subtitle + ".", one.alt),
            continued=at > 0,
        )
        for at, one in enumerate(charts)
    ]


def _lead(stage: Stage, chart: Chart) -> str:
    """What is counted; the filters where there are any; which bars are chosen."""
    shown = chart.coverage.compared
    if not stage.view.selection.is_everything:
        shown = chart.coverage.sentence
    return " ".join(f"{part}." for part in (chart.subtitle, shown) if part)


def _parts(stage: Stage, chart: Chart, room: Rect) -> list[slice]:
    """The rows of each slide, shared out evenly."""
    size = max(CHART_SIZE, stage.look.smallest)
    face = stage.look.face.at(size)
    lines = [
        len(wrapped(str(name), room.width * NAME_SHARE - 12, face)) for name in chart.table.index
    ]
    row = max([LEAST_ROW, *(number * size * 1.2 + 4 for number in lines)])
    most = max(int(room.height / row), 1)
    slides = max(-(-len(lines) // most), 1)
    each = max(-(-len(lines) // slides), 1)
    return [slice(at, at + each) for at in range(0, max(len(lines), 1), each)]
