"""Dash at its leanest: our counting and words, figures put together by hand, and no table.

What the dashboard's Overview says, in Dash: seven filters, counts, three charts, what needs
attention. Served as `gunicorn bench.peers.dash_tuned:server`.
"""

import os
from datetime import date
from pathlib import Path

import plotly.graph_objects as go
from dash import Dash, Input, Output, callback, dcc, html

from hor_data.attention import what_needs_attention
from hor_data.headlines import say_standing
from hor_data.release import read_release
from hor_data.selection import FILTERS, Selection, select
from hor_data.tallies import tally_by, tally_statuses
from hor_ui.palette import STATUS_COLOURS

RELEASE = read_release(Path(os.environ["HOR_WORKBOOK"]).read_bytes(), date.today())
CHARTS = ("theme", "sector", "lead")
SHOWN = 100


def figure(selection: Selection, field: str) -> go.Figure:
    """Stacked bars of one grouping."""
    table = tally_by(RELEASE, select(RELEASE, selection.without(field)), field)
    drawn = go.Figure()
    for status in table.columns:
        drawn.add_bar(
            y=table.index.tolist(),
            x=table[status].tolist(),
            name=status,
            orientation="h",
            text=[str(value) if value else "" for value in table[status]],
            marker_color=STATUS_COLOURS[RELEASE.meaning(status)],
        )
    return drawn.update_layout(
        barmode="stack", height=38 * len(table) + 80, margin={"l": 250, "r": 20, "t": 10, "b": 40}
    )


def words(selection: Selection) -> list:
    """The counts and what needs attention."""
    chosen = select(RELEASE, selection)
    tally = tally_statuses(RELEASE, chosen)
    concerns = what_needs_attention(RELEASE, chosen)
    return [
        html.P(say_standing(tally)),
        html.Ul([html.Li([html.B(number), " ", status]) for status, number in tally.items()]),
        *(
            html.Section([
                html.H3(concern.name),
                html.Ul([
                    html.Li([html.A(item.title, href=item.ref), html.Span(item.reason)])
                    for item in concern.items[:SHOWN]
                ]),
            ])
            for concern in concerns
        ),
    ]  # fmt: skip


app = Dash()
server = app.server
app.layout = html.Div([
    *(
        dcc.Dropdown(list(RELEASE.groupings[field].values), multi=True, id=field)
        for field in FILTERS
    ),
    html.Div(id="words"),
    *(dcc.Graph(id=f"chart-{field}") for field in CHARTS),
])  # fmt: skip


@callback(
    Output("words", "children"),
    *(Output(f"chart-{field}", "figure") for field in CHARTS),
    *(Input(field, "value") for field in FILTERS),
)
def update(*values: list[str] | None) -> list:
    """Everything below the filters."""
    selection = Selection()
    for field, chosen in zip(FILTERS, values, strict=True):
        selection = selection.choosing(field, tuple(chosen or ()))
    return [words(selection), *(figure(selection, field) for field in CHARTS)]
