"""Measure slides: each kind of comparison on slides of its own, so that numbers of two kinds never
meet."""

from itertools import compress

from hor_data.release import (
    MEASURE_KINDS,
    Measure,
    measures_by_kind,
    refs_stating_a_number,
    say_measures,
)
from hor_data.words import say_count
from hor_exports.deck.planning.notes import DashboardPage
from hor_exports.deck.planning.planned import paginate_under, plan_table_slides
from hor_exports.deck.planning.slides import DeckContext, PlannedSlide
from hor_exports.deck.text.grids import TableCell, TableGrid, TableRow, table_row
from hor_exports.deck.text.groups import (
    RowGroup,
    TableGroups,
    count_group_rows,
    join_groups,
    rows_of_groups,
)

MEASURES_PAGE = DashboardPage("measures")
MEASURE_HEADS = ("Ref", "Measure", "Target", "Result", "Result as at")
MEASURE_SHARES = (1.1, 4.6, 1.9, 2.1, 1.5)
NO_TARGET_CELL, NO_RESULT_CELL, NO_DATE_CELL = "None stated", "None reported", "–"
NO_NUMBER = "No number at all"
ASKS_OF_NONE = "No target and no result is stated. What would show that each has been kept?"


def plan_measures(deck: DeckContext) -> list[PlannedSlide]:
    """How many of each kind there are, then each kind with its targets and results."""
    refs = deck.view.commitments["Ref"].tolist()
    kinds = measures_by_kind(deck.view.release, set(refs))
    without = len(refs) - len(refs_stating_a_number(kinds))
    rows = [
        _kind_row(kind, say_count(len(measures), "measure"), MEASURE_KINDS[kind])
        for kind, measures in kinds.items()
    ]
    if without:
        rows.append(_kind_row(NO_NUMBER, say_count(without, "commitment"), ASKS_OF_NONE))
    heads = ("What is stated", "How many", "What it can show")
    grid = TableGrid(heads, tuple(rows), (3.2, 1.8, 5), 18.0)
    title = say_measures(kinds, len(refs)).rstrip(".")
    alt = "Table of the kinds of measure: how many there are, and what each can show."
    slides = plan_table_slides(deck, title, (grid, "", alt), MEASURES_PAGE)
    groups = [
        RowGroup(kind, tuple(map(_measure_row, measures))) for kind, measures in kinds.items()
    ]

    def fit_one_slide(unit: TableGroups) -> bool:
        return len(paginate_under(deck, _measures_grid(unit), 0)) == 1

    for unit in join_groups(groups, fit_one_slide):
        many = say_count(count_group_rows([unit]), "measure")
        alt = f"Table of {many}: target, result, date and commitment."
        title, lead = f"{unit[0].name}: {many}", MEASURE_KINDS[unit[0].name]
        if len(unit) > 1:
            title, lead = f"{many}: what was promised and what is reported", ""
        slides += plan_table_slides(deck, title, (_measures_grid(unit), lead, alt), MEASURES_PAGE)
    return slides


def _measure_row(measure: Measure) -> TableRow:
    return table_row(
        measure.ref,
        measure.name,
        measure.target or NO_TARGET_CELL,
        measure.result or NO_RESULT_CELL,
        measure.as_at if measure.result else NO_DATE_CELL,
    )


def _kind_row(kind: str, number: str, explanation: str) -> TableRow:
    return table_row(TableCell(kind, bold=True), number, explanation)


def _measures_grid(unit: TableGroups) -> TableGrid:
    """The measures in a table without a column that says of all of them that there is none."""
    columns = zip(*(row for group in unit for row in group.rows), strict=True)
    texts = [{cell.text for cell in column} for column in columns]
    kept = [not values <= {NO_TARGET_CELL, NO_RESULT_CELL, NO_DATE_CELL} for values in texts]
    return TableGrid(
        tuple(compress(MEASURE_HEADS, kept)),
        tuple(tuple(compress(row, kept)) for row in rows_of_groups(unit)),
        tuple(compress(MEASURE_SHARES, kept)),
        16.0,
    )
