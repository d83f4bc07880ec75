"""The Overview in plain Dash: the same filters and three charts; with `--equal`, also its words.

Run as `python -m bench.peers.dash_app PORT [--equal]`. Written as Dash's own guide would: one
callback, graph_objects figures, pandas.
"""

import sys
from datetime import date
from pathlib import Path

import plotly.graph_objects as go
from dash import Dash, Input, Output, dcc, html

from hor_data.attention import what_needs_attention
from hor_data.headlines import say_standing
from hor_data.release import read_release
from hor_data.selection import FILTERS, Selection, select
from hor_data.tallies import tally_by, tally_statuses
from hor_ui.palette import STATUS_COLOURS

RELEASE = read_release(Path("data/commitments.xlsx").read_bytes(), date.today())
CHARTS = ("theme", "sector", "lead")


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
                    for item in concern.items
                ]),
            ])
            for concern in concerns
        ),
    ]  # fmt: skip


def main() -> None:
    """Serve the page on the port given."""
    equal = "--equal" in sys.argv
    app = Dash(__name__)
    app.layout = html.Div([
        *(
            dcc.Dropdown(list(RELEASE.groupings[field].values), multi=True, id=field)
            for field in (FILTERS if equal else ("status",))
        ),
        html.Div(id="words"),
        *(dcc.Graph(id=f"chart-{field}") for field in CHARTS),
    ])  # fmt: skip
    fields = FILTERS if equal else ("status",)

    @app.callback(
        [Output("words", "children"), *(Output(f"chart-{field}", "figure") for field in CHARTS)],
        [Input(field, "value") for field in fields],
    )
    def update(*values: list[str] | None) -> list:
        selection = Selection()
        for field, chosen in zip(fields, values, strict=True):
            selection = selection.choosing(field, tuple(chosen or ()))
        said = words(selection) if equal else []
        return [said, *(figure(selection, field) for field in CHARTS)]

    app.run(host="127.0.0.1", port=int(sys.argv[1]), debug=False)


if __name__ == "__main__":
    main()
