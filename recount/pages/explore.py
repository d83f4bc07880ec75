"""Explore: the judgement, the filters in force, the strip with its changes, and the list."""

from collections.abc import Mapping

from recount.cells import flat, say_date
from recount.change import ADDED, GONE_QUIET, KINDS, MOVES, REMOVED, Change
from recount.clauses import judge_clauses
from recount.counting import PAST_DUE, select, standing
from recount.judgement import Stand, judge_judgement
from recount.names import called_in, renamed_statuses
from recount.pages.bars import note
from recount.pages.every import check_days
from recount.reading import numbers, read_since
from recount.report import Report
from recount.reported import report_order
from recount.scene import Scene, deadline_words
from recount.shown import Explored, Line, Shown, Square
from recount.values import without

ZEROS = "noughts stand beside a status that is chosen, though the others have commitments"
NO_CONTEXT = "statuses for comparison are not said to be so"
SINCE = (*KINDS[: KINDS.index(GONE_QUIET) + 1], ADDED, REMOVED)
NAMES = {
    "theme": "Theme",
    "sector": "Sector",
    "lead": "Lead organisation",
    "status": "Status",
    "area": "Area",
    "group": "Who it is for",
    "approach": "Approach",
    "deadline": "Deadline",
    "reported": "Last reported",
    "ask": "To ask about",
    "words": "Words",
}
LISTED_FIRST, LISTED_MORE = 25, 50
TABS = {"ask": "To ask about", "moved": "Moved", "all": "All"}
SORTS = ("asked", "listed", "due", "silent")


def check_screen(
    scene: Scene, choice: Mapping[str, str], shown: Shown, report: Report, tab: str = "ask"
) -> None:
    """All but the matrix. `choice` is the page's own part of the address, `tab` the tab of the list
    where that names none."""
    if shown.explored is None:
        report.differs("Explore", "the page does not show it")
        return
    verdicts = judge_judgement(shown.heading, _stand(scene))
    note(report, "judgement", shown.heading, verdicts)
    chips = [
        (NAMES[field], flat(value)) for field, values in scene.filters.items() for value in values
    ]
    report.same("chips", sorted(shown.explored.chips), sorted(chips))
    _counts(scene, shown, report)
    _strip(scene, shown.explored, report)
    _since(scene, shown, report)
    _list(scene, {"list": tab} | dict(choice), shown.explored, report)


def _stand(scene: Scene) -> Stand:
    others = without(scene.filters, "status")
    return Stand(
        scene.standing(),
        scene.standing(without="status"),
        scene.book.meanings,
        scene.filters.get("status", ()),
        bool(others),
        scene.total,
    )


def _counts(scene: Scene, shown: Shown, report: Report) -> None:
    """The counts by status, each among the others where one is chosen."""
    statuses, chosen = scene.book.statuses, scene.filters.get("status", ())
    pairs = [(count.status, numbers(count.figure)[0]) for count in shown.counts]
    alone = list(zip(statuses, scene.standing(), strict=True))
    among = list(zip(statuses, scene.standing(without="status"), strict=True))
    if pairs == alone != among:
        report.misleads(ZEROS, "counts", f"{pairs}; without the filter {among}")
    else:
        report.same("counts", pairs, among)
    pressed = [count.status for count in shown.counts if count.pressed]
    report.same("chosen statuses", pressed, [status for status in statuses if status in chosen])


def _strip(scene: Scene, explored: Explored, report: Report) -> None:
    """The change of each status, and a square of each commitment, with its name."""
    book, chosen = scene.book, scene.filters.get("status", ())
    report.same("changes", explored.changes, _changes(scene))
    refs = select(book, scene.filters, without="status")
    squares = [
        [square(scene, ref) for ref in refs if book.commitments.at[ref, "Status"] == status]
        for status in book.statuses
    ]
    report.same("numbers of squares", list(map(len, explored.squares)), list(map(len, squares)))
    for status, drawn, counted in zip(book.statuses, explored.squares, squares, strict=False):
        report.same(f"squares of {status}", drawn, counted)
    among = dict(zip(book.statuses, scene.standing(without="status"), strict=True))
    compared = bool(chosen) and any(
        number for status, number in among.items() if status not in chosen
    )
    others = [compared and status not in chosen for status in book.statuses]
    report.same("statuses for comparison", explored.others, others)
    if ("for comparison" in explored.comparing) != compared:
        report.misleads(NO_CONTEXT, "strip", explored.comparing)
    if compared:
        report.same("compared among", numbers(explored.comparing)[:1], [sum(among.values())])


def _changes(scene: Scene) -> list[str]:
    """How many more have each status than in the release compared with: +2, −3 or 0."""
    if not scene.pair.both:
        return [""] * len(scene.book.statuses)
    before, others = scene.pair.both[0], without(scene.filters, "status")
    then = standing(before, select(before, called_in(before, scene.book, others)))
    names = renamed_statuses(before, scene.book)
    was: dict[str, int] = {}
    for status, number in then.items():
        name = names.get(status, status)
        was[name] = was.get(name, 0) + number
    now = standing(scene.book, select(scene.book, others))
    return [
        f"{number - was.get(status, 0):+d}".replace("-", "−").replace("+0", "0")
        for status, number in now.items()
    ]


def square(scene: Scene, ref: str) -> Square:
    """A commitment's square: HOR-33, Develop …, ICS, limited, past due, was due March 2021."""
    row, words = scene.book.commitments.loc[ref], deadline_words(scene.book, ref)
    parts = [ref, scene.title(ref), scene.leads(ref), row["Status"].lower()]
    if words != "No date set":
        parts.append((words[:1].lower() + words[1:]).replace("past due:", "past due,"))
    return Square(", ".join(parts), row["Meaning"], row["Deadline"] == PAST_DUE)


def _since(scene: Scene, shown: Shown, report: Report) -> None:
    if not scene.pair.both:
        report.same("since", shown.since, "")
        return
    main = [change for change in scene.changes if change.kind in SINCE]
    check_days(scene, shown.since, report)
    note(report, "since", shown.since, judge_clauses(read_since(shown.since), main))


def _list(scene: Scene, choice: Mapping[str, str], explored: Explored, report: Report) -> None:
    """The tabs of the list with their counts, and the lines of the one that is chosen."""
    commitments = scene.book.commitments
    moved = {change.ref: change for change in scene.changes if change.kind in MOVES}
    rows = commitments.loc[scene.refs]
    asked = (rows["Deadline"] == PAST_DUE) | (rows["Meaning"] == "unclear")
    refs = {
        "ask": rows.index[asked].tolist(),
        "moved": [ref for ref in scene.refs if ref in moved],
        "all": scene.refs,
    }
    tab, sort = choice["list"], choice.get("sort", "asked")
    tabs = [(label, str(len(refs[name])), name == tab) for name, label in TABS.items()]
    report.same("tabs", explored.tabs, tabs)
    beside = " past due or unclear" if tab == "ask" else ""
    report.same("list's title", explored.list_title, f"{TABS[tab]}: {len(refs[tab])}{beside}")
    most = int(choice.get("listed", LISTED_FIRST))
    ordered = sorted(refs[tab], key=lambda ref: _place(scene, sort, ref))
    lines = [_line(scene, sort, ref, moved) for ref in ordered[:most]]
    report.same("lines", explored.lines, lines)
    left = min(len(ordered) - len(lines), LISTED_MORE)
    report.same("more", explored.more, f"Show {left} more" if left else "")


def _place(scene: Scene, sort: str, ref: str) -> tuple[object, ...]:
    row = scene.book.commitments.loc[ref]
    due = row["Due"]
    undue = not due or row["Meaning"] == "complete"
    return {
        "listed": (),
        "asked": (
            row["Deadline"] != PAST_DUE,
            row["Meaning"] != "unclear",
            report_order(row["Reported"]),
        ),
        "due": (undue, report_order(due)),
        "silent": report_order(row["Reported"]),
    }[sort]


def _line(scene: Scene, sort: str, ref: str, moved: Mapping[str, Change]) -> Line:
    row, words = scene.book.commitments.loc[ref], deadline_words(scene.book, ref)
    past_due = row["Deadline"] == PAST_DUE
    remarks = [words] if past_due else []
    if ref in moved:
        remarks.append(f"Moved from {moved[ref].before.lower()}")
    if row["Deadline"] == "Not yet due":
        remarks.append(words)
    if not row["Reported"]:
        remarks.append("no update yet")
    elif sort == "silent":
        remarks.append(f"last update {say_date(row['Reported'])}")
    who = " · ".join([ref, scene.leads(ref), row["Status"], *remarks])
    return Line(scene.title(ref), row["Meaning"], who, words if past_due else "")
