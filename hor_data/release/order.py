"""Which of two releases has the later data, where their dates tell."""

from hor_data.dates import DateOrder, date_order, say_date
from hor_data.release.release import Release

CANNOT_TELL = "Which of the two has the later data cannot be told from their dates."

NOT_BOTH_DATED = "They do not both say the date of their data, so which is later cannot be told."


def order_of_data(before: Release, after: Release) -> DateOrder:
    """How the data of `before` stand in time to those of `after`."""
    return date_order(before.as_at, after.as_at)


def goes_back(before: Release, after: Release) -> bool:
    """Whether going from `before` to `after` goes back in time: by the dates of their data, or
    where these do not tell by the order in which they were published."""
    order = order_of_data(before, after)
    if order in ("earlier", "later"):
        return order == "later"
    return 0 < after.number < before.number


def say_data_order(before: Release, after: Release) -> str:
    """What a reader must know of the two dates to read what changed; "" where time has passed."""
    order = order_of_data(before, after)
    if order == "same":
        return f"Both say data as at {say_date(after.as_at)}."
    if order == "later":
        return "This goes back in time."
    if order == "earlier":
        return ""
    return CANNOT_TELL if before.as_at and after.as_at else NOT_BOTH_DATED
