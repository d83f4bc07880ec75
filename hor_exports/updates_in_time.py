"""Updates in time by lead organisation: a dot an update, as far along as its date, so that a gap is
silence. A date that is a year or a month is a span: where in it the update belongs is not known."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import NamedTuple

import numpy as np

from hor_data.changes import NEWLY_REPORTED, Change
from hor_data.dates import first_day, last_day, say_date, time_order
from hor_data.release import Release
from hor_data.words import folded, say_count
from hor_exports.view import View

# Past so many dots counts stand in their place; past so many organisations the rest is left out.
MOST_DOTS, MOST_ROWS = 400, 60
# Percent of the width that a group of dots needs on a phone: closer ones stand in another lane.
LEAST_WIDTH = 9.0
MOST_YEARS_NAMED = 12


class Span(NamedTuple):
    """Where a date stands: its middle and its width, in percent of the time shown."""

    middle: float
    width: float


class UpdateDot(NamedTuple):
    """One update of a commitment; `is_new` where the release compared with did not have it."""

    ref: str
    label: str
    is_new: bool


class DatedUpdates(NamedTuple):
    """The updates of an organisation with one date as given, where they stand, and in which lane
    (from 1) so that they do not cover others."""

    as_at: str
    span: Span
    lane: int
    dots: tuple[UpdateDot, ...]


class OrganisationUpdates(NamedTuple):
    """The updates on what an organisation leads; `last` is the date of the last as given, or ""."""

    name: str
    commitments: int
    last: str
    groups: tuple[DatedUpdates, ...]


class Timeline(NamedTuple):
    """Updates in time, the organisation that is silent longest first. `years` are names of years
    with where they begin, `year_width` the width of one, in percent; `left_out` how many
    organisations are not among the rows; `drawn` whether dots stand for the updates, or counts."""

    rows: tuple[OrganisationUpdates, ...]
    years: tuple[tuple[str, float], ...]
    year_width: float
    left_out: int
    updates: int
    reported_anew: int
    drawn: bool


def build_timeline(view: View, changes: Iterable[Change] = ()) -> Timeline:
    """The updates on the commitments of a view; `changes` are those since the release compared
    with."""
    new = {
        (folded(change.ref), change.after) for change in changes if change.kind == NEWLY_REPORTED
    }
    led = _led_by_organisation(view)
    dots = _dots_by_ref(view.release, {ref for refs in led.values() for ref in refs}, new)
    dates = [as_at for by_date in dots.values() for as_at in by_date]
    start, end = _time_shown(dates, view.release)
    rows = [_row(name, refs, dots, (start, end)) for name, refs in led.items()]
    rows.sort(key=lambda row: (time_order(row.last), row.name))
    number = sum(len(group) for by_date in dots.values() for group in by_date.values())
    anew = sum(any(dot.is_new for group in row.groups for dot in group.dots) for row in rows)
    shown = tuple(rows[:MOST_ROWS])
    return Timeline(
        rows=shown,
        years=_years(start, end),
        year_width=36525 / ((end - start).days + 1),
        left_out=len(rows) - len(shown),
        updates=number,
        reported_anew=anew,
        drawn=number <= MOST_DOTS,
    )


def say_timeline(timeline: Timeline, compared: bool) -> str:
    """What the picture shows, as its title. `compared` where it stands beside an earlier
    release."""
    everybody = len(timeline.rows) + timeline.left_out
    bodies = say_count(everybody, "lead organisation")
    if not compared:
        return f"{say_count(timeline.updates, 'update')} by {bodies}"
    silent = everybody - timeline.reported_anew
    if everybody == 1:
        dots = [dot for group in timeline.rows[0].groups for dot in group.dots]
        number = sum(dot.is_new for dot in dots)
        return say_count(number, "new update") if number else "No new update"
    if not timeline.reported_anew:
        return f"No new update by any of {bodies}"
    if not silent:
        return f"A new update by each of {bodies}"
    return f"{silent:,} of {bodies} gave no new update"


def _led_by_organisation(view: View) -> dict[str, list[str]]:
    commitments = view.commitments
    led: dict[str, list[str]] = {}
    pairs = zip(commitments["Ref"], commitments["Lead organisations"], strict=True)
    for ref, leads in pairs:
        for name in leads:
            led.setdefault(name, []).append(ref)
    return led


def _dots_by_ref(
    release: Release, refs: set[str], new: set[tuple[str, str]]
) -> dict[str, dict[str, list[UpdateDot]]]:
    """The dots of each of these commitments by its ref and by their date as given."""
    titles = dict(zip(release.commitments["Ref"], release.commitments["Title"], strict=True))
    dots: dict[str, dict[str, list[UpdateDot]]] = {}
    cells = (release.updates[header] for header in ("Ref", "As at", "Update"))
    for ref, as_at, text in zip(*cells, strict=True):
        if ref not in refs or not as_at:
            continue
        is_new = (folded(ref), f"{say_date(as_at)}: {text}") in new
        label = f"{ref}, {titles[ref]}, update of {say_date(as_at)}{', new' if is_new else ''}"
        dots.setdefault(ref, {}).setdefault(as_at, []).append(UpdateDot(ref, label, is_new))
    return dots


def _time_shown(dates: Sequence[str], release: Release) -> tuple[date, date]:
    """From the first day of the first year with an update to the last day of the data or of the
    last update."""
    known = [*dates, *([release.as_at] if release.as_at else [])]
    if not known:
        return release.judged_on.replace(month=1, day=1), release.judged_on
    first = min(map(first_day, known)).replace(month=1, day=1)
    return first, max(map(last_day, known))


def _row(
    name: str,
    refs: Sequence[str],
    dots: Mapping[str, Mapping[str, Sequence[UpdateDot]]],
    shown: tuple[date, date],
) -> OrganisationUpdates:
    by_date: dict[str, list[UpdateDot]] = {}
    for ref in refs:
        for as_at, group in dots.get(ref, {}).items():
            by_date.setdefault(as_at, []).extend(group)
    last = max(by_date, key=time_order, default="")
    return OrganisationUpdates(name, len(refs), last, _in_lanes(by_date, shown))


def _in_lanes(
    by_date: Mapping[str, Sequence[UpdateDot]], shown: tuple[date, date]
) -> tuple[DatedUpdates, ...]:
    """Updates by date in time order, each in the first lane in which it covers no other; the less
    exact dates above."""
    ends: list[float] = []
    groups = []
    for as_at in sorted(by_date, key=lambda as_at: (first_day(as_at), len(as_at))):
        span = _span(as_at, shown)
        reach = max(span.width, LEAST_WIDTH) / 2
        free = (lane for lane, end in enumerate(ends) if end <= span.middle - reach)
        lane = next(free, len(ends))
        ends[lane : lane + 1] = [span.middle + reach]
        groups.append(DatedUpdates(as_at, span, lane + 1, tuple(by_date[as_at])))
    return tuple(sorted(groups, key=lambda group: time_order(group.as_at)))


def _span(as_at: str, shown: tuple[date, date]) -> Span:
    start, end = shown
    days = (end - start).days + 1
    first, last = first_day(as_at), min(last_day(as_at), end)
    left, right = (first - start).days / days, ((last - start).days + 1) / days
    return Span(50 * (left + right), 100 * (right - left))


def _years(start: date, end: date) -> tuple[tuple[str, float], ...]:
    days = (end - start).days + 1
    step = -(-(end.year - start.year + 1) // MOST_YEARS_NAMED)
    years = np.arange(start.year, end.year + 1, step).tolist()
    return tuple((str(year), 100 * (date(year, 1, 1) - start).days / days) for year in years)
