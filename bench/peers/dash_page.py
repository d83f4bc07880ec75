"""Explore in Dash: checklists with counts, counts by status, the matrix by Plotly, AG Grid's list.

A square a commitment that can be pointed at is a marker of a scatter chart. Served as
`gunicorn bench.peers.dash_page:server`, as Dash's guide to deployment says.
"""

import dash_ag_grid as dag
import plotly.express as px
from dash import Dash, Input, Output, callback, dcc, html

from bench.peers.frames import (
    COLOURS,
    FACETS,
    MOST_SQUARES,
    STATUSES,
    facet_options,
    filtered,
    options,
    read_frame,
)

A_ROW = 5  # squares beside one another in a cell
COLUMNS = ["Ref", "Title", "Lead organisations", "Status", "Deadline"]
FRAME = read_frame()
OPTIONS = {name: options(FRAME, name) for name in FACETS}

app = Dash()
server = app.server
app.layout = html.Div(
    [
        html.Div(
            [html.Div([html.H2(name), dcc.Checklist([], id=name)]) for name in FACETS],
            className="facets",
        ),
        html.Div(
            [
                html.Div(id="counts"),
                dcc.Graph(id="matrix"),
                html.H2(id="asked"),
                dag.AgGrid(
                    id="list",
                    columnDefs=[{"field": name} for name in COLUMNS],
                    dashGridOptions={"pagination": True, "paginationPageSize": 25},
                ),
            ],
            className="explore",
        ),
    ],
    style={"display": "grid", "gridTemplateColumns": "16rem 1fr"},
)


def matrix(frame):
    """Themes by statuses with a square a commitment; counts in their place where there are many."""
    order = {"category_orders": {"Status": STATUSES, "Theme": OPTIONS["Theme"]}}
    counts = frame.groupby(["Theme", "Status"]).size().reset_index(name="Number")
    if len(frame) > MOST_SQUARES:
        return px.scatter(counts, x="Status", y="Theme", text="Number", **order)
    within = frame.groupby(["Theme", "Status"]).cumcount()
    placed = frame.assign(
        x=[STATUSES.index(status) for status in frame["Status"]] + within % A_ROW / A_ROW,
        y=[OPTIONS["Theme"].index(theme) for theme in frame["Theme"]] + within // A_ROW / A_ROW,
    )
    hover = ["Ref", "Title", "Lead organisations", "Status", "Deadline"]
    figure = px.scatter(
        placed, x="x", y="y", color="Status", hover_data=hover, color_discrete_map=COLOURS, **order
    )
    figure.update_traces(marker={"symbol": "square", "size": 16})
    figure.update_xaxes(tickvals=list(range(len(STATUSES))), ticktext=STATUSES)
    figure.update_yaxes(tickvals=list(range(len(OPTIONS["Theme"]))), ticktext=OPTIONS["Theme"])
    for theme, status, number in counts.itertuples(index=False):
        place = {"x": STATUSES.index(status) + 0.9, "y": OPTIONS["Theme"].index(theme) + 0.9}
        figure.add_annotation(text=number, showarrow=False, **place)
    return figure


@callback(
    Output("counts", "children"),
    Output("matrix", "figure"),
    Output("asked", "children"),
    Output("list", "rowData"),
    *(Output(name, "options") for name in FACETS),
    *(Input(name, "value") for name in FACETS),
)
def update(*values):
    """All of the page."""
    chosen = dict(zip(FACETS, values, strict=True))
    frame = filtered(FRAME, chosen)
    counts = frame["Status"].value_counts().to_dict()
    said = html.H1(f"{counts.get('Complete', 0)} of {len(frame)} commitments are complete")
    strip = html.Ul([html.Li([html.B(counts.get(name, 0)), " ", name]) for name in STATUSES])
    asked = frame[frame["Ask"].str.len() > 0]
    asked = asked.sort_values("Deadline", key=lambda column: column != "Past due", kind="stable")
    facets = (facet_options(FRAME, chosen, name, OPTIONS[name]) for name in FACETS)
    heading = f"To ask about: {len(asked)} past due or unclear"
    return [said, strip], matrix(frame), heading, asked[COLUMNS].to_dict("records"), *facets
