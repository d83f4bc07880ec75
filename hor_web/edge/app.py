"""The routes and layers around the dashboard, and what is done as the server starts and stops."""

import asyncio
import gc
import sys
from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import asynccontextmanager
from typing import Any

from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import FileResponse, PlainTextResponse, RedirectResponse, Response
from starlette.routing import BaseRoute, Route

from hor_data.release import ReleaseRefusedError
from hor_data.store import StoreUnavailableError
from hor_data.workbook import UnreadableWorkbookError
from hor_web.edge.assets import CompressedAssets
from hor_web.edge.base_path import BelowPath, RoutedPath, public_path, routed_path
from hor_web.edge.headers import SecurityHeaders, security_headers
from hor_web.edge.index_page import IndexPage
from hor_web.edge.line import line_state
from hor_web.edge.metrics import metrics
from hor_web.edge.one_time_code import CODE
from hor_web.edge.open_data import open_data
from hor_web.edge.originals import original
from hor_web.edge.probes import health, live, ready
from hor_web.edge.request_bounds import RequestBounds
from hor_web.edge.request_guard import RequestGuard
from hor_web.edge.request_log import RequestLog
from hor_web.edge.retention import forget_events_daily
from hor_web.edge.run_messages import RunMessages
from hor_web.edge.sign_in import show_form, sign_in, sign_out
from hor_web.edge.sockets import bound_sockets
from hor_web.edge.uploads import UploadBounds
from hor_web.internals import server_option, set_largest_upload
from hor_web.logs import configure_logging
from hor_web.publications import read_publications
from hor_web.settings import ROOT, read_settings
from hor_web.shown_release import published_release
from hor_web.state import close_stores, mark_behind_edge

ICON = ROOT / "static" / "icon.svg"
LOG_NOT_FOLDED = "The store was in use until the end: copy its -wal file together with it."
WENT_WRONG = "Something went wrong. Try again; if it happens again, tell the dashboard's officers."


def _oidc_route() -> BaseRoute:
    """A route of OpenID Connect. Its libraries are loaded only where that sign-in is set up."""
    if read_settings().oidc.is_set:
        from hor_web.edge.oidc import OIDC

        return OIDC
    return _route("/oidc/{step}", lambda request: RedirectResponse(f"{public_path()}/sign-in", 303))


def _route(path: str, endpoint: Callable, methods: Sequence[str] = ("GET",)) -> Route:
    """A route beside Streamlit's own, below the same path."""
    return Route(routed_path() + path, endpoint, methods=methods)


ROUTES = [
    _route("/sign-in", show_form),
    _route("/sign-in", sign_in, ["POST"]),
    _route("/sign-out", sign_out, ["POST"]),
    _oidc_route(),
    _route("/live", live),
    _route("/ready", ready),
    _route("/health", health),
    _route("/metrics", metrics),
    _route("/line", line_state),
    # Where a browser looks by itself when a page, a plain sentence say, names no icon.
    _route("/favicon.ico", lambda request: FileResponse(ICON)),
    _route("/open-data/commitments.{kind}", open_data),
    _route("/originals/{number:int}", original),
]
MIDDLEWARE = [
    Middleware(layer)
    for layer in (
        RequestLog,
        BelowPath,
        SecurityHeaders,
        RequestBounds,
        RequestGuard,
        RunMessages,
        CompressedAssets,
        IndexPage,
        UploadBounds,
        RoutedPath,
    )
]


@asynccontextmanager
async def lifespan(_app: Any) -> AsyncIterator[None]:
    """Read the latest release, say how officers sign in; at the end close the store, so that a copy
    of its file alone has everything."""
    configure_logging()
    mark_behind_edge()
    # Streamlit counts what stands around a file too: the bound itself is UploadBounds' to keep.
    set_largest_upload((read_settings().largest_upload >> 20) + 1)
    bound_sockets()
    _read_latest_release()
    sys.stderr.write(f"\n{how_to_sign_in()}\n\n")
    sys.stderr.flush()
    gc.collect()
    gc.freeze()
    gc.enable()
    # A thread at work for long lets a waiting reader in after two milliseconds, not after five.
    sys.setswitchinterval(0.002)
    forgetting = asyncio.create_task(forget_events_daily())
    try:
        yield
    finally:
        forgetting.cancel()
        if not await asyncio.to_thread(close_stores):
            sys.stderr.write(f"\n{LOG_NOT_FOLDED}\n")
            sys.stderr.flush()


def how_to_sign_in() -> str:
    """What the console prints for officers at the start."""
    here = f"http://localhost:{server_option('port')}{public_path()}"
    base = read_settings().base_address or here
    if read_settings().oidc.is_set:
        return f"Officers sign in with their organisation at {base}/sign-in"
    if not read_settings().password_hash:
        return (
            f"Officers sign in with the one-time code {CODE}\n"
            f"at {base}/sign-in?code={CODE}\n"
            "It works once. Starting again prints a new one."
        )
    return f"Officers sign in with their password at {base}/sign-in"


def _read_latest_release() -> None:
    """Read the latest release, so that the first reader does not wait."""
    try:
        if number := read_publications().in_force:
            published_release(number)
    except (UnreadableWorkbookError, ReleaseRefusedError, StoreUnavailableError) as error:
        # Every page of the dashboard shows what is wrong with the workbook, by cell.
        sys.stderr.write(f"\nThe dashboard starts without a release: {error}\n")


def store_is_away(_request: Request, error: StoreUnavailableError) -> Response:
    """The answer of a route that could not reach the store: 503 with a sentence."""
    return PlainTextResponse(str(error), 503)


def something_went_wrong(_request: Request, _error: Exception) -> Response:
    """The answer where a route raised an error that nothing else handles. It passes through none of
    the layers, so it brings the security headers itself."""
    return PlainTextResponse(WENT_WRONG, 500, headers=security_headers())


EXCEPTION_HANDLERS = {StoreUnavailableError: store_is_away, Exception: something_went_wrong}
