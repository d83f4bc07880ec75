"""Officers' sessions: what opens one, what ends it, and how often one may try."""

from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import select, update

from hor_data.store import (
    add_refusal_event,
    end_session,
    has_signed_in_from,
    list_events,
    may_attempt_sign_in,
    officer_of,
    open_store,
    start_session,
)
from hor_data.store.tables import EVENTS, SESSIONS
from hor_web.edge.one_time_code import OneTimeCode

HERE = "192.0.2.1"
A_MOMENT = timedelta(seconds=5)
# Written out: a limit that changes by mistake fails here.
IDLE_LIMIT, SESSION_LIMIT = timedelta(minutes=30), timedelta(hours=8)
ATTEMPT_WINDOW = timedelta(minutes=15)
MOST_REFUSED = 5


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
    change(store, SESSIONS, seen_at=ago(IDLE_LIMIT - A_MOMENT))
    assert officer_of(store, token) == "Ada"
    change(store, SESSIONS, seen_at=ago(IDLE_LIMIT + A_MOMENT))
    assert officer_of(store, token) == ""


def test_use_keeps_a_session_open_but_never_beyond_eight_hours(store):
    token = start_session(store, "Ada", HERE)
    change(
        store,
        SESSIONS,
        seen_at=ago(IDLE_LIMIT - A_MOMENT),
        started_at=ago(SESSION_LIMIT - A_MOMENT),
    )
    assert officer_of(store, token) == "Ada"
    with store.begin() as connection:
        assert connection.scalar(select(SESSIONS.c.seen_at)) > ago(A_MOMENT)
    change(store, SESSIONS, started_at=ago(SESSION_LIMIT + A_MOMENT))
    assert officer_of(store, token) == ""


def test_expired_sessions_do_not_pile_up(store):
    start_session(store, "Ada", HERE)
    change(store, SESSIONS, seen_at=ago(IDLE_LIMIT + A_MOMENT))
    start_session(store, "Grace", HERE)
    with store.begin() as connection:
        assert connection.scalars(select(SESSIONS.c.who)).all() == ["Grace"]


def test_attempts_are_limited_for_each_address(store):
    for _ in range(MOST_REFUSED):
        assert may_attempt_sign_in(store, HERE)
        add_refusal_event(store, HERE)
    assert not may_attempt_sign_in(store, HERE)
    assert may_attempt_sign_in(store, "192.0.2.2")


def test_no_number_of_refusals_elsewhere_keeps_an_address_out(store):
    for number in range(200):
        add_refusal_event(store, f"192.0.2.{number}")
    assert may_attempt_sign_in(store, "198.51.100.1")


def test_refusals_of_one_network_are_its_own(store):
    home, next_door = "2001:db8:0:1::/64", "2001:db8:0:2::/64"
    for number in range(MOST_REFUSED):
        assert may_attempt_sign_in(store, home)
        add_refusal_event(store, f"2001:db8:0:1::{number}", home)
    assert not may_attempt_sign_in(store, home)
    assert may_attempt_sign_in(store, next_door)


def test_a_network_is_known_once_an_officer_signed_in_from_it(store):
    assert not has_signed_in_from(store, HERE)
    add_refusal_event(store, HERE)
    assert not has_signed_in_from(store, HERE)
    start_session(store, "Ada", HERE)
    start_session(store, "Ada", "2001:db8::7", "2001:db8::/64")
    known = [has_signed_in_from(store, here) for here in (HERE, "2001:db8::/64", "192.0.2.99")]
    assert known == [True, True, False]


@pytest.mark.parametrize("column", ["started_at", "seen_at"])
def test_a_clock_set_back_ends_sessions_and_prolongs_none(store, column):
    token = start_session(store, "Ada", HERE)
    # What was written before the clock was set back is later than it says now.
    change(store, SESSIONS, **{column: ago(-timedelta(hours=3))})
    assert officer_of(store, token) == ""


def test_a_clock_set_back_locks_nobody_out_for_longer(store):
    for _ in range(MOST_REFUSED):
        add_refusal_event(store, HERE)
    assert not may_attempt_sign_in(store, HERE)
    change(store, EVENTS, at=ago(-timedelta(hours=3)))
    assert may_attempt_sign_in(store, HERE)


def test_attempts_are_forgotten_in_time(store):
    for _ in range(MOST_REFUSED):
        add_refusal_event(store, HERE)
    change(store, EVENTS, at=ago(ATTEMPT_WINDOW - A_MOMENT))
    assert not may_attempt_sign_in(store, HERE)
    change(store, EVENTS, at=ago(ATTEMPT_WINDOW + A_MOMENT))
    assert may_attempt_sign_in(store, HERE)


def test_a_made_up_address_of_any_length_still_counts(store):
    for _ in range(MOST_REFUSED):
        add_refusal_event(store, "x" * 300)
    assert not may_attempt_sign_in(store, "x" * 300)


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
