"""Measure slides: each kind of comparison on its own, and never two numbers that differ in kind."""

from hor_data.measures import KINDS, all_measures, say_measures, stating_a_number
from hor_data.words import count
from hor_ui.deck.flow import Cell, Grid
from hor_ui.deck.notes import Page
from hor_ui.deck.planned import make_tables
from hor_ui.deck.slides import Slide, Stage

PAGE = Page("measures")
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
    for kind, of in kinds.items():
        table = tuple(
            (
                Cell(one.name),
                Cell(one.target or "None stated"),
                Cell(one.result or "None reported"),
                Cell(one.as_at if one.result else "–"),
                Cell(one.ref),
            )
            for one in of
        )
        heads_of = ("Measure", "Target", "Result", "Result as at", "Ref")
        grid = Grid(heads_of, table, (4.6, 1.9, 2.1, 1.5, 1.1), 16.0)
        alt = f"Table of {count(len(of), 'measure')}: target, result, date and commitment."
        title = f"{kind}: {count(len(of), 'measure')}"
        slides += make_tables(stage, title, (grid, KINDS[kind], alt), PAGE)
    return slides
