"""Days and times on pages: in words, by the clock of the readers, with the zone named."""

import re

import pytest

from hor_web.local_time import say_day, say_moment
from hor_web.settings import unknown_time_zone
from tests.support.books import (
    GOOD,
    UPDATE,
    book,
    but,
)
from tests.support.screens import (
    PAGES,
    labels,
    opened,
    words,
)
from tests.support.three_releases import published
from tools.drive.server import running
from tools.drive.session import ask

NIGHT = "2026-06-30T23:30:00+00:00"


@pytest.mark.parametrize(
    ("zone", "said"),
    [
        (None, "1 July 2026 at 00:30 BST"),
        ("", "1 July 2026 at 00:30 BST"),
        ("UTC", "30 June 2026 at 23:30 UTC"),
        ("America/New_York", "30 June 2026 at 19:30 EDT"),
    ],
)
def test_a_setting_names_the_zone_of_the_readers(monkeypatch, zone, said):
    monkeypatch.delenv("HOR_TIME_ZONE", raising=False)
    if zone is not None:
        monkeypatch.setenv("HOR_TIME_ZONE", zone)
    assert (say_moment(NIGHT), say_day(NIGHT)) == (said, said.partition(" at ")[0])
    assert unknown_time_zone() == ""


@pytest.mark.parametrize("zone", ["Europe/Lundon", "BST", "+01:00", "../etc/passwd", "Europe", "/"])
def test_a_zone_nobody_knows_is_said_and_times_are_in_utc(monkeypatch, zone):
    monkeypatch.setenv("HOR_TIME_ZONE", zone)
    assert say_moment(NIGHT) == "30 June 2026 at 23:30 UTC"
    assert unknown_time_zone() == zone


def test_the_console_says_that_a_zone_is_not_known(tmp_path):
    environment = {
        "HOR_DATABASE": f"sqlite:///{tmp_path / 'releases.sqlite3'}",
        "HOR_TIME_ZONE": "Europe/Lundon",
    }
    with running(tmp_path / "log", "server.py", environment) as server:
        assert ask(server, "/health").status == 200
    said = "HOR_TIME_ZONE, Europe/Lundon, is no time zone known here, so times are said in UTC."
    assert said in (tmp_path / "log").read_text()


# The officers' page is read in a browser: tests/browser/test_officers_journey.py.
@pytest.mark.parametrize("page", [page for page in PAGES if page != "update_data"])
def test_no_page_says_a_date_in_figures(monkeypatch, tmp_path, page):
    releases = [
        book(
            but(GOOD, Due=due),
            but(GOOD, Ref="C2", Title="Another"),
            Updates=[but(UPDATE, As_at=as_at)],
        )
        for due, as_at in (("2024-03", "2023-11"), ("2025-03-14", "2024-02-29"), (None, "2025-01"))
    ]
    with published(monkeypatch, tmp_path, releases):
        for asked in ({}, {"ref": "C1"}, {"organisation": "Aston University"}):
            app = opened(page, **asked)
            assert re.findall(r".{20}\b\d{4}-\d\d.{20}", words(app) + labels(app)) == []
        if page == "what_changed":
            assert "14 March 2025" in words(app)
