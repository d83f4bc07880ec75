"""The store of releases: publish, list, read and undo; nothing is ever deleted or overwritten."""

import hashlib
import json
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import date

from sqlalchemy import func, insert, select
from sqlalchemy.engine import Connection
from sqlalchemy.exc import IntegrityError

from hor_data.checks import check_workbook
from hor_data.findings import Finding, has_errors
from hor_data.release import ReleaseRefusedError, build_release
from hor_data.store import Store, StoreUnavailableError, fold_log, now, open_store, reaching
from hor_data.store_tables import EVENTS, RELEASES
from hor_data.undone import trail_of
from hor_data.words import count
from hor_data.workbook import read_workbook

# The store itself is reached from here too.
__all__ = ["Store", "StoreUnavailableError", "now", "open_store", "reaching"]
LONGEST_NOTE = 2_000
LONGEST_NAME = 200
SHIPPED = "the dashboard"


class MovedOnError(RuntimeError):
    """Another officer published meanwhile; `since` lists what came after the base compared with."""

    def __init__(self, since: "Sequence[Entry]") -> None:
        named = count(len(since), "release")
        super().__init__(f"{named} published since you compared. Compare again before publishing.")
        self.since = tuple(since)


@dataclass(frozen=True)
class Entry:
    """One publication: `number` counts from 1; times are UTC, ISO text. `undoes` is the number of
    the entry that it took back, 0 where it took back none."""

    number: int
    name: str
    as_at: str
    note: str
    who: str
    published_at: str
    file_name: str
    sha256: str
    size: int
    commitments: int
    warnings: int
    undoes: int


@dataclass(frozen=True)
class Candidate:
    """What an officer is about to publish: the workbook's bytes with the words that go with it."""

    content: bytes
    file_name: str
    name: str
    note: str = ""


@dataclass(frozen=True)
class Event:
    """One line of the audit: who did what, when and from where."""

    at: str
    who: str
    kind: str
    detail: str
    address: str


def list_entries(store: Store) -> list[Entry]:
    """Every publication, newest first."""
    with reaching(store) as connection:
        return _entries(connection)


def latest_number(store: Store) -> int:
    """The number of the release in force; 0 where none was ever published."""
    with reaching(store) as connection:
        return int(connection.scalar(select(func.max(RELEASES.c.number))) or 0)


def read_content(store: Store, number: int) -> bytes | None:
    """The original bytes of a publication, or None where there is none of that number."""
    with reaching(store) as connection:
        return connection.scalar(select(RELEASES.c.content).where(RELEASES.c.number == number))


def publish(store: Store, candidate: Candidate, who: str, base: int) -> Entry:
    """Make a candidate the release in force, in one transaction.

    `base` is the number the officer compared with. Raises UnreadableWorkbookError,
    ReleaseRefusedError, MovedOnError or StoreUnavailableError; then nothing was stored.
    """
    workbook = read_workbook(candidate.content)
    findings = check_workbook(workbook)
    if has_errors(findings):
        raise ReleaseRefusedError(findings)
    release = build_release(workbook, "", date.today())
    return _add(
        store,
        base,
        {
            "name": candidate.name.strip()[:LONGEST_NAME] or release.name or candidate.file_name,
            "as_at": release.as_at,
            "note": candidate.note.strip()[:LONGEST_NOTE],
            "who": who,
            "file_name": candidate.file_name[:LONGEST_NAME],
            "content": candidate.content,
            "commitments": len(release.commitments),
            "findings": _as_json(findings),
            "undoes": 0,
        },
    )


def publish_first(store: Store, content: bytes, file_name: str) -> None:
    """Make the workbook the dashboard ships with the first release, where there is none yet."""
    if latest_number(store) == 0:
        with suppress(MovedOnError):
            publish(store, Candidate(content, file_name, "", "The first release."), SHIPPED, 0)


def undo(store: Store, who: str, base: int) -> Entry:
    """Publish again what was in force before the release in force, as a new entry.

    Raises MovedOnError where `base` is no longer in force, ValueError where nothing came before.
    """
    before = before_undo(list_entries(store))
    if before is None:
        raise ValueError("There is no earlier release to go back to.")
    with reaching(store) as connection:
        row = connection.execute(select(RELEASES).where(RELEASES.c.number == before.number)).one()
    kept = {key: value for key, value in row._mapping.items() if key not in _NEW_EACH_TIME}
    note = f"Took back release {base}: release {before.number} again."
    return _add(store, base, kept | {"who": who, "note": note, "undoes": base})


def before_undo(entries: Sequence[Entry]) -> Entry | None:
    """The entry that undoing would bring back. Undoing twice goes back twice: what was taken back
    is not brought back by undoing again."""
    standing = trail_of(entries).standing
    return next(
        (entry for entry in entries if len(standing) > 1 and entry.number == standing[-2]), None
    )


def note_event(store: Store, who: str, kind: str, detail: str = "", address: str = "") -> None:
    """Add a line to the audit."""
    with reaching(store) as connection:
        _note(connection, who, kind, detail, address)


def list_events(store: Store, limit: int = 500) -> list[Event]:
    """The audit, newest first."""
    columns = (EVENTS.c.at, EVENTS.c.who, EVENTS.c.kind, EVENTS.c.detail, EVENTS.c.address)
    with reaching(store) as connection:
        rows = connection.execute(select(*columns).order_by(EVENTS.c.id.desc()).limit(limit))
        return [Event(*row) for row in rows]


_NEW_EACH_TIME = ("number", "published_at", "sha256", "size", "who", "note", "undoes")
_SHOWN = [RELEASES.c[name] for name in Entry.__dataclass_fields__]


def _entries(connection: Connection) -> list[Entry]:
    rows = connection.execute(select(*_SHOWN).order_by(RELEASES.c.number.desc()))
    return [Entry(*row) for row in rows]


def _add(store: Store, base: int, values: dict) -> Entry:
    content = values["content"]
    row = values | {
        "number": base + 1,
        "published_at": now(),
        "sha256": hashlib.sha256(content).hexdigest(),
        "size": len(content),
        "warnings": len(json.loads(values["findings"])),
    }
    kind = "undo" if row["undoes"] else "publish"
    detail = f"release {base + 1}: {row['file_name']}, SHA-256 {row['sha256']}"
    try:
        with reaching(store) as connection:
            # The number is the next after the base: where another officer took it, this fails.
            if (connection.scalar(select(func.max(RELEASES.c.number))) or 0) != base:
                raise IntegrityError("the base is not the latest", None, ValueError())
            connection.execute(insert(RELEASES).values(row))
            _note(connection, row["who"], kind, detail, "")
    except IntegrityError as error:
        since = [entry for entry in list_entries(store) if entry.number > base]
        raise MovedOnError(since) from error
    fold_log(store)  # A copy of the file, even of a server killed later, has the release.
    return Entry(**{name: row[name] for name in Entry.__dataclass_fields__})


def _note(connection: Connection, who: str, kind: str, detail: str, address: str) -> None:
    line = {"at": now(), "who": who, "kind": kind, "detail": detail[:1000], "address": address}
    connection.execute(insert(EVENTS).values(line))


def _as_json(findings: Sequence[Finding]) -> str:
    return json.dumps([finding.as_dict() for finding in findings], ensure_ascii=False)
