"""A commitment as each of two releases has it, as far as they are compared."""

from collections.abc import Iterable, Mapping, Set
from typing import Any, NamedTuple

import pandas as pd

from hor_data.dates import say_date, time_order
from hor_data.release import Measure, Release, measures_by_ref
from hor_data.words import capitalise, folded


class UpdateText(NamedTuple):
    """One update: its date as given, and its words."""

    as_at: str
    text: str

    def __str__(self) -> str:
        return f"{say_date(self.as_at)}: {self.text}"


class CommitmentState(NamedTuple):
    """A commitment as one of two releases has it: its row by header, what its status means, its
    updates in time order, and its measures' numbers in words by name."""

    row: Mapping[str, Any]
    meaning: str
    updates: tuple[UpdateText, ...]
    numbers: Mapping[str, str]


def read_commitment_states(release: Release, refs: Set[str]) -> dict[str, CommitmentState]:
    """The states of the commitments with these folded refs, by folded ref, in the workbook's
    order."""
    positions = [position for ref, position in release.positions.items() if ref in refs]
    commitments = release.commitments.iloc[positions]
    rows = commitments.to_dict("records")
    updates = _updates(release.updates[release.updates["Ref"].isin(commitments["Ref"])])
    measures = measures_by_ref(release, [row["Ref"] for row in rows])
    meanings = release.meanings
    return {
        folded(row["Ref"]): CommitmentState(
            row,
            meanings[row["Status"]],
            tuple(updates.get(row["Ref"], ())),
            _numbers(measures.get(row["Ref"], ())),
        )
        for row in rows
    }


def _updates(updates: pd.DataFrame) -> dict[str, list[UpdateText]]:
    """The updates of each ref in time order; those of one date in the workbook's order."""
    by_ref: dict[str, list[UpdateText]] = {}
    for ref, *cells in zip(updates["Ref"], updates["As at"], updates["Update"], strict=True):
        by_ref.setdefault(ref, []).append(UpdateText(*cells))
    for texts in by_ref.values():
        texts.sort(key=lambda update: time_order(update.as_at))
    return by_ref


def _numbers(measures: Iterable[Measure]) -> dict[str, str]:
    """The numbers of each measure in words, by name; a measure reported on several dates has them
    all."""
    numbers: dict[str, list[str]] = {}
    for measure in measures:
        parts = [("target", measure.target), ("result", measure.result), ("as at", measure.as_at)]
        text = capitalise("; ".join(f"{name} {value}" for name, value in parts if value))
        numbers.setdefault(measure.name, []).append(text)
    return {name: ". ".join(texts) for name, texts in numbers.items()}
