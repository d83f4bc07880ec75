"""What can go wrong with the store, each in a sentence for whoever reads it."""

from sqlalchemy.exc import DBAPIError

STORE_AWAY = (
    "The store of releases cannot be reached or written to just now: nothing was changed. "
    "Check that its disk is not full and its database is running, then try again."
)
STORE_STOPPING = (
    "The dashboard is being stopped: nothing was changed. Try again when it is running again."
)
STORE_REPLACED = (
    "The store of releases is not the one that the dashboard started with: it was deleted or "
    "replaced, so nothing was changed. Put the right store in its place and start the dashboard "
    "again."
)
STORE_DAMAGED = (
    "The store of releases is damaged, so nothing was changed. Restore its last backup into a new "
    "store and start the dashboard again."
)
ANSWER_LOST = (
    "The store stopped answering while it was written to, so it is not known yet whether this was "
    "done. Look at the history of releases as soon as the store answers."
)
NOT_KEPT = (
    "Release {number} was written, and the store does not give it back as it was written. "
    "Do not count on it: have whoever runs the dashboard check the store with hor verify."
)
# What SQLite and PostgreSQL call a damaged file or row, and a table that is gone.
_SQLITE_DAMAGED = {11, 26}
_DAMAGED_STATES = {"XX001", "XX002"}
_NO_TABLE_STATE, _NO_SQLITE_TABLE = "42P01", "no such table"


class StoreError(RuntimeError):
    """The store cannot be used; the text is a sentence for whoever meets it."""


class StoreUnavailableError(StoreError):
    """The store cannot be reached or written to; trying again later may help."""


class StoreSettingError(StoreUnavailableError):
    """HOR_DATABASE, its account or this version of the dashboard has to be put right first."""


class StoreReplacedError(StoreUnavailableError):
    """The store is not the one that was opened: nothing may be written to it."""


class StoreDamagedError(StoreUnavailableError):
    """The store does not give back what was written."""


class AnswerLostError(StoreUnavailableError):
    """The connection ended while a transaction was committed: it was or it was not."""


def error_of(error: Exception) -> StoreUnavailableError:
    """What an error of the database means for whoever reads it."""
    original = error.orig if isinstance(error, DBAPIError) else error
    state = getattr(original, "sqlstate", None)
    code = getattr(original, "sqlite_errorcode", None)
    if state in _DAMAGED_STATES or (code is not None and code & 0xFF in _SQLITE_DAMAGED):
        return StoreDamagedError(STORE_DAMAGED)
    if state == _NO_TABLE_STATE or str(original).startswith(_NO_SQLITE_TABLE):
        return StoreReplacedError(STORE_REPLACED)
    return StoreUnavailableError(STORE_AWAY)
