"""Reading the publications of the store, and locking them before they are changed."""

from sqlalchemy import select, text, update
from sqlalchemy.engine import Connection

from hor_data.store.database import transaction
from hor_data.store.engines import Store
from hor_data.store.entries import Entry, trail_of
from hor_data.store.tables import RELEASES


class WithdrawnError(LookupError):
    """The content of a withdrawn release was asked for; the text is a sentence for whoever
    asked."""

    def __init__(self, number: int) -> None:
        super().__init__(f"Release {number} was withdrawn, so it is not given out any more.")
        self.number = number


def list_entries(store: Store) -> list[Entry]:
    """Every publication, newest first."""
    with transaction(store) as connection:
        return entries_within(connection)


def entries_within(connection: Connection) -> list[Entry]:
    """Every publication as a transaction under way sees them, newest first."""
    rows = connection.execute(select(*_SHOWN).order_by(RELEASES.c.number.desc()))
    return [Entry(*row) for row in rows]


def latest_number(store: Store) -> int:
    """The number of the release in force; 0 where none was ever published."""
    return trail_of(list_entries(store)).in_force


def read_content(store: Store, number: int) -> bytes | None:
    """The original bytes of a publication, or None where there is none of that number. Raises
    WithdrawnError where it was withdrawn."""
    wanted = select(RELEASES.c.content, RELEASES.c.withdrawn_at).where(RELEASES.c.number == number)
    with transaction(store) as connection:
        row = connection.execute(wanted).first()
    if row is None:
        return None
    if row.withdrawn_at:
        raise WithdrawnError(number)
    return bytes(row.content)


def lock_releases(connection: Connection) -> None:
    """Let no other transaction write releases until this one ends: what stands is then read and
    changed as one step. Readers go on."""
    if connection.dialect.name == "postgresql":
        connection.execute(text("LOCK TABLE releases IN SHARE ROW EXCLUSIVE MODE"))
    else:
        # A write, of no row here, is what makes SQLite lock its file.
        connection.execute(update(RELEASES).where(RELEASES.c.number < 0).values(note=""))


_SHOWN = [RELEASES.c[name] for name in Entry.__dataclass_fields__]
