"""A backup: one zip file with each table as lines of JSON and each workbook as it was uploaded.

`manifest.json` says at which step the tables were and has the SHA-256 of each table's file; a
workbook is called by its own. Any program that opens a zip can read it without the dashboard.
"""

import hashlib
import json
import os
import tempfile
import zipfile
import zlib
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any, NamedTuple

from hor_data.store.verifying import DAMAGED, state_of

FORMAT = 1
MANIFEST = "manifest.json"
CONTENT = "content"  # the column of a release that holds its workbook
NO_BACKUP = "{file} is no backup of the dashboard, or it is damaged. Use another one."
NEWER_FORMAT = (
    "{file} was made by a newer version of the dashboard than this one. Restore it with that one."
)
IS_THERE = "{file} is there already. Name another file for the backup."
_BROKEN = (
    *(zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, OSError, RuntimeError),
    *(KeyError, ValueError, TypeError),
)

Row = dict[str, Any]


class BackupError(ValueError):
    """The file cannot be used as a backup; the text is a sentence."""


class Manifest(NamedTuple):
    """What a backup holds: the step its tables were at, when it was made (UTC, ISO text), and the
    SHA-256 of each table's file by the table's name."""

    step: str
    made_at: str
    tables: Mapping[str, str]


class BackupWriter:
    """A backup being written, table by table."""

    def __init__(self, archive: zipfile.ZipFile) -> None:
        self._archive = archive
        self._contents: set[str] = set()
        self._tables: dict[str, str] = {}

    def add_table(self, name: str, rows: Iterator[Row]) -> None:
        """Write a table. Rows are written as they come, so that one workbook is held at a time."""
        lines = []
        for row in rows:
            if CONTENT in row:
                row = row | {CONTENT: self._add_content(bytes(row[CONTENT] or b""))}
            lines.append(json.dumps(row, ensure_ascii=False, sort_keys=True) + "\n")
        text = "".join(lines).encode()
        self._archive.writestr(_table_file(name), text, zipfile.ZIP_DEFLATED)
        self._tables[name] = hashlib.sha256(text).hexdigest()

    def add_manifest(self, step: str, made_at: str) -> None:
        """Write what the backup holds; a file without it is no backup."""
        manifest = {"format": FORMAT, "step": step, "made_at": made_at, "tables": self._tables}
        self._archive.writestr(MANIFEST, json.dumps(manifest, indent=2), zipfile.ZIP_DEFLATED)

    def _add_content(self, content: bytes) -> str:
        sha256 = hashlib.sha256(content).hexdigest()
        if sha256 not in self._contents:
            self._contents.add(sha256)
            self._archive.writestr(_content_file(sha256), content)
        return sha256


@contextmanager
def new_backup(out: Path) -> Iterator[BackupWriter]:
    """A backup that stands in its place whole or not at all. Raises BackupError where a file of
    that name is there, OSError where it cannot be written."""
    if out.exists():
        raise BackupError(IS_THERE.format(file=out))
    # Only its owner may read it: it has officers' names and addresses.
    handle, name = tempfile.mkstemp(prefix=f".{out.name}.", dir=out.parent)
    part = Path(name)
    try:
        with os.fdopen(handle, "wb") as file:
            with zipfile.ZipFile(file, "w") as archive:
                yield BackupWriter(archive)
            file.flush()
            os.fsync(file.fileno())
        check_backup(part)
        part.rename(out)
    finally:
        part.unlink(missing_ok=True)


def check_backup(path: Path) -> Manifest:
    """What a backup holds, after all of it was read and compared with its hashes. Raises
    BackupError, or OSError where there is no such file."""
    with path.open("rb"):
        pass
    manifest = read_manifest(path)
    with _read(path) as archive:
        for name, sha256 in manifest.tables.items():
            if hashlib.sha256(archive.read(_table_file(name))).hexdigest() != sha256:
                raise ValueError(name)
            for row in read_rows(path, name):
                if CONTENT in row and state_of(row) == DAMAGED:
                    raise ValueError(name)
    return manifest


def read_manifest(path: Path) -> Manifest:
    """What a backup says that it holds. Raises BackupError."""
    with _read(path) as archive:
        manifest = json.loads(archive.read(MANIFEST))
        made = Manifest(manifest["step"], manifest["made_at"], dict(manifest["tables"]))
        is_newer = manifest["format"] > FORMAT
    if is_newer:
        raise BackupError(NEWER_FORMAT.format(file=path))
    return made


def read_rows(path: Path, table: str) -> Iterator[Row]:
    """The rows of a table of a backup, with their workbooks. Raises BackupError where one is not
    what its name says."""
    with _read(path) as archive:
        for line in archive.read(_table_file(table)).splitlines():
            row = json.loads(line)
            if CONTENT in row:
                content = archive.read(_content_file(row[CONTENT]))
                if hashlib.sha256(content).hexdigest() != row[CONTENT]:
                    raise ValueError(row[CONTENT])
                row = row | {CONTENT: content}
            yield row


@contextmanager
def _read(path: Path) -> Iterator[zipfile.ZipFile]:
    try:
        with zipfile.ZipFile(path) as archive:
            yield archive
    except BackupError:
        raise
    except _BROKEN as error:
        raise BackupError(NO_BACKUP.format(file=path)) from error


def _table_file(name: str) -> str:
    return f"tables/{name}.jsonl"


def _content_file(sha256: str) -> str:
    return f"workbooks/{sha256}.xlsx"
