"""The day on which deadlines are judged, in words: today for the release in force; for another, and
wherever releases are compared, the last day of its own data."""

import re
from collections.abc import Iterable

from hor_data.dates import last_day, say_date
from hor_data.release import Release

LAST_DAY = "the last day of its data"
_DUE = re.compile(r"\bdue\b", re.IGNORECASE)


def say_judged(release: Release) -> str:
    """judged on 26 November 2026; or judged on 31 December 2022, the last day of its data."""
    day = f"judged on {say_date(release.judged_on.isoformat())}"
    of_its_data = release.as_at and last_day(release.as_at) == release.judged_on
    return f"{day}, {LAST_DAY}" if of_its_data else day


def say_both_judged(before: Release, after: Release) -> str:
    """The sentence that says on which days the deadlines of two compared releases are judged."""
    return f"Deadlines before are {say_judged(before)}; deadlines after are {say_judged(after)}."


def judged_label(release: Release) -> str:
    """A header or label over deadlines: Deadline (as judged on 26 November 2026)."""
    return f"Deadline (as {say_judged(release)})"


def judged_sentence(release: Release, texts: Iterable[str] = ("due",)) -> str:
    """The same as a sentence by itself, to stand near these texts; "" where none says what is due
    or past due."""
    if not any(_DUE.search(text) for text in texts):
        return ""
    judged = say_judged(release)
    return f"Deadlines {'in this release ' if LAST_DAY in judged else ''}are {judged}."
