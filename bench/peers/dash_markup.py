"""Explore in Dash as markup alone: checklists with counts, a table with squares, a list.

Served as `gunicorn bench.peers.dash_markup:server`, as Dash's guide to deployment says.
"""

import pandas as pd
from dash import Dash, Input, Output, callback, dcc, html

from bench.peers.frames import (
    FACETS,
    MOST_SQUARES,
    STATUSES,
    facet_options,
    filtered,
    options,
    read_frame,
)

LISTED = 25
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
        html.Div(id="explore", className="explore"),
    ],
    style={"display": "grid", "gridTemplateColumns": "16rem 1fr"},
)


def squares(frame):
    """A square a commitment: a link with its name; a number alone where there are very many."""
    if len(FRAME) > MOST_SQUARES:
        return []
    rows = zip(frame["Ref"], frame["Title"], frame["Lead organisations"], strict=True)
    return [
        html.A(href=f"/commitments?ref={ref}", className="sq", title=f"{ref}, {title}, {leads}")
        for ref, title, leads in rows
    ]


def matrix(frame):
    """Themes by statuses, with the number and the squares of each cell."""
    table = pd.crosstab(frame["Theme"], frame["Status"])
    table = table.reindex(OPTIONS["Theme"], columns=STATUSES, fill_value=0)
    cells = dict(tuple(frame.groupby(["Theme", "Status"])))
    heads = [html.Th([status, " ", int(number)]) for status, number in table.sum().items()]
    rows = [
        html.Tr(
            [
                html.Th([theme, " ", int(table.loc[theme].sum())]),
                *(
                    html.Td(
                        [*squares(cells[theme, status]), html.Button(int(table.at[theme, status]))]
                        if table.at[theme, status]
                        else []
                    )
                    for status in STATUSES
                ),
            ]
        )
        for theme in table.index
    ]
    return html.Table(
        [html.Thead(html.Tr([html.Td(), *heads])), html.Tbody(rows)], className="matrix"
    )


def listed(frame):
    """What to ask first: past due, then unclear."""
    asked = frame[frame["Ask"].str.len() > 0].sort_values(
        "Deadline", key=lambda of: of != "Past due"
    )
    columns = ("Title", "Ref", "Lead organisations", "Status", "Deadline")
    rows = asked.head(LISTED)[list(columns)].itertuples(index=False)
    return [
        html.H2(f"To ask about: {len(asked)} past due or unclear"),
        html.Ol(
            [
                html.Li(
                    [html.A(title, href=f"/commitments?ref={ref}"), " ", " · ".join([ref, *of])]
                )
                for title, ref, *of in rows
            ]
        ),
    ]


@callback(
    Output("explore", "children"),
    *(Output(name, "options") for name in FACETS),
    *(Input(name, "value") for name in FACETS),
)
def update(*values):
    """All of the page."""
    chosen = dict(zip(FACETS, values, strict=True))
    frame = filtered(FRAME, chosen)
    counts = frame["Status"].value_counts().to_dict()
    said = f"{counts.get('Complete', 0)} of {len(frame)} commitments are complete"
    strip = [
        html.Li([html.B(counts.get(name, 0)), f" {name}", *squares(frame[frame["Status"] == name])])
        for name in STATUSES
    ]
    explored = [html.H1(said), html.Ul(strip), matrix(frame), *listed(frame)]
    return explored, *(facet_options(FRAME, chosen, name, OPTIONS[name]) for name in FACETS)
