"""A copy of the release in force on disk, for a server that starts while the store is away.

The file has three parts with a line feed between: the SHA-256 of all that follows, the entry as
JSON, and the workbook.
"""

import hashlib
import json
import logging
import os
from contextlib import suppress
from dataclasses import asdict
from pathlib import Path
from tempfile import NamedTemporaryFile
from typing import NamedTuple

from hor_data.store import Entry

log = logging.getLogger(__name__)


class ReleaseCopy(NamedTuple):
    """A publication with its workbook, as they were read at `read_at` (UTC, ISO text)."""

    entry: Entry
    content: bytes
    read_at: str


def write_copy(folder: Path, address: str, copy: ReleaseCopy) -> None:
    """Put a copy in the place of the one before, as a whole or not at all. A folder that cannot be
    written to is no fault of the reader who waits: it is logged."""
    header = {"entry": asdict(copy.entry), "read_at": copy.read_at}
    body = json.dumps(header).encode() + b"\n" + copy.content
    path = copy_path(folder, address)
    temporary = ""
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with NamedTemporaryFile(dir=folder, prefix=".copy-", delete=False) as file:
            temporary = file.name
            file.write(hashlib.sha256(body).hexdigest().encode() + b"\n" + body)
            file.flush()
            os.fsync(file.fileno())
        Path(temporary).replace(path)
    except OSError as error:
        log.warning("The copy of the latest release could not be written: %s", error)
        with suppress(OSError):
            Path(temporary).unlink()


def read_copy(folder: Path, address: str) -> ReleaseCopy | None:
    """The copy of a store's release in force; None where there is none, or where a byte of it is
    not as it was written."""
    path = copy_path(folder, address)
    try:
        digest, _, body = path.read_bytes().partition(b"\n")
        if hashlib.sha256(body).hexdigest().encode() != digest:
            raise ValueError("its hash is not that of its bytes")
        header, _, content = body.partition(b"\n")
        fields = json.loads(header)
        entry = Entry(**fields["entry"])
        if hashlib.sha256(content).hexdigest() != entry.sha256:
            raise ValueError("its workbook is not the one that was published")
        return ReleaseCopy(entry, content, fields["read_at"])
    except FileNotFoundError:
        return None
    except (OSError, ValueError, KeyError, TypeError) as error:
        log.error("The copy of the latest release cannot be used: %s", error)
        return None


def copy_path(folder: Path, address: str) -> Path:
    """Where the copy for a store lies: stores that share a folder keep theirs apart."""
    return folder / f"latest-{hashlib.sha256(address.encode()).hexdigest()[:16]}.release"
