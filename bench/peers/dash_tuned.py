"""Dash at its leanest: our counting and words, and numbers without a square each.

What Explore says, in Dash: facets with counts, counts by status, a matrix, what to ask about.
Served as `gunicorn bench.peers.dash_tuned:server`.
"""

import os
from datetime import date
from pathlib import Path

from dash import Dash, Input, Output, callback, dcc, html

from hor_data.release import FILTERS, GROUPINGS, Selection, count_facets, read_release
from hor_exports.explore import (
    ListChoice,
    MatrixChoice,
    build_matrix,
    build_strip,
    list_for_tab,
    say_judgement,
)
from hor_exports.view import View, open_view

RELEASE = read_release(Path(os.environ["HOR_WORKBOOK"]).read_bytes(), date.today())
LISTED = 25


def words(view: View) -> list:
    """The judgement, the strip, the matrix and the list."""
    matrix = build_matrix(view, MatrixChoice())
    lines = list_for_tab(view, ListChoice(), (), LISTED)
    heads = [html.Th([column.label, " ", column.number]) for column in matrix.columns]
    rows = [
        html.Tr(
            [
                html.Th([row.label, " ", row.number]),
                *(html.Td(html.Button(cell.number) if cell.number else None) for cell in cells),
            ]
        )
        for row, cells in zip(matrix.rows, matrix.cells, strict=True)
    ]
    strip = [column.standing for column in build_strip(view, None)]
    return [
        html.H1(say_judgement(view)),
        html.Ul([html.Li([html.B(count.number), " ", count.status]) for count in strip]),
        html.Table(
            [html.Thead(html.Tr([html.Td(), *heads])), html.Tbody(rows)], className="matrix"
        ),
        html.Ol(
            [
                html.Li(
                    [
                        html.A(line.square.title, href=f"/commitments?ref={line.square.ref}"),
                        html.Span(" · ".join([line.square.leads, *line.remarks])),
                    ]
                )
                for line in lines
            ]
        ),
    ]


app = Dash()
server = app.server
app.layout = html.Div(
    [
        html.Div(
            [
                # The reader that loads the page asks for the filters by these names.
                html.Div([html.H2(GROUPINGS[field]), dcc.Checklist([], id=field.capitalize())])
                for field in FILTERS
            ],
            className="facets",
        ),
        html.Div(id="explore", className="explore"),
    ],
    style={"display": "grid", "gridTemplateColumns": "16rem 1fr"},
)


@callback(
    Output("explore", "children"),
    *(Output(field.capitalize(), "options") for field in FILTERS),
    *(Input(field.capitalize(), "value") for field in FILTERS),
)
def update(*values: list[str] | None) -> list:
    """All of the page."""
    selection = Selection()
    for field, chosen in zip(FILTERS, values, strict=True):
        selection = selection.choosing(field, tuple(chosen or ()))
    counts = count_facets(RELEASE, selection)
    facets = [
        [
            {"label": f"{value} {number}", "value": value}
            for value, number in zip(
                RELEASE.groupings[field].values, counts[field].tolist(), strict=True
            )
        ]
        for field in FILTERS
    ]
    return [words(open_view(RELEASE, selection)), *facets]
