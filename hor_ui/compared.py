"""Two releases compared under one selection: the changes a page, a slide and a brief speak of."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from hor_data.changes import Change, compare_releases, renamed, say_changes, tally_moves
from hor_data.dates import say_date
from hor_data.release import Release
from hor_data.releases import Entry
from hor_data.selection import known_only
from hor_data.words import count
from hor_ui.charts import Chart, Flow, flow_of, moves_chart
from hor_ui.parts import ChangesSlide
from hor_ui.view import View, open_view

HALF_A_YEAR = timedelta(days=182)


@dataclass(frozen=True)
class Compared:
    """What changed from an earlier release to the view's, of the commitments the filters choose in
    either. `between` says which releases."""

    before: Release
    view: View
    changes: tuple[Change, ...]
    refs: tuple[str, ...]

    @property
    def between(self) -> str:
        """From which release to which, and as at when."""
        return f"From {_called(self.before)} to {_called(self.view.release)}."

    @property
    def sentence(self) -> str:
        """How many commitments changed in which way."""
        said = say_changes(self.changes)
        new_names = self.new_names
        if new_names:
            many = count(len(new_names), "organisation")
            said += f" {many} {'has' if len(new_names) == 1 else 'have'} a new name."
        return said

    @property
    def new_names(self) -> list[tuple[str, str]]:
        """Organisations that are called otherwise now: what they were and are called."""
        return renamed(self.before, self.view.release)

    @property
    def chart(self) -> Chart:
        """Where each status went, as a chart."""
        return moves_chart(*self._moves)

    @property
    def flow(self) -> Flow:
        """Where each status went, as bands and ribbons."""
        return flow_of(*self._moves)

    @property
    def slide(self) -> ChangesSlide:
        """The slides of it."""
        return ChangesSlide(self.chart, self.between, self.sentence, self.changes)

    @property
    def _moves(self) -> tuple:
        meanings = (
            {one.value: one.stands_for for one in release.statuses}
            for release in (self.before, self.view.release)
        )
        return (tally_moves(self.before, self.view.release, self.refs), *meanings)


def compare(before: Release, view: View) -> Compared:
    """What changed from an earlier release to the view's, under the view's selection."""
    earlier = open_view(before, known_only(before, view.selection))
    refs = dict.fromkeys(view.commitments["Ref"])
    if earlier.selection == view.selection:
        # What has left the selection, or the release, was in it before.
        refs |= dict.fromkeys(earlier.commitments["Ref"])
    wanted = {ref.casefold() for ref in refs}
    changes = compare_releases(before, view.release)
    shown = tuple(one for one in changes if one.ref.casefold() in wanted)
    return Compared(before, view, shown, tuple(refs))


def earlier_number(entries: Sequence[Entry], after: int) -> int:
    """The number of the release to compare with: of those before it the one published nearest to
    half a year before; 0 where there is none."""
    at = {entry.number: datetime.fromisoformat(entry.published_at) for entry in entries}
    if after not in at:
        return 0
    wanted = at[after] - HALF_A_YEAR
    return min(
        (number for number in at if number < after),
        key=lambda number: (abs(at[number] - wanted), -number),
        default=0,
    )


def _called(release: Release) -> str:
    as_at = f"data as at {say_date(release.as_at)}" if release.as_at else "date not stated"
    return f"“{release.name}” ({as_at})" if release.name else f"the release with {as_at}"
