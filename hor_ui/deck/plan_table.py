"""The table of all commitments, by theme, on as many slides as it takes."""

from collections.abc import Sequence

import numpy as np

from hor_data.groupings import NO_DATE
from hor_data.judging import judged_sentence
from hor_data.record import Line, list_commitments
from hor_data.schema import NOT_STATED
from hor_data.selection import say_selection
from hor_data.words import count, listed
from hor_ui.charts.titles import say_counts
from hor_ui.deck.grids import Cell, Grid, Row, paged
from hor_ui.deck.groups import Group, Unit, join_groups, number_of_rows, rows_of
from hor_ui.deck.planned import fit_lead, make_tables
from hor_ui.deck.slides import Slide, Stage, fit_title, lead_height

HEADS, SHARES = ("Ref", "Commitment", "Led by", "Status"), (1.1, 5.4, 2.4, 1.5)
DEADLINE, DEADLINE_SHARE = "Deadline", 1.7
# The type is the largest of these at which the table takes no more slides than at the last.
SIZES = (18.0, 16.0, 15.0, 14.0)
# More rows than this are not tried on one slide.
MOST_ON_A_SLIDE = 40
# More rows than this are not measured at every size.
MOST_MEASURED = 400


def plan_table(stage: Stage) -> list[Slide]:
    """Every commitment of the view, each theme on slides of its own; small themes together."""
    view = stage.view
    lines = list_commitments(view.release, np.flatnonzero(view.chosen))
    dated = [line for line in lines if line.deadline != NO_DATE]
    with_column = 2 * len(dated) > len(lines)
    of_theme: dict[str, list[Line]] = {}
    for line in lines:
        of_theme.setdefault(line.theme or NOT_STATED, []).append(line)
    groups = [
        Group(theme, tuple(_row(line, with_column) for line in found))
        for theme, found in of_theme.items()
    ]
    units = join_groups(groups, lambda unit: _fit_one_slide(stage, unit, with_column))
    size = _size(stage, units, with_column)
    slides: list[Slide] = []
    for unit in units:
        found = [line for group in unit for line in of_theme[group.name]]
        many = count(len(found), "commitment")
        alt = f"Table of {many}: what is promised, who leads, status and deadline."
        grid, lead = _grid(unit, with_column, size), _lead(stage, found)
        title = _title(stage, unit, is_all=len(units) == 1)
        slides += make_tables(stage, title, (grid, lead, alt))
    return slides


def _row(line: Line, with_column: bool) -> Row:
    """A commitment. Where few have a date, it stands under the title of the one that has it."""
    title = line.title
    if not with_column and line.deadline != NO_DATE:
        title = f"{title}\n{line.deadline}"
    row = (Cell(line.ref), Cell(title), Cell(listed(line.leads)), Cell(line.status, line.meaning))
    return (*row, Cell(line.deadline)) if with_column else row


def _grid(unit: Unit, with_column: bool, size: float) -> Grid:
    if with_column:
        return Grid((*HEADS, DEADLINE), rows_of(unit), (*SHARES, DEADLINE_SHARE), size)
    return Grid(HEADS, rows_of(unit), SHARES, size)


def _size(stage: Stage, units: Sequence[Unit], with_column: bool) -> float:
    """One type size for all slides of the table."""
    if number_of_rows(units) > MOST_MEASURED:
        return SIZES[-1]
    numbers = {
        size: sum(_number_of_slides(stage, _grid(unit, with_column, size)) for unit in units)
        for size in SIZES
    }
    return next(size for size in SIZES if numbers[size] == numbers[SIZES[-1]])


def _fit_one_slide(stage: Stage, unit: Unit, with_column: bool) -> bool:
    if number_of_rows([unit]) > MOST_ON_A_SLIDE:
        return False
    return _number_of_slides(stage, _grid(unit, with_column, SIZES[-1])) == 1


def _number_of_slides(stage: Stage, grid: Grid) -> int:
    """How many slides a table takes under a line of one line, or two where there are filters."""
    look, room = stage.look, stage.room
    lines = 1 if stage.view.selection.is_everything else 2
    down = room.height - lines * lead_height("Limited.", room.width, look)
    return len(paged(grid, (room.width, down), look.face, look.smallest))


def _title(stage: Stage, unit: Unit, is_all: bool) -> str:
    """The theme and how many it has; of several themes how many they are."""
    number = number_of_rows([unit])
    many = count(number, "commitment")
    if len(unit) == 1:
        theme = unit[0].name
        return f"{'Theme not stated' if theme == NOT_STATED else theme}: {many}"
    if is_all:
        return f"{many} and how each stands"
    title = f"{listed([group.name for group in unit])}: {many}"
    if fit_title(stage.look, title, stage.look.plain)[0] == title:
        return title
    return f"{len(unit):,} themes: {many}"


def _lead(stage: Stage, lines: Sequence[Line]) -> str:
    """How these commitments stand, under which filters, and when deadlines are judged."""
    view = stage.view
    statuses = [status.value for status in view.release.statuses]
    counts = [sum(line.status == status for line in lines) for status in statuses]
    parts = [f"{say_counts(counts, statuses)}."]
    if not view.selection.is_everything:
        parts.append(f"{say_selection(view.release, view.selection, view.chosen)}.")
    parts.append(judged_sentence(view.release, (line.deadline for line in lines)))
    return fit_lead(stage, " ".join(filter(None, parts)))
