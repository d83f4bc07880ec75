"""When each commitment was last reported on, and for which reasons one asks about it."""

from collections.abc import Iterable, Sequence

import pandas as pd

from hor_data.dates import first_day, last_day, months_after, time_order

PAST_DUE = "Past due"
UNCLEAR, SILENT = "Unclear", "No update for a year"
REASONS_TO_ASK = (PAST_DUE, UNCLEAR, SILENT)
NEVER_REPORTED = "No update yet"


def last_reports(refs: Iterable[str], updates: pd.DataFrame) -> tuple[str, ...]:
    """The date of each commitment's last update as given, in the order of the refs; "" where it
    has none."""
    latest: dict[str, str] = {}
    for ref, as_at in zip(updates["Ref"], updates["As at"], strict=True):
        latest[ref] = max(latest.get(ref, ""), as_at, key=time_order)
    return tuple(latest.get(ref, "") for ref in refs)


def reporting_year(report: str) -> str:
    """The group of a commitment by the year of its last update."""
    return report[:4] or NEVER_REPORTED


def order_of_years(reports: Iterable[str]) -> list[str]:
    """The years of these reports, the latest first, then what was never reported on."""
    return [*sorted({report[:4] for report in reports} - {""}, reverse=True), NEVER_REPORTED]


def reasons_to_ask(
    deadlines: Sequence[str], meanings: Sequence[str], reports: Sequence[str], as_at: str
) -> list[tuple[str, ...]]:
    """For which of REASONS_TO_ASK one asks about each commitment, by its deadline's group, what
    its status stands for, and its last report. `as_at` is the date of the data."""
    return [
        tuple(
            reason
            for reason, holds in (
                (PAST_DUE, deadline == PAST_DUE),
                (UNCLEAR, meaning == "unclear"),
                (SILENT, meaning != "complete" and is_silent(report, as_at)),
            )
            if holds
        )
        for deadline, meaning, report in zip(deadlines, meanings, reports, strict=True)
    ]


def is_silent(report: str, as_at: str) -> bool:
    """Whether a year had passed from the last report to the date of the data, whichever days the
    two dates mean. What was never reported on is silent."""
    if not report:
        return True
    return bool(as_at) and months_after(last_day(report), 12) <= first_day(as_at)
