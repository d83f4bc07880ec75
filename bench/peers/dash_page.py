"""The page in Dash: five dropdowns, four counts, three charts by Plotly Express, AG Grid's table.

Served as `gunicorn bench.peers.dash_page:server`, as Dash's guide to deployment says.
"""

import dash_ag_grid as dag
from dash import Dash, Input, Output, callback, dcc, html

from bench.peers.frames import (
    CHARTS,
    FILTERS,
    SHOWN,
    bars,
    counts,
    filtered,
    options,
    read_frame,
)

FRAME = read_frame()

app = Dash()
server = app.server
app.layout = html.Div([
    html.H1("Commitments"),
    *(dcc.Dropdown(options(FRAME, name), multi=True, id=name) for name in FILTERS),
    html.Div(id="counts"),
    *(dcc.Graph(id=f"chart-{name}") for name in CHARTS),
    dag.AgGrid(
        id="table",
        columnDefs=[{"field": name} for name in SHOWN],
        dashGridOptions={"pagination": True, "paginationPageSize": 20},
    ),
])  # fmt: skip


@callback(
    Output("counts", "children"),
    *(Output(f"chart-{name}", "figure") for name in CHARTS),
    Output("table", "rowData"),
    *(Input(name, "value") for name in FILTERS),
)
def update(*values):
    """Everything below the filters."""
    frame = filtered(FRAME, dict(zip(FILTERS, values, strict=True)))
    said = [html.P([html.B(number), f" {name}"]) for name, number in counts(frame).items()]
    return said, *(bars(frame, name) for name in CHARTS), frame[SHOWN].to_dict("records")
