"""The address of the store, as HOR_DATABASE gives it: read, and refused in a sentence."""

from sqlalchemy.engine import URL, make_url
from sqlalchemy.exc import ArgumentError

from hor_data.store.errors import StoreSettingError

SQLITE, POSTGRESQL = "sqlite", "postgresql"
NO_ADDRESS = (
    "HOR_DATABASE is no address of a database. Write sqlite:/// and the path of a file, or "
    "postgresql://account:password@machine/database."
)
NO_FILE = "HOR_DATABASE names no file. Write sqlite:/// and the path of the file."
NO_DATABASE = (
    "HOR_DATABASE names no database. Write postgresql://account:password@machine/database."
)
OLD_SCHEME = "HOR_DATABASE begins with postgres://. Write postgresql:// instead."
OTHER_KIND = (
    "HOR_DATABASE names a database of the kind {kind}. The store of releases is kept in SQLite "
    "(sqlite:///) or PostgreSQL (postgresql://)."
)
OTHER_DRIVER = (
    "HOR_DATABASE names the driver {driver}, which the dashboard does not use. "
    "Begin it with {kind}://."
)
SIGN_IN_PASSWORD = (
    "HOR_DATABASE has an @ in its account or password. Write it there as %40, and a / as %2F."
)
_DRIVERS = {SQLITE: ("pysqlite",), POSTGRESQL: ("psycopg",)}


def read_address(address: str) -> URL:
    """The address of a store. Raises StoreSettingError, whose sentence repeats no part of it that
    could be a password."""
    try:
        url = make_url(address)
    except (ArgumentError, ValueError):
        raise StoreSettingError(NO_ADDRESS) from None
    kind, _, driver = url.drivername.partition("+")
    if kind == "postgres":
        raise StoreSettingError(OLD_SCHEME)
    if kind not in _DRIVERS:
        raise StoreSettingError(OTHER_KIND.format(kind=kind))
    if driver and driver not in _DRIVERS[kind]:
        raise StoreSettingError(OTHER_DRIVER.format(kind=kind, driver=driver))
    if "@" in (url.host or ""):
        raise StoreSettingError(SIGN_IN_PASSWORD)
    if not url.database or url.database == ":memory:":
        raise StoreSettingError(NO_FILE if kind == SQLITE else NO_DATABASE)
    return url.set(drivername=f"{kind}+{_DRIVERS[kind][0]}")


def say_place(url: URL) -> str:
    """Where a store is, without its account: a file's path, or 127.0.0.1:5432."""
    if url.get_backend_name() == SQLITE:
        return str(url.database)
    return f"{url.host or url.query.get('host', 'this machine')}:{url.port or 5432}"
