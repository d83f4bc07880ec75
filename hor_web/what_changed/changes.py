"""Changes between two releases on a page: a headline, the flow of statuses, and each change by
kind."""

from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING, NamedTuple

from hor_data.changes import (
    CHANGE_KINDS,
    Change,
    explain_change_kinds,
    mark_difference,
    say_change,
    say_change_headline,
    say_kind_count,
    tally_changes,
)
from hor_data.release import read_record, say_promised_date
from hor_data.store import ONLY_ONE_RELEASE
from hor_data.upload import ONLY_OTHERS_DIFFER
from hor_exports.compared import Comparison
from hor_exports.ribbons import list_ribbons
from hor_exports.updates_in_time import build_timeline, say_timeline
from hor_exports.view import View
from hor_web.chart_panel import ChartPanel, show_charts
from hor_web.links import view_query
from hor_web.markup import render
from hor_web.page import choose_positions, say_as_at, show_markup, show_template

if TYPE_CHECKING:
    from hor_exports.deck import Part

MOST_SHOWN = 100
ON_A_PAGE = 25


class PublishingDoubts(NamedTuple):
    """What an officer must know before publishing: sentences about changes that look wrong, and one
    where the dates of the data do not tell that time has passed. `others` are sentences about
    differences that no change counts."""

    wrong: Sequence[str] = ()
    order: str = ""
    others: Sequence[str] = ()


NO_DOUBTS = PublishingDoubts()


def changes_markup(
    changes: tuple[Change, ...],
    doubts: PublishingDoubts = NO_DOUBTS,
    query: str | None = None,
    back_in_time: bool = False,
) -> str:
    """Markup of the changes by kind, each with before and after; doubts come first.

    With a query the page shows the headline itself, and each commitment links to its record.
    """
    by_kind = {kind: [change for change in changes if change.kind == kind] for kind in CHANGE_KINDS}
    headline = say_change_headline(changes, back_in_time) if query is None else ""
    if doubts.others and not changes:
        headline = ONLY_OTHERS_DIFFER
    return render(
        "what_changed/changes",
        headline=headline,
        others=doubts.others,
        order=doubts.order,
        wrong=doubts.wrong,
        kinds={kind: of_kind for kind, of_kind in by_kind.items() if of_kind},
        notes=explain_change_kinds(back_in_time),
        say=partial(say_change, back_in_time=back_in_time),
        say_kind=say_kind_count,
        difference=mark_difference,
        most=MOST_SHOWN,
        query=query,
    )


def show_changes(comparison: Comparison) -> None:
    """Show everything that changed between two releases."""
    view, between = comparison.view, comparison.between
    back_in_time = comparison.back_in_time
    show_template(
        "sentence",
        "what_changed/what_changed",
        between=between,
        headline=comparison.headline,
        notes=explain_change_kinds(back_in_time),
        tally=tally_changes(comparison.changes),
    )
    chart = comparison.chart

    # python-pptx takes a quarter of a second to load: only where somebody asks for the slides.
    def make_part() -> "Part":
        from hor_exports.deck import changes_part

        return changes_part(comparison)

    if chart.bars:
        flow = render(
            "what_changed/flow",
            flow=comparison.flow,
            lists=list_ribbons(comparison),
            sentence=f"{chart.title}.",
            query=view_query(view),
        )
        show_charts(view, [ChartPanel(chart, note=between, more=flow, make_part=make_part)])
    show_timeline(view, comparison)
    changes = changes_markup(comparison.changes, query=view_query(view), back_in_time=back_in_time)
    show_markup("changes", changes)


def show_timeline(view: View, comparison: Comparison | None = None) -> None:
    """Show the updates in time by lead organisation, those since the release compared with
    marked."""
    if not view.chosen.any():
        return
    timeline = build_timeline(view, comparison.changes if comparison else ())
    compared = comparison is not None and not comparison.back_in_time
    show_template(
        "updates-in-time",
        "what_changed/updates_in_time",
        timeline=timeline,
        title=say_timeline(timeline, compared),
        compared=compared,
        as_at=say_as_at(view.release),
        query=view_query(view),
    )


def show_promise_and_update(view: View, why: str) -> None:
    """Show, where no earlier release is compared, why, and each promise beside what was
    reported."""
    several = why != ONLY_ONE_RELEASE
    show_template("not-compared", "what_changed/not_compared", why=why, several=several)
    show_timeline(view)
    positions, caption = choose_positions(view, ON_A_PAGE)
    show_template(
        "promises",
        "what_changed/promise_and_update",
        records=[read_record(view.release, int(position)) for position in positions],
        promised=say_promised_date(view.release),
        as_at=say_as_at(view.release),
        caption=caption,
        query=view_query(view),
    )
