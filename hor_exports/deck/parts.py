"""What a deck is made of: parts, each a function that plans slides and what it is called with."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from hor_data.changes import Trend
from hor_data.meeting import Agenda
from hor_exports.charts import Chart, trend_chart
from hor_exports.compared import Comparison
from hor_exports.deck.planning.charts import plan_chart, plan_status_chart
from hor_exports.deck.planning.matrix import plan_matrix, plan_trend
from hor_exports.deck.planning.measures import plan_measures
from hor_exports.deck.planning.meeting import ShownChanges, plan_agenda, plan_brief, plan_changes
from hor_exports.deck.planning.overview import plan_cover, plan_headline, plan_nothing, plan_scale
from hor_exports.deck.planning.records import plan_record
from hor_exports.deck.planning.slides import DeckContext, PlannedSlide
from hor_exports.deck.planning.sources import plan_sources
from hor_exports.deck.planning.table import plan_table
from hor_exports.explore import RELEASE_COLUMN, MatrixChoice


@dataclass(frozen=True)
class Part:
    """A part of a deck, which takes one slide or more: `plan(context, *arguments)` plans them.

    `kind` says what it shows, in a word. `plan` is a function of a module and the arguments are
    plain values, so that a part can be sent to another process.
    """

    kind: str
    plan: Callable[..., list[PlannedSlide]]
    arguments: tuple[Any, ...] = ()


# What the deck is, of which commitments, as at when; the scale of statuses with its definitions;
# and how commitments stand in one sentence, with the counts and what needs attention.
COVER_PART = Part("cover", plan_cover)
SCALE_PART = Part("scale", plan_scale)
HEADLINE_PART = Part("headline", plan_headline)
# Targets and results; every commitment of the view, a row each; sources, method and licence.
MEASURES_PART = Part("measures", plan_measures)
TABLE_PART = Part("table", plan_table)
SOURCES_PART = Part("sources", plan_sources)
# Parts that count what the filters choose, and have nothing to say where that is nothing.
COUNTING = ("headline", "chart", "matrix", "measures", "table")


def chart_part(field: str) -> Part:
    """Status by one of the groupings: theme, sector, lead, group, area, approach, deadline."""
    return Part("chart", plan_status_chart, (field,))


def drawn_chart_part(chart: Chart) -> Part:
    """Any chart that is drawn already, as it is on the screen."""
    return Part("chart", plan_chart, (chart,))


def matrix_part(
    choice: MatrixChoice, trend: Trend | None = None, statuses: Sequence[str] = ()
) -> Part:
    """Commitments by two groupings, as Explore shows them: for statuses a chart, for releases the
    `trend` as a chart, for others a table. `statuses` are those that the filters choose."""
    if choice.columns == RELEASE_COLUMN and trend is not None:
        return trend_part(trend, statuses)
    return Part("matrix", plan_matrix, (choice,))


def trend_part(trend: Trend, statuses: Sequence[str] = ()) -> Part:
    """How the view's commitments stood in each release; `statuses` are those that the filters
    choose."""
    return Part("matrix", plan_trend, (trend_chart(trend, statuses=statuses),))


def record_part(ref: str) -> Part:
    """One commitment in full."""
    return Part("record", plan_record, (ref,))


def changes_part(compared: Comparison) -> Part:
    """What changed between two releases: the moves of statuses as a chart, then each change."""
    shown = ShownChanges(
        compared.chart,
        compared.between,
        compared.sentence,
        compared.changes,
        compared.back_in_time,
        compared.before.meanings,
    )
    return Part("changes", plan_changes, (shown,))


def agenda_part(agenda: Agenda) -> Part:
    """What the roundtable talks of, with the reasons."""
    return Part("agenda", plan_agenda, (agenda,))


def brief_part(organisation: str, between: str = "", moved: Sequence[str] = ()) -> Part:
    """One organisation: what it leads, how that stands, what changed, and what to ask it.

    `between` names the releases compared; `moved` is a sentence for each kind of change.
    """
    return Part("brief", plan_brief, (organisation, between, tuple(moved)))


DEFAULT_PARTS = (
    COVER_PART,
    SCALE_PART,
    HEADLINE_PART,
    *map(chart_part, ("theme", "sector", "lead", "group", "area")),
    MEASURES_PART,
    TABLE_PART,
    SOURCES_PART,
)


def plan_parts(context: DeckContext, parts: Sequence[Part]) -> list[list[PlannedSlide]]:
    """The slides of each part, in order. Where nothing matches the filters, one slide says so in
    place of the first part that counts what they choose, and the others have none."""
    is_empty = not context.view.chosen.any()
    replaced = [number for number, part in enumerate(parts) if is_empty and part.kind in COUNTING]
    planned = []
    for number, part in enumerate(parts):
        if number not in replaced:
            planned.append(part.plan(context, *part.arguments))
        else:
            planned.append(plan_nothing(context) if number == replaced[0] else [])
    return planned
