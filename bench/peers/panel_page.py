"""The page in Panel, for `panel serve`: bound widgets, Plotly panes, Tabulator."""

import sys
from pathlib import Path

import panel as pn

sys.path.insert(0, str(Path(__file__).parents[2]))
from bench.peers.frames import (  # noqa: E402
    CHARTS,
    FILTERS,
    SHOWN,
    bars,
    counts,
    filtered,
    options,
    read_frame,
)

pn.extension("plotly", "tabulator")
frame = pn.state.as_cached("frame", read_frame)
filters = {
    name: pn.widgets.MultiChoice(name=name, options=options(frame, name)) for name in FILTERS
}
filters["Status"] = pn.widgets.CheckBoxGroup(name="Status", options=options(frame, "Status"))
rows = pn.bind(lambda **chosen: filtered(frame, chosen), **filters)

pn.Column(
    "# Commitments",
    *filters.values(),
    pn.bind(lambda rows: "  \n".join(f"**{n}** {name}" for name, n in counts(rows).items()), rows),
    *(pn.pane.Plotly(pn.bind(bars, rows, name), width=1000) for name in CHARTS),
    pn.widgets.Tabulator(
        pn.bind(lambda rows: rows[SHOWN], rows), pagination="remote", page_size=20, disabled=True
    ),
).servable()
