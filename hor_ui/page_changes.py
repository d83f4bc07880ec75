"""What changed, as a page shows it: in a sentence, by kind, as a flow, and change by change."""

from collections.abc import Sequence
from functools import partial
from typing import NamedTuple

import numpy as np
import streamlit as st

from hor_data.change_kinds import KINDS, Change, explain_kinds
from hor_data.change_words import (
    mark_difference,
    say_change,
    say_headline,
    say_kind,
    tally_changes,
)
from hor_data.cover import promised_on
from hor_data.earlier import ONLY_ONE
from hor_data.record import read_record
from hor_data.words import count
from hor_ui.compared import Compared
from hor_ui.markup import render
from hor_ui.page import as_at, show
from hor_ui.page_charts import Shown, show_charts
from hor_ui.page_links import query_of
from hor_ui.view import View

MOST_SHOWN = 100
ON_A_PAGE = 25


class Doubts(NamedTuple):
    """What an officer must know before publishing: changes that look wrong, and where the dates of
    the data do not tell that time has passed."""

    wrong: Sequence[str] = ()
    order: str = ""


NO_DOUBTS = Doubts()


def changes_markup(
    changes: tuple[Change, ...],
    doubts: Doubts = NO_DOUBTS,
    query: str | None = None,
    back_in_time: bool = False,
) -> str:
    """The changes by kind, each with before and after; doubts first. With a query the headline is
    left to the page, and each commitment links to its record."""
    by_kind = {kind: [change for change in changes if change.kind == kind] for kind in KINDS}
    return render(
        "changes",
        headline=say_headline(changes, back_in_time) if query is None else "",
        order=doubts.order,
        wrong=doubts.wrong,
        kinds={kind: some for kind, some in by_kind.items() if some},
        notes=explain_kinds(back_in_time),
        say=partial(say_change, back_in_time=back_in_time),
        say_kind=say_kind,
        difference=mark_difference,
        most=MOST_SHOWN,
        query=query,
    )


def show_changes(compared: Compared) -> None:
    """Everything that changed between two releases."""
    view, back_in_time = compared.view, compared.back_in_time
    head = render(
        "what_changed",
        between=compared.between,
        headline=compared.headline,
        notes=explain_kinds(back_in_time),
        tally=tally_changes(compared.changes),
    )
    show("sentence", head)
    chart = compared.chart
    if chart.bars:
        flow = render("flow", flow=compared.flow, said=f"{chart.title}.")
        show_charts(view, [Shown(chart, compared.slide, note=compared.between, more=flow)])
    changes = changes_markup(compared.changes, query=query_of(view), back_in_time=back_in_time)
    show("changes", changes)


def show_promise_and_update(view: View, why: str) -> None:
    """Where no earlier release is compared, and why: what was promised against what is shown."""
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
        promised=promised_on(view.release),
        as_at=as_at(view.release),
        caption=caption,
        why=why,
        several=why != ONLY_ONE,
        query=query_of(view),
    ))  # fmt: skip
