"""Officers' sessions as this process knows them, besides what the store says of them."""

import hashlib
from threading import Lock
from time import monotonic

from hor_data.store import SESSION_LIMIT, end_session, officer_of
from hor_web.state import SESSION_STARTS, shared_store

MOST_SESSIONS_KNOWN = 10_000
_LOCK = Lock()


def signed_in_officer(token: str) -> str:
    """Whose session this is, by the store; "" where it has ended.

    A session that this process has known for as long as one may last is ended, whatever the clock
    says that the store goes by.
    """
    who = officer_of(shared_store(), token)
    if who and _is_over(token):
        end_session(shared_store(), token, "")
        return ""
    return who


def _is_over(token: str) -> bool:
    key, now = hashlib.sha256(token.encode()).hexdigest(), monotonic()
    with _LOCK:
        if len(SESSION_STARTS) >= MOST_SESSIONS_KNOWN and key not in SESSION_STARTS:
            del SESSION_STARTS[next(iter(SESSION_STARTS))]
        return now - SESSION_STARTS.setdefault(key, now) > SESSION_LIMIT.total_seconds()
