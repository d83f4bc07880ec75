"""What a form says of a chart, and whether it is what pandas counts and every other form says."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from recount.cells import count
from recount.claims import judge_title
from recount.files.case import GROUPS, Case
from recount.files.sayings import check_dated
from recount.pages.bars import note, row_words

NUMBER_OF = re.compile(r"\b(\d+) commitments?\b")


@dataclass(frozen=True)
class ChartForm:
    """A chart in one form; what a form does not have is None. `alts` are its words for readers who
    do not see it, one of each slide it takes; `shown` what it counts, with its date; `heads` are
    the statuses of its columns; `marks` says of each row whether it is chosen, and `is_data` that
    the form must mark the rows that are."""

    form: str
    field: str
    title: str | None = None
    alts: Sequence[str] | None = None
    shown: str | None = None
    heads: Sequence[str] | None = None
    rows: Mapping[str, Sequence[int]] | None = None
    marks: Mapping[str, str] | None = None
    totals: Mapping[str, int] | None = None
    is_data: bool = False


def check_chart_form(case: Case, form: ChartForm) -> None:
    """Judge the title as a claim, count rows and totals, and compare words with other forms'."""
    case.place(f"{form.form} {GROUPS[form.field].lower()}")
    counted, report = case.counted[form.field], case.report
    if form.title is not None:
        note(report, "title", form.title, judge_title(form.title, case.groups(form.field)))
        case.says(form.field, "title", form.title, form.form)
    if form.shown is not None:
        check_dated(case, form.shown, form.field)
    if form.heads is not None:
        report.same("statuses", list(form.heads), case.book.statuses)
    if form.rows is not None:
        report.same("rows", _lines(form.rows), _lines(counted.rows))
    if form.totals is not None:
        totals = dict(zip(case.book.statuses, case.scene.standing(form.field), strict=True))
        report.same("totals", dict(form.totals), totals)
    if form.is_data:
        report.same("marks of chosen rows", form.marks, counted.marks)
    if form.alts is not None:
        _check_alts(case, form)


def _lines(rows: Mapping[str, Sequence[int]]) -> list[tuple[str, list[int]]]:
    return [(group, list(numbers)) for group, numbers in rows.items()]


def _check_alts(case: Case, form: ChartForm) -> None:
    """Every row is read aloud once, with the title, and no other number of commitments."""
    counted, report = case.counted[form.field], case.report
    title = case.words.get((form.field, "title"), (form.title or "", ""))[0]
    alts = list(form.alts or ())
    labels = [row_words(group, row, case.book.statuses) for group, row in counted.rows.items()]
    aloud = [sum(f" {label}." in f"{alt}." for alt in alts) for label in labels]
    report.same("rows read aloud", dict(zip(labels, aloud, strict=True)), dict.fromkeys(labels, 1))
    allowed = {count(len(refs), "commitment") for refs in (counted.refs, case.scene.refs)}
    for alt in alts:
        report.same("title is read aloud", title in alt, True)
        rest = alt.replace(title, "")
        for label in labels:
            rest = f"{rest}.".replace(f" {label}.", " ")
        read_aloud = {count(int(number), "commitment") for number in NUMBER_OF.findall(rest)}
        report.same("numbers read aloud beside the rows", sorted(read_aloud - allowed), [])
    if len(alts) == 1:
        case.says(form.field, "alternative text", alts[0], form.form)
