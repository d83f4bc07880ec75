"""The engine behind a store: time-outs of a few seconds, and SQLite kept safe."""

import sqlite3
from time import monotonic, sleep
from typing import Any

from sqlalchemy import Engine, NullPool, create_engine, event
from sqlalchemy.engine import URL, Connection

from hor_data.store.addresses import SQLITE
from hor_data.store.errors import StoreSettingError

Store = Engine
NO_DRIVER = (
    "HOR_DATABASE names a PostgreSQL database, and its driver is not installed. "
    "Install it: pip install -r requirements-postgresql.txt"
)
SECONDS_FOR_A_CONNECTION = 5  # that a thread waits where all connections are taken
MOST_CONNECTIONS = 20
BUSY_SECONDS = 10  # that SQLite waits for another writer
_SQLITE_BUSY = 5


def make_engine(url: URL, lasting: bool = True) -> Store:
    """An engine on a database; one that does not last connects anew each time.

    Raises StoreSettingError where the database's driver is not installed.
    """
    options: dict[str, Any] = {"poolclass": NullPool}
    if lasting:
        options = {
            "pool_pre_ping": True,
            "pool_timeout": SECONDS_FOR_A_CONNECTION,
            "pool_size": MOST_CONNECTIONS // 2,
            "max_overflow": MOST_CONNECTIONS // 2,
        }
    try:
        store = create_engine(url, **options)
    except ModuleNotFoundError:
        raise StoreSettingError(NO_DRIVER) from None
    if url.get_backend_name() == SQLITE:
        event.listen(store, "connect", _keep_sqlite_safe)
    else:
        event.listen(store, "do_connect", _connect_to_postgresql)
        event.listen(store, "checkin", _forget_allowed_seconds)
    return store


def allow_seconds(connection: Connection, seconds: int) -> None:
    """Let each statement of this transaction take longer than the bound for readers."""
    if connection.dialect.name == SQLITE:
        return
    connection.exec_driver_sql(f"SET LOCAL statement_timeout = '{seconds}s'")
    connection.connection.driver_connection.patience = seconds + 1.0  # type: ignore[union-attr]


def _connect_to_postgresql(
    _dialect: object, _record: object, _positional: object, parameters: dict[str, Any]
) -> Any:
    # Loaded where it is needed: most installations have no PostgreSQL and no driver of it.
    from hor_data.store.postgresql import connect

    return connect(parameters)


def _forget_allowed_seconds(connection: Any, _record: object) -> None:
    if connection is not None:
        vars(connection).pop("patience", None)


def _keep_sqlite_safe(connection: sqlite3.Connection, _record: object) -> None:
    connection.execute(f"PRAGMA busy_timeout={BUSY_SECONDS * 1000}")
    _keep_log(connection)
    for pragma in ("synchronous=FULL", "foreign_keys=ON"):
        connection.execute(f"PRAGMA {pragma}")


def _keep_log(connection: sqlite3.Connection) -> None:
    """Have the file keep a write-ahead log. SQLite does not wait for others who ask the same of a
    new file, so it is asked again."""
    deadline = monotonic() + BUSY_SECONDS
    while True:
        try:
            connection.execute("PRAGMA journal_mode=WAL")
            return
        except sqlite3.OperationalError as error:
            if error.sqlite_errorcode & 0xFF != _SQLITE_BUSY or monotonic() > deadline:
                raise
            sleep(0.02)
