"""Releases leave memory once nobody looks at them: no cache holds one by its views or charts."""

import gc
import weakref
from datetime import date
from threading import Thread

from hor_data.release import Selection, read_release
from hor_exports.compared import compare_view
from hor_exports.kept import KeptResults
from hor_exports.view import CHARTED_GROUPINGS, open_view, status_chart
from hor_web.chart_panel import _panel_data, status_panel
from tests.support.books import GOOD, book, but

RELEASES = 40


def shown(day, before=None):
    """A release as pages show it: its charts with their words, and what changed in it."""
    release = read_release(book(but(GOOD, Title=f"Promise of {day}")), day)
    for selection in (Selection(), Selection(words="promise", theme=("Other",))):
        view = open_view(release, selection)
        for field in CHARTED_GROUPINGS:
            status_chart(view, field)
        _panel_data(view, status_panel(view, "theme"))
        if before:
            changed = compare_view(before, open_view(release.by_data, selection))
            assert changed.headline
    return release


def test_forty_releases_that_were_shown_are_let_go_of():
    references, before = [], None
    for number in range(RELEASES):
        before = shown(date(2026, 1, 1 + number % 28), before)
        references.append((weakref.ref(before), weakref.ref(before.commitments)))
    del before
    gc.collect()
    alive = [number for number, pair in enumerate(references) if pair[0]() or pair[1]()]
    assert not alive, f"{len(alive)} of {RELEASES} releases live on"


def test_results_that_were_asked_for_last_are_kept():
    kept, made = KeptResults(2), []
    for key in (1, 2, 1, 3, 1, 2):
        kept.get(key, lambda key=key: made.append(key) or key)
    assert made == [1, 2, 3, 2]


def test_results_are_kept_from_many_threads():
    kept = KeptResults(5)

    def ask():
        for number in range(2_000):
            assert kept.get(number % 9, lambda number=number: number % 9) == number % 9

    threads = [Thread(target=ask) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(kept._results) == 5
