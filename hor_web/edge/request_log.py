"""Each request gets an id, a line in the log and its place in the counts."""

import logging
import re
import secrets
from time import perf_counter

from starlette.datastructures import MutableHeaders
from starlette.requests import HTTPConnection
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from hor_web.edge.counters import REQUESTS, SECONDS
from hor_web.internals import APP_STATIC_PATH, FRONT_END_PATH, OWN_PATHS, UPLOAD_PATH
from hor_web.logs import REQUEST_ID
from hor_web.requests import is_from_proxy

log = logging.getLogger(__name__)
ID_HEADER = "x-request-id"
_ID = re.compile(r"[\w.-]{8,64}", re.ASCII)
# What an address is, by its beginning: no count names what a reader asked for.
KINDS = {
    "/open-data/": "open data",
    UPLOAD_PATH: "upload",
    APP_STATIC_PATH: "asset",
    FRONT_END_PATH: "asset",
    "/media/": "download",
    "/sign-": "sign-in",
    "/oidc/": "sign-in",
    "/live": "probe",
    "/ready": "probe",
    "/health": "probe",
    "/metrics": "probe",
} | dict.fromkeys(OWN_PATHS, "streamlit")


class RequestLog:
    """A layer that gives each request an id, the proxy's where one of ours sent it, and logs and
    counts its answer."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on; the id stands in the answer too."""
        if scope["type"] not in ("http", "websocket"):
            await self.app(scope, receive, send)
            return
        request_id = _request_id(HTTPConnection(scope))
        REQUEST_ID.set(request_id)
        began, status = perf_counter(), 0

        async def send_noted(message: Message) -> None:
            nonlocal status
            if message["type"] == "http.response.start":
                status = message["status"]
                MutableHeaders(scope=message)[ID_HEADER] = request_id
            await send(message)

        try:
            await self.app(scope, receive, send_noted)
        finally:
            if scope["type"] == "http":
                _note(scope, status or 500, perf_counter() - began)


def _note(scope: Scope, status: int, seconds: float) -> None:
    kind = _kind(scope["path"])
    REQUESTS.labels(kind, str(status)).inc()
    SECONDS.labels(kind).observe(seconds)
    log.info("%s %s: %s in %.0f ms", scope["method"], scope["path"], status, seconds * 1000)


def _kind(path: str) -> str:
    return next((kind for start, kind in KINDS.items() if path.startswith(start)), "page")


def _request_id(connection: HTTPConnection) -> str:
    given = connection.headers.get(ID_HEADER, "")
    if _ID.fullmatch(given) and is_from_proxy(connection):
        return given
    return secrets.token_hex(8)
