"""Charts on a page: several painted together, each with its words, its table and its files."""

from base64 import b64encode
from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple
from uuid import uuid4

import streamlit as st

from hor_ui.charts import Chart, total_rows
from hor_ui.markup import render
from hor_ui.page import go_later
from hor_ui.page_components import mount_chart
from hor_ui.page_filters import toggle_filter
from hor_ui.page_links import dashboard_address
from hor_ui.palette import DARK
from hor_ui.parts import ChartSlide, Part
from hor_ui.quoting import chart_sentence, picture_foot
from hor_ui.view import KEPT, View, file_name, file_stem, status_chart

MADE = "_made"


class Shown(NamedTuple):
    """A chart as a page shows it: the slide that draws it, the filter its bars choose, a note, what
    stands under its title, and whether it takes half of the page's width."""

    chart: Chart
    slide: Part
    chooses: str = ""
    note: str = ""
    more: str = ""
    half: bool = False


def by_status(view: View, field: str, note: str = "", half: bool = False) -> Shown:
    """How commitments stand by a grouping, whose values the bars choose."""
    return Shown(status_chart(view, field), ChartSlide(field), field, note, half=half)


def show_charts(view: View, shown: Sequence[Shown]) -> None:
    """Show several charts as one: the browser paints them together."""
    data = {"charts": [_chart_data(view, one) for one in shown]}
    told = {"went": go_later, "toggled": toggle_filter, "made": _make_later}
    mount_chart(shown[0].chart.name, data, told)


def _chart_data(view: View, shown: Shown) -> dict[str, object]:
    chart = shown.chart
    head, foot = _words(view, chart, shown.note)
    return {
        "name": chart.name,
        "head": head + shown.more,
        "foot": foot,
        "spec": chart.figure,
        "title": chart.title,
        "subtitle": ". ".join(filter(None, [chart.subtitle, shown.note])),
        "alt": chart.alt,
        "rows": [bar._asdict() for bar in chart.bars],
        "chooses": shown.chooses,
        "half": shown.half,
        "dark": DARK,
        "said": picture_foot(view, chart),
        "file": file_stem(view, chart.name),
        "made": _made(view, shown),
    }


@lru_cache(maxsize=KEPT)
def _words(view: View, chart: Chart, note: str) -> tuple[str, str]:
    """What stands above and below a chart."""
    # Plain lists: rows of a frame would be most of the words' time.
    rows = list(zip(chart.table.index, chart.table.to_numpy().tolist(), strict=True))
    sentence, totals = chart_sentence(view, chart), total_rows(chart)
    head = render("chart_head", chart=chart, note=note)
    foot = render("chart_foot", chart=chart, rows=rows, totals=totals, sentence=sentence)
    return head, foot


def _make_later(order: str) -> None:
    """Make a file at the next run; `order` is the chart's name=kind of file."""
    st.session_state[MADE] = [*st.session_state.get(MADE, ()), order]


def _made(view: View, shown: Shown) -> list[dict[str, str]]:
    """The files asked for since the last run that are of this chart."""
    orders = [order.partition("=") for order in st.session_state.get(MADE, ())]
    kinds = [kind for name, _, kind in orders if name == shown.chart.name]
    if not kinds:
        return []
    st.session_state[MADE] = [
        "=".join(order[::2]) for order in orders if order[0] != shown.chart.name
    ]
    # Drawing in python-pptx takes a quarter of a second to load: no first chart waits for it.
    from hor_ui.chart_files import KINDS

    return [_file(view, shown, kind) for kind in kinds if kind in KINDS]


def _file(view: View, shown: Shown, kind: str) -> dict[str, str]:
    """A chart's file of a kind as the browser takes it; its content in base64."""
    from hor_ui.chart_files import KINDS

    media_type, make = KINDS[kind]
    content = make(view, shown.chart, shown.slide, dashboard_address())
    return {
        "id": uuid4().hex,
        "name": file_name(view, shown.chart.name, kind),
        "type": media_type,
        "content": b64encode(content).decode(),
    }
