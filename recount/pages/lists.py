"""The lists: commitments, organisations, one organisation, and measures."""

from typing import Any

from recount.cells import flat
from recount.counting import BODIES, NOT_STATED, parts_of, standing
from recount.pages.overview import TWO_NUMBERS, note
from recount.reading import numbers, read_tally
from recount.report import Report
from recount.scene import Scene, deadline_words
from recount.sentences import judge_measures, judge_standing
from recount.shown import Shown

MEASURES = (
    "Target and result",
    "Target and result that count different things",
    "A target, and no result yet",
    "A result, and no target",
    "Neither target nor result",
)


def check_commitments(scene: Scene, shown: Shown, report: Report) -> None:
    """The list of commitments: caption, refs, titles, deadlines, leads and statuses."""
    book = scene.book
    if not scene.refs:
        report.same("list", shown.commitments, [])
        return
    caption, rows = shown.commitments[0]
    report.same("caption", numbers(caption)[:1], [len(scene.refs)])
    counted = [
        [
            ref,
            scene.title(ref),
            beside(scene, ref, "Theme"),
            scene.leads(ref),
            book.commitments.at[ref, "Status"],
        ]
        for ref in scene.refs
    ]
    report.same("rows", rows, counted)


def beside(scene: Scene, ref: str, header: str = "") -> str:
    """What stands beside a commitment's title: its theme, and its deadline where it has one."""
    words = deadline_words(scene.book, ref)
    parts = [scene.book.commitments.at[ref, header]] if header else []
    return " · ".join([*parts, *([words] if words != "No date set" else [])])


def check_organisations(scene: Scene, shown: Shown, report: Report) -> None:
    """The table of organisations: how many lead and help, and what each does."""
    parts = parts_of(scene.book, scene.refs)
    caption, rows, _ = shown.organisations[0]
    sectors = scene.book.organisations["Sector"].replace("", NOT_STATED)
    counted = [
        [name, sectors[name], str(row["Leads"]), str(row["Helps"])]
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


def check_organisation(scene: Scene, name: str, shown: Shown, report: Report) -> None:
    """One organisation: its headline, what it leads and helps with, and what to ask it."""
    book, mine = scene.book, scene.book.commitments.loc[scene.refs]
    led, helped = (
        [ref for ref, bodies in mine[header].items() if name in bodies] for header in BODIES
    )
    everything = sum(name in bodies for bodies in book.commitments[BODIES[0]])
    row = list(standing(book, led).values())
    report.same("heading", shown.heading, flat(name))
    verdicts = judge_standing(shown.headline, book.statuses, row, everything, "it leads")
    note(report, "headline", shown.headline, verdicts)
    sections = {part["heading"]: part for part in shown.organisation}
    for heading, refs in (("Commitments it leads", led), ("Commitments it helps with", helped)):
        items = sections.get(heading, {"items": []})["items"]
        counted = [
            (
                scene.title(ref),
                f"{ref} · {beside(scene, ref, 'Theme')}",
                book.commitments.at[ref, "Status"],
            )
            for ref in refs
        ]
        report.same(heading, [(item.title, item.who, item.why) for item in items], counted)
    parts = {ref: len(book.commitments.at[ref, "Not yet shown"]) for ref in led}
    asks = sections.get("What to ask it", {"asked": [], "asks": []})
    asked = [scene.title(ref) for ref in led if parts[ref]]
    report.same("asks", (asks["asked"], len(asks["asks"])), (asked, sum(parts.values())))


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
