"""Officers' sessions and attempts to sign in, kept in the store."""

import hashlib
import secrets
from datetime import UTC, datetime, timedelta

from sqlalchemy import delete, func, insert, select, update

from hor_data.releases import Store, note_event, now, reaching
from hor_data.store_tables import EVENTS, SESSIONS

IDLE = timedelta(minutes=30)
ABSOLUTE = timedelta(hours=8)
WINDOW = timedelta(minutes=15)
MOST_FROM_ADDRESS, MOST_IN_ALL = 5, 50
REFUSED = "sign-in refused"


def start_session(store: Store, who: str, address: str) -> str:
    """A new session's token, for the officer's cookie alone: the store keeps only its hash."""
    token = secrets.token_urlsafe(32)
    row = {"token_hash": _hash(token), "who": who, "started_at": now(), "seen_at": now()}
    with reaching(store) as connection:
        connection.execute(insert(SESSIONS).values(row))
    note_event(store, who, "sign-in", address=address)
    return token


def officer_of(store: Store, token: str) -> str:
    """Whose session this is, or "" where it is none, was ended or has expired."""
    if not token:
        return ""
    mine = SESSIONS.c.token_hash == _hash(token)
    with reaching(store) as connection:
        row = connection.execute(select(SESSIONS).where(mine)).first()
        if row is None:
            return ""
        if _age(row.started_at) > ABSOLUTE or _age(row.seen_at) > IDLE:
            connection.execute(delete(SESSIONS).where(mine))
            return ""
        if _age(row.seen_at) > timedelta(minutes=1):
            connection.execute(update(SESSIONS).where(mine).values(seen_at=now()))
        return str(row.who)


def end_session(store: Store, token: str, address: str) -> None:
    """Sign out: the token opens nothing from now on, wherever a copy of it lies."""
    who = officer_of(store, token)
    with reaching(store) as connection:
        connection.execute(delete(SESSIONS).where(SESSIONS.c.token_hash == _hash(token)))
    if who:
        note_event(store, who, "sign-out", address=address)


def may_try(store: Store, address: str) -> bool:
    """Whether one more attempt to sign in is allowed, from this address and in all."""
    since = (datetime.now(UTC) - WINDOW).isoformat(timespec="seconds")
    recent = select(func.count()).where(EVENTS.c.kind == REFUSED, EVENTS.c.at >= since)
    with reaching(store) as connection:
        in_all = connection.scalar(recent) or 0
        here = connection.scalar(recent.where(EVENTS.c.address == address)) or 0
    return here < MOST_FROM_ADDRESS and in_all < MOST_IN_ALL


def note_refusal(store: Store, address: str) -> None:
    """Note an attempt that was refused: it counts against the next."""
    note_event(store, "", REFUSED, address=address)


def _hash(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()


def _age(then: str) -> timedelta:
    return datetime.now(UTC) - datetime.fromisoformat(then)
