"""What stands on every page: the sentence of filters, and the foot with its date and release."""

from recount.cells import say_date
from recount.counting import PAST_DUE
from recount.reading import read_foot, read_selection
from recount.report import Report
from recount.scene import Scene
from recount.shown import Shown


def check_selection(scene: Scene, shown: Shown, report: Report) -> bool:
    """Compare the sentence of filters; whether the page shows the commitments asked for."""
    right = check_selection_sentence(scene, shown.selection, report)
    if right is not None:
        report.same("says that nothing matches", bool(shown.empty), not scene.refs)
    return bool(right)


def check_selection_sentence(scene: Scene, sentence: str, report: Report) -> bool | None:
    """Whether the numbers and filters of a sentence are those of the scene; None where it is of no
    known form."""
    selection = read_selection(sentence)
    if selection is None:
        report.differs("selection", f"cannot judge “{sentence}”")
        return None
    number, total, words = selection
    right = report.same("selection", (number, total), (len(scene.refs), scene.total))
    for values in scene.filters.values():
        for value in values:
            # A phrase in straight quotation marks is said in curly ones.
            phrase = value.strip().strip('"')
            right &= report.same(f"selection names {value!r}", phrase in words, True)
    if depends_on_day(scene):
        day = f"judged on {say_date(scene.book.judged.isoformat())}"
        right &= report.same("selection names the day", day in words, True)
    if not scene.filters:
        right &= report.same("selection of no filter", words, "")
    return right


def depends_on_day(scene: Scene) -> bool:
    """Whether the day on which deadlines are judged decides which commitments match."""
    return "deadline" in scene.filters or PAST_DUE in scene.filters.get("ask", ())


def check_remarks(scene: Scene, shown: Shown, report: Report) -> None:
    """A value that the release lacks or calls otherwise is said, and nothing else is."""
    strange = [
        value
        for field, values in scene.asked.items()
        if field != "words"
        for value in values
        if value not in scene.book.values[field]
    ]
    unsaid = [value for value in strange if value not in shown.remarks]
    report.same("remarks on values that the release lacks", unsaid, [])
    if not strange:
        report.same("remarks", shown.remarks, "")


def check_days(scene: Scene, sentence: str, report: Report) -> None:
    """Where deadlines are filtered by, a comparison says on which days those of both are judged."""
    if scene.pair.both and depends_on_day(scene):
        days = [say_date(book.judged.isoformat()) for book in scene.pair.both]
        unsaid = [day for day in days if f"judged on {day}" not in sentence]
        report.same("days on which deadlines of both are judged", unsaid, [])


def check_foot(scene: Scene, shown: Shown, report: Report) -> None:
    """Compare the date of the data and the release's name at the foot."""
    counted = (say_date(scene.book.as_at), scene.book.name)
    report.same("foot", read_foot(shown.foot), counted)
    report.same("says that it is not the latest", bool(shown.alert), not scene.pair.is_latest)
