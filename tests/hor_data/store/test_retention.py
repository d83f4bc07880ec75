"""Old lines of the audit are deleted, and those of publications are not."""

import sqlite3
from datetime import UTC, datetime, timedelta

import pytest

from hor_data.store import forget_old_events, list_events, open_store
from tests.support.stores import fill

DAY = timedelta(days=1)


@pytest.fixture
def store(tmp_path):
    """A store whose lines are, from the newest, 10, 20, 30 … days and a minute old."""
    file = tmp_path / "releases.sqlite3"
    opened = open_store(f"sqlite:///{file}")
    fill(opened)
    with sqlite3.connect(file) as connection:
        for place, (number,) in enumerate(
            connection.execute("SELECT id FROM events ORDER BY id DESC").fetchall(), start=1
        ):
            moment = datetime.now(UTC) - place * 10 * DAY - timedelta(minutes=1)
            connection.execute(
                "UPDATE events SET at = ? WHERE id = ?",
                (moment.isoformat(timespec="seconds"), number),
            )
    return opened


@pytest.mark.parametrize(
    ("days", "left"),
    [
        (0, ["upload", "sign-in", "undo", "publish", "publish", "publish"]),
        (21, ["upload", "sign-in", "undo", "publish", "publish", "publish"]),
        (20, ["upload", "undo", "publish", "publish", "publish"]),
        (10, ["undo", "publish", "publish", "publish"]),
        (1, ["undo", "publish", "publish", "publish"]),
    ],
)
def test_lines_older_than_a_number_of_days_go_but_for_publications(store, days, left):
    forgotten = forget_old_events(store, days)
    assert [event.kind for event in list_events(store)] == left
    assert forgotten == 6 - len(left)
    assert forget_old_events(store, days) == 0
    if days in (1, 10):
        assert {event.address for event in list_events(store)} == {""}
