"""Publishing releases and taking them back by undoing; no row is ever deleted or overwritten."""

import hashlib
import json
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from sqlalchemy import insert, select
from sqlalchemy.engine import Connection
from sqlalchemy.exc import IntegrityError

from hor_data.checks import Finding, check_workbook, has_errors
from hor_data.release import ReleaseRefusedError, build_release
from hor_data.store.database import checkpoint_log, transaction, utc_now
from hor_data.store.engines import Store
from hor_data.store.entries import Entry, entry_before_undo, served_entries, trail_of
from hor_data.store.publications import (
    confirm_published,
    entry_of_token,
    note_token,
    prepare_to_publish,
)
from hor_data.store.reading import entries_within, latest_number, list_entries, lock_releases
from hor_data.store.tables import EVENTS, RELEASES
from hor_data.words import say_count
from hor_data.workbook import read_workbook

LONGEST_RELEASE_NOTE = 2_000
LONGEST_RELEASE_NAME = 200
LONGEST_AUDIT_DETAIL, LONGEST_AUDIT_ADDRESS = 1_000, 60
SHIPPED_BY = "the dashboard"
CHANGED_MEANWHILE = (
    "Nothing was undone: the release to go back to was withdrawn just now. Look at the history "
    "and try again."
)
ERASED_BEFORE = (
    "Nothing was published: this workbook is release {number}, which was withdrawn for personal "
    "data in it. Take them out of the workbook and upload it again."
)


class MovedOnError(RuntimeError):
    """Another officer published or withdrew meanwhile; `since` lists what came after the base
    compared with, and is empty where the base itself was withdrawn."""

    def __init__(self, since: Sequence[Entry], base: int) -> None:
        what = f"{say_count(len(since), 'release')} published"
        if not since:
            what = f"Release {base} was withdrawn"
        super().__init__(f"{what} since you compared. Compare again before publishing.")
        self.since = tuple(since)


class CandidateFacts(NamedTuple):
    """What the check of a candidate without errors has read in it: the name of its release, the
    date of its data, the number of its commitments, and its warnings."""

    name: str
    as_at: str
    commitments: int
    findings: tuple[Finding, ...] = ()


@dataclass(frozen=True)
class Candidate:
    """What an officer is about to publish: the workbook's bytes with the words that go with it.

    `facts` are those of a check of these bytes; without them the bytes are read and checked as they
    are published.
    """

    content: bytes
    file_name: str
    name: str
    note: str = ""
    facts: CandidateFacts | None = None


@dataclass(frozen=True)
class AuditEvent:
    """One line of the audit: who did what, when and from where."""

    at: str
    who: str
    kind: str
    detail: str
    address: str


def publish(store: Store, candidate: Candidate, who: str, base: int, token: str = "") -> Entry:
    """Make a candidate the release in force, in one transaction.

    `base` is the number the officer compared with. What was published under a `token` is given
    again and not published twice: an answer that was lost can be asked for again.

    Raises UnreadableWorkbookError, ReleaseRefusedError, MovedOnError or StoreUnavailableError; then
    nothing was stored, but for AnswerLostError, which cannot tell, and StoreDamagedError.
    """
    facts = candidate.facts or _read_facts(candidate.content)
    name = candidate.name.strip()[:LONGEST_RELEASE_NAME] or facts.name or candidate.file_name
    findings_json = json.dumps(
        [finding.as_dict() for finding in facts.findings], ensure_ascii=False
    )
    return _add(
        store,
        base,
        {
            "name": name,
            "as_at": facts.as_at,
            "note": candidate.note.strip()[:LONGEST_RELEASE_NOTE],
            "who": who,
            "file_name": candidate.file_name[:LONGEST_RELEASE_NAME],
            "content": candidate.content,
            "commitments": facts.commitments,
            "findings": findings_json,
            "undoes": 0,
        },
        token,
    )


def _read_facts(content: bytes) -> CandidateFacts:
    workbook = read_workbook(content)
    findings = check_workbook(workbook)
    if has_errors(findings):
        raise ReleaseRefusedError(findings)
    # What is stored depends on no day: it is judged when it is read.
    release = build_release(workbook, "", date.today())
    return CandidateFacts(release.name, release.as_at, len(release.commitments), tuple(findings))


def publish_first(store: Store, content: bytes, file_name: str) -> None:
    """Make the workbook the dashboard ships with the first release, where there is none yet."""
    if latest_number(store) == 0:
        with suppress(MovedOnError):
            publish(store, Candidate(content, file_name, "", "The first release."), SHIPPED_BY, 0)


def undo(store: Store, who: str, base: int, token: str = "") -> Entry:
    """Publish again what was in force before the release in force, as a new entry.

    Raises MovedOnError where `base` is no longer in force, ValueError where nothing came before.
    """
    before = entry_before_undo(list_entries(store))
    if before is None:
        raise ValueError("There is no earlier release to go back to.")
    with transaction(store) as connection:
        row = connection.execute(select(RELEASES).where(RELEASES.c.number == before.number)).one()
    kept = {key: value for key, value in row._mapping.items() if key not in _NEW_EACH_TIME}
    if not kept["content"]:
        raise ValueError(CHANGED_MEANWHILE)
    note = f"Took back release {base}: release {before.number} again."
    return _add(store, base, kept | {"who": who, "note": note, "undoes": base}, token)


def _is_still_undo(entries: Sequence[Entry], sha256: str) -> bool:
    before = entry_before_undo(entries)
    return before is not None and before.sha256 == sha256


def add_event(store: Store, who: str, kind: str, detail: str = "", address: str = "") -> None:
    """Add a line to the audit."""
    with transaction(store) as connection:
        note_event(connection, who, kind, detail, address)


def list_events(store: Store, limit: int = 500) -> list[AuditEvent]:
    """The audit, newest first."""
    columns = (EVENTS.c.at, EVENTS.c.who, EVENTS.c.kind, EVENTS.c.detail, EVENTS.c.address)
    with transaction(store) as connection:
        rows = connection.execute(select(*columns).order_by(EVENTS.c.id.desc()).limit(limit))
        return [AuditEvent(*row) for row in rows]


_OF_WITHDRAWAL = ("withdrawn_at", "withdrawn_by", "withdrawal_reason", "erased_at")
_NEW_EACH_TIME = (
    *("number", "published_at", "sha256", "size", "who", "note", "undoes"),
    *_OF_WITHDRAWAL,
)


def _add(store: Store, base: int, values: dict, token: str) -> Entry:
    content = values["content"]
    row = values | {
        "published_at": utc_now(),
        "sha256": hashlib.sha256(content).hexdigest(),
        "size": len(content),
        "warnings": len(json.loads(values["findings"])),
    }
    try:
        with transaction(store) as connection:
            prepare_to_publish(store, connection)
            lock_releases(connection)
            if earlier := entry_of_token(connection, token):
                return earlier
            entries = entries_within(connection)
            _refuse_where_changed(entries, base, row)
            row["number"] = max((entry.number for entry in entries), default=0) + 1
            connection.execute(insert(RELEASES).values(row))
            kind = "undo" if row["undoes"] else "publish"
            detail = f"release {row['number']}: {row['file_name']}, SHA-256 {row['sha256']}"
            note_event(connection, row["who"], kind, detail)
            note_token(connection, token, row["number"], row["who"])
    except IntegrityError as error:
        # The number is the key: another officer took it.
        raise MovedOnError(_published_since(list_entries(store), base), base) from error
    confirm_published(store, row["number"], row["sha256"])
    checkpoint_log(store)  # A copy of the file, even of a server killed later, has the release.
    shown = Entry.__dataclass_fields__.keys() - set(_OF_WITHDRAWAL)
    return Entry(**{name: row[name] for name in shown})


def _refuse_where_changed(entries: Sequence[Entry], base: int, row: dict) -> None:
    """Raise an error where what is to be published no longer follows from what the officer saw."""
    if trail_of(entries).in_force != base:
        raise MovedOnError(_published_since(entries, base), base)
    if row["undoes"] and not _is_still_undo(entries, row["sha256"]):
        raise ValueError(CHANGED_MEANWHILE)
    for entry in entries:
        if entry.erased_at and entry.sha256 == row["sha256"]:
            raise ValueError(ERASED_BEFORE.format(number=entry.number))


def _published_since(entries: Sequence[Entry], base: int) -> list[Entry]:
    return [entry for entry in served_entries(entries) if entry.number > base]


def note_event(connection: Connection, who: str, kind: str, detail: str, address: str = "") -> None:
    """Add a line to the audit within a transaction under way."""
    texts = {"detail": detail[:LONGEST_AUDIT_DETAIL], "address": address[:LONGEST_AUDIT_ADDRESS]}
    line = {"at": utc_now(), "who": who, "kind": kind, **texts}
    connection.execute(insert(EVENTS).values(line))
