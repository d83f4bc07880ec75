"""Rows of a table in groups: each on slides of its own, small ones together."""

from collections.abc import Callable, Sequence
from typing import NamedTuple

from hor_exports.deck.text.grids import TableCell, TableRow


class RowGroup(NamedTuple):
    """Rows under the name that they share."""

    name: str
    rows: tuple[TableRow, ...]


# More rows than this are not tried on one slide.
MOST_ON_A_SLIDE = 40
# The groups of one table, on one slide or on several.
TableGroups = list[RowGroup]


def join_groups(
    groups: Sequence[RowGroup], fit: Callable[[TableGroups], bool]
) -> list[TableGroups]:
    """The groups in their order, those next to each other in one table that `fit` on one slide. A
    group of a single row has no table of its own where there is another to join."""
    units: list[TableGroups] = []
    for group in groups:
        joined = [*units[-1], group] if units else [group]
        is_single = len(group.rows) == 1 or count_group_rows(units[-1:]) == 1
        is_tried = count_group_rows([joined]) <= MOST_ON_A_SLIDE
        if units and (is_single or (is_tried and fit(joined))):
            units[-1] = joined
        else:
            units.append([group])
    return units


def count_group_rows(units: Sequence[TableGroups]) -> int:
    """How many rows these units have, without the names of groups."""
    return sum(len(group.rows) for unit in units for group in unit)


def rows_of_groups(unit: TableGroups) -> tuple[TableRow, ...]:
    """The rows of a table; where it has several groups, each under its name."""
    if len(unit) == 1:
        return unit[0].rows
    rows: list[TableRow] = []
    for group in unit:
        empty = (TableCell(""),) * (len(group.rows[0]) - 2)
        rows += [(TableCell(""), TableCell(group.name, bold=True), *empty), *group.rows]
    return tuple(rows)
