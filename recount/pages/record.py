"""The record of one commitment."""

from recount.cells import flat, say_date
from recount.changes import updates_of
from recount.counting import BODIES, NOT_STATED
from recount.reading import without_day
from recount.report import Report
from recount.scene import Scene, deadline_words
from recount.shown import Shown


def check_record(scene: Scene, ref: str, shown: Shown, report: Report) -> None:
    """Compare the record with the commitment's rows."""
    book, row, record = scene.book, scene.book.commitments.loc[ref], shown.record
    if record is None:
        report.differs("record", f"no record of {ref} is shown")
        return
    report.same("heading", shown.heading, scene.title(ref))
    report.same("eyebrow", record["eyebrow"], f"{ref} · {row['Theme']}")
    report.same("promise", record["promise"], flat(row["Commitment"]))
    report.same("status", record["status"], row["Status"])
    updates = [[say_date(as_at), flat(words)] for as_at, words in updates_of(book, ref)]
    report.same("updates", record["updates"], updates)
    report.same("asks", len(record["asks"]), len(row["Not yet shown"]))
    facts = record["facts"]
    report.same("deadline", without_day(facts["Deadline"]), deadline_words(book, ref))
    groups = "; ".join(row["Who it is for"]) or NOT_STATED
    report.same("who it is for", facts["Who it is for"], groups)
    for name in ("Area", "Approach"):
        report.same(name, facts[name], row[name] or NOT_STATED)
    bodies = [list(row[header]) for header in BODIES if row[header]]
    report.same("organisations", record["bodies"], bodies)
    measures = book.measures[book.measures["Ref"] == ref]
    counted = [
        [
            name,
            f"Target {target or 'None stated'}",
            f"Result {result or 'None reported'}"
            + (f" (as at {as_at})" if result and as_at else ""),
        ]
        for _, name, target, result, as_at, _ in measures.itertuples(index=False)
    ]
    report.same("measures", record["measures"], counted)
    _steps(scene, ref, record["steps"], report)
    report.same(
        "says that it is outside the filters", bool(record["outside"]), ref not in scene.refs
    )
    for words in (book.name, say_date(book.as_at), ref):
        report.same(f"citation names {words}", words in record["citation"], True)


def _steps(scene: Scene, ref: str, shown: list[list[str]], report: Report) -> None:
    """Its history: the status in each release that has it, the newest first."""
    books = [book for book in scene.pair.until if ref in book.commitments.index]
    counted = [
        [book.commitments.at[ref, "Status"], f"{book.name}, data as at {say_date(book.as_at)}"]
        for book in reversed(books)
    ]
    report.same("history", shown, counted if len(counted) > 1 else [])
