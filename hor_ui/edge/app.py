"""What stands around the dashboard: routes, layers, what is made ready at the start and put away
at the end."""

import asyncio
import gc
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

from argon2 import extract_parameters
from argon2.exceptions import InvalidHashError
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import FileResponse, PlainTextResponse, RedirectResponse, Response
from starlette.routing import BaseRoute, Route
from streamlit import config

from hor_data.release import ReleaseRefusedError
from hor_data.releases import StoreUnavailableError, latest_number, publish_first
from hor_data.workbook import UnreadableWorkbookError
from hor_ui.edge.assets import Assets
from hor_ui.edge.doors import Doors
from hor_ui.edge.headers import SecurityHeaders, security_headers
from hor_ui.edge.one_time_code import CODE
from hor_ui.edge.open_data import health, open_data
from hor_ui.edge.shell import Shell
from hor_ui.edge.sign_in import show_form, sign_in, sign_out
from hor_ui.edge.uploads import UploadBounds
from hor_ui.page_release import published_release
from hor_ui.settings import ROOT, close_stores, serve_officers, settings, store, unknown_time_zone

ICON = ROOT / "static" / "icon.svg"
BAD_HASH = "HOR_PASSWORD_HASH is no argon2 hash, so nobody can sign in."
NO_ZONE = "HOR_TIME_ZONE, {zone}, is no time zone known here, so times are said in UTC."
NOT_FOLDED = "The store was in use until the end: copy its -wal file together with it."
WENT_WRONG = "Something went wrong. Try again; if it happens again, tell the dashboard's officers."


def _organisations_own() -> BaseRoute:
    """Sign-in with an organisation's account; nobody waits for its libraries who has not set it."""
    if settings().oidc.is_set:
        from hor_ui.edge.oidc import OIDC

        return OIDC
    return Route("/oidc/{step}", lambda request: RedirectResponse("/sign-in", 303))


ROUTES = [
    Route("/sign-in", show_form, methods=["GET"]),
    Route("/sign-in", sign_in, methods=["POST"]),
    Route("/sign-out", sign_out, methods=["POST"]),
    _organisations_own(),
    Route("/health", health),
    # Where a browser looks by itself when a page, a plain sentence say, names no icon.
    Route("/favicon.ico", lambda request: FileResponse(ICON)),
    Route("/open-data/commitments.{kind}", open_data),
]
LAYERS = [Middleware(layer) for layer in (SecurityHeaders, Doors, Assets, Shell, UploadBounds)]


@asynccontextmanager
async def lifespan(_app: Any) -> AsyncIterator[None]:
    """Open the store, begin it with the shipped workbook, say how officers sign in; at the end
    close the store, so that a copy of its file alone has everything."""
    serve_officers()
    # Streamlit counts what stands around a file too: the bound itself is UploadBounds' to keep.
    config.set_option("server.maxUploadSize", (settings().largest_upload >> 20) + 1)
    _begin()
    sys.stderr.write(f"\n{how_to_sign_in()}\n\n")
    if zone := unknown_time_zone():
        sys.stderr.write(f"{NO_ZONE.format(zone=zone)}\n")
    sys.stderr.flush()
    gc.collect()
    gc.freeze()
    gc.enable()
    # A thread at work for long lets a waiting reader in after two milliseconds, not after five.
    sys.setswitchinterval(0.002)
    try:
        yield
    finally:
        if not await asyncio.to_thread(close_stores):
            sys.stderr.write(f"\n{NOT_FOLDED}\n")
            sys.stderr.flush()


def how_to_sign_in() -> str:
    """What the console says to officers."""
    base = settings().base_address or f"http://localhost:{config.get_option('server.port')}"
    if settings().oidc.is_set:
        return f"Officers sign in with their organisation at {base}/sign-in"
    if not settings().password_hash:
        return (
            f"Officers sign in with the one-time code {CODE}\n"
            f"at {base}/sign-in?code={CODE}\n"
            "It works once. Starting again prints a new one."
        )
    try:
        extract_parameters(settings().password_hash)
    except InvalidHashError:
        return BAD_HASH
    return f"Officers sign in with their password at {base}/sign-in"


def _begin() -> None:
    """Publish the first release and read the latest, so that the first reader does not wait."""
    try:
        if latest_number(store()) == 0:
            publish_first(store(), settings().workbook.read_bytes(), settings().workbook.name)
        published_release(latest_number(store()))
    except (OSError, UnreadableWorkbookError, ReleaseRefusedError, StoreUnavailableError) as error:
        # The dashboard's own page says what is wrong, and where.
        sys.stderr.write(f"\nThe dashboard starts without a release: {error}\n")


def store_is_away(_request: Request, error: StoreUnavailableError) -> Response:
    """What a route answers while the store is away."""
    return PlainTextResponse(str(error), 503)


def something_went_wrong(_request: Request, _error: Exception) -> Response:
    """The last answer of all, which passes none of the layers."""
    return PlainTextResponse(WENT_WRONG, 500, headers=security_headers())


FAULTS = {StoreUnavailableError: store_is_away, Exception: something_went_wrong}
