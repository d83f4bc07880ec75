"""Two releases compared under one selection: the changes a page, a slide and a brief speak of."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from hor_data.change_words import say_changes
from hor_data.changes import (
    ADDED,
    GONE_QUIET,
    NEWLY_REPORTED,
    REMOVED,
    Change,
    compare_releases,
)
from hor_data.dates import say_date
from hor_data.moves import BACK, FORWARD, NO_LONGER_CLEAR, NOW_CLEAR, tally_moves
from hor_data.release import Release
from hor_data.releases import Entry
from hor_data.renamed import as_called_in, renamed
from hor_data.words import count, folded
from hor_ui.charts import Chart, Flow, flow_of, moves_chart
from hor_ui.parts import ChangesSlide
from hor_ui.view import View, open_view

HALF_A_YEAR = timedelta(days=182)
MOVES = (FORWARD, BACK, NOW_CLEAR, NO_LONGER_CLEAR)
HEADLINES = (*MOVES, NEWLY_REPORTED, GONE_QUIET, ADDED, REMOVED)


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
    def since(self) -> str:
        """What happened since the earlier release, wordings and corrections apart."""
        main = [one for one in self.changes if one.kind in HEADLINES]
        said = say_changes(main) if main else "No status moved, and nothing new was reported."
        return f"Since {_called(self.before)}: {said}"

    @property
    def new_names(self) -> list[tuple[str, str]]:
        """Organisations of these commitments with a new name: what they were and are called."""
        named = _named(self.before, self.refs) | _named(self.view.release, self.refs)
        pairs = renamed(self.before, self.view.release)
        return [(was, now) for was, now in pairs if named & {was, now}]

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


def compare(before: Release, view: View, changes: Sequence[Change] | None = None) -> Compared:
    """What changed from an earlier release to the view's, under the view's selection.

    `changes` are all there are between the two, where they are known already.
    """
    asked = as_called_in(before, view.release, view.selection)
    earlier = open_view(before, asked)
    # What has left the selection, or the release, was in it before. A value that the earlier
    # release lacks chose nothing there; the others of its filter did.
    refs = {folded(ref): ref for shown in (earlier, view) for ref in shown.commitments["Ref"]}
    if changes is None:
        changes = compare_releases(before, view.release)
    shown = tuple(one for one in changes if folded(one.ref) in refs)
    return Compared(before, view, shown, tuple(refs.values()))


def earlier_number(entries: Sequence[Entry], after: int) -> int:
    """The number of the release to compare with, 0 where there is none.

    It is the one published nearest to half a year before; where all are newer, the one before.
    """
    at = {entry.number: datetime.fromisoformat(entry.published_at) for entry in entries}
    earlier = [number for number in at if after in at and number < after]
    old = [number for number in earlier if at[after] - at[number] > HALF_A_YEAR / 2]
    if not old:
        return max(earlier, default=0)
    wanted = at[after] - HALF_A_YEAR
    return min(old, key=lambda number: (abs(at[number] - wanted), -number))


def _named(release: Release, refs: Sequence[str]) -> set[str]:
    """Every organisation that leads or helps these commitments."""
    places = [at for ref in refs if (at := release.position(ref)) is not None]
    rows = release.commitments.iloc[places]
    headers = ("Lead organisations", "Partner organisations")
    return {name for header in headers for of in rows[header] for name in of}


def _called(release: Release) -> str:
    as_at = f"data as at {say_date(release.as_at)}" if release.as_at else "date not stated"
    return f"“{release.name}” ({as_at})" if release.name else f"the release with {as_at}"
