"""Officers' sessions and attempts to sign in, kept in the store."""

import hashlib
import secrets
from datetime import UTC, datetime, timedelta

from sqlalchemy import delete, func, insert, or_, select, update

from hor_data.releases import note_event
from hor_data.store import Store, now, reaching
from hor_data.store_tables import EVENTS, SESSIONS

IDLE = timedelta(minutes=30)
ABSOLUTE = timedelta(hours=8)
WINDOW = timedelta(minutes=15)
MOST_FROM_ADDRESS, MOST_IN_ALL = 5, 50
SIGNED_IN, SIGNED_OUT, REFUSED = "sign-in", "sign-out", "sign-in refused"
NOTED_AGAIN = timedelta(minutes=1)
LONGEST_ADDRESS = 60


def start_session(store: Store, who: str, address: str) -> str:
    """A new session's token, for the officer's cookie alone: the store keeps only its hash."""
    token = secrets.token_urlsafe(32)
    row = {"token_hash": _hash(token), "who": who, "started_at": now(), "seen_at": now()}
    with reaching(store) as connection:
        connection.execute(delete(SESSIONS).where(_expired()))
        connection.execute(insert(SESSIONS).values(row))
    _note(store, who, SIGNED_IN, address)
    return token


def officer_of(store: Store, token: str) -> str:
    """Whose session this is, or "" where it is none, was ended or has expired."""
    if not token:
        return ""
    mine = SESSIONS.c.token_hash == _hash(token)
    with reaching(store) as connection:
        row = connection.execute(select(SESSIONS).where(mine, ~_expired())).first()
        if row is None:
            return ""
        if row.seen_at < _ago(NOTED_AGAIN):
            connection.execute(update(SESSIONS).where(mine).values(seen_at=now()))
        return str(row.who)


def end_session(store: Store, token: str, address: str) -> None:
    """Sign out: the token opens nothing from now on, wherever a copy of it lies."""
    who = officer_of(store, token)
    with reaching(store) as connection:
        connection.execute(delete(SESSIONS).where(SESSIONS.c.token_hash == _hash(token)))
    if who:
        _note(store, who, SIGNED_OUT, address)


def may_try(store: Store, address: str) -> bool:
    """Whether one more attempt to sign in is allowed, from this address and in all."""
    recent = select(func.count()).where(EVENTS.c.kind == REFUSED, EVENTS.c.at >= _ago(WINDOW))
    here = recent.where(EVENTS.c.address == address[:LONGEST_ADDRESS])
    with reaching(store) as connection:
        in_all, from_here = connection.scalar(recent) or 0, connection.scalar(here) or 0
    return from_here < MOST_FROM_ADDRESS and in_all < MOST_IN_ALL


def note_refusal(store: Store, address: str) -> None:
    """Note an attempt that was refused: it counts against the next."""
    _note(store, "", REFUSED, address)


def _note(store: Store, who: str, kind: str, address: str) -> None:
    note_event(store, who, kind, address=address[:LONGEST_ADDRESS])


def _expired():  # type: ignore[no-untyped-def]  # SQLAlchemy's own types say nothing here
    return or_(SESSIONS.c.started_at < _ago(ABSOLUTE), SESSIONS.c.seen_at < _ago(IDLE))


def _ago(time: timedelta) -> str:
    return (datetime.now(UTC) - time).isoformat(timespec="seconds")


def _hash(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()
