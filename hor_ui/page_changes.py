"""What changed, as a page shows it: in a sentence, by kind, as a flow, and change by change."""

from collections.abc import Sequence

import numpy as np
import streamlit as st

from hor_data.change_words import mark_difference, say_changes, tally_changes
from hor_data.changes import KINDS, Change
from hor_data.record import read_record
from hor_data.words import count
from hor_ui.compared import Compared
from hor_ui.markup import render
from hor_ui.page import as_at, show
from hor_ui.page_charts import Shown, show_charts
from hor_ui.view import View

MOST_SHOWN = 100
ON_A_PAGE = 25
PROMISED = "November 2020"


def changes_markup(
    changes: tuple[Change, ...], wrong: Sequence[str] = (), query: str | None = None
) -> str:
    """The changes by kind, each with before and after; warnings first. With a query the sentence is
    left to the page, and each commitment links to its record."""
    by_kind = {kind: [one for one in changes if one.kind == kind] for kind in KINDS}
    return render(
        "changes",
        sentence=say_changes(changes) if query is None else "",
        wrong=wrong,
        kinds={kind: of for kind, of in by_kind.items() if of},
        notes=KINDS,
        difference=mark_difference,
        most=MOST_SHOWN,
        query=query,
    )


def show_changes(compared: Compared) -> None:
    """Everything that changed between two releases."""
    view = compared.view
    show("sentence", render(
        "what_changed", between=compared.between, sentence=compared.sentence, notes=KINDS,
        tally=tally_changes(compared.changes), new_names=compared.new_names,
    ))  # fmt: skip
    chart = compared.chart
    if chart.bars:
        flow = render("flow", flow=compared.flow, said=f"{chart.title}.")
        show_charts(view, [Shown(chart, compared.slide, note=compared.between, more=flow)])
    show("changes", changes_markup(compared.changes, query=view.query))


def show_promise_and_update(view: View) -> None:
    """Where there is one release: what was promised against what is shown."""
    places = np.flatnonzero(view.chosen)
    pages = -(-len(places) // ON_A_PAGE)
    number = st.pagination(pages, key="page", bind="query-params") if pages > 1 else 1
    first = (number - 1) * ON_A_PAGE
    shown = places[first : first + ON_A_PAGE]
    caption = count(len(places), "commitment")
    if pages > 1:
        caption = f"{first + 1:,} to {first + len(shown):,} of {caption}"
    show("promises", render(
        "promise_and_update",
        records=[read_record(view.release, int(at)) for at in shown],
        promised=view.release.cover.get("promised", PROMISED),
        as_at=as_at(view.release),
        caption=caption,
        query=view.query,
    ))  # fmt: skip
