"""How long the audit keeps its lines: what was published stays, what else officers did need not."""

from datetime import UTC, datetime, timedelta

from sqlalchemy import delete

from hor_data.store.database import transaction
from hor_data.store.engines import Store
from hor_data.store.tables import EVENTS

# They belong to the history of releases, and have no address.
KEPT_FOR_EVER = ("publish", "undo", "withdraw")


def forget_old_events(store: Store, days: int) -> int:
    """Delete the audit's lines that are older than a number of days, with the names and addresses
    in them; those of publications stay. Gives how many were deleted; 0 days keep all."""
    if days <= 0:
        return 0
    oldest = (datetime.now(UTC) - timedelta(days=days)).isoformat(timespec="seconds")
    is_old = (EVENTS.c.at < oldest) & EVENTS.c.kind.not_in(KEPT_FOR_EVER)
    with transaction(store) as connection:
        return connection.execute(delete(EVENTS).where(is_old)).rowcount
