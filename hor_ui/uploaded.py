"""Workbooks that sessions are at work on: counted, so that memory for them can be bounded."""

import hashlib
from dataclasses import dataclass
from threading import Lock
from weakref import WeakSet


@dataclass(frozen=True, eq=False)
class Uploaded:
    """A workbook as one session holds it; `sha256` of its bytes tells it from others."""

    file_name: str
    content: bytes
    sha256: str


def hold(file_name: str, content: bytes) -> Uploaded:
    """The workbook, counted for as long as some session holds it."""
    uploaded = Uploaded(file_name, content, hashlib.sha256(content).hexdigest())
    with _LOCK:
        _HELD.add(uploaded)
    return uploaded


def held() -> list[bytes]:
    """The bytes of every workbook that some session holds now."""
    with _LOCK:
        return [uploaded.content for uploaded in _HELD]


_HELD: WeakSet[Uploaded] = WeakSet()
_LOCK = Lock()
