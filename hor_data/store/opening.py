"""Opening the store: made ready if new, brought up to date, by one at a time."""

import logging
import re
from collections.abc import Iterator
from contextlib import contextmanager
from threading import Lock
from time import monotonic, sleep

from sqlalchemy import delete
from sqlalchemy.engine import URL, Connection
from sqlalchemy.exc import DBAPIError, SQLAlchemyError

from hor_data.store.addresses import SQLITE, read_address, say_place
from hor_data.store.database import close_store
from hor_data.store.engines import Store, allow_seconds, make_engine
from hor_data.store.errors import (
    STORE_AWAY,
    StoreError,
    StoreSettingError,
    StoreUnavailableError,
    error_of,
)
from hor_data.store.identity import note_identity
from hor_data.store.tables import (
    METADATA,
    SESSIONS,
    is_known_step,
    latest_step,
    step_of,
    upgrade_tables,
)

log = logging.getLogger(__name__)
NOT_THERE = (
    "No database answers at {place}, so the store of releases cannot be opened. Check that it is "
    "running and that HOR_DATABASE names the right machine, then try again."
)
WRONG_NAME = (
    "There is no database “{database}” at {place}. Make it (createdb), or correct its name in "
    "HOR_DATABASE."
)
NOT_LET_IN = (
    "The database at {place} does not let the account “{account}” in. Correct its name or its "
    "password in HOR_DATABASE, or let it connect to “{database}”."
)
NO_RIGHTS = (
    "The account “{account}” may not make or write the tables of the store in “{database}”. Make "
    "it the owner of that database, or grant it CREATE on its schema."
)
NO_RIGHTS_TO_FILE = (
    "The store's file {database} may not be written to. Let the account that runs the dashboard "
    "write to it and to its folder."
)
NO_DATABASE_FILE = (
    "The file {database} is no store of releases, or is damaged. Name another in HOR_DATABASE, or "
    "restore a backup into a new one."
)
NEWER = (
    "The store was last used by a newer version of the dashboard (step {step}; this version knows "
    "the steps up to {latest}). Start that version, or restore a backup that this version made "
    "into a new store."
)
LOCK_NUMBER = 7_046_202  # PostgreSQL's advisory lock for opening: any number that is ours
SECONDS_TO_OPEN = 60  # that another replica may take to bring the tables up to date
SECONDS_IN_LINE = 15  # that a thread waits for another of this process
_NO_RIGHTS_STATE = "42501"
_SQLITE_READ_ONLY, _SQLITE_DAMAGED = 8, {11, 26}
# How PostgreSQL refuses a connection, in English; in its other languages it counts as away.
_NO_DATABASE = re.compile(r'FATAL:\s+database ".*" does not exist')
_REFUSED = re.compile(
    r"FATAL:\s+(password authentication failed|role |no pg_hba.conf entry|permission denied)"
)
# Alembic keeps what it works on for the whole process, so one store is opened at a time.
_ONE_AT_A_TIME = Lock()


def open_store(address: str) -> Store:
    """The store at a database address (sqlite:///… or postgresql://…), made ready if new.

    Raises StoreSettingError where the address, the account or this version has to be put right,
    StoreUnavailableError where the database is away: each a whole sentence.
    """
    with being_opened(address) as (store, connection):
        make_ready(connection)
        _check_rights(connection, store.url)
        note_identity(store, connection)
    return store


def migrate_store(address: str) -> tuple[str, str]:
    """Bring a store's tables up to date without using it; gives the steps it was at before ("" for
    a new one) and is at now. Raises as `open_store` does."""
    with being_opened(address) as (store, connection):
        before = step_of(connection)
        make_ready(connection)
    store.dispose()
    return before, latest_step()


@contextmanager
def being_opened(address: str) -> Iterator[tuple[Store, Connection]]:
    """A store as it was found, in a transaction of its own; no other thread of this process opens
    one meanwhile. Raises as `open_store` does, and then disconnects."""
    url = read_address(address)
    store = make_engine(url)
    try:
        with _explaining(url), store.begin() as connection, _in_line():
            yield store, connection
    except Exception:
        store.dispose()
        raise


@contextmanager
def opened_store(address: str) -> Iterator[Store]:
    """The store at an address, closed when the block ends."""
    store = open_store(address)
    try:
        yield store
    finally:
        close_store(store)


def make_ready(connection: Connection) -> None:
    """Make the tables or bring them up to date, alone among all processes. Raises
    StoreSettingError where the store is newer than this version."""
    if step_of(connection) == latest_step():
        return
    take_turn(connection)
    refuse_newer(connection)
    upgrade_tables(connection)


def refuse_newer(connection: Connection) -> None:
    """Raise StoreSettingError where a newer version of the dashboard has changed the tables."""
    step = step_of(connection)
    if step and not is_known_step(step):
        raise StoreSettingError(NEWER.format(step=step, latest=latest_step()))


def take_turn(connection: Connection) -> None:
    """Wait until no other process changes the tables; others then wait for this transaction."""
    allow_seconds(connection, SECONDS_TO_OPEN)
    if connection.dialect.name == SQLITE:
        connection.exec_driver_sql("BEGIN IMMEDIATE")
        return
    deadline = monotonic() + SECONDS_TO_OPEN
    ask = f"SELECT pg_try_advisory_xact_lock({LOCK_NUMBER})"
    while not connection.exec_driver_sql(ask).scalar():
        if monotonic() > deadline:
            raise StoreUnavailableError(STORE_AWAY)
        sleep(0.1)


@contextmanager
def _in_line() -> Iterator[None]:
    if not _ONE_AT_A_TIME.acquire(timeout=SECONDS_IN_LINE):
        raise StoreUnavailableError(STORE_AWAY)
    try:
        yield
    finally:
        _ONE_AT_A_TIME.release()


def _check_rights(connection: Connection, url: URL) -> None:
    """Raise StoreSettingError where the account may read the tables and not write to them."""
    if url.get_backend_name() == SQLITE:
        # It takes away nothing; a file that is only to be read refuses it all the same.
        connection.execute(delete(SESSIONS).where(SESSIONS.c.token_hash == ""))
        return
    for table in METADATA.tables:
        ask = f"SELECT has_table_privilege('{table}', 'INSERT')"
        if not connection.exec_driver_sql(ask).scalar():
            raise StoreSettingError(NO_RIGHTS.format(account=url.username, database=url.database))


@contextmanager
def _explaining(url: URL) -> Iterator[None]:
    try:
        yield
    except (SQLAlchemyError, OSError) as error:
        log.exception("The store cannot be opened")
        raise _opening_error(error, url) from error


def _opening_error(error: Exception, url: URL) -> StoreError:
    original = error.orig if isinstance(error, DBAPIError) else error
    words = {
        "place": say_place(url),
        "database": url.database,
        "account": url.username or "",
    }
    code = (getattr(original, "sqlite_errorcode", None) or 0) & 0xFF
    sentences = {
        NO_RIGHTS_TO_FILE: code == _SQLITE_READ_ONLY,
        NO_DATABASE_FILE: code in _SQLITE_DAMAGED,
        NO_RIGHTS: getattr(original, "sqlstate", None) == _NO_RIGHTS_STATE,
        WRONG_NAME: _NO_DATABASE.search(str(original)),
        NOT_LET_IN: _REFUSED.search(str(original)),
    }
    for sentence, is_so in sentences.items():
        if is_so:
            return StoreSettingError(sentence.format(**words))
    is_away = isinstance(error, DBAPIError) and url.get_backend_name() != SQLITE
    return StoreUnavailableError(NOT_THERE.format(**words)) if is_away else error_of(error)
