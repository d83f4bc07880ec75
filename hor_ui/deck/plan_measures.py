"""Measure slides: each kind of comparison on its own, and never two numbers that differ in kind."""

from hor_data.measures import KINDS, Measure, all_measures, say_measures, stating_a_number
from hor_data.words import count
from hor_ui.deck.grids import Cell, Grid, Row, paged
from hor_ui.deck.groups import Group, Unit, join_groups, number_of_rows, rows_of
from hor_ui.deck.notes import Page
from hor_ui.deck.planned import make_tables
from hor_ui.deck.slides import Slide, Stage

PAGE = Page("measures")
HEADS = ("Ref", "Measure", "Target", "Result", "Result as at")
SHARES = (1.1, 4.6, 1.9, 2.1, 1.5)
NO_TARGET, NO_RESULT, NO_DAY = "None stated", "None reported", "–"
# More rows than this are not tried on one slide.
MOST_ON_A_SLIDE = 40
NO_NUMBER = "No number at all"
ASKS_OF_NONE = "No target and no result is stated. What would show that each has been kept?"


def plan_measures(stage: Stage) -> list[Slide]:
    """How many of each kind there are, then each kind with its targets and results."""
    refs = stage.view.commitments["Ref"].tolist()
    kinds = all_measures(stage.view.release, set(refs))
    without = len(refs) - len(stating_a_number(kinds))
    rows = [
        (Cell(kind, bold=True), Cell(count(len(of), "measure")), Cell(KINDS[kind]))
        for kind, of in kinds.items()
    ]
    if without:
        rows.append(
            (Cell(NO_NUMBER, bold=True), Cell(count(without, "commitment")), Cell(ASKS_OF_NONE))
        )
    heads = ("What is stated", "How many", "What it can show")
    grid = Grid(heads, tuple(rows), (3.2, 1.8, 5), 18.0)
    title = say_measures(kinds, len(refs)).rstrip(".")
    alt = "Table of the kinds of measure: how many there are, and what each can show."
    slides = make_tables(stage, title, (grid, "", alt), PAGE)
    groups = [
        Group(kind, tuple(_row(measure) for measure in found)) for kind, found in kinds.items()
    ]
    for unit in join_groups(groups, lambda unit: _fit_one_slide(stage, unit)):
        many = count(number_of_rows([unit]), "measure")
        alt = f"Table of {many}: target, result, date and commitment."
        title, lead = f"{unit[0].name}: {many}", KINDS[unit[0].name]
        if len(unit) > 1:
            title, lead = f"{many}: what was promised and what is reported", ""
        slides += make_tables(stage, title, (_grid(unit), lead, alt), PAGE)
    return slides


def _row(measure: Measure) -> Row:
    return (
        Cell(measure.ref),
        Cell(measure.name),
        Cell(measure.target or NO_TARGET),
        Cell(measure.result or NO_RESULT),
        Cell(measure.as_at if measure.result else NO_DAY),
    )


def _grid(unit: Unit) -> Grid:
    """The measures in a table without a column that says of all of them that there is none."""
    rows = rows_of(unit)
    of_all = [{row[at].text for group in unit for row in group.rows} for at in range(len(HEADS))]
    kept = [at for at, texts in enumerate(of_all) if not texts <= {NO_TARGET, NO_RESULT, NO_DAY}]
    return Grid(
        tuple(HEADS[at] for at in kept),
        tuple(tuple(row[at] for at in kept) for row in rows),
        tuple(SHARES[at] for at in kept),
        16.0,
    )


def _fit_one_slide(stage: Stage, unit: Unit) -> bool:
    if number_of_rows([unit]) > MOST_ON_A_SLIDE:
        return False
    look, room = stage.look, stage.room
    pages = paged(_grid(unit), (room.width, room.height), look.face, look.smallest)
    return len(pages) == 1
