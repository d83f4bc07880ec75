"""Officers' sessions: what opens one, what ends it, and how often one may try."""

from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import select, update

from hor_data.officers import (
    ABSOLUTE,
    IDLE,
    MOST_FROM_ADDRESS,
    MOST_IN_ALL,
    WINDOW,
    end_session,
    may_try,
    note_refusal,
    officer_of,
    start_session,
)
from hor_data.releases import list_events, open_store
from hor_data.store_tables import EVENTS, SESSIONS
from hor_ui.edge.one_time_code import OneTimeCode

HERE = "192.0.2.1"
A_MOMENT = timedelta(seconds=5)


@pytest.fixture
def store(tmp_path):
    return open_store(f"sqlite:///{tmp_path / 'releases.sqlite3'}")


def change(store, table, **values):
    with store.begin() as connection:
        connection.execute(update(table).values(**values))


def ago(time):
    return (datetime.now(UTC) - time).isoformat(timespec="seconds")


def test_a_session_is_its_officers_until_it_is_ended(store):
    token = start_session(store, "Ada", HERE)
    assert officer_of(store, token) == "Ada"
    end_session(store, token, HERE)
    assert officer_of(store, token) == ""
    end_session(store, token, HERE)
    assert [(event.kind, event.who, event.address) for event in list_events(store)] == [
        ("sign-out", "Ada", HERE),
        ("sign-in", "Ada", HERE),
    ]


@pytest.mark.parametrize("token", ["", "x", "é", "\x00", "' or 1=1 --", "a" * 100_000])
def test_what_is_no_token_opens_nothing(store, token):
    start_session(store, "Ada", HERE)
    assert officer_of(store, token) == ""


def test_a_copy_of_the_store_opens_no_session(store):
    token = start_session(store, "Ada", HERE)
    with store.begin() as connection:
        row = connection.execute(select(SESSIONS)).one()
    assert token not in str(row)
    assert officer_of(store, row.token_hash) == ""


def test_a_session_ends_after_half_an_hour_without_use(store):
    token = start_session(store, "Ada", HERE)
    change(store, SESSIONS, seen_at=ago(IDLE - A_MOMENT))
    assert officer_of(store, token) == "Ada"
    change(store, SESSIONS, seen_at=ago(IDLE + A_MOMENT))
    assert officer_of(store, token) == ""


def test_use_keeps_a_session_open_but_never_beyond_eight_hours(store):
    token = start_session(store, "Ada", HERE)
    change(store, SESSIONS, seen_at=ago(IDLE - A_MOMENT), started_at=ago(ABSOLUTE - A_MOMENT))
    assert officer_of(store, token) == "Ada"
    with store.begin() as connection:
        assert connection.scalar(select(SESSIONS.c.seen_at)) > ago(A_MOMENT)
    change(store, SESSIONS, started_at=ago(ABSOLUTE + A_MOMENT))
    assert officer_of(store, token) == ""


def test_expired_sessions_do_not_pile_up(store):
    start_session(store, "Ada", HERE)
    change(store, SESSIONS, seen_at=ago(IDLE + A_MOMENT))
    start_session(store, "Grace", HERE)
    with store.begin() as connection:
        assert connection.scalars(select(SESSIONS.c.who)).all() == ["Grace"]


def test_attempts_are_limited_for_each_address(store):
    for _ in range(MOST_FROM_ADDRESS):
        assert may_try(store, HERE)
        note_refusal(store, HERE)
    assert not may_try(store, HERE)
    assert may_try(store, "192.0.2.2")


def test_attempts_are_limited_in_all(store):
    for number in range(MOST_IN_ALL):
        note_refusal(store, f"192.0.2.{number}")
    assert not may_try(store, "198.51.100.1")


def test_attempts_are_forgotten_in_time(store):
    for _ in range(MOST_FROM_ADDRESS):
        note_refusal(store, HERE)
    change(store, EVENTS, at=ago(WINDOW + A_MOMENT))
    assert may_try(store, HERE)


def test_a_made_up_address_of_any_length_still_counts(store):
    for _ in range(MOST_FROM_ADDRESS):
        note_refusal(store, "x" * 300)
    assert not may_try(store, "x" * 300)


def test_the_code_works_once_however_many_ask_at_once():
    code = OneTimeCode()
    with ThreadPoolExecutor(16) as threads:
        taken = list(threads.map(lambda _: code.take(f" {str(code).upper()} "), range(64)))
    assert taken.count(True) == 1
    assert not code.take(str(code))


@pytest.mark.parametrize("said", ["", "-", "é", "\x00", "a" * 1000])
def test_what_is_not_the_code_is_refused_and_leaves_it_good(said):
    code = OneTimeCode()
    assert not code.take(said)
    assert code.take(str(code))
