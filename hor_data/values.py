"""What a cell holds, as people see it."""

import math
from datetime import date, datetime, time, timedelta

from hor_data.words import clean

Value = str | float | date | None
# Beyond this a whole number has lost digits already, and would fill a line with noughts.
LARGEST_WHOLE = 10**15


def read_value(raw: object) -> Value:
    """Text without what nobody sees, a number, a day, or None for a blank."""
    if isinstance(raw, str):
        return clean(raw) or None if raw else None
    if isinstance(raw, bool):
        return str(raw).upper()
    if isinstance(raw, float | int) and math.isfinite(raw):
        return int(raw) if abs(raw) < LARGEST_WHOLE and raw == int(raw) else raw
    if isinstance(raw, float | time | timedelta):
        return str(raw)
    if isinstance(raw, datetime):
        return raw.date()
    return raw if isinstance(raw, date) else None
