"""The table of all commitments, by theme, on as many slides as it takes."""

from collections.abc import Sequence

import numpy as np

from hor_data.release import (
    NO_DATE_SET,
    CommitmentSummary,
    list_commitments,
    say_deadlines_judged,
    say_selection,
)
from hor_data.words import say_count, say_list
from hor_data.workbook import NOT_STATED
from hor_exports.charts import say_status_counts
from hor_exports.deck.planning.planned import fit_lead, paginate_under, plan_table_slides
from hor_exports.deck.planning.slides import DeckContext, PlannedSlide, fit_title, lead_height
from hor_exports.deck.text.grids import TableCell, TableGrid, TableRow, table_row
from hor_exports.deck.text.groups import (
    RowGroup,
    TableGroups,
    count_group_rows,
    join_groups,
    rows_of_groups,
)

# The last column is there only where most have a deadline.
COMMITMENT_HEADS = ("Ref", "Commitment", "Led by", "Status", "Deadline")
COMMITMENT_SHARES = (1.1, 5.4, 2.4, 1.5, 1.7)
# The type is the largest of these at which the table takes no more slides than at the last.
COMMITMENT_TABLE_SIZES = (18.0, 16.0, 15.0, 14.0)
# More rows than this are not measured at every size.
MOST_MEASURED = 400


def plan_table(deck: DeckContext) -> list[PlannedSlide]:
    """Every commitment of the view, each theme on slides of its own; small themes together."""
    view = deck.view
    lines = list_commitments(view.release, np.flatnonzero(view.chosen))
    dated = [line for line in lines if line.deadline != NO_DATE_SET]
    with_column = 2 * len(dated) > len(lines)
    of_theme: dict[str, list[CommitmentSummary]] = {}
    for line in lines:
        of_theme.setdefault(line.theme or NOT_STATED, []).append(line)
    groups = [
        RowGroup(theme, tuple(_commitment_row(line, with_column) for line in of_group))
        for theme, of_group in of_theme.items()
    ]
    smallest = COMMITMENT_TABLE_SIZES[-1]
    units = join_groups(groups, lambda unit: _number_of_slides(deck, unit, smallest) == 1)
    size = _common_size(deck, units)
    slides: list[PlannedSlide] = []
    for unit in units:
        of_group = [line for group in unit for line in of_theme[group.name]]
        many = say_count(len(of_group), "commitment")
        alt = f"Table of {many}: what is promised, who leads, status and deadline."
        grid, lead = _commitments_grid(unit, size), _table_lead(deck, of_group)
        title = _groups_title(deck, unit, is_all=len(units) == 1)
        slides += plan_table_slides(deck, title, (grid, lead, alt))
    return slides


def _commitment_row(line: CommitmentSummary, with_column: bool) -> TableRow:
    """A commitment. Where few have a date, it stands under the title of the one that has it."""
    title = line.title
    if not with_column and line.deadline != NO_DATE_SET:
        title = f"{title}\n{line.deadline}"
    status = TableCell(line.status, line.meaning)
    deadline = [line.deadline] if with_column else []
    return table_row(line.ref, title, say_list(line.leads), status, *deadline)


def _commitments_grid(unit: TableGroups, size: float) -> TableGrid:
    rows = rows_of_groups(unit)
    number = len(rows[0])
    return TableGrid(COMMITMENT_HEADS[:number], rows, COMMITMENT_SHARES[:number], size)


def _common_size(deck: DeckContext, units: Sequence[TableGroups]) -> float:
    """One type size for all slides of the table."""
    sizes = COMMITMENT_TABLE_SIZES
    if count_group_rows(units) > MOST_MEASURED:
        return sizes[-1]
    numbers = [sum(_number_of_slides(deck, unit, size) for unit in units) for size in sizes]
    return next(size for size, number in zip(sizes, numbers, strict=True) if number == numbers[-1])


def _number_of_slides(deck: DeckContext, unit: TableGroups, size: float) -> int:
    """How many slides a table takes under a line of one line, or two where there are filters."""
    lines = 1 if deck.view.selection.is_everything else 2
    used = lines * lead_height("Limited.", deck.room.width, deck.look)
    return len(paginate_under(deck, _commitments_grid(unit, size), used))


def _groups_title(deck: DeckContext, unit: TableGroups, is_all: bool) -> str:
    """The theme and how many it has; of several themes how many they are."""
    number = count_group_rows([unit])
    many = say_count(number, "commitment")
    if len(unit) == 1:
        theme = unit[0].name
        return f"{'Theme not stated' if theme == NOT_STATED else theme}: {many}"
    if is_all:
        return f"{many} and how each stands"
    title = f"{say_list([group.name for group in unit])}: {many}"
    if fit_title(deck.look, title, deck.look.plain)[0] == title:
        return title
    return f"{len(unit):,} themes: {many}"


def _table_lead(deck: DeckContext, lines: Sequence[CommitmentSummary]) -> str:
    """How these commitments stand, under which filters, and when deadlines are judged."""
    view = deck.view
    statuses = [status.value for status in view.release.statuses]
    counts = [sum(line.status == status for line in lines) for status in statuses]
    parts = [f"{say_status_counts(counts, statuses)}."]
    if not view.selection.is_everything:
        parts.append(f"{say_selection(view.release, view.selection, view.chosen)}.")
    parts.append(say_deadlines_judged(view.release, (line.deadline for line in lines)))
    return fit_lead(deck, " ".join(filter(None, parts)))
