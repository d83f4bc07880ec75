"""The page in Vizro: a filter a column, cards, three captured charts, AG Grid.

Vizro filters single values: a commitment with two leads stands under its first.
Served as `gunicorn bench.peers.vizro_page:server`.
"""

import vizro.models as vm
from vizro import Vizro
from vizro.figures import kpi_card
from vizro.models.types import capture
from vizro.tables import dash_ag_grid

from bench.peers.frames import CHARTS, FILTERS, SHOWN, bars, read_frame

FRAME = read_frame()
for name in ("Lead", "Sector"):
    FRAME[name] = [of[0] for of in FRAME[name]]
for name in ("Complete", "Limited", "Unclear"):
    FRAME[name] = (FRAME["Status"] == name).astype(int)
FRAME["Commitments"] = 1
FRAME["Due"] = FRAME["Due"].astype(str)


@capture("graph")
def chart(data_frame, column):
    """Stacked bars of status by a column."""
    return bars(data_frame, column)


page = vm.Page(
    title="Commitments",
    components=[
        *(
            vm.Figure(figure=kpi_card(FRAME, value_column=name, title=name))
            for name in ("Commitments", "Complete", "Limited", "Unclear")
        ),
        *(vm.Graph(figure=chart(FRAME, column=name)) for name in CHARTS),
        vm.Table(figure=dash_ag_grid(FRAME, columnDefs=[{"field": name} for name in SHOWN])),
    ],
    layout=vm.Flex(),
    controls=[
        vm.Filter(column=name, selector=vm.Checklist() if name == "Status" else vm.Dropdown())
        for name in FILTERS
    ],
)
server = Vizro().build(vm.Dashboard(pages=[page])).dash.server
