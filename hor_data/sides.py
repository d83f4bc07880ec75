"""A commitment as each of two releases has it, as far as they are compared."""

from collections.abc import Iterable, Mapping, Set
from typing import Any, NamedTuple

import pandas as pd

from hor_data.dates import say_date, time_order
from hor_data.measures import Measure, measures_by_ref
from hor_data.release import Release
from hor_data.words import capital, folded


class UpdateText(NamedTuple):
    """One update: its date as given, and its words."""

    as_at: str
    text: str

    def __str__(self) -> str:
        return f"{say_date(self.as_at)}: {self.text}"


class Side(NamedTuple):
    """A commitment as one of two releases has it: its row by header, what its status means, its
    updates in time order, and its measures' numbers in words by name."""

    row: Mapping[str, Any]
    meaning: str
    updates: tuple[UpdateText, ...]
    numbers: Mapping[str, str]


def read_sides(release: Release, refs: Set[str]) -> dict[str, Side]:
    """The commitments of these folded refs, by them, in the workbook's order."""
    commitments = release.commitments.iloc[
        [at for ref, at in release.positions.items() if ref in refs]
    ]
    rows = commitments.to_dict("records")
    updates = _updates(release.updates[release.updates["Ref"].isin(commitments["Ref"])])
    measures = measures_by_ref(release, [row["Ref"] for row in rows])
    meanings = {status.value: status.stands_for for status in release.statuses}
    return {
        folded(row["Ref"]): Side(
            row,
            meanings[row["Status"]],
            tuple(sorted(updates.get(row["Ref"], ()), key=lambda update: time_order(update.as_at))),
            _numbers(measures.get(row["Ref"], ())),
        )
        for row in rows
    }


def _updates(updates: pd.DataFrame) -> dict[str, list[UpdateText]]:
    by_ref: dict[str, list[UpdateText]] = {}
    for ref, *cells in zip(updates["Ref"], updates["As at"], updates["Update"], strict=True):
        by_ref.setdefault(ref, []).append(UpdateText(*cells))
    return by_ref


def _numbers(measures: Iterable[Measure]) -> dict[str, str]:
    """The numbers of each measure; one reported on several dates has them all."""
    numbers: dict[str, list[str]] = {}
    for measure in measures:
        parts = [("target", measure.target), ("result", measure.result), ("as at", measure.as_at)]
        text = capital("; ".join(f"{name} {value}" for name, value in parts if value))
        numbers.setdefault(measure.name, []).append(text)
    return {name: ". ".join(texts) for name, texts in numbers.items()}
