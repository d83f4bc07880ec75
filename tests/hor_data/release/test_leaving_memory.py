"""A release that nobody looks at any more leaves memory, whatever was drawn of it."""

import gc
import weakref
from datetime import date

from hor_data.changes import commitment_history
from hor_data.meeting import build_agenda, list_concerns
from hor_data.release import Selection, read_release
from hor_exports.compared import compare_view
from hor_exports.documents import write_brief
from hor_exports.view import open_view
from hor_web.chart_panel import _panel_data, status_panel
from tests.support.books import GOOD, UPDATE, book, but

TODAY = date(2026, 11, 26)
SELECTIONS = (
    Selection(),
    Selection(words="roundtable"),
    Selection(deadline=("Past due",), status=("Limited",)),
)


def looked_at(number, before):
    """A release of its own workbook that was tallied, searched, drawn and compared."""
    row = but(GOOD, Title=f"Hold roundtable {number}", Due="2021-03")
    release = read_release(book(row, Updates=[UPDATE]), TODAY)
    for selection in SELECTIONS:
        view = open_view(release, selection)
        for field in ("theme", "lead", "deadline"):
            _panel_data(view, status_panel(view, field))
        changed = compare_view(before or release, view)
        assert changed.chart.title
        list_concerns(release, view.chosen)
        build_agenda(release, view.chosen, changed.changes)
    write_brief(view, "Aston University", changed)
    commitment_history([(1, before or release), (2, release)], "C1")
    return release


def test_forty_releases_looked_at_and_dropped_leave_memory():
    living, before = [], None
    for number in range(40):
        before = looked_at(number, before)
        living.append(weakref.ref(before))
    del before
    gc.collect()
    assert [number for number, release in enumerate(living) if release()] == []
