"""The database behind the store of releases: reached by transactions, closed."""

import logging
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from threading import Condition
from weakref import WeakSet

from sqlalchemy.engine import Connection
from sqlalchemy.exc import DBAPIError, IntegrityError, SQLAlchemyError

from hor_data.store.engines import Store
from hor_data.store.errors import (
    ANSWER_LOST,
    STORE_STOPPING,
    AnswerLostError,
    StoreUnavailableError,
    error_of,
)
from hor_data.store.identity import check_file

log = logging.getLogger(__name__)
CLOSING_PATIENCE = 5.0  # seconds that closing waits for transactions under way


def close_store(store: Store, patience: float = CLOSING_PATIENCE) -> bool:
    """Refuse new transactions, let those under way end, fold the log into the file and disconnect.

    Waits at most `patience` seconds. Gives whether a copy of the file alone holds everything;
    where it does not, SQLite's log beside the file has the rest, and nothing is lost.
    """
    with _CHANGED:
        _CLOSED.add(store)
        ended = _CHANGED.wait_for(lambda: not _UNDER_WAY[store], patience)
    folded = checkpoint_log(store, "TRUNCATE") and ended
    store.dispose()
    return folded


def is_closed(store: Store) -> bool:
    """Whether a store was closed: it takes no transaction any more."""
    return store in _CLOSED


def checkpoint_log(store: Store, mode: str = "PASSIVE") -> bool:
    """Move what SQLite's write-ahead log holds into the file; gives whether all of it was moved.

    PASSIVE waits for nobody; TRUNCATE waits for readers of other processes. Other databases keep
    no log beside a file that somebody may copy.
    """
    if store.dialect.name != "sqlite":
        return True
    try:
        with store.connect() as connection:
            row = connection.exec_driver_sql(f"PRAGMA wal_checkpoint({mode})").one()
    except (SQLAlchemyError, OSError):
        log.warning("SQLite's log could not be moved into the store's file", exc_info=True)
        return False
    is_busy, in_log, moved = row
    return not is_busy and in_log == moved


@contextmanager
def transaction(store: Store) -> Iterator[Connection]:
    """A transaction, committed as a whole or not at all. Raises StoreUnavailableError, in a
    sentence; AnswerLostError where nobody knows whether it was committed."""
    is_ending = False
    try:
        with _under_way(store), store.connect() as connection:
            check_file(store)
            with connection.begin():
                yield connection
                is_ending = True
    except IntegrityError:
        raise
    except (SQLAlchemyError, OSError) as error:
        log.exception("The store cannot be reached or written to")
        if is_ending and isinstance(error, DBAPIError) and error.connection_invalidated:
            raise AnswerLostError(ANSWER_LOST) from error
        raise error_of(error) from error


def utc_now() -> str:
    """This moment as the store writes it."""
    return datetime.now(UTC).isoformat(timespec="seconds")


# Closing waits for the transactions under way, and none begins that it would not wait for.
_CHANGED = Condition()
_UNDER_WAY: Counter[Store] = Counter()
_CLOSED: WeakSet[Store] = WeakSet()


@contextmanager
def _under_way(store: Store) -> Iterator[None]:
    with _CHANGED:
        if store in _CLOSED:
            raise StoreUnavailableError(STORE_STOPPING)
        _UNDER_WAY[store] += 1
    try:
        yield
    finally:
        with _CHANGED:
            _UNDER_WAY[store] -= 1
            if not _UNDER_WAY[store]:
                del _UNDER_WAY[store]
            _CHANGED.notify_all()
