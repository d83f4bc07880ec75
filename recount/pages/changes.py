"""What changed: the headline, kinds with their counts and lists, and where each status went."""

from collections import Counter

from recount.cells import flat, say_date
from recount.change import MOVES, REDEFINED, Change, tally_kinds
from recount.changes import move, moves_table
from recount.clauses import judge_clauses, judge_moves
from recount.pages.bars import TWO_NUMBERS, check_bars, check_table, note, row_words
from recount.pages.every import check_days
from recount.pages.in_time import check_updates
from recount.reading import numbers, read_between
from recount.report import Report
from recount.scene import Scene
from recount.shown import Chart, Shown

WAYS = dict(zip(MOVES, ("forward", "back", "now clear", "no longer clear"), strict=True))
NO_CHANGE = "Nothing differs between the two releases."
PLAIN_FIELDS = ("Status", "Due", "Owner's rating")
LEAST = 34  # px of the smallest band of the flow


def check_changes(scene: Scene, shown: Shown, report: Report) -> None:
    """Compare the page with what differs between the two workbooks."""
    check_updates(scene, shown, report)
    if not scene.pair.both:
        report.same("no comparison", (shown.kinds, shown.changes, shown.charts), ([], [], []))
        return
    before, after = scene.pair.both
    check_between(scene, shown.between, report)
    tally = tally_kinds(scene.changes)
    note(report, "headline", shown.headline, judge_clauses(shown.headline, scene.changes))
    counted = [f"{number} {kind}" for kind, number in tally.items()]
    report.same("counts of kinds", shown.kinds, counted)
    _lists(scene, shown, report, tally)
    table = moves_table(before, after, scene.reached)
    if len(table):
        _moves(scene, shown.charts[0] if shown.charts else None, report)
    else:
        report.same("charts", len(shown.charts), 0)


def check_between(scene: Scene, sentence: str, report: Report) -> None:
    """Which two releases are compared, and as at when."""
    counted = [(book.name, say_date(book.as_at)) for book in scene.pair.both or ()]
    check_days(scene, sentence, report)
    report.same("which are compared", read_between(sentence), counted)


def _lists(scene: Scene, shown: Shown, report: Report, tally: dict[str, int]) -> None:
    """The list under each kind has the number that its name has above, and says if it is longer."""
    for heading, rows in shown.changes:
        kind, figures = heading.rsplit(" (", 1)[0], numbers(heading)
        counted = [_words(change) for change in scene.changes if change.kind == kind]
        known = {tally.get(kind, 0), len(counted)}
        if figures[:1] != [tally.get(kind, 0)] and set(figures) <= known:
            report.misleads(TWO_NUMBERS, f"list of {kind}", f"{heading}; above {tally.get(kind)}")
        else:
            report.same(f"number of {kind}", set(figures), known)
        report.same(
            f"list of {kind}", sorted(_shown(row, counted) for row in rows), sorted(counted)
        )
    kinds = [heading.rsplit(" (", 1)[0] for heading, _ in shown.changes]
    report.same("lists", kinds, list(tally))


def _words(change: Change) -> tuple[str, str, str]:
    """Ref, field, and before and after as the page puts them into one cell."""
    before, after = flat(change.before), flat(change.after)
    if before == after:
        cell = before or "No update supplied"
    elif before and after and _marked(change):
        cell = f"{before} → {after}"
    else:
        cell = f"{before or 'Blank'} to {after or 'nothing'}"
    return change.ref, change.field or change.kind, cell


def _marked(change: Change) -> bool:
    """Whether before and after stand as one text with what was taken out and put in."""
    return change.field not in PLAIN_FIELDS and bool(change.ref or change.kind == REDEFINED)


def _shown(row: list, counted: list[tuple[str, str, str]]) -> tuple[str, str, str]:
    """A row of the page: its last cell word by word, or as before and after, whichever is meant."""
    ref, field, (whole, before, after) = row
    marked = (ref, field, f"{before} → {after}")
    return marked if marked in counted else (ref, field, whole)


def _moves(scene: Scene, chart: Chart | None, report: Report) -> None:
    """Where each status went: title, words, table, bars and flow."""
    before, after = scene.pair.both or (scene.book, scene.book)
    table = moves_table(before, after, scene.reached)
    if chart is None:
        report.differs("moves", "no chart is shown")
        return
    ways: Counter[str] = Counter()
    for was, row in table.iterrows():
        for now, number in row.items():
            way = move(before.meanings[str(was)], after.meanings[str(now)])
            if way and number:
                ways[way] += int(number)
    total = int(table.to_numpy().sum())
    note(report, "moves title", chart.title, judge_moves(chart.title, ways, total))
    rows = {str(status): [int(number) for number in row] for status, row in table.iterrows()}
    check_table("moves", chart, rows, report)
    check_bars("moves", chart, rows, report)
    labels = [row_words(status, row, after.statuses) for status, row in rows.items()]
    report.same("moves read aloud", [label for label in labels if label not in chart.alt], [])
    _sentence(chart, total, report)
    _flow(chart, rows, after.statuses, report)


def _sentence(chart: Chart, total: int, report: Report) -> None:
    """The sentence to be quoted speaks of as many commitments as the chart counts."""
    shown = chart.sentence.partition(" (")[2]
    if shown and total not in numbers(shown)[:2]:
        report.misleads(TWO_NUMBERS, "sentence of the moves", f"{total} in the chart: {shown}")


def _flow(chart: Chart, rows: dict[str, list[int]], statuses: list[str], report: Report) -> None:
    sums = [sum(column) for column in zip(*rows.values(), strict=True)]
    sides = [
        {status: sum(row) for status, row in rows.items()},
        {status: number for status, number in zip(statuses, sums, strict=True) if number},
    ]
    counted = [[f"{number} {status}" for status, number in side.items()] for side in sides]
    report.same("flow", [[words for words, _ in side] for side in chart.flow], counted)
    bands = [(numbers(words)[0], height) for side in chart.flow for words, height in side]
    for number, height in bands:
        for other, taller in bands:
            if number < other and abs(height / number - taller / other) > 0.1 * taller / other:
                report.misleads("bands of the flow are not in proportion", "flow", str(bands))
                return
