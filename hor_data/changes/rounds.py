"""Whether organisations were asked for updates between two releases, and had the time to answer."""

from hor_data.dates import date_order, first_day, last_day, months_after
from hor_data.release import Release

# Updates are asked for before each half-yearly roundtable. Dates of data without a day may lose one
# of the six months: from some day of January to some day of July are surely five.
ROUND_MONTHS = 5


def round_held(before: Release, after: Release) -> bool:
    """Whether a round of updates lies between two releases: the dates of their data are surely
    ROUND_MONTHS apart, and somebody answered, with an update dated after the earlier data."""
    if not before.as_at or not after.as_at:
        return False
    expected = months_after(last_day(before.as_at), ROUND_MONTHS)
    dates = after.updates["As at"].unique()
    return expected <= first_day(after.as_at) and any(
        date_order(before.as_at, as_at) == "earlier" for as_at in dates
    )
