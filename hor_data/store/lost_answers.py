"""Publications whose answer was lost, each told to the officer who made it."""

import hashlib
import secrets

from sqlalchemy import select, update
from sqlalchemy.engine import Connection

from hor_data.store.database import transaction
from hor_data.store.engines import Store
from hor_data.store.entries import Entry
from hor_data.store.officers import sessions_under_way
from hor_data.store.tables import PUBLICATIONS, RELEASES

# A publication's token begins with so much of the hash of the session that it is made in.
_MARK = 16
_SHOWN = [RELEASES.c[name] for name in Entry.__dataclass_fields__]


def new_publication_token(session: str) -> str:
    """A token for one publication, made in the session of this token ("" for none)."""
    return f"{_mark(session)}-{secrets.token_hex(16)}"


def find_unacknowledged(store: Store, who: str, session: str = "") -> Entry | None:
    """The officer's last publication, where nobody has told the officer yet that it was made: the
    answer was lost, or the server ended.

    One that another session made is left to that session for as long as it is under way: two
    officers may be of one name.
    """
    with transaction(store) as connection:
        tokens = _tokens_to_tell(connection, who, session)
        mine = PUBLICATIONS.c.number == RELEASES.c.number
        newest = RELEASES.c.number.desc()
        rows = connection.execute(
            select(*_SHOWN)
            .join(PUBLICATIONS, mine)
            .where(PUBLICATIONS.c.token.in_(tokens))
            .order_by(newest)
            .limit(1)
        )
        return next((Entry(*row) for row in rows), None)


def acknowledge(store: Store, who: str, number: int, session: str = "") -> None:
    """Keep that the officer has seen that the publications up to this one were made."""
    with transaction(store) as connection:
        mine = PUBLICATIONS.c.token.in_(_tokens_to_tell(connection, who, session))
        seen = mine & (PUBLICATIONS.c.number <= number)
        connection.execute(update(PUBLICATIONS).where(seen).values(acknowledged=1))


def _tokens_to_tell(connection: Connection, who: str, session: str) -> list[str]:
    others = {token_hash[:_MARK] for token_hash in sessions_under_way(connection, who)}
    is_open = (PUBLICATIONS.c.who == who) & (PUBLICATIONS.c.acknowledged == 0)
    tokens = connection.scalars(select(PUBLICATIONS.c.token).where(is_open))
    others.discard(_mark(session))
    return [token for token in tokens if token.partition("-")[0] not in others]


def _mark(session: str) -> str:
    return hashlib.sha256(session.encode()).hexdigest()[:_MARK]
