"""Rows of a table in groups: each on slides of its own, small ones together."""

from collections.abc import Callable, Sequence
from typing import NamedTuple

from hor_ui.deck.grids import Cell, Row


class Group(NamedTuple):
    """Rows under the name that they share."""

    name: str
    rows: tuple[Row, ...]


# The groups of one table, on one slide or on several.
Unit = list[Group]


def join_groups(groups: Sequence[Group], fit: Callable[[Unit], bool]) -> list[Unit]:
    """The groups in their order, those next to each other in one table that `fit` on one slide. A
    group of a single row has no table of its own where there is another to join."""
    units: list[Unit] = []
    for group in groups:
        joined = [*units[-1], group] if units else [group]
        is_single = len(group.rows) == 1 or number_of_rows(units[-1:]) == 1
        if units and (is_single or fit(joined)):
            units[-1] = joined
        else:
            units.append([group])
    return units


def number_of_rows(units: Sequence[Unit]) -> int:
    """How many rows these units have, without the names of groups."""
    return sum(len(group.rows) for unit in units for group in unit)


def rows_of(unit: Unit) -> tuple[Row, ...]:
    """The rows of a table; where it has several groups, each under its name."""
    if len(unit) == 1:
        return unit[0].rows
    rows: list[Row] = []
    for group in unit:
        empty = (Cell(""),) * (len(group.rows[0]) - 2)
        rows += [(Cell(""), Cell(group.name, bold=True), *empty), *group.rows]
    return tuple(rows)
