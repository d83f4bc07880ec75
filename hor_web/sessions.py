"""Officers' sessions as this process knows them, besides what the store says of them."""

import hashlib
from threading import Lock
from time import monotonic

from hor_data.store import IDLE_LIMIT, SESSION_LIMIT, FoundSession, end_session, find_session
from hor_web.state import SESSIONS_KNOWN, KnownSession, shared_store

MOST_SESSIONS_KNOWN = 10_000
_LOCK = Lock()


def signed_in_officer(token: str) -> str:
    """Whose session this is, by the store; "" where it has ended.

    A session that this process has known for as long as one may last, or that nobody used for as
    long as one may rest, is ended, whatever the clock says that the store goes by.
    """
    session = find_session(shared_store(), token)
    if session is None:
        return ""
    if _is_over(token, session):
        end_session(shared_store(), token, "")
        return ""
    return session.who


def _is_over(token: str, session: FoundSession) -> bool:
    key, now = hashlib.sha256(token.encode()).hexdigest(), monotonic()
    with _LOCK:
        if len(SESSIONS_KNOWN) >= MOST_SESSIONS_KNOWN and key not in SESSIONS_KNOWN:
            del SESSIONS_KNOWN[next(iter(SESSIONS_KNOWN))]
        known = SESSIONS_KNOWN.get(key, KnownSession(now, now, session.used_before))
        SESSIONS_KNOWN[key] = KnownSession(known.begun, now, session.used_at)
    # Where another process let its officer in meanwhile, the store has another moment.
    rested = now - known.looked if session.used_before == known.used_at else 0.0
    is_too_old = now - known.begun > SESSION_LIMIT.total_seconds()
    return is_too_old or rested > IDLE_LIMIT.total_seconds()
