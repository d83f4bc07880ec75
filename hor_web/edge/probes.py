"""Whether the server lives, and whether it is ready: /live, /ready and /health."""

import logging
import tomllib
from functools import cache
from threading import Lock
from time import monotonic
from typing import NamedTuple

from starlette.requests import Request
from starlette.responses import JSONResponse, PlainTextResponse, Response

from hor_data.release import ReleaseRefusedError
from hor_data.store import StoreUnavailableError, check_writable, latest_number
from hor_data.workbook import UnreadableWorkbookError
from hor_web.publications import ask_store
from hor_web.settings import ROOT
from hor_web.shown_release import published_release
from hor_web.state import shared_store

NO_STORE = {"cache-control": "no-store"}
# Anyone may ask: the store is asked for all of them once in so many seconds.
ASKED_EVERY = 1.0
log = logging.getLogger(__name__)


class Readiness(NamedTuple):
    """Whether the store can be reached and written to; `release` is the number of the release in
    force, 0 where it cannot be read."""

    reachable: bool
    writable: bool
    release: int

    @property
    def is_ready(self) -> bool:
        """Whether all is well."""
        return self.reachable and self.writable and self.release > 0


class LastReadiness:
    """The last answer, for as long as it is kept; whoever asks while it is worked out waits."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._at = float("-inf")
        self._answer = Readiness(False, False, 0)

    def read(self) -> Readiness:
        """The state as it was at most ASKED_EVERY seconds ago."""
        with self._lock:
            if monotonic() - self._at > ASKED_EVERY:
                self._answer = _ask_store()
                self._at = monotonic()
            return self._answer


_LAST = LastReadiness()


def read_readiness() -> Readiness:
    """Whether this server is ready to serve."""
    return _LAST.read()


def live(_request: Request) -> Response:
    """200 while the process answers at all: it need not be started again."""
    return PlainTextResponse("ok", headers=NO_STORE)


def ready(_request: Request) -> Response:
    """200 where the store can be reached and written to and the release in force can be read; else
    503. Readers may be sent here all the same: what is in memory is shown."""
    readiness = read_readiness()
    state = {
        "status": "ready" if readiness.is_ready else "not ready",
        "store": {"reachable": readiness.reachable, "writable": readiness.writable},
        "release": readiness.release or None,
        "version": version(),
    }
    return JSONResponse(state, 200 if readiness.is_ready else 503, headers=NO_STORE)


def health(_request: Request) -> Response:
    """Whether the store answers and the release in force can be read: 200 or 503."""
    readiness = read_readiness()
    is_well = readiness.reachable and readiness.release > 0
    state = {"status": "ok" if is_well else "unavailable", "release": readiness.release or None}
    return JSONResponse(state, 200 if is_well else 503, headers=NO_STORE)


@cache
def version() -> str:
    """The version of the dashboard."""
    return str(tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]["version"])


def _ask_store() -> Readiness:
    try:
        number = ask_store(lambda: latest_number(shared_store()))
    except StoreUnavailableError as error:
        log.error("The store cannot be reached: %s", error)
        return Readiness(False, False, 0)
    return Readiness(True, _is_writable(), _readable_number(number))


def _is_writable() -> bool:
    try:
        ask_store(lambda: check_writable(shared_store()))
    except StoreUnavailableError as error:
        log.error("The store cannot be written to: %s", error)
        return False
    return True


def _readable_number(number: int) -> int:
    try:
        return number if number and published_release(number) else 0
    except (StoreUnavailableError, UnreadableWorkbookError, ReleaseRefusedError) as error:
        log.error("The release in force cannot be read: %s", error)
        return 0
