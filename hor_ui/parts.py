"""The parts a deck is made of, in the order chosen."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from hor_data.agenda import Agenda
from hor_data.changes import Change
from hor_ui.charts import Chart


@dataclass(frozen=True)
class TitleSlide:
    """What the deck is, of which commitments, as at when."""


@dataclass(frozen=True)
class HowToRead:
    """The scale of statuses with its definitions."""


@dataclass(frozen=True)
class Headline:
    """How commitments stand in one sentence, with the counts and what needs attention."""


@dataclass(frozen=True)
class ChartSlide:
    """Status by one of the groupings: theme, sector, lead, group, area, approach, deadline."""

    field: str


@dataclass(frozen=True)
class MeasuresSlide:
    """Targets and results, side by side only where they count the same thing."""


@dataclass(frozen=True)
class RecordSlide:
    """One commitment in full."""

    ref: str


@dataclass(frozen=True)
class TableSlide:
    """Every commitment of the view, a row each."""


@dataclass(frozen=True, eq=False)
class ChangesSlide:
    """What changed between two releases: the moves of statuses as a chart, then each change.

    `chart` is of the moves; `between` says which releases, `sentence` how many changed;
    `back_in_time` that the release compared with is the later one, and `meanings_before` what each
    status stands for in it.
    """

    chart: Chart
    between: str
    sentence: str
    changes: tuple[Change, ...]
    back_in_time: bool = False
    meanings_before: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class AgendaSlide:
    """What the roundtable talks of, with the reasons."""

    agenda: Agenda


@dataclass(frozen=True)
class BriefSlide:
    """One organisation: what it leads, how that stands, what changed, and what to ask it.

    `moved` is a sentence for each kind of change; `between` names the releases compared.
    """

    organisation: str
    between: str = ""
    moved: tuple[str, ...] = ()


@dataclass(frozen=True)
class Sources:
    """Where the data comes from, how the statuses were made, and the licence."""


Part = (
    TitleSlide
    | HowToRead
    | Headline
    | ChartSlide
    | MeasuresSlide
    | RecordSlide
    | TableSlide
    | ChangesSlide
    | AgendaSlide
    | BriefSlide
    | Sources
)

DEFAULT_PARTS: tuple[Part, ...] = (
    TitleSlide(),
    HowToRead(),
    Headline(),
    ChartSlide("theme"),
    ChartSlide("sector"),
    ChartSlide("lead"),
    ChartSlide("group"),
    ChartSlide("area"),
    MeasuresSlide(),
    TableSlide(),
    Sources(),
)
