"""Which earlier release a release is compared with where nobody picks one."""

from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta

from hor_data.dates import date_order
from hor_data.store.entries import Entry, served_entries, trail_of

HALF_A_YEAR = timedelta(days=182)
ONLY_ONE_RELEASE = "There is one release, so nothing can have changed yet."
FIRST_RELEASE = "This is the first release, so there is no earlier one to compare it with."
FIRST_RELEASE_AGAIN = (
    "This is the first release again, so there is no earlier one to compare it with."
)
ALL_EARLIER_WITHDRAWN = (
    "Every earlier release was withdrawn, so there is none to compare this one with."
)
ALL_LATER = "Every release before this one has later data: there is none to compare it with."


def earlier_number(entries: Sequence[Entry], after: int) -> int:
    """The number of the release to compare release `after` with, 0 where there is none.

    It is one that still stands (was neither taken back nor withdrawn), was published before, and
    whose data are not later. Of several with one date of data the newest corrects the others; where
    all that are left share the date of `after`, it is the newest of them. Of the rest it is the one
    published nearest to half a year before, as roundtables are held; where all are newer than that,
    the newest.
    """
    shown = _shown(entries, after)
    if shown is None:
        return 0
    usable = [
        entry
        for entry in _standing_before(entries, shown)
        if date_order(entry.as_at, shown.as_at) != "later"
    ]
    same = [entry for entry in usable if date_order(entry.as_at, shown.as_at) == "same"]
    others = [entry for entry in usable if entry not in same]
    if not others:
        return max((entry.number for entry in same), default=0)
    published = _first_published(others)
    moment = min(_published(entry) for entry in (*same, shown))
    old = [number for number, time in published.items() if moment - time > HALF_A_YEAR / 2]
    if not old:
        return max(published)
    return min(old, key=lambda number: (abs(moment - HALF_A_YEAR - published[number]), -number))


def say_why_no_earlier(entries: Sequence[Entry], after: int) -> str:
    """Why `earlier_number` is 0, in a sentence."""
    shown = _shown(entries, after)
    if shown is None or len(served_entries(entries)) == 1:
        return ONLY_ONE_RELEASE
    if _standing_before(entries, shown):
        return ALL_LATER
    if any(entry.number < shown.number and entry.withdrawn_at for entry in entries):
        return ALL_EARLIER_WITHDRAWN
    return FIRST_RELEASE if shown.number == after else FIRST_RELEASE_AGAIN


def standing_numbers(entries: Sequence[Entry], after: int) -> list[int]:
    """The numbers of the releases that stand up to release `after`, oldest first; `after` itself
    is the last, whether it stands or not."""
    shown = _shown(entries, after)
    if shown is None:
        return []
    return [*sorted(entry.number for entry in _standing_before(entries, shown)), after]


def _shown(entries: Sequence[Entry], after: int) -> Entry | None:
    """The entry of release `after`; where it brought an earlier one back, that one."""
    number = trail_of(entries).restored.get(after, after)
    return next((entry for entry in entries if entry.number == number), None)


def _standing_before(entries: Sequence[Entry], shown: Entry) -> list[Entry]:
    """Entries older than the one shown that nobody took back or withdrew, each once: no copies of
    others."""
    standing = trail_of(entries).standing
    return [entry for entry in entries if entry.number < shown.number and entry.number in standing]


def _first_published(entries: Iterable[Entry]) -> dict[int, datetime]:
    """When the data of each date were first published, by the number of the newest with that date.

    A correction stands in the place of what it corrects: its data came when that was published.
    """
    by_date: dict[str, list[Entry]] = {}
    for entry in entries:
        by_date.setdefault(entry.as_at or f"release {entry.number}", []).append(entry)
    return {
        max(entry.number for entry in group): min(map(_published, group))
        for group in by_date.values()
    }


def _published(entry: Entry) -> datetime:
    return datetime.fromisoformat(entry.published_at)
