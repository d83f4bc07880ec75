"""One organisation as its page shows it: its strip, how it stood in each release, and a line of
promise and of evidence for each commitment that it leads."""

from collections.abc import Sequence
from dataclasses import replace
from textwrap import shorten
from typing import NamedTuple

import numpy as np

from hor_data.changes import build_trend, points_of_trend
from hor_data.dates import say_date, time_order
from hor_data.release import (
    CommitmentSummary,
    OrganisationCounts,
    Release,
    list_asks,
    list_commitments,
    positions_led_by,
)
from hor_data.words import say_count
from hor_exports.view import View, open_view

# Characters of a promise or an update that stand on one line of a page.
LINE_LENGTH = 105
# Past so many commitments of one status a number stands in place of its marks.
MOST_MARKS = 12


class LedCommitment(NamedTuple):
    """A commitment that an organisation leads, each of its texts cut to a line: the promise, and
    its latest update with its date, both "" where there is none; and what to ask of it."""

    summary: CommitmentSummary
    promise: str
    reported: str
    update: str
    asks: tuple[str, ...]


class TrendStatus(NamedTuple):
    """How many had a status in one release, and what it stands for."""

    status: str
    meaning: str
    number: int


class TrendPoint(NamedTuple):
    """How the commitments of an organisation stood in one release; `total` is how many it led."""

    dated: str
    release_name: str
    statuses: tuple[TrendStatus, ...]
    total: int


def view_of_led(view: View, name: str) -> View | None:
    """The view of what an organisation leads, under the view's other filters; None where they
    choose other lead organisations."""
    chosen_leads = view.selection.lead
    if chosen_leads and name not in chosen_leads:
        return None
    return open_view(view.release, replace(view.selection, lead=(name,)))


def list_led(view: View, name: str) -> list[LedCommitment]:
    """The commitments of the view that an organisation leads, in the release's order."""
    release = view.release
    positions = positions_led_by(release, name, view.chosen)
    asks = {item.ref: item.asks for item in list_asks(release, positions)}
    promises = release.commitments["Commitment"].iloc[positions].tolist()
    updates = _latest_updates(release, positions)
    return [
        LedCommitment(
            summary,
            cut_to_line(promise),
            *updates.get(summary.ref, ("", "")),
            asks.get(summary.ref, ()),
        )
        for summary, promise in zip(list_commitments(release, positions), promises, strict=True)
    ]


def trend_of_led(view: View, releases: Sequence[Release]) -> list[TrendPoint]:
    """How the commitments of a view stood in each of these releases, oldest first, by the statuses
    that any of them had; [] where the releases are fewer than two points in time. The last of them
    is the view's own."""
    points = points_of_trend(releases)
    if len(points) < 2:
        return []
    trend = build_trend(points, view.selection, "lead")
    some = trend.totals.sum(axis=0) > 0
    columns = list(zip(trend.statuses, trend.meanings, some.tolist(), strict=True))
    return [
        TrendPoint(
            say_date(release.as_at) if release.as_at else "Date not stated",
            release.name,
            tuple(
                TrendStatus(status, meaning, number)
                for (status, meaning, is_some), number in zip(columns, totals, strict=True)
                if is_some
            ),
            sum(totals),
        )
        for release, totals in zip(trend.releases, trend.totals.tolist(), strict=True)
    ]


def say_reporting(counts: OrganisationCounts) -> list[tuple[str, str]]:
    """Pairs of a term and its words: when it last reported, what is past due, the next date."""
    if not counts.leads:
        return []
    reported = say_date(counts.last_report) if counts.last_report else "No update yet"
    pairs = [("Last reported", reported)]
    if counts.past_due:
        pairs.append(("Past due", say_count(counts.past_due, "commitment")))
    if counts.silent:
        pairs.append(("No update for a year", say_count(counts.silent, "commitment")))
    due = say_date(counts.next_due) if counts.next_due else "None ahead"
    return [*pairs, ("Next date due", due)]


def cut_to_line(text: str, most: int = LINE_LENGTH) -> str:
    """The text on one line, cut at a word where it is longer than `most` characters."""
    plain = " ".join(text.split())
    cut = shorten(plain, most, placeholder="…")
    # A first word longer than the line is cut within it.
    return cut if len(cut) > 1 else plain[: most - 1] + "…" * (len(plain) >= most)


def _latest_updates(release: Release, positions: np.ndarray) -> dict[str, tuple[str, str]]:
    """The date and the text of the latest update of each of these commitments, by ref, as a page
    shows them; of several of one date the last."""
    refs = set(release.commitments["Ref"].iloc[positions])
    updates = release.updates[release.updates["Ref"].isin(refs)]
    latest: dict[str, tuple[str, str]] = {}
    for ref, as_at, text in zip(updates["Ref"], updates["As at"], updates["Update"], strict=True):
        if ref not in latest or time_order(as_at) >= time_order(latest[ref][0]):
            latest[ref] = (as_at, text)
    return {ref: (say_date(as_at), cut_to_line(text)) for ref, (as_at, text) in latest.items()}
