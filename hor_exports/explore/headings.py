"""Headings of a matrix: its rows and columns with how many commitments are in each."""

from typing import NamedTuple

import numpy as np

from hor_exports.view import View


class MatrixHeading(NamedTuple):
    """A row or column: its value, the name shown, how many commitments are in it, the press that
    filters by it ("" for none), whether the filters leave it out, a remark, and for a status what
    it stands for."""

    value: str
    label: str
    number: int
    press: str
    other: bool
    remark: str = ""
    meaning: str = ""


def list_headings(view: View, field: str, totals: np.ndarray) -> list[MatrixHeading]:
    """The headings of a grouping's values, each with its total in the order of the values."""
    release = view.release
    values = release.groupings[field].values
    filtered = view.selection.in_force.get(field, ())
    return [
        MatrixHeading(
            value,
            release.short_names.get(value, value) if field == "lead" else value,
            number,
            f"{field}={value}",
            bool(filtered) and value not in filtered,
            meaning=release.meanings[value] if field == "status" else "",
        )
        for value, number in zip(values, totals.tolist(), strict=True)
    ]
