"""Two releases compared under one selection: the changes a page, a slide and a brief speak of."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from itertools import chain

from hor_data.changes import (
    ORGANISATION_NAME,
    REGROUPED,
    Change,
    compare_releases,
    say_change_headline,
    say_changes,
    say_what_happened,
    tally_moves,
    translate_selection,
)
from hor_data.dates import say_date
from hor_data.release import (
    ORGANISATION_COLUMNS,
    Release,
    goes_back,
    order_of_data,
    say_both_judged,
    say_data_order,
    say_filters,
)
from hor_data.words import folded, say_count
from hor_exports.charts import Chart, Flow, build_flow, moves_chart
from hor_exports.view import View, open_view


@dataclass(frozen=True)
class Comparison:
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
        """From which release to which, with the dates of their data; a remark where no time has
        passed, and where deadlines are filtered by, the days on which they are judged."""
        was, now = self._names
        releases = f"From {was} to {now}."
        order = say_data_order(self.before, self.view.release)
        return " ".join(filter(None, [releases, order, self.judged]))

    @property
    def judged(self) -> str:
        """The sentence on which days deadlines are judged; "" where they are not filtered by."""
        filtered = self.view.selection.depends_on_day
        return say_both_judged(self.before, self.view.release) if filtered else ""

    @property
    def headline(self) -> str:
        """The first of what changed, in at most two clauses."""
        return say_change_headline(self.changes, self.back_in_time)

    @property
    def sentence(self) -> str:
        """How many commitments changed in each way, and how many names and definitions."""
        return say_changes(self.changes, self.back_in_time)

    @property
    def since(self) -> str:
        """What happened since the earlier release, without changes of wording and corrections."""
        happened = say_what_happened(self.changes, self.back_in_time)
        passed = order_of_data(self.before, self.view.release) == "earlier"
        order = "" if passed else say_data_order(self.before, self.view.release)
        since = f"{'Since' if passed else 'Compared with'} {self._names[0]}: {happened}"
        return " ".join(filter(None, [since, order, self.judged]))

    @property
    def chart(self) -> Chart:
        """Where each status went, as a chart that says how many commitments it counts: those that
        the filters choose in either release and that both have."""
        chart = moves_chart(*self._moves)
        selection = self.view.selection
        number = say_count(sum(chart.coverage.totals), "commitment")
        counted = f"{number} that both releases have"
        if not selection.is_everything:
            counted += f", chosen in either by {say_filters(selection)}"
        return replace(chart, coverage=chart.coverage._replace(shown=counted))

    @property
    def flow(self) -> Flow:
        """Where each status went, as bands and ribbons."""
        return build_flow(*self._moves)

    @property
    def _names(self) -> tuple[str, str]:
        """What both releases are called; with their numbers where that is the same."""
        before, after = self.before, self.view.release
        was, now = _called(before), _called(after)
        if was == now and before.number and after.number:
            return f"release {before.number}, {was}", f"release {after.number}, {now}"
        return was, now

    @property
    def _moves(self) -> tuple:
        before, after = self.before, self.view.release
        return tally_moves(before, after, self.refs), before.meanings, after.meanings


def compare_view(
    before: Release, view: View, changes: Sequence[Change] | None = None
) -> Comparison:
    """What changed from an earlier release to the view's, under the view's selection.

    `changes` are all there are between the two, where they are known already.
    """
    if view.selection.depends_on_day:
        # Each side counts as past due what was so on the last day of its own data.
        before = before.by_data
        view = open_view(view.release.by_data, view.selection)
    earlier = open_view(before, translate_selection(before, view.release, view.selection))
    # What has left the selection, or the release, was in it before. A value that the earlier
    # release lacks chose nothing there; the others of its filter did.
    refs = {folded(ref): ref for shown in (earlier, view) for ref in shown.commitments["Ref"]}
    if changes is None:
        changes = compare_releases(before, view.release)
    shown = _of_these(changes, refs, _bodies_named(before, view, refs))
    return Comparison(before, view, shown, tuple(refs.values()))


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
    """Whether a change without a commitment belongs to a comparison of these organisations."""
    of_a_body = change.kind == REGROUPED or change.field == ORGANISATION_NAME
    return bodies is None or not of_a_body or not {change.title, change.before}.isdisjoint(bodies)


def _bodies_named(before: Release, view: View, keys: Collection[str]) -> set[str] | None:
    """The organisations that lead or help the commitments of these folded refs in either release;
    None where nothing is filtered."""
    if view.selection.is_everything:
        return None
    names: set[str] = set()
    for release in (before, view.release):
        positions = [position for key, position in release.positions.items() if key in keys]
        rows = release.commitments.iloc[positions]
        names.update(*(chain.from_iterable(rows[header]) for header in ORGANISATION_COLUMNS))
    return names


def _called(release: Release) -> str:
    as_at = f"data as at {say_date(release.as_at)}" if release.as_at else "date not stated"
    return f"“{release.name}” ({as_at})" if release.name else f"the release with {as_at}"
