"""Whether a store holds every release as it was published."""

import hashlib
from collections.abc import Mapping
from typing import Any, NamedTuple

from sqlalchemy import func, select
from sqlalchemy.engine import Connection

from hor_data.store.addresses import SQLITE
from hor_data.store.database import transaction
from hor_data.store.engines import Store, allow_seconds
from hor_data.store.tables import RELEASES
from hor_data.words import say_count

SECONDS_FOR_A_RELEASE = 60  # that reading one may take
INTACT, ERASED, DAMAGED = "intact", "erased", "damaged"
NOT_AS_PUBLISHED = "Release {number} is not as it was published: its bytes have another SHA-256."
MISSING = "Release {number} is missing."
FILE_DAMAGED = "SQLite finds the store's file damaged: {problem}."


class VerifiedRelease(NamedTuple):
    """A release with its SHA-256 as published, and whether its bytes are intact, erased (withdrawn
    for personal data) or damaged."""

    number: int
    sha256: str
    state: str


class Verification(NamedTuple):
    """Every release of a store, oldest first, and what is wrong with it, a sentence each."""

    releases: tuple[VerifiedRelease, ...]
    problems: tuple[str, ...]

    def __str__(self) -> str:
        if self.problems:
            return "\n".join(self.problems)
        counted = say_count(len(self.releases), "release")
        erased = sum(release.state == ERASED for release in self.releases)
        left_out = f", {erased} of them erased after a withdrawal" if erased else ""
        return f"{counted}{left_out}, each as it was published."


def verify_store(store: Store) -> Verification:
    """Read every release and compare its hash, one at a time. Raises StoreUnavailableError."""
    with transaction(store) as connection:
        allow_seconds(connection, SECONDS_FOR_A_RELEASE)
        return verify(connection)


def verify(connection: Connection) -> Verification:
    """As `verify_store`, in a transaction that there is."""
    numbers = connection.scalars(select(RELEASES.c.number).order_by(RELEASES.c.number)).all()
    releases = tuple(_verify_release(connection, number) for number in numbers)
    latest = connection.scalar(select(func.max(RELEASES.c.number))) or 0
    missing = sorted(set(range(1, latest + 1)) - set(numbers))
    problems = [MISSING.format(number=number) for number in missing] + [
        NOT_AS_PUBLISHED.format(number=release.number)
        for release in releases
        if release.state == DAMAGED
    ]
    return Verification(releases, (*_file_problems(connection), *problems))


def state_of(row: Mapping[Any, Any]) -> str:
    """Whether the bytes of a release's row are what was published."""
    content = bytes(row["content"] or b"")
    if hashlib.sha256(content).hexdigest() == row["sha256"]:
        return INTACT
    return ERASED if row.get("erased_at") and not content else DAMAGED


def _verify_release(connection: Connection, number: int) -> VerifiedRelease:
    rows = connection.execute(select(RELEASES).where(RELEASES.c.number == number))
    row = rows.mappings().one()
    return VerifiedRelease(number, row["sha256"], state_of(row))


def _file_problems(connection: Connection) -> list[str]:
    if connection.dialect.name != SQLITE:
        return []
    problems = connection.exec_driver_sql("PRAGMA integrity_check(5)").scalars()
    return [FILE_DAMAGED.format(problem=problem) for problem in problems if problem != "ok"]
