"""How long an officer stays signed in, by a clock that nobody sets back."""

from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import update

from hor_data.store import start_session
from hor_data.store.database import transaction
from hor_data.store.tables import SESSIONS
from hor_web import sessions
from hor_web.sessions import signed_in_officer
from hor_web.state import shared_store

MINUTE = 60.0


@pytest.fixture
def clock(monkeypatch, tmp_path):
    """Seconds that pass while the machine's clock is set back by as many."""
    monkeypatch.setenv("HOR_DATABASE", f"sqlite:///{tmp_path / 'releases.sqlite3'}")
    seconds = [1_000.0]
    monkeypatch.setattr(sessions, "monotonic", lambda: seconds[0])
    return seconds


@pytest.fixture
def token(clock):
    return start_session(shared_store(), "Ada", "192.0.2.7")


def test_a_clock_set_back_prolongs_no_session_that_rests(clock, token):
    for minutes in (0, 29, 29):
        clock[0] += minutes * MINUTE
        assert signed_in_officer(token) == "Ada"
    clock[0] += 31 * MINUTE
    assert signed_in_officer(token) == ""
    assert signed_in_officer(token) == ""


def test_a_session_that_another_server_let_in_meanwhile_goes_on(clock, token):
    assert signed_in_officer(token) == "Ada"
    clock[0] += 31 * MINUTE
    used = (datetime.now(UTC) - timedelta(seconds=20)).isoformat(timespec="seconds")
    with transaction(shared_store()) as connection:
        connection.execute(update(SESSIONS).values(seen_at=used))
    assert signed_in_officer(token) == "Ada"


def test_a_session_ends_when_it_has_lasted_as_long_as_one_may(clock, token):
    for _ in range(24):
        assert signed_in_officer(token) == "Ada"
        clock[0] += 20 * MINUTE
    assert signed_in_officer(token) == "Ada"
    clock[0] += MINUTE
    assert signed_in_officer(token) == ""
