"""Whether a store is still the one that was opened: not deleted, replaced or damaged meanwhile."""

from pathlib import Path
from typing import NamedTuple
from weakref import WeakKeyDictionary

from sqlalchemy import select
from sqlalchemy.engine import Connection

from hor_data.store.addresses import SQLITE
from hor_data.store.engines import Store
from hor_data.store.errors import (
    STORE_DAMAGED,
    STORE_REPLACED,
    StoreDamagedError,
    StoreReplacedError,
)
from hor_data.store.tables import IDENTITY


class Identity(NamedTuple):
    """What a store was when it was opened: its own id, and where it is a file, which one it is on
    the disk (device and number)."""

    id: str
    file: tuple[int, int] | None


_IDENTITIES: "WeakKeyDictionary[Store, Identity]" = WeakKeyDictionary()


def note_identity(store: Store, connection: Connection) -> None:
    """Keep which store this is, to compare it before anything is written."""
    _IDENTITIES[store] = Identity(_id(connection), _file(store))


def check_file(store: Store) -> None:
    """Raise StoreReplacedError where the store's file was deleted, or is another one by now. A
    deleted file would still take what is written, and lose it when the server stops."""
    known = _IDENTITIES.get(store)
    if known and known.file != _file(store):
        raise StoreReplacedError(STORE_REPLACED)


def check_identity(store: Store, connection: Connection) -> None:
    """Raise StoreReplacedError where the database is another one than was opened."""
    known = _IDENTITIES.get(store)
    if known and known.id != _id(connection):
        raise StoreReplacedError(STORE_REPLACED)


def check_pages(connection: Connection) -> None:
    """Raise StoreDamagedError where SQLite finds its file damaged."""
    if connection.exec_driver_sql("PRAGMA quick_check(1)").scalar() != "ok":
        raise StoreDamagedError(STORE_DAMAGED)


def _id(connection: Connection) -> str:
    return str(connection.scalar(select(IDENTITY.c.id)) or "")


def _file(store: Store) -> tuple[int, int] | None:
    if store.dialect.name != SQLITE or store.url.query:
        return None
    try:
        status = Path(str(store.url.database)).stat()
    except OSError:
        return (0, 0)
    return status.st_dev, status.st_ino
