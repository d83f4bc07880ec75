"""A guard that closes what Streamlit leaves open to everyone: paths, connections, messages."""

import logging
from urllib.parse import unquote, urlsplit

from starlette.concurrency import run_in_threadpool
from starlette.datastructures import Headers, MutableHeaders
from starlette.requests import HTTPConnection
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from hor_data.store import StoreUnavailableError
from hor_web.edge.counters import REFUSALS
from hor_web.edge.line import refusal_of
from hor_web.internals import CLOSED_PATHS, DEVELOPER_MESSAGES, message_kind
from hor_web.requests import (
    client_address,
    is_base_origin,
    is_same_origin,
    officer_token,
    readers_network,
)
from hor_web.sessions import signed_in_officer
from hor_web.settings import read_settings
from hor_web.state import OPEN_CONNECTIONS

# Codes by which a WebSocket is closed (RFC 6455, section 7.4.1).
POLICY_VIOLATION, UNSUPPORTED_DATA, TRY_AGAIN_LATER = 1008, 1003, 1013
OTHER_ORIGIN = (
    "A page of %s asked for a connection to %s and was refused, so its reader sees no dashboard. "
    "If that page is the dashboard's own, have the proxy pass the Host header on, or set "
    "HOR_BASE_ADDRESS to the address readers use%s."
)
MOST_ORIGINS_LOGGED, LONGEST_ORIGIN = 50, 200
log = logging.getLogger(__name__)


class RequestGuard:
    """A layer that refuses closed paths, WebSockets from other sites, readers' connections beyond
    the bounds, and messages that only a developer's browser sends."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app
        self._origins: set[tuple[str, str]] = set()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on, or refuse it: 404 for a closed path, a closing code for a
        WebSocket."""
        if scope["type"] == "http" and _is_closed(scope["path"]):
            await PlainTextResponse("Not found", 404)(scope, receive, send)
        elif scope["type"] != "websocket":
            await self.app(scope, receive, send)
        # For an unknown origin Streamlit asks a machine outside for its own address, so it must not
        # see one.
        elif not is_same_origin(scope):
            REFUSALS.labels("origin").inc()
            self._log_origin(Headers(scope=scope))
            await _close(receive, send, POLICY_VIOLATION)
        else:
            await self._connect(_with_own_host(scope), receive, send)

    async def _connect(self, scope: Scope, receive: Receive, send: Send) -> None:
        connection = HTTPConnection(scope)
        network = readers_network(client_address(connection))
        if refusal_of(OPEN_CONNECTIONS, network) and not await _is_officer(connection):
            REFUSALS.labels("connection").inc()
            await _close(receive, send, TRY_AGAIN_LATER)
            return
        OPEN_CONNECTIONS[network] += 1
        try:
            await self.app(scope, _filtered(receive), send)
        finally:
            OPEN_CONNECTIONS[network] -= 1
            if not OPEN_CONNECTIONS[network]:
                del OPEN_CONNECTIONS[network]

    def _log_origin(self, headers: Headers) -> None:
        """Say once for each pair what was refused, and what to set."""
        origin, host = headers.get("origin", "no site"), headers.get("host", "no host")
        pair = (origin[:LONGEST_ORIGIN], host[:LONGEST_ORIGIN])
        if pair in self._origins or len(self._origins) >= MOST_ORIGINS_LOGGED:
            return
        self._origins.add(pair)
        base = read_settings().base_address
        log.warning(OTHER_ORIGIN, *pair, f"; it is {base}" if base else "")


async def _is_officer(connection: HTTPConnection) -> bool:
    """Whether a signed-in officer asks: no number of readers keeps one out."""
    token = officer_token(connection.cookies)
    try:
        return bool(token and await run_in_threadpool(signed_in_officer, token))
    except StoreUnavailableError as error:
        log.warning("Whether an officer connects could not be asked: %s", error)
        return False


def _with_own_host(scope: Scope) -> Scope:
    """The request with the host of its own page, where a proxy put another in its place: Streamlit
    compares the two."""
    origin = Headers(scope=scope).get("origin", "")
    if not is_base_origin(origin):
        return scope
    scope = {**scope, "headers": list(scope["headers"])}
    MutableHeaders(scope=scope)["host"] = urlsplit(origin).netloc
    return scope


async def _close(receive: Receive, send: Send, code: int) -> None:
    """Close a WebSocket with a code, after the request to open it has been received."""
    await receive()
    await send({"type": "websocket.close", "code": code})


def _is_closed(path: str) -> bool:
    decoded = unquote(path).lower().rstrip("/")
    return f"{decoded}/".startswith(tuple(f"{closed}/" for closed in CLOSED_PATHS))


def _filtered(receive: Receive) -> Receive:
    """The browser's messages without those that only a developer's browser sends. A text frame ends
    the connection, as Streamlit's page sends binary frames only."""

    async def next_message() -> Message:
        while True:
            message = await receive()
            if message["type"] != "websocket.receive":
                return message
            if not message.get("bytes"):
                return {"type": "websocket.disconnect", "code": UNSUPPORTED_DATA}
            if message_kind(message["bytes"]) not in DEVELOPER_MESSAGES:
                return message

    return next_message
