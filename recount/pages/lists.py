"""The lists: organisations and measures."""

import re
from typing import Any

import pandas as pd

from recount.counting import NOT_STATED, parts_of
from recount.pages.bars import TWO_NUMBERS, note
from recount.pages.organisation import led_by, say_led
from recount.reading import numbers, read_tally
from recount.report import Report
from recount.scene import Scene
from recount.sentences import judge_measures
from recount.shown import Shown

SIDES = ("Target", "Result")
_NUMBER = re.compile(r"-?[\d,.]*\d")
MEASURES = (
    "Target and result",
    "Target and result that count different things",
    "A target, and no result yet",
    "A result, and no target",
    "Neither target nor result",
)


def check_organisations(scene: Scene, shown: Shown, report: Report) -> None:
    """The table of organisations: how many lead and help, and what each does."""
    parts = parts_of(scene.book, scene.refs)
    caption, rows, _ = shown.organisations[0]
    sectors = scene.book.organisations["Sector"].replace("", NOT_STATED)
    counted = [
        [
            name,
            sectors[name],
            str(row["Leads"]),
            str(row["Helps"]),
            *say_led(scene.book, led_by(scene.book, name, scene.refs)),
        ]
        for name, row in parts.iterrows()
    ]
    report.same("rows", rows, counted)
    leading, helping = ((parts[column] > 0).sum() for column in ("Leads", "Helps"))
    both = ((parts["Leads"] > 0) & (parts["Helps"] > 0)).sum()
    if numbers(caption) == [leading, helping - both] and both:
        report.misleads(TWO_NUMBERS, "caption", f"{caption}; {helping} help with some")
    else:
        report.same(
            "caption", sorted({*numbers(caption)} - {leading, helping, both, len(parts)}), []
        )
        report.same("caption names both", {leading, helping} - {0, *numbers(caption)}, set())


def check_measures(scene: Scene, shown: Shown, report: Report) -> None:
    """The tables of measures, those without any, and the sentence over them."""
    mine = scene.book.measures[scene.book.measures["Ref"].isin(scene.refs)]
    without = [ref for ref in scene.refs if ref not in set(mine["Ref"])]
    counted: list[Any] = []
    for kind in MEASURES:
        rows = mine[mine["Kind"] == kind].to_dict("records")
        if rows:
            counted.append([(kind, len(rows)), [_measure(scene, row) for row in rows], []])
    if without:
        items = [(scene.title(ref), ref) for ref in without]
        counted.append([("No number at all", len(without)), [], items])
    tables = [
        [read_tally(heading), rows, [(item.title, item.who) for item in items]]
        for heading, rows, items in shown.measures
    ]
    report.same("tables", tables, counted)
    _check_targets(mine, shown, report)
    stating, alike = mine["Ref"].nunique(), int((mine["Kind"] == MEASURES[0]).sum())
    verdicts = judge_measures(shown.headline, len(scene.refs), stating, len(mine), alike)
    note(report, "headline", shown.headline, verdicts)


def _measure(scene: Scene, row: dict[str, str]) -> list[str]:
    dated = f"as at {row['As at']}" if row["As at"] and row["Result"] else ""
    result = f"{row['Result'] or 'None reported'}{dated}"
    return [
        row["Measure"],
        row["Target"] or "None stated",
        result,
        f"{scene.title(row['Ref'])}{row['Ref']}",
    ]


def _check_targets(mine: pd.DataFrame, shown: Shown, report: Report) -> None:
    """The picture of targets: each of them once, how it stands, and the title's counts."""
    targets = mine[mine["Target"] != ""]
    standings = [_stands(row) for row in targets.to_dict("records")]
    report.same("pictures of targets", len(shown.charts), int(bool(standings)))
    for chart in shown.charts:
        counted = sorted(zip(targets["Measure"], targets["Ref"], standings, strict=True))
        report.same("targets", sorted((row[0], row[1], row[6]) for row in chart.rows), counted)
        reached = standings.count("Reached")
        if 0 < reached < len(standings):
            report.same("title of targets", numbers(chart.title)[:2], [reached, len(standings)])


def _stands(row: dict[str, str]) -> str:
    if row["Kind"] == MEASURES[2]:
        return "No result yet"
    if row["Kind"] == MEASURES[1]:
        return "The result counts something else"
    target, result = (float(_NUMBER.findall(row[side])[-1].replace(",", "")) for side in SIDES)
    bounded = row["Result"].startswith(("at most", "fewer than"))
    return "Reached" if result >= target and not bounded else "Below the target"
