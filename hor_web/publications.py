"""The publications of the store as this process knows them, whatever the store does.

While the store does not answer, what was read last is used; after a restart, the copy of the latest
release that lies on disk.
"""

import logging
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import TypeVar

from hor_data.store import (
    Entry,
    StoreUnavailableError,
    list_entries,
    read_content,
    trail_of,
    utc_now,
)
from hor_web.release_copy import ReleaseCopy, read_copy, write_copy
from hor_web.settings import read_settings
from hor_web.state import COPIED, LAST_READ, RUN_READ, behind_edge, shared_store, store_calls

Answer = TypeVar("Answer")
log = logging.getLogger(__name__)
ANOTHER_STORE = (
    "The store of releases lacks what it had: it was emptied, or another was put in its place. "
    "What was read before is shown until it is back; a restart takes the store as it is."
)


@dataclass(frozen=True)
class Publications:
    """Every publication, newest first, as they were read at `read_at` (UTC, ISO text). `away` is
    whether the store does not answer since."""

    entries: tuple[Entry, ...] = ()
    read_at: str = ""
    away: bool = False

    @cached_property
    def in_force(self) -> int:
        """The number of the release in force; 0 where there is none."""
        return trail_of(self.entries).in_force

    @property
    def withdrawn(self) -> frozenset[int]:
        """The numbers of the releases that were withdrawn."""
        return frozenset(entry.number for entry in self.entries if entry.withdrawn_at)

    def find(self, number: int) -> Entry | None:
        """The entry with a number, withdrawn or not; None where there is none."""
        return next((entry for entry in self.entries if entry.number == number), None)


def ask_store(question: Callable[[], Answer]) -> Answer:
    """The answer of the store to a question. Raises StoreUnavailableError after a few seconds, and
    at once while it is known not to answer."""
    return store_calls().call(question)


def read_publications_for_run() -> None:
    """Read the publications from the store once; the whole run of the page uses them."""
    RUN_READ.set(read_publications())


def publications() -> Publications:
    """The publications as the current run of a page has read them; else as they are now."""
    known = RUN_READ.get()
    return read_publications() if known is None else known


def read_publications() -> Publications:
    """The publications as they are now, or as they were last known; none without the store."""
    if not behind_edge():
        return Publications()
    address = read_settings().database
    try:
        entries = ask_store(lambda: _read_from_store(address))
    except StoreUnavailableError as error:
        known = _last_known(address)
        if known is None:
            raise
        log.warning("Publications are shown as the store had them before: %s", error)
        return replace(known, away=True)
    known = Publications(tuple(entries), utc_now())
    LAST_READ[address] = known
    _copy_in_force(address, known)
    return known


def read_content_of(number: int) -> bytes:
    """The workbook of a release: from the store, or from the copy while the store is away. Raises
    WithdrawnError, or StoreUnavailableError where neither has it."""
    try:
        content = ask_store(lambda: read_content(shared_store(), number))
    except StoreUnavailableError:
        copy = _own_copy(read_settings().database)
        if copy is None or copy.entry.number != number:
            raise
        return copy.content
    assert content is not None, "numbers come from the store"
    return content


def _read_from_store(address: str) -> list[Entry]:
    entries = list_entries(shared_store())
    before: Publications | None = LAST_READ.get(address)
    if before and not _hashes(before.entries) <= _hashes(entries):
        log.error(ANOTHER_STORE)
        raise StoreUnavailableError(ANOTHER_STORE)
    return entries


def _hashes(entries: Sequence[Entry]) -> set[tuple[int, str]]:
    return {(entry.number, entry.sha256) for entry in entries}


def _last_known(address: str) -> Publications | None:
    if address in LAST_READ:
        return LAST_READ[address]
    if copy := _own_copy(address):
        LAST_READ[address] = Publications((copy.entry,), copy.read_at)
    return LAST_READ.get(address)


def _own_copy(address: str) -> ReleaseCopy | None:
    return read_copy(read_settings().copy_folder, address)


def _copy_in_force(address: str, known: Publications) -> None:
    """Copy the release in force to disk where another is there; once, even where that fails."""
    number = known.in_force
    entry = known.find(number)
    if entry is None or COPIED.get(address) == number:
        return
    COPIED[address] = number
    try:
        content = ask_store(lambda: read_content(shared_store(), number))
    except (StoreUnavailableError, LookupError) as error:
        log.warning("The release in force could not be read to be copied: %s", error)
        return
    if content:
        copy = ReleaseCopy(entry, content, known.read_at)
        write_copy(read_settings().copy_folder, address, copy)
