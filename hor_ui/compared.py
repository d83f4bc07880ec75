"""Two releases compared under one selection: the changes a page, a slide and a brief speak of."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, replace

from hor_data.called import as_called_in
from hor_data.change_kinds import REGROUPED, Change
from hor_data.change_words import say_changes, say_headline, say_what_happened
from hor_data.changes import compare_releases
from hor_data.dates import say_date
from hor_data.judging import say_both_judged
from hor_data.moves import tally_moves
from hor_data.redefined import ORGANISATION
from hor_data.release import Release
from hor_data.release_order import goes_back, order_of_data, say_order
from hor_data.selection import say_filters
from hor_data.words import count, folded
from hor_ui.charts import Chart, Flow, flow_of, moves_chart
from hor_ui.parts import ChangesSlide
from hor_ui.view import View, open_view


@dataclass(frozen=True)
class Compared:
    """What changed from an earlier release to the view's, of the commitments the filters choose in
    either. `between` says which releases."""

    before: Release
    view: View
    changes: tuple[Change, ...]
    refs: tuple[str, ...]

    @property
    def back_in_time(self) -> bool:
        """Whether the release compared with is the later of the two."""
        return goes_back(self.before, self.view.release)

    @property
    def between(self) -> str:
        """From which release to which, and as at when; where time has not passed, so; and the days
        on which deadlines are judged where they are filtered by."""
        was, now = self._names
        releases = f"From {was} to {now}."
        order = say_order(self.before, self.view.release)
        return " ".join(filter(None, [releases, order, self.judged]))

    @property
    def judged(self) -> str:
        """On which days deadlines are judged, "" where they are not filtered by."""
        filtered = "deadline" in self.view.selection.in_force
        return say_both_judged(self.before, self.view.release) if filtered else ""

    @property
    def headline(self) -> str:
        """What changed first of all, in at most two clauses."""
        return say_headline(self.changes, self.back_in_time)

    @property
    def sentence(self) -> str:
        """How many commitments changed in which way, and how many names and definitions."""
        return say_changes(self.changes, self.back_in_time)

    @property
    def since(self) -> str:
        """What happened since the earlier release, wordings and corrections apart."""
        happened = say_what_happened(self.changes, self.back_in_time)
        passed = order_of_data(self.before, self.view.release) == "earlier"
        order = "" if passed else say_order(self.before, self.view.release)
        since = f"{'Since' if passed else 'Compared with'} {self._names[0]}: {happened}"
        return " ".join(filter(None, [since, order, self.judged]))

    @property
    def chart(self) -> Chart:
        """Where each status went, as a chart that says how many commitments it counts: those that
        the filters choose in either release and that both have."""
        chart = moves_chart(*self._moves)
        selection = self.view.selection
        number = count(sum(chart.coverage.totals), "commitment")
        counted = f"{number} that both releases have"
        if not selection.is_everything:
            counted += f", chosen in either by {say_filters(selection)}"
        return replace(chart, coverage=chart.coverage._replace(shown=counted))

    @property
    def flow(self) -> Flow:
        """Where each status went, as bands and ribbons."""
        return flow_of(*self._moves)

    @property
    def slide(self) -> ChangesSlide:
        """The slides of it."""
        return ChangesSlide(
            self.chart,
            self.between,
            self.sentence,
            self.changes,
            self.back_in_time,
            _meanings(self.before),
        )

    @property
    def _names(self) -> tuple[str, str]:
        """What both releases are called; with their numbers where that is the same."""
        was, now = _called(self.before), _called(self.view.release)
        if was == now and self.before.number and self.view.release.number:
            return (
                f"release {self.before.number}, {was}",
                f"release {self.view.release.number}, {now}",
            )
        return was, now

    @property
    def _moves(self) -> tuple:
        before, after = self.before, self.view.release
        return (tally_moves(before, after, self.refs), _meanings(before), _meanings(after))


def compare(before: Release, view: View, changes: Sequence[Change] | None = None) -> Compared:
    """What changed from an earlier release to the view's, under the view's selection.

    `changes` are all there are between the two, where they are known already.
    """
    if "deadline" in view.selection.in_force:
        # Each side counts as past due what was so on the last day of its own data.
        before = before.by_data
        view = open_view(view.release.by_data, view.selection)
    asked = as_called_in(before, view.release, view.selection)
    earlier = open_view(before, asked)
    # What has left the selection, or the release, was in it before. A value that the earlier
    # release lacks chose nothing there; the others of its filter did.
    refs = {folded(ref): ref for shown in (earlier, view) for ref in shown.commitments["Ref"]}
    if changes is None:
        changes = compare_releases(before, view.release)
    shown = _of_these(changes, refs, _bodies_named(before, view, refs.values()))
    return Compared(before, view, shown, tuple(refs.values()))


def _of_these(
    changes: Sequence[Change], refs: Collection[str], bodies: Collection[str] | None
) -> tuple[Change, ...]:
    """The changes of these commitments by their folded refs, of these organisations, and of names
    and definitions; all organisations where `bodies` is None."""
    return tuple(
        change
        for change in changes
        if (folded(change.ref) in refs if change.ref else _concerns(change, bodies))
    )


def _concerns(change: Change, bodies: Collection[str] | None) -> bool:
    of_a_body = change.kind == REGROUPED or change.field == ORGANISATION
    return bodies is None or not of_a_body or not {change.title, change.before}.isdisjoint(bodies)


def _bodies_named(before: Release, view: View, refs: Iterable[str]) -> set[str] | None:
    """The organisations that lead or help these commitments; None where nothing is filtered."""
    if view.selection.is_everything:
        return None
    wanted = list(refs)
    return _named(before, wanted) | _named(view.release, wanted)


def _named(release: Release, refs: Sequence[str]) -> set[str]:
    """Every organisation that leads or helps these commitments."""
    places = [place for ref in refs if (place := release.position(ref)) is not None]
    rows = release.commitments.iloc[places]
    headers = ("Lead organisations", "Partner organisations")
    return {name for header in headers for names in rows[header] for name in names}


def _meanings(release: Release) -> dict[str, str]:
    return {status.value: status.stands_for for status in release.statuses}


def _called(release: Release) -> str:
    as_at = f"data as at {say_date(release.as_at)}" if release.as_at else "date not stated"
    return f"“{release.name}” ({as_at})" if release.name else f"the release with {as_at}"
