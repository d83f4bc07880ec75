"""HOR_KEEP_EVENTS_DAYS: old lines of the audit go as the server starts, and About says so."""

import asyncio
import sqlite3

import pytest

from hor_data.store import add_event, list_events, open_store
from hor_web.edge.retention import forget_events_daily
from hor_web.state import shared_store
from tools.drive.client import client
from tools.drive.server import running


def old_line(file):
    add_event(open_store(f"sqlite:///{file}"), "Ada", "upload", address="192.0.2.7")
    with sqlite3.connect(file) as connection:
        connection.execute("UPDATE events SET at = '2020-01-01T00:00:00+00:00'")


def kinds(file):
    return [event.kind for event in list_events(open_store(f"sqlite:///{file}"))]


@pytest.mark.parametrize(
    ("days", "sentence", "left"),
    [
        ("30", "These lines are deleted after 30 days.", ["publish"]),
        ("", "No time is set after which these lines are deleted.", ["publish", "upload"]),
    ],
)
def test_a_server_deletes_old_lines_as_it_starts_and_says_so(tmp_path, days, sentence, left):
    file = tmp_path / "releases.sqlite3"
    old_line(file)
    environment = {"HOR_DATABASE": f"sqlite:///{file}", "HOR_KEEP_EVENTS_DAYS": days}
    with (
        running(tmp_path / "log", "server.py", environment) as server,
        client(server, "about", "203.0.113.5") as reader,
    ):
        assert sentence in reader.said
    assert kinds(file) == left


def test_it_is_done_again_while_the_server_runs(tmp_path, monkeypatch):
    file = tmp_path / "releases.sqlite3"
    monkeypatch.setenv("HOR_DATABASE", f"sqlite:///{file}")
    monkeypatch.setenv("HOR_KEEP_EVENTS_DAYS", "30")

    async def run():
        forgetting = asyncio.create_task(forget_events_daily(0))
        for _ in range(3):
            old_line(file)
            while await asyncio.to_thread(list_events, shared_store()):
                await asyncio.sleep(0)
        forgetting.cancel()

    asyncio.run(asyncio.wait_for(run(), 60))
    assert kinds(file) == []
