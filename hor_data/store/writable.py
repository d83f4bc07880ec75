"""Whether the store can be written to, asked without leaving anything in it."""

from sqlalchemy import insert

from hor_data.store.database import Store, transaction, utc_now
from hor_data.store.tables import EVENTS


class _TakenBackError(Exception):
    """Ends the transaction, so that what it wrote is taken back."""


def check_writable(store: Store) -> None:
    """Raise StoreUnavailableError, in a sentence, where nothing could be written."""
    row = {"at": utc_now(), "who": "", "kind": "check", "detail": "", "address": ""}
    try:
        with transaction(store) as connection:
            connection.execute(insert(EVENTS).values(row))
            raise _TakenBackError
    except _TakenBackError:
        return
