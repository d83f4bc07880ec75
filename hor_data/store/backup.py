"""Backing up a store while it is used, and restoring it into an empty one, on either database."""

from collections.abc import Iterator
from pathlib import Path

from sqlalchemy import MetaData, Table, func, insert, inspect, select, text
from sqlalchemy.engine import Connection

from hor_data.store.addresses import SQLITE
from hor_data.store.backup_files import (
    NEWER_FORMAT,
    NO_BACKUP,
    BackupError,
    Manifest,
    Row,
    check_backup,
    new_backup,
    read_rows,
)
from hor_data.store.database import transaction, utc_now
from hor_data.store.engines import Store, allow_seconds
from hor_data.store.opening import being_opened, refuse_newer, take_turn
from hor_data.store.tables import (
    IDENTITY,
    METADATA,
    RELEASES,
    SESSIONS,
    STEPS_TABLE,
    is_known_step,
    step_of,
    upgrade_tables,
)
from hor_data.store.verifying import DAMAGED, SECONDS_FOR_A_RELEASE, Verification, state_of, verify
from hor_data.words import say_count

# A restored store is another one than the one backed up, and nobody is signed in to it.
NOT_KEPT = {IDENTITY.name, SESSIONS.name, STEPS_TABLE}
ROWS_AT_ONCE = 500
NOT_AS_PUBLISHED = (
    "Release {number} is not as it was published, so no backup was made. Run hor verify, and "
    "restore the last backup into a new store."
)
NOT_EMPTY = (
    "The store has {counted}, so nothing was restored. Restore into an empty one: a new file, or a "
    "new database."
)


def back_up(store: Store, out: Path) -> Manifest:
    """Write all that a store keeps into one file, as it was at one moment.

    Raises BackupError where a release is damaged or a file of that name is there,
    StoreUnavailableError, or OSError where the file cannot be written: then there is none.
    """
    with transaction(store) as connection, new_backup(out) as backup:
        _hold_still(connection)
        for table in _tables(connection):
            backup.add_table(table.name, _read_rows(connection, table))
        backup.add_manifest(step_of(connection), utc_now())
    return check_backup(out)


def restore(address: str, path: Path) -> Verification:
    """Restore a backup into an empty store, whole or not at all.

    Raises BackupError where the file is no sound backup or the store is not empty, OSError where
    there is no such file, and as `open_store` does.
    """
    manifest = check_backup(path)
    if not is_known_step(manifest.step):
        raise BackupError(NEWER_FORMAT.format(file=path))
    with being_opened(address) as (store, connection):
        take_turn(connection)
        refuse_newer(connection)
        _empty(connection)
        upgrade_tables(connection, manifest.step)
        for table in _tables(connection):
            if table.name in manifest.tables:
                _add_rows(connection, table, read_rows(path, table.name))
        upgrade_tables(connection)
        verification = verify(connection)
        if verification.problems:
            raise BackupError(NO_BACKUP.format(file=path))
    store.dispose()
    return verification


def _hold_still(connection: Connection) -> None:
    """See the store as it is now, whatever others write meanwhile."""
    if connection.dialect.name == SQLITE:
        connection.exec_driver_sql("BEGIN")
    else:
        connection.exec_driver_sql("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")
    allow_seconds(connection, SECONDS_FOR_A_RELEASE)


def _tables(connection: Connection) -> list[Table]:
    """The store's tables as they stand in the database, at whatever step, with what is kept."""
    names = set(inspect(connection).get_table_names()) & (METADATA.tables.keys() - NOT_KEPT)
    metadata = MetaData()
    metadata.reflect(connection, only=sorted(names))
    return metadata.sorted_tables


def _read_rows(connection: Connection, table: Table) -> Iterator[Row]:
    """The rows of a table in the order of their keys; of releases one at a time."""
    keys = list(table.primary_key)
    if table.name != RELEASES.name:
        rows = connection.execute(select(table).order_by(*keys)).mappings()
        yield from (dict(row) for row in rows)
        return
    numbers = connection.scalars(select(*keys).order_by(*keys)).all()
    for number in numbers:
        row = connection.execute(select(table).where(keys[0] == number)).mappings().one()
        if state_of(row) == DAMAGED:
            raise BackupError(NOT_AS_PUBLISHED.format(number=number))
        yield dict(row)


def _empty(connection: Connection) -> None:
    """Take away the tables of an empty store: the backup's may be of an earlier step. Raises
    BackupError where the store has anything."""
    # What matters most is named first.
    for table in sorted(_tables(connection), key=lambda table: table.name != RELEASES.name):
        if number := connection.scalar(select(func.count()).select_from(table)):
            raise BackupError(NOT_EMPTY.format(counted=_say_rows(table.name, number)))
    tables = MetaData()
    ours = METADATA.tables.keys() | {STEPS_TABLE}
    tables.reflect(connection, only=lambda name, _: name in ours)
    tables.drop_all(connection)


def _say_rows(table: str, number: int) -> str:
    nouns = {"releases": "release", "events": "line", "meetings": "meeting"}
    counted = say_count(number, nouns.get(table, "row"))
    return f"{counted} in its audit" if table == "events" else counted


def _add_rows(connection: Connection, table: Table, rows: Iterator[Row]) -> None:
    waiting: list[Row] = []
    for row in rows:
        waiting.append(row)
        if "content" in row or len(waiting) == ROWS_AT_ONCE:
            connection.execute(insert(table), waiting)
            waiting = []
    if waiting:
        connection.execute(insert(table), waiting)
    if connection.dialect.name != SQLITE:
        _count_on(connection, table)


def _count_on(connection: Connection, table: Table) -> None:
    """Have PostgreSQL number new rows after those that were added with their numbers."""
    for key in table.primary_key:
        places = {"table": table.name, "key": key.name}
        sequence = connection.scalar(text("SELECT pg_get_serial_sequence(:table, :key)"), places)
        highest = connection.scalar(select(func.max(key)))
        if sequence and highest:
            connection.execute(
                text("SELECT setval(CAST(:sequence AS regclass), :highest)"),
                {"sequence": sequence, "highest": highest},
            )
