"""Sentences that say on which day deadlines are judged: today for the release in force; the last
day of its own data for another, and wherever releases are compared."""

import re
from collections.abc import Iterable

from hor_data.dates import last_day, say_date
from hor_data.release.release import Release

LAST_DAY_OF_DATA = "the last day of its data"
_DUE = re.compile(r"\bdue\b", re.IGNORECASE)


def say_judged(release: Release) -> str:
    """judged on 26 November 2026; or judged on 31 December 2022, the last day of its data."""
    day = f"judged on {say_date(release.judged_on.isoformat())}"
    of_its_data = release.as_at and last_day(release.as_at) == release.judged_on
    return f"{day}, {LAST_DAY_OF_DATA}" if of_its_data else day


def say_both_judged(before: Release, after: Release) -> str:
    """The sentence that says on which days the deadlines of two compared releases are judged."""
    return f"Deadlines before are {say_judged(before)}; deadlines after are {say_judged(after)}."


def deadline_header(release: Release) -> str:
    """A header or label over deadlines: Deadline (as judged on 26 November 2026)."""
    return f"Deadline (as {say_judged(release)})"


def say_deadlines_judged(release: Release, texts: Iterable[str] = ("due",)) -> str:
    """The same as a sentence by itself, to stand near these texts; "" where none says what is due
    or past due."""
    if not any(_DUE.search(text) for text in texts):
        return ""
    judged = say_judged(release)
    return f"Deadlines {'in this release ' if LAST_DAY_OF_DATA in judged else ''}are {judged}."
