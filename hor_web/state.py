"""State that all sessions of this process share; everything here is safe from two threads.

Releases and comparisons are kept by `st.cache_resource` where they are read, in `shown_release.py`
and `compared_release.py`; a session's own state is in `st.session_state`.
"""

import hashlib
from collections import Counter
from contextvars import ContextVar
from dataclasses import dataclass
from threading import Event, Lock
from typing import TYPE_CHECKING, NamedTuple
from weakref import ReferenceType, WeakSet

from hor_data.store import Store, close_store, is_closed, open_store
from hor_data.upload import CheckedUpload
from hor_exports.kept import KeptResults
from hor_web.bounded_calls import BoundedCalls
from hor_web.settings import read_settings

if TYPE_CHECKING:
    from hor_web.publications import Publications

_BEHIND_EDGE = Event()
_OPEN_STORES: dict[str, Store] = {}
_SESSION_FILES: WeakSet["SessionFile"] = WeakSet()
_FILES_LOCK = Lock()
# By the store's address: how it is called, its publications at this process's last read, and the
# number of the release whose copy lies on disk.
_STORE_CALLS: dict[str, BoundedCalls] = {}
LAST_READ: dict[str, "Publications"] = {}
COPIED: dict[str, int] = {}
# The publications as read at the start of the current run of a page.
RUN_READ: ContextVar["Publications | None"] = ContextVar("run_read", default=None)
# Open connections (WebSockets) of readers, by address or network. The event loop alone counts them.
OPEN_CONNECTIONS: Counter[str] = Counter()
# Sockets that are no such connection, by the address at their other end, counted as those are.
OPEN_SOCKETS: Counter[str] = Counter()
# What this process knows of each officer's session, by the hash of its token.
SESSIONS_KNOWN: dict[str, "KnownSession"] = {}
# The words around a chart, by view, chart and note: readers with the same filters share them.
PANELS: KeptResults[tuple[str, str]] = KeptResults(2_048)
# Checked uploads, by their SHA-256 and the id of the release in force. One that is dropped for room
# is checked again when it is next shown.
CHECKED: KeptResults[CheckedUpload] = KeptResults(
    8, lambda checked: len(checked.content), lambda: read_settings().largest_upload
)


def mark_behind_edge() -> None:
    """Record that this process runs behind the edge (server.py), where officers can sign in."""
    for address in [address for address, store in _OPEN_STORES.items() if is_closed(store)]:
        del _OPEN_STORES[address]
    _BEHIND_EDGE.set()


def behind_edge() -> bool:
    """Whether this process runs behind the edge: officers can sign in, releases come from the
    store."""
    return _BEHIND_EDGE.is_set()


def shared_store() -> Store:
    """The process's one store of releases, opened at the first call. Once closed it is not opened
    again."""
    address = read_settings().database
    if address not in _OPEN_STORES:
        # Two may open it at once; nobody waits for another where the store does not answer.
        store = open_store(address)
        if _OPEN_STORES.setdefault(address, store) is not store:
            store.dispose()
    return _OPEN_STORES[address]


def store_calls() -> BoundedCalls:
    """How the process's one store is called: bounded in time."""
    return _STORE_CALLS.setdefault(read_settings().database, BoundedCalls())


def forget_reads() -> None:
    """Forget what was read of any store and whether it answered, as a process that has just
    begun."""
    for known in (_STORE_CALLS, LAST_READ, COPIED):
        known.clear()
    RUN_READ.set(None)


def close_stores() -> bool:
    """Close the stores of this process; gives whether a copy of each store's file alone has
    everything."""
    return all([close_store(store) for store in _OPEN_STORES.values()])


class KnownSession(NamedTuple):
    """When this process first and last looked for an officer's session, by the seconds of a clock
    that nobody sets, and when it was used last, as the store had it then."""

    begun: float
    looked: float
    used_at: str


@dataclass(frozen=True, eq=False)
class SessionFile:
    """A file that a session holds: its name, its bytes, and their SHA-256, which identifies it."""

    file_name: str
    content: bytes
    sha256: str


@dataclass(frozen=True)
class Draft:
    """What an officer was about to publish, for the session that begins by signing in.

    The file is held by the session that uploaded it, which Streamlit keeps for some minutes after
    its page was left; a draft takes no memory of its own."""

    file: "ReferenceType[SessionFile] | None"
    name: str
    note: str


# By a token that only the browser that uploaded the file has.
DRAFTS: KeptResults[Draft] = KeptResults(500)


def hold_file(file_name: str, content: bytes) -> SessionFile:
    """A file to hold in the session. Its bytes count against the bound on memory while it is
    held."""
    file = SessionFile(file_name, content, hashlib.sha256(content).hexdigest())
    with _FILES_LOCK:
        _SESSION_FILES.add(file)
    return file


def held_contents() -> list[bytes]:
    """The bytes of every file that some session holds now."""
    with _FILES_LOCK:
        return [file.content for file in _SESSION_FILES]
