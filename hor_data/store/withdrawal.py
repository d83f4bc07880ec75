"""Withdrawing a release: row, hash and audit line stay, the content is not given out any more."""

from collections.abc import Sequence
from dataclasses import replace
from typing import NamedTuple

from sqlalchemy import update
from sqlalchemy.engine import Connection

from hor_data.store.database import checkpoint_log, transaction, utc_now
from hor_data.store.engines import Store
from hor_data.store.entries import Entry, trail_of
from hor_data.store.identity import check_identity
from hor_data.store.reading import entries_within, lock_releases
from hor_data.store.releases import note_event
from hor_data.store.tables import RELEASES
from hor_data.words import say_list

LONGEST_REASON = 500
WITHDRAW_EVENT = "withdraw"
NO_REASON = "Say why the release is withdrawn: the history keeps it."
ONLY_ONE_LEFT = (
    "Release {number} cannot be withdrawn, as no release would be left to show: those that were "
    "taken back do not come back by themselves. Publish another release first."
)


class Withdrawal(NamedTuple):
    """What withdrawing did: the numbers that were withdrawn, oldest first, whether their bytes
    were erased, and the number of the release in force since."""

    numbers: tuple[int, ...]
    erased: bool
    in_force: int


def withdraw(
    store: Store, who: str, number: int, reason: str, personal_data: bool = False
) -> Withdrawal:
    """Withdraw a release and every other with the same bytes, in one transaction.

    For personal data the bytes, and the findings that quote them, are erased; the hash stays. A
    release that was withdrawn before can still be erased. Raises ValueError, in a sentence, where
    there is no such release, no reason, nothing left to do or no release left to show;
    StoreReplacedError where the database is another one than was opened.
    """
    reason = reason.strip()[:LONGEST_REASON]
    if not reason:
        raise ValueError(NO_REASON)
    with transaction(store) as connection:
        if personal_data and store.dialect.name == "sqlite":
            connection.exec_driver_sql("PRAGMA secure_delete = ON")
        check_identity(store, connection)
        lock_releases(connection)
        entries = entries_within(connection)
        plan = plan_withdrawal(entries, number, personal_data)
        _mark(connection, plan, who, reason)
        sha256 = next(entry.sha256 for entry in entries if entry.number == number)
        detail = f"{_say_what_was_done(plan, number)}: {reason}; SHA-256 {sha256}"
        note_event(connection, who, WITHDRAW_EVENT, detail)
    # The log still has the bytes as they were published, until it is folded and cut.
    checkpoint_log(store, "TRUNCATE" if personal_data else "PASSIVE")
    return plan


def plan_withdrawal(entries: Sequence[Entry], number: int, personal_data: bool) -> Withdrawal:
    """What withdrawing a release would do, of all publications, newest first. Raises ValueError as
    `withdraw` does."""
    meant = next((entry for entry in entries if entry.number == number), None)
    if meant is None:
        raise ValueError(f"There is no release {number}.")
    copies = [entry for entry in reversed(entries) if entry.sha256 == meant.sha256]
    if all(entry.erased_at or (entry.withdrawn_at and not personal_data) for entry in copies):
        raise ValueError(f"Release {number} was withdrawn already, by {meant.withdrawn_by}.")
    left = [replace(entry, withdrawn_at="now") if entry in copies else entry for entry in entries]
    in_force = trail_of(left).in_force
    if not in_force:
        raise ValueError(ONLY_ONE_LEFT.format(number=number))
    return Withdrawal(tuple(entry.number for entry in copies), personal_data, in_force)


def _mark(connection: Connection, plan: Withdrawal, who: str, reason: str) -> None:
    now, own = utc_now(), RELEASES.c.number.in_(plan.numbers)
    marks = {"withdrawn_at": now, "withdrawn_by": who, "withdrawal_reason": reason}
    connection.execute(update(RELEASES).where(own, RELEASES.c.withdrawn_at == "").values(marks))
    if plan.erased:
        erased = {"content": b"", "findings": "[]", "erased_at": now}
        connection.execute(update(RELEASES).where(own, RELEASES.c.erased_at == "").values(erased))


def _say_what_was_done(plan: Withdrawal, number: int) -> str:
    others = [f"release {other}" for other in plan.numbers if other != number]
    also = f", and with the same bytes {say_list(others)}" if others else ""
    return f"release {number}{also}{'; personal data, bytes erased' if plan.erased else ''}"
