"""The title of Explore's matrix, as a claim that can be judged."""

import re
from collections.abc import Iterator

from recount.cells import count, listed, say_date
from recount.claims import judge_title
from recount.counting import Book, select
from recount.crossing import RELEASE, Crossing, chosen_in
from recount.names import called_in
from recount.pages.bars import groups_of, note, rows_of
from recount.pages.explore import NAMES
from recount.report import Report
from recount.sentences import FALSE, MISLEADING, UNKNOWN, Verdict
from recount.shown import Matrix
from recount.values import called

ONE_RELEASE = "A trend begins with the second release."
TREND = re.compile(
    r"(?P<number>\d+) of (?P<size>\d+) (?P<verb>is|are) (?P<status>.+) in (?P<now>.+); "
    r"in (?P<then>.+) (?P<before>\d+) of (?P<whole>\d+) (?P<was>was|were)\."
)
MEET = re.compile(
    r"“(?P<row>.+)” and “(?P<column>.+)” meet most often: "
    r"(?P<number>\d+) of (?P<size>\d+) commitments\."
)
TIE, ALONE = "another cell has as many", "a claim is made of a cell of one"


def check_matrix_title(crossing: Crossing, matrix: Matrix | None, report: Report) -> None:
    """Judge the title by what was counted."""
    if matrix is None:
        return
    scene, what = crossing.scene, f"{crossing.rows} by {crossing.columns} title"
    if crossing.is_status:
        refs = select(scene.book, scene.filters, without=crossing.rows)
        rows = rows_of(scene.book, refs, crossing.rows)
        verdicts = judge_title(matrix.title, groups_of(scene, crossing.rows, rows))
    elif crossing.columns == RELEASE:
        verdicts = list(judge_trend(crossing, matrix.title))
    else:
        verdicts = list(_judge_meeting(crossing, matrix.title))
    note(report, what, matrix.title, verdicts)


def judge_trend(crossing: Crossing, title: str) -> Iterator[Verdict]:
    """What is wrong with the title of a trend over the releases."""
    books = crossing.releases
    if len(books) < 2:
        if title != ONE_RELEASE:
            yield Verdict(FALSE, "there is one release alone")
        return
    match = TREND.fullmatch(title)
    if not match:
        yield Verdict(UNKNOWN, "no such form of a title of a trend is known")
        return
    chosen = [status.lower() for status in crossing.scene.filters.get("status", ())]
    if match["status"] != (listed(chosen, "or") or "complete"):
        yield Verdict(FALSE, f"{chosen or 'none'} are chosen of the statuses")
    shown = [int(match[name]) for name in ("number", "size", "before", "whole")]
    counted = [*_counted(crossing, books[-1]), *_counted(crossing, books[0])]
    if shown != counted:
        yield Verdict(FALSE, f"it says {shown}, and {counted} are counted")
    if (match["now"], match["then"]) != (say_date(books[-1].as_at), say_date(books[0].as_at)):
        yield Verdict(FALSE, "the first or the last release has another date")
    if (match["verb"], match["was"]) != (
        "is" if shown[0] == 1 else "are",
        "was" if shown[2] == 1 else "were",
    ):
        yield Verdict(MISLEADING, "one is spoken of as several")


def _counted(crossing: Crossing, book: Book) -> tuple[int, int]:
    """How many in a release are complete, or have a status that is chosen, and of how many."""
    refs, filters = chosen_in(crossing, book), crossing.scene.filters
    statuses = called_in(book, crossing.scene.book, {"status": filters.get("status", ())})
    rows = book.commitments.loc[refs]
    among = rows["Status"].isin(statuses["status"])
    return int((among if filters.get("status") else rows["Meaning"] == "complete").sum()), len(refs)


def _judge_meeting(crossing: Crossing, title: str) -> Iterator[Verdict]:
    book, total = crossing.scene.book, len(crossing.scene.refs)
    numbers = {
        (called(book, crossing.rows, row), called(book, crossing.columns, column)): len(refs)
        for (row, column), refs in crossing.cells.items()
        if not crossing.is_other(crossing.rows, row)
        and not crossing.is_other(crossing.columns, column)
    }
    names = [NAMES[field].lower() for field in (crossing.rows, crossing.columns)]
    if title == f"{count(total, 'commitment')} by {' and '.join(names)}.":
        return
    match = MEET.fullmatch(title)
    if not match:
        yield Verdict(UNKNOWN, "no such form of a title of a matrix is known")
        return
    number = numbers.pop((match["row"], match["column"]), 0)
    if (int(match["number"]), int(match["size"])) != (number, total):
        yield Verdict(FALSE, f"{number} of {total} are counted")
    most = max(numbers.values(), default=0)
    if most > number:
        yield Verdict(FALSE, f"another cell has {most}")
    elif most == number:
        yield Verdict(MISLEADING, TIE)
    if number == 1:
        yield Verdict(MISLEADING, ALONE)
