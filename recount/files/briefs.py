"""Briefs of one organisation, in Word and as slides."""

import re
from collections.abc import Sequence
from pathlib import Path

from docx import Document

from recount.cells import flat
from recount.counting import BODIES, standing
from recount.files.case import Case
from recount.files.decks import check_counts, check_notes, check_rows
from recount.files.sayings import DATED, check_dated
from recount.files.slides import read_slides, rows_headed
from recount.pages.bars import note
from recount.scene import deadline_words
from recount.sentences import STANDING, judge_standing

MORE = re.compile(r"And (\d+) more, ")
ASK = re.compile(r"(?:(\S+): )?.+: what can you (?:show|tell) ?.*\?")


def check_document(case: Case, path: Path, name: str) -> None:
    """The brief as a Word document."""
    case.place(f"brief.docx of {name}")
    document = Document(str(path))
    lines = [paragraph.text for paragraph in document.paragraphs]
    led = _led(case, name)
    case.report.same("heading", lines[0], flat(name))
    _check_standing(case, lines, name)
    tables = [
        [[cell.text for cell in row.cells] for row in table.rows] for table in document.tables
    ]
    rows = [row for table in tables if table[0][:1] == ["Ref"] for row in table[1:]]
    counted = [[ref, case.scene.title(ref), _status(case, ref)] for ref in led]
    case.report.same("rows", [list(map(flat, row)) for row in rows], counted)
    _check_asks(case, lines, led)
    dated = [line for line in lines if DATED.fullmatch(line)]
    case.report.same("one statement", len(dated), 1)
    for line in dated:
        check_dated(case, line)


def check_brief_slides(case: Case, path: Path, name: str) -> None:
    """The brief as slides."""
    case.place(f"brief.pptx of {name}")
    slides = read_slides(path)
    led = _led(case, name)
    lines = [line for slide in slides for text in slide.texts for line in text.split("\n")]
    # A title is a sentence without its full stop.
    _check_standing(case, [*(f"{slide.title}." for slide in slides), *lines], name)
    placed_rows = [(slide, row) for slide, row in rows_headed(slides, "Ref", "Status")]
    if placed_rows or led:
        case.report.same("has rows", bool(placed_rows), bool(led))
    if placed_rows:
        check_rows(case, [row for _, row in placed_rows], led)
        check_counts(case, [slide for slide, _ in placed_rows])
    _check_asks(case, lines, led)
    check_notes(case, slides, "brief.pptx")


def _led(case: Case, name: str) -> list[str]:
    """The commitments that placed_rows and that the organisation leads."""
    leads = case.book.commitments[BODIES[0]]
    return [ref for ref in case.scene.refs if name in leads[ref]]


def _status(case: Case, ref: str) -> str:
    status, deadline = case.book.commitments.at[ref, "Status"], deadline_words(case.book, ref)
    return str(status) if deadline == "No date set" else f"{status}. {deadline}."


def _check_standing(case: Case, lines: Sequence[str], name: str) -> None:
    """The sentence of how what it leads stands."""
    led = _led(case, name)
    everything = sum(name in bodies for bodies in case.book.commitments[BODIES[0]])
    row = list(standing(case.book, led).values())
    whose = f"{case.name_of('lead', name)} leads"
    headlines = [line for line in lines if any(form.fullmatch(line) for form in STANDING)]
    if everything:
        case.report.same("says how they stand", bool(headlines), True)
    for line in dict.fromkeys(headlines):
        verdicts = judge_standing(line, case.book.statuses, row, everything, whose)
        note(case.report, "standing", line, verdicts)


def _check_asks(case: Case, lines: Sequence[str], led: Sequence[str]) -> None:
    """As many questions as parts of its promises are not shown, those left out counted."""
    asked = sum(bool(ASK.fullmatch(line)) for line in lines)
    more = sum(int(number) for line in lines for number in MORE.findall(line))
    parts = sum(len(case.book.commitments.at[ref, "Not yet shown"]) for ref in led)
    case.report.same("questions", asked + more, parts)
