"""Publications that are certain: asked for by a token, and read back."""

import hashlib
from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy import insert, select
from sqlalchemy.engine import Connection
from sqlalchemy.exc import SQLAlchemyError

from hor_data.store.addresses import SQLITE, read_address
from hor_data.store.database import log
from hor_data.store.engines import Store, allow_seconds, make_engine
from hor_data.store.entries import Entry
from hor_data.store.errors import (
    ANSWER_LOST,
    NOT_KEPT,
    AnswerLostError,
    StoreDamagedError,
    StoreUnavailableError,
    error_of,
)
from hor_data.store.identity import check_file, check_identity, check_pages
from hor_data.store.tables import PUBLICATIONS, RELEASES

SECONDS_TO_PUBLISH = 30  # for one statement: a workbook may be of many megabytes
_SHOWN = [RELEASES.c[name] for name in Entry.__dataclass_fields__]


def entry_of_token(connection: Connection, token: str) -> Entry | None:
    """What was published under a token; None where nothing was."""
    if not token:
        return None
    mine = PUBLICATIONS.c.number == RELEASES.c.number
    rows = connection.execute(
        select(*_SHOWN).join(PUBLICATIONS, mine).where(PUBLICATIONS.c.token == token)
    )
    return next((Entry(*row) for row in rows), None)


def note_token(connection: Connection, token: str, number: int, who: str) -> None:
    """Keep under which token a release was published, in the transaction that publishes it."""
    if token:
        row = {"token": token, "number": number, "who": who, "acknowledged": 0}
        connection.execute(insert(PUBLICATIONS).values(row))


def prepare_to_publish(store: Store, connection: Connection) -> None:
    """Refuse to publish into a store that is another one by now, or damaged; else allow the time
    that a large workbook takes."""
    allow_seconds(connection, SECONDS_TO_PUBLISH)
    check_identity(store, connection)
    if connection.dialect.name == SQLITE:
        with _fresh_connection(store) as fresh:
            check_pages(fresh)


def confirm_published(store: Store, number: int, sha256: str) -> None:
    """Read a publication back by a connection of its own, as after a new start. Raises
    StoreDamagedError where it does not come back as it was written."""
    with _fresh_connection(store) as connection:
        allow_seconds(connection, SECONDS_TO_PUBLISH)
        check_file(store)
        check_identity(store, connection)
        content = connection.scalar(select(RELEASES.c.content).where(RELEASES.c.number == number))
    if hashlib.sha256(content or b"").hexdigest() != sha256:
        raise StoreDamagedError(NOT_KEPT.format(number=number))


@contextmanager
def _fresh_connection(store: Store) -> Iterator[Connection]:
    """A connection that has nothing in memory of what others wrote."""
    fresh = make_engine(read_address(store.url.render_as_string(hide_password=False)), False)
    try:
        with fresh.connect() as connection:
            yield connection
    except StoreUnavailableError:
        raise
    except (SQLAlchemyError, OSError) as error:
        log.exception("What was published could not be read back")
        reason = error_of(error)
        # It was committed, whatever came then.
        is_away = type(reason) is StoreUnavailableError
        raise (AnswerLostError(ANSWER_LOST) if is_away else reason) from error
    finally:
        fresh.dispose()
