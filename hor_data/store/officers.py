"""Officers' sessions and attempts to sign in, kept in the store."""

import hashlib
import secrets
from datetime import UTC, datetime, timedelta
from typing import NamedTuple

from sqlalchemy import delete, func, insert, or_, select, update
from sqlalchemy.engine import Connection

from hor_data.store.database import transaction, utc_now
from hor_data.store.engines import Store
from hor_data.store.releases import LONGEST_AUDIT_ADDRESS, add_event
from hor_data.store.tables import EVENTS, SESSIONS
from hor_data.words import say_count

IDLE_LIMIT = timedelta(minutes=30)
SESSION_LIMIT = timedelta(hours=8)
ATTEMPT_WINDOW = timedelta(minutes=15)
MOST_REFUSED = 5  # from one address or network, in that window
SIGN_IN_EVENT, SIGN_OUT_EVENT, REFUSED_EVENT = "sign-in", "sign-out", "sign-in refused"
SEEN_INTERVAL = timedelta(minutes=1)
# By how much the clocks of two replicas may differ: what is later than that was written before a
# clock was set back, and is not prolonged by it.
CLOCK_DIFFERENCE = timedelta(minutes=1)


def start_session(store: Store, who: str, address: str, network: str = "") -> str:
    """A new session's token, for the officer's cookie alone: the store keeps only its hash. The
    audit names the network where it is wider than the address."""
    token = secrets.token_urlsafe(32)
    row = {"token_hash": _hash(token), "who": who, "started_at": utc_now(), "seen_at": utc_now()}
    with transaction(store) as connection:
        connection.execute(delete(SESSIONS).where(_expired()))
        connection.execute(insert(SESSIONS).values(row))
    add_event(store, who, SIGN_IN_EVENT, network if network != address else "", address)
    return token


class FoundSession(NamedTuple):
    """A session that has not expired: whose it is, and when the store has it that it was used
    last, before it was looked for and since (UTC, ISO text)."""

    who: str
    used_before: str
    used_at: str


def find_session(store: Store, token: str) -> FoundSession | None:
    """The session of a token, or None where it is none, was ended or has expired. To look for it is
    to use it."""
    if not token:
        return None
    mine = SESSIONS.c.token_hash == _hash(token)
    with transaction(store) as connection:
        row = connection.execute(select(SESSIONS).where(mine, ~_expired())).first()
        if row is None:
            return None
        used_at = row.seen_at
        if used_at < _ago(SEEN_INTERVAL):
            used_at = utc_now()
            connection.execute(update(SESSIONS).where(mine).values(seen_at=used_at))
        return FoundSession(str(row.who), row.seen_at, used_at)


def officer_of(store: Store, token: str) -> str:
    """Whose session this is, or "" where it is none, was ended or has expired."""
    session = find_session(store, token)
    return session.who if session else ""


def sessions_under_way(connection: Connection, who: str) -> list[str]:
    """The hashes of the tokens of all sessions of this name that have not ended."""
    live = select(SESSIONS.c.token_hash).where(SESSIONS.c.who == who, ~_expired())
    return list(connection.scalars(live))


def end_session(store: Store, token: str, address: str) -> None:
    """Sign out: the token is refused from now on, in every copy of it."""
    who = officer_of(store, token)
    with transaction(store) as connection:
        connection.execute(delete(SESSIONS).where(SESSIONS.c.token_hash == _hash(token)))
    if who:
        add_event(store, who, SIGN_OUT_EVENT, address=address)


def end_all_sessions(store: Store, who: str) -> int:
    """Sign every officer out; gives how many sessions that ended. `who` asked for it."""
    with transaction(store) as connection:
        live = connection.scalar(select(func.count()).select_from(SESSIONS).where(~_expired())) or 0
        connection.execute(delete(SESSIONS))
    add_event(store, who, SIGN_OUT_EVENT, f"everybody: {say_count(live, 'session')}")
    return live


def may_attempt_sign_in(store: Store, network: str) -> bool:
    """Whether one more attempt to sign in is allowed from this address or network. Refusals of
    others do not count: nobody can keep an officer out from elsewhere."""
    recent = select(func.count()).where(
        EVENTS.c.kind == REFUSED_EVENT,
        EVENTS.c.at.between(_ago(ATTEMPT_WINDOW), _ago(-CLOCK_DIFFERENCE)),
        _is_from(network),
    )
    with transaction(store) as connection:
        return (connection.scalar(recent) or 0) < MOST_REFUSED


def has_signed_in_from(store: Store, network: str) -> bool:
    """Whether an officer signed in from this address or network before, as the audit has it."""
    earlier = select(EVENTS.c.id).where(EVENTS.c.kind == SIGN_IN_EVENT, _is_from(network)).limit(1)
    with transaction(store) as connection:
        return connection.scalar(earlier) is not None


def add_refusal_event(store: Store, address: str, network: str = "") -> None:
    """Add a refused attempt to the audit; it counts against further attempts from there. The audit
    names the network where it is wider than the address."""
    detail = network if network != address else ""
    add_event(store, "", REFUSED_EVENT, detail, address)


def _is_from(network: str):  # type: ignore[no-untyped-def]  # as below
    return or_(EVENTS.c.address == network[:LONGEST_AUDIT_ADDRESS], EVENTS.c.detail == network)


def _expired():  # type: ignore[no-untyped-def]  # SQLAlchemy's own types say nothing here
    latest = _ago(-CLOCK_DIFFERENCE)
    return or_(
        SESSIONS.c.started_at < _ago(SESSION_LIMIT),
        SESSIONS.c.seen_at < _ago(IDLE_LIMIT),
        SESSIONS.c.started_at > latest,
        SESSIONS.c.seen_at > latest,
    )


def _ago(time: timedelta) -> str:
    return (datetime.now(UTC) - time).isoformat(timespec="seconds")


def _hash(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()
