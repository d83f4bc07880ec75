"""Measures: targets and results, side by side only where they count the same thing."""

from collections.abc import Collection, Iterator, Mapping
from typing import NamedTuple

import pandas as pd

from hor_data.dates import say_date
from hor_data.release.release import Release
from hor_data.words import folded, say_count, say_number

LIKE_FOR_LIKE = "Target and result"
NOT_COMPARABLE = "Target and result that count different things"
RESULT_ONLY = "A result, and no target"
TARGET_ONLY = "A target, and no result yet"
NO_NUMBERS = "Neither target nor result"
MEASURE_KINDS = {
    LIKE_FOR_LIKE: "Both count the same thing, so they can be compared.",
    NOT_COMPARABLE: "The two are shown apart. A percentage of them would mean nothing.",
    TARGET_ONLY: "A number was promised and none has been reported against it.",
    RESULT_ONLY: (
        "A number was reported and none was promised, so it cannot be said how far it goes."
    ),
    NO_NUMBERS: "Neither a promised nor a reported number is given.",
}
# How a workbook says so: see the Measure column of the schema.
COUNTS_SOMETHING_ELSE = "(promise:"


class Measure(NamedTuple):
    """One measure in words. `target` and `result` are "" where none is given."""

    ref: str
    name: str
    target: str
    result: str
    as_at: str
    kind: str


def measures_by_ref(release: Release, refs: Collection[str]) -> dict[str, list[Measure]]:
    """The measures of these commitments by ref; commitments that have none are left out."""
    measures: dict[str, list[Measure]] = {}
    for measure in _measures(release, refs):
        measures.setdefault(measure.ref, []).append(measure)
    return measures


def measures_by_kind(release: Release, refs: set[str]) -> dict[str, list[Measure]]:
    """The measures of these commitments by kind; kinds that have none are left out."""
    by_kind: dict[str, list[Measure]] = {kind: [] for kind in MEASURE_KINDS}
    for measure in _measures(release, refs):
        by_kind[measure.kind].append(measure)
    return {kind: measures for kind, measures in by_kind.items() if measures}


def _measures(release: Release, refs: Collection[str]) -> Iterator[Measure]:
    rows = release.measures[release.measures["Ref"].isin(refs)]
    for row in rows.to_dict("records"):
        target, result = row["Target"], row["Result"]
        has_result = not pd.isna(result)
        yield Measure(
            ref=row["Ref"],
            name=row["Measure"],
            target=say_amount(target, "" if has_result else row["Qualifier"], row["Unit"]),
            result=say_amount(result, row["Qualifier"], row["Unit"]),
            as_at=say_date(row["As at"]) if row["As at"] else "",
            kind=_kind(row["Measure"], not pd.isna(target), has_result),
        )


def _kind(name: str, has_target: bool, has_result: bool) -> str:
    if has_target and has_result:
        return NOT_COMPARABLE if counts_something_else(name) else LIKE_FOR_LIKE
    if has_result:
        return RESULT_ONLY
    return TARGET_ONLY if has_target else NO_NUMBERS


def counts_something_else(name: str) -> bool:
    """Whether the name of a measure says that its target counts something else than its result."""
    return COUNTS_SOMETHING_ELSE in folded(name)


def say_amount(value: float, qualifier: str, unit: str) -> str:
    """At least 2%, more than 60 sites, £3.4 million."""
    if pd.isna(value):
        return ""
    number = say_number(value)
    if unit.startswith("£"):
        amount = f"£{number} {unit[1:].strip()}"
    else:
        amount = f"{number}%" if unit == "%" else f"{number} {unit}"
    return f"{qualifier} {amount}".strip()


def refs_stating_a_number(kinds: Mapping[str, list[Measure]]) -> set[str]:
    """The refs of commitments with a measure that has a target or a result."""
    return {
        measure.ref
        for kind, measures in kinds.items()
        if kind != NO_NUMBERS
        for measure in measures
    }


def say_measures(kinds: Mapping[str, list[Measure]], commitments: int) -> str:
    """How many commitments state a number, and how many of all measures can be compared: 30 of 46
    commitments state a number; 9 of the 50 measures have a target and a result that count the same
    thing. `commitments` is how many there are."""
    if not commitments:
        return "No commitments."
    stating = len(refs_stating_a_number(kinds))
    sentence = _say_stating(stating, commitments)
    if not stating:
        return f"{sentence}."
    alike, total = len(kinds.get(LIKE_FOR_LIKE, ())), sum(map(len, kinds.values()))
    both = "a target and a result that count the same thing"
    if total == 1:
        return f"{sentence}, {'with' if alike else 'not'} {both}."
    number = f"{alike:,}" if alike else "none"
    verb = "has" if alike <= 1 else "have"
    return f"{sentence}; {number} of the {say_count(total, 'measure')} {verb} {both}."


def _say_stating(measured: int, commitments: int) -> str:
    """How many of the commitments state a number: 30 of 46 commitments state a number."""
    if commitments == 1:
        return f"The one commitment states {'a' if measured else 'no'} number"
    if not measured:
        return f"None of the {say_count(commitments, 'commitment')} states a number"
    if measured == commitments:
        return f"All {say_count(commitments, 'commitment')} state a number"
    verb = "states" if measured == 1 else "state"
    return f"{measured:,} of {say_count(commitments, 'commitment')} {verb} a number"
