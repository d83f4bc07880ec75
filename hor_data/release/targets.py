"""Targets: the numbers promised, each with the number reported of the same thing."""

from collections.abc import Collection
from typing import NamedTuple

import pandas as pd

from hor_data.dates import say_date
from hor_data.release.measures import counts_something_else, say_amount
from hor_data.release.release import Release

REACHED, BELOW = "Reached", "Below the target"
NO_RESULT, OTHER_RESULT = "No result yet", "The result counts something else"
# Qualifiers of a result that is this number or lower: it cannot be said to be as high.
_UPPER_BOUNDS = ("at most", "fewer than")


class Target(NamedTuple):
    """A target and its result in one unit; `result` is None where none counts the same thing.

    `standing` is REACHED where the result is as high as the target or higher, BELOW, NO_RESULT or
    OTHER_RESULT. `target_words` and `result_words` say the numbers with their units, "" for none.
    """

    ref: str
    name: str
    unit: str
    target: float
    result: float | None
    target_words: str
    result_words: str
    as_at: str
    standing: str


def list_targets(release: Release, refs: Collection[str]) -> list[Target]:
    """The targets of these commitments in the workbook's order."""
    rows = release.measures[release.measures["Ref"].isin(refs)]
    return [_read_target(row) for row in rows.to_dict("records") if not pd.isna(row["Target"])]


def _read_target(row: dict[str, object]) -> Target:
    name, unit, qualifier = str(row["Measure"]), str(row["Unit"]), str(row["Qualifier"] or "")
    target, given = float(str(row["Target"])), float(str(row["Result"]))
    has_result = not pd.isna(given)
    is_alike = has_result and not counts_something_else(name)
    return Target(
        ref=str(row["Ref"]),
        name=name,
        unit=unit,
        target=target,
        result=given if is_alike else None,
        target_words=say_amount(target, "" if has_result else qualifier, unit),
        result_words=say_amount(given, qualifier, unit) if is_alike else "",
        as_at=say_date(str(row["As at"])) if row["As at"] and is_alike else "",
        standing=_standing(target, given, qualifier) if is_alike else _missing(has_result),
    )


def _standing(target: float, result: float, qualifier: str) -> str:
    return REACHED if result >= target and qualifier not in _UPPER_BOUNDS else BELOW


def _missing(has_result: bool) -> str:
    return OTHER_RESULT if has_result else NO_RESULT
