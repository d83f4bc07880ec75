"""About: how much the release holds, and how its statuses are defined."""

import pandas as pd

from recount.cells import count, flat, say_date
from recount.counting import BODIES, Book
from recount.report import Report
from recount.scene import Scene
from recount.shown import Shown

YEAR = len("2022")


def check_about(scene: Scene, shown: Shown, report: Report) -> None:
    """Compare every sentence that counts something, the scale, and which release it is."""
    text = " ".join(shown.about["text"])
    unsaid = [sentence for sentence in _sentences(scene.book) if sentence not in text]
    report.same("counts of the release", unsaid, [])
    scale = [[status, flat(words)] for status, words in scene.book.definitions.items()]
    report.same("scale", shown.about["scale"], scale)


def _sentences(book: Book) -> list[str]:
    commitments = count(len(book.commitments), "commitment")
    leads = book.commitments[BODIES[0]].explode().nunique()
    dated, measured = int((book.commitments["Due"] != "").sum()), book.measures["Ref"].nunique()
    years = _only_a_year(book.updates["As at"])
    return [
        f"This dashboard shows {commitments} by {count(leads, 'lead organisation')} one by one",
        f"Of {count(len(book.updates), 'update')}, {years} {_verb(years, 'gives', 'give')} only a",
        f"Of {commitments}, {dated} {_verb(dated, 'has', 'have')} a due date and {measured} "
        f"{_verb(measured, 'has', 'have')} a number to measure.",
        f"This is the release “{book.name}”.",
        f"Data as at {say_date(book.as_at)}.",
    ]


def _only_a_year(dates: pd.Series) -> int:
    return int((dates.str.len() == YEAR).sum())


def _verb(number: int, of_one: str, of_several: str) -> str:
    return of_one if number == 1 else of_several
