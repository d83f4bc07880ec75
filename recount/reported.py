"""When each commitment was last reported on, and for which reasons one asks about it."""

from datetime import date

import pandas as pd

from recount.cells import first_day, last_day, time_order

PAST_DUE, UNCLEAR, SILENT = REASONS = ("Past due", "Unclear", "No update for a year")
NO_UPDATE = "No update yet"


def last_reports(commitments: pd.DataFrame, updates: pd.DataFrame) -> pd.Series:
    """The date of each commitment's last update as given, by ref; "" where it has none."""
    latest = updates.groupby("Ref")["As at"].agg(lambda dates: max(dates, key=report_order))
    return latest.reindex(commitments.index).fillna("")


def report_order(given: str) -> tuple[date, int]:
    """What puts dates of reports in order: none comes first."""
    return time_order(given) if given else (date.min, 0)


def year_of(report: str) -> str:
    """The year of a report, or that there is none."""
    return report[:4] or NO_UPDATE


def reasons_of(row: pd.Series, as_at: str) -> list[str]:
    """For which REASONS one asks about a commitment, by its row and the date of the data."""
    holds = {
        PAST_DUE: row["Deadline"] == PAST_DUE,
        UNCLEAR: row["Meaning"] == "unclear",
        SILENT: row["Meaning"] != "complete" and is_silent(row["Reported"], as_at),
    }
    return [reason for reason, there in holds.items() if there]


def is_silent(report: str, as_at: str) -> bool:
    """Whether a whole year lies between the report and the data, whichever days the two mean."""
    if not report:
        return True
    last, data = last_day(report), first_day(as_at)
    return (data.year - last.year, data.month, data.day) >= (1, last.month, last.day)
