"""The database behind the store of releases: opened, reached by transactions, closed."""

from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from threading import Condition
from weakref import WeakSet

from sqlalchemy import Engine, create_engine, event
from sqlalchemy.engine import Connection, make_url
from sqlalchemy.exc import DBAPIError, IntegrityError, SQLAlchemyError

from hor_data.store_tables import upgrade

Store = Engine
AWAY = (
    "The store of releases cannot be reached or written to just now: nothing was changed. "
    "Check that its disk is not full and its database is running, then try again."
)
STOPPING = (
    "The dashboard is being stopped: nothing was changed. Try again when it is running again."
)
PATIENCE = 5.0  # seconds that closing waits for transactions under way


class StoreUnavailableError(RuntimeError):
    """The store cannot be reached or written to; its text is a sentence for the officer."""


def open_store(address: str) -> Store:
    """The store at a database address (sqlite:///… or postgresql+…://…), made ready if new."""
    engine = create_engine(address)
    if make_url(address).get_backend_name() == "sqlite":
        event.listen(engine, "connect", _keep_sqlite_safe)
    with reaching(engine) as connection:
        upgrade(connection)
    return engine


@contextmanager
def opened_store(address: str) -> Iterator[Store]:
    """The store at an address, closed when the block ends."""
    store = open_store(address)
    try:
        yield store
    finally:
        close_store(store)


def close_store(store: Store, patience: float = PATIENCE) -> bool:
    """Refuse new transactions, let those under way end, fold the log into the file and disconnect.

    Waits at most `patience` seconds. Gives whether a copy of the file alone holds everything;
    where it does not, SQLite's log beside the file has the rest, and nothing is lost.
    """
    with _CHANGED:
        _CLOSED.add(store)
        ended = _CHANGED.wait_for(lambda: not _UNDER_WAY[store], patience)
    folded = fold_log(store, "TRUNCATE") and ended
    store.dispose()
    return folded


def is_closed(store: Store) -> bool:
    """Whether a store was closed: it takes no transaction any more."""
    return store in _CLOSED


def fold_log(store: Store, mode: str = "PASSIVE") -> bool:
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
        return False
    is_busy, in_log, moved = row
    return not is_busy and in_log == moved


@contextmanager
def reaching(store: Store) -> Iterator[Connection]:
    """A transaction: all of it or nothing; a store that is away is said in a sentence."""
    try:
        with _under_way(store), store.begin() as connection:
            yield connection
    except IntegrityError:
        raise
    except (DBAPIError, SQLAlchemyError, OSError) as error:
        raise StoreUnavailableError(AWAY) from error


def now() -> str:
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
            raise StoreUnavailableError(STOPPING)
        _UNDER_WAY[store] += 1
    try:
        yield
    finally:
        with _CHANGED:
            _UNDER_WAY[store] -= 1
            if not _UNDER_WAY[store]:
                del _UNDER_WAY[store]
            _CHANGED.notify_all()


def _keep_sqlite_safe(connection: object, _record: object) -> None:
    cursor = connection.cursor()  # type: ignore[attr-defined]
    for pragma in ("journal_mode=WAL", "synchronous=FULL", "busy_timeout=10000", "foreign_keys=ON"):
        cursor.execute(f"PRAGMA {pragma}")
    cursor.close()
