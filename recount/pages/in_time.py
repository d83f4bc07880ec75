"""What pages show over time: statuses by release on Explore, updates by organisation beside what
changed."""

import re

from recount.cells import count, say_date
from recount.change import NEWLY_REPORTED
from recount.changes import say_update
from recount.counting import BODIES, Book
from recount.crossing import Crossing, chosen_in
from recount.pages.bars import check_bars, check_table, note, row_words
from recount.pages.matrix_title import judge_trend
from recount.report import Report
from recount.reported import report_order
from recount.scene import Scene
from recount.shown import Shown, UpdatesRow

TITLE = re.compile(
    r"(?P<updates>\d+) updates? by (?P<by>\d+) lead organisations?"
    r"|(?P<new>\d+) new updates?|(?P<none>No new update)"
    r"|No new update by any of (?P<nobody>\d+) lead organisations?"
    r"|A new update by each of (?P<each>\d+) lead organisations?"
    r"|(?P<silent>\d+) of (?P<of>\d+) lead organisations? gave no new update"
)


def check_trend(crossing: Crossing, shown: Shown, report: Report) -> None:
    """The chart of statuses by release: title, words, table and bars."""
    report.same("charts of time", len(shown.charts), int(bool(crossing.scene.refs)))
    rows = _release_rows(crossing)
    statuses = crossing.scene.book.statuses
    for chart in shown.charts:
        note(report, "trend title", chart.title, list(judge_trend(crossing, f"{chart.title}.")))
        report.same("trend words are those read aloud", chart.words, chart.alt)
        labels = [row_words(release, row, statuses) for release, row in rows.items()]
        unsaid = [label for label in labels if f" {label}." not in f"{chart.alt}."]
        report.same("trend rows read aloud", unsaid, [])
        check_table("trend", chart, rows, report)
        check_bars("trend", chart, rows, report)


def _release_rows(crossing: Crossing) -> dict[str, list[int]]:
    """By the date of each release, oldest first, its commitments by the status of the newest that
    means the same."""
    newest, rows = crossing.scene.book, {}
    for book in crossing.releases:
        meanings = book.commitments.loc[chosen_in(crossing, book), "Meaning"].value_counts()
        rows[say_date(book.as_at)] = [
            int(meanings.get(meaning, 0)) for meaning in newest.meanings.values()
        ]
    return rows


def check_updates(scene: Scene, shown: Shown, report: Report) -> None:
    """The updates in time: the title, each lead organisation with its last update, each dot."""
    new = set()
    if scene.pair.both:
        new = {
            (change.ref, change.after) for change in scene.changes if change.kind == NEWLY_REPORTED
        }
    rows = _update_rows(scene, new)
    report.same("organisations in time", [row.name for row in shown.updates], list(rows))
    for row in shown.updates:
        if row.name in rows:
            counted = rows[row.name]
            report.same(f"standing in time of {row.name}", row.standing, counted.standing)
            report.same(f"updates in time of {row.name}", sorted(row.dots), sorted(counted.dots))
    if rows:
        _check_title(scene, shown.updates_title, list(rows.values()), report)
    else:
        report.same("title of updates in time", shown.updates_title, "")


def _update_rows(scene: Scene, new: set[tuple[str, str]]) -> dict[str, UpdatesRow]:
    """A row a lead organisation, the longest silent first."""
    book = scene.book
    leads = book.commitments.loc[scene.refs, BODIES[0]].explode().dropna()
    rows, reports = {}, {}
    for name, refs in leads.groupby(leads).groups.items():
        updates = _dated_updates(book, refs)
        reports[str(name)] = max((as_at for _, as_at, _ in updates), key=report_order, default="")
        last = reports[str(name)]
        rows[str(name)] = UpdatesRow(
            str(name),
            f"{count(len(refs), 'commitment')} · "
            + (f"last update {say_date(last)}" if last else "no update yet"),
            [_label(scene, update, new) for update in updates],
        )
    return {
        name: rows[name]
        for name in sorted(rows, key=lambda name: (report_order(reports[name]), name))
    }


def _dated_updates(book: Book, refs: list[str]) -> list[tuple[str, str, str]]:
    """Ref, date as given and words of the updates of these commitments that have a date."""
    updates = book.updates[book.updates["Ref"].isin(refs) & (book.updates["As at"] != "")]
    return list(updates[["Ref", "As at", "Update"]].itertuples(index=False, name=None))


def _label(scene: Scene, update: tuple[str, str, str], new: set[tuple[str, str]]) -> str:
    ref, as_at, words = update
    is_new = (ref, say_update((as_at, words))) in new
    remark = ", new" if is_new else ""
    return f"{ref}, {scene.title(ref)}, update of {say_date(as_at)}{remark}"


def _check_title(scene: Scene, title: str, rows: list[UpdatesRow], report: Report) -> None:
    """Judge the title by the rows that were counted."""
    match = TITLE.fullmatch(title)
    if not match:
        report.differs("title of updates in time", f"cannot judge “{title}”")
        return
    fresh = [sum(dot.endswith(", new") for dot in row.dots) for row in rows]
    silent = fresh.count(0)
    is_compared = bool(scene.pair.both) and scene.pair.name != "backwards"
    updates = len(_dated_updates(scene.book, scene.refs))
    if not is_compared:
        counted: dict[str, object] = {"updates": updates, "by": len(rows)}
    elif len(rows) == 1:
        counted = {"new": sum(fresh)} if sum(fresh) else {"none": title}
    elif silent == len(rows):
        counted = {"nobody": len(rows)}
    else:
        counted = {"silent": silent, "of": len(rows)} if silent else {"each": len(rows)}
    claimed = {name: value for name, value in match.groupdict().items() if value is not None}
    report.same(
        "title of updates in time",
        claimed,
        {name: f"{value}" for name, value in counted.items()},
    )
