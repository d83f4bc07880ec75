"""Old lines of the audit are deleted as the server starts, and every day that it runs."""

import asyncio
import logging

from hor_data.store import StoreUnavailableError, forget_old_events
from hor_web.settings import read_settings
from hor_web.state import shared_store

A_DAY = 24 * 60 * 60.0  # seconds
log = logging.getLogger(__name__)


async def forget_events_daily(pause: float = A_DAY) -> None:
    """Delete what the audit need not keep any longer, every `pause` seconds, until cancelled."""
    while True:
        await asyncio.to_thread(_forget_events)
        await asyncio.sleep(pause)


def _forget_events() -> None:
    if days := read_settings().keep_events_days:
        try:
            forget_old_events(shared_store(), days)
        except StoreUnavailableError as error:
            log.warning("Old lines of the audit could not be deleted today: %s", error)
