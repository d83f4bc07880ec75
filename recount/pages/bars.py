"""Charts of statuses by a field, as Explore shows them in place of its matrix."""

from collections.abc import Collection

from recount.cells import count, flat, listed
from recount.claims import Groups, judge_title
from recount.counting import Book, select, tally
from recount.reading import numbers
from recount.report import Report
from recount.scene import Scene
from recount.sentences import MISLEADING, Verdict
from recount.shown import Chart, Shown

MORE_IN_BARS = "bars add up to more than the commitments, and neither words nor table say so"
NO_CONTEXT = "a filter's own chart does not say that the others are for comparison"
TWO_NUMBERS = "one name has two numbers"
CHARTS = ("theme", "sector", "lead")


def check_bars_page(scene: Scene, field: str, shown: Shown, report: Report) -> None:
    """The one chart of the page, of statuses by this field."""
    report.same("charts", len(shown.charts), int(bool(scene.refs)))
    for chart in shown.charts:
        check_chart(scene, field, chart, report)


def note(report: Report, what: str, sentence: str, verdicts: list[Verdict]) -> None:
    """Put what is wrong with a sentence where it belongs in the report."""
    report.comparisons += 1
    for verdict in verdicts:
        text = f"“{sentence}”: {verdict.why}"
        if verdict.how == MISLEADING:
            report.misleads(verdict.why, what, text)
        else:
            report.differs(what, f"{verdict.how}: {text}")


def check_chart(scene: Scene, field: str, chart: Chart, report: Report) -> None:
    """A chart of statuses by a field: title, words, table, bars and the sentence to be quoted."""
    book, refs = scene.book, select(scene.book, scene.filters, without=field)
    rows = rows_of(book, refs, field)
    if not rows:
        report.same(f"{field} chart is empty", (bool(chart.note), chart.rows), (True, []))
        return
    groups = groups_of(scene, field, rows)
    note(report, f"{field} title", chart.title, judge_title(chart.title, groups))
    report.same(f"{field} title is said in its words", chart.title in chart.alt, True)
    report.same(f"{field} words are those read aloud", chart.words, chart.alt)
    labels = [row_words(group, row, book.statuses) for group, row in rows.items()]
    missing = [label for label in labels if f" {label}." not in f"{chart.alt}."]
    report.same(f"{field} rows read aloud", missing, [])
    report.same(f"{field} buttons", chart.buttons, labels)
    check_table(field, chart, rows, report, groups.chosen)
    check_bars(field, chart, rows, report)
    _context(scene, field, chart, groups, report)


def rows_of(book: Book, refs: Collection[str], field: str) -> dict[str, list[int]]:
    """The rows of a chart: each group's commitments by status."""
    table = tally(book, refs, field)
    return {
        str(group): [int(number) for number in row]
        for group, row in zip(table.index, table.to_numpy(), strict=True)
    }


def groups_of(scene: Scene, field: str, rows: dict[str, list[int]]) -> Groups:
    """What the title of a chart with these rows may speak of."""
    book, chosen = scene.book, list(scene.filters.get(field, ()))
    short = book.organisations["Short name"].to_dict() if field == "lead" else {}
    return Groups(
        book.statuses, rows, scene.standing(without=field), short, chosen, scene.standing()
    )


def row_words(group: str, row: list[int], statuses: list[str]) -> str:
    """NHS: 3 commitments, 1 complete and 2 limited."""
    parts = [
        f"{number} {status.lower()}" for number, status in zip(row, statuses, strict=True) if number
    ]
    return f"{flat(group)}: {count(sum(row), 'commitment')}, {listed(parts)}"


def check_table(
    what: str,
    chart: Chart,
    rows: dict[str, list[int]],
    report: Report,
    chosen: Collection[str] = (),
) -> None:
    """The table of a chart: a row a group with its sum; the chosen groups marked, if others are
    shown beside them."""
    counted = [[flat(group), *map(str, row), str(sum(row))] for group, row in rows.items()]
    if chosen and set(rows) - set(chosen):
        for line, group in zip(counted, rows, strict=True):
            line.append("yes" if group in chosen else "no")
    report.same(f"{what} table", chart.rows, counted)


def check_bars(what: str, chart: Chart, rows: dict[str, list[int]], report: Report) -> None:
    """The bars that are drawn: one series a status that any group has."""
    columns = [list(column) for column in zip(*rows.values(), strict=True)]
    counted = [[list(rows), column] for column in columns if any(column)]
    report.same(f"{what} bars", chart.bars, counted)


def _context(scene: Scene, field: str, chart: Chart, groups: Groups, report: Report) -> None:
    """What the chart counts beside the filters: those for comparison, those counted twice."""
    others = set(groups.rows) - set(groups.chosen)
    if groups.chosen and others:
        for place, text in (
            ("words", chart.alt),
            ("subtitle", chart.subtitle),
            ("sentence", chart.sentence),
        ):
            if "for comparison" not in text:
                report.misleads(NO_CONTEXT, f"{field} {place}", text)
    counted = sum(map(sum, groups.rows.values()))
    foot = [[int(cell) for cell in row[1:] if cell] for row in chart.foot]
    totals = [list(map(sum, zip(*groups.rows.values(), strict=True)))]
    if counted > sum(groups.totals):
        totals.append(list(groups.totals))
        for place, text in (("words", chart.alt), ("sentence", chart.sentence)):
            if not {counted, sum(groups.totals)} <= set(numbers(text)):
                report.misleads(MORE_IN_BARS, f"{field} {place}", f"{counted} in bars: {text}")
    if not foot:
        report.misleads(MORE_IN_BARS, f"{field} table", f"{counted} in bars, and no total")
    else:
        report.same(f"{field} totals", foot, [[*row, sum(row)] for row in totals])
