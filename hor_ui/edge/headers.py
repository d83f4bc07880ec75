"""Headers on every answer, and what a client may not do over the dashboard's own connection."""

import base64
import hashlib
import re
from functools import cache
from pathlib import Path
from urllib.parse import urlsplit

import streamlit
from starlette.types import ASGIApp, Message, Receive, Scope, Send
from streamlit.proto.BackMsg_pb2 import BackMsg

# Any visitor could clear everyone's cache, or ask for what only a developer needs.
REFUSED_MESSAGES = {"clear_cache", "load_git_info", "set_run_on_save"}
LONGEST_OF_THOSE = 64
HIDDEN = ("/_stcore/metrics",)


class Edge:
    """A pure ASGI layer: security headers, the page's language, and the connection's bounds."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request, or carry one connection."""
        if scope["type"] == "websocket":
            await self._connect(scope, receive, send)
        elif scope["type"] == "http" and scope["path"] in HIDDEN:
            await _headed(send)({"type": "http.response.start", "status": 404, "headers": []})
            await send({"type": "http.response.body", "body": b""})
        elif scope["type"] == "http":
            await self.app(scope, receive, _in_english(_headed(send)))
        else:
            await self.app(scope, receive, send)

    async def _connect(self, scope: Scope, receive: Receive, send: Send) -> None:
        headers = {name: value.decode("latin-1") for name, value in scope["headers"]}
        # Before Streamlit sees it: a strange origin makes it ask an address outside.
        if urlsplit(headers.get(b"origin", "")).netloc != headers.get(b"host", ""):
            await receive()
            await send({"type": "websocket.close", "code": 1008})
            return

        async def allowed() -> Message:
            while True:
                message = await receive()
                if not _is_refused(message):
                    return message

        await self.app(scope, allowed, send)


def _is_refused(message: Message) -> bool:
    body = message.get("bytes") if message["type"] == "websocket.receive" else None
    if not body or len(body) > LONGEST_OF_THOSE:
        return False
    said = BackMsg()
    try:
        said.ParseFromString(body)
    except Exception:  # what cannot be parsed is Streamlit's to refuse
        return False
    return said.WhichOneof("type") in REFUSED_MESSAGES


def _headed(send: Send) -> Send:
    async def with_headers(message: Message) -> None:
        if message["type"] == "http.response.start":
            message["headers"] = [*message.get("headers", []), *security_headers()]
        await send(message)

    return with_headers


def _in_english(send: Send) -> Send:
    """The page in British English: Streamlit's says only English."""
    held: dict[str, Message] = {}

    async def told(message: Message) -> None:
        if message["type"] == "http.response.start" and _is_page(message):
            held["start"] = message
            return
        if message["type"] == "http.response.body" and "start" in held:
            held["body"] = {"body": held.get("body", {}).get("body", b"") + message["body"]}
            if not message.get("more_body"):
                await _send_page(held, send)
            return
        await send(message)

    return told


async def _send_page(held: dict[str, Message], send: Send) -> None:
    body = held["body"]["body"].replace(b'<html lang="en">', b'<html lang="en-GB">')
    changed = (b"content-length", b"etag", b"last-modified")
    kept = [header for header in held["start"]["headers"] if header[0].lower() not in changed]
    length = (b"content-length", str(len(body)).encode())
    held["start"]["headers"] = [*kept, length]
    await send(held["start"])
    await send({"type": "http.response.body", "body": body})


def _is_page(message: Message) -> bool:
    kinds = dict(message.get("headers", [])).get(b"content-type", b"")
    return message["status"] == 200 and bytes(kinds).startswith(b"text/html")


@cache
def security_headers() -> list[tuple[bytes, bytes]]:
    """The same for every answer. Streamlit's one inline script is allowed by its hash."""
    page = (Path(streamlit.__file__).parent / "static" / "index.html").read_text("utf-8")
    scripts = re.findall(r"<script>(.*?)</script>", page, re.DOTALL)
    hashes = (base64.b64encode(hashlib.sha256(one.encode()).digest()).decode() for one in scripts)
    allowed = " ".join(f"'sha256-{one}'" for one in hashes)
    policy = (
        f"default-src 'self'; script-src 'self' {allowed}; style-src 'self' 'unsafe-inline'; "
        "img-src 'self' data: blob:; font-src 'self' data:; connect-src 'self'; "
        "worker-src 'self' blob:; frame-ancestors 'none'; base-uri 'self'; form-action 'self'; "
        "object-src 'none'"
    )
    return [
        (b"content-security-policy", policy.encode()),
        (b"x-content-type-options", b"nosniff"),
        (b"x-frame-options", b"DENY"),
        (b"referrer-policy", b"same-origin"),
        (b"cross-origin-opener-policy", b"same-origin"),
        (b"permissions-policy", b"camera=(), microphone=(), geolocation=()"),
    ]
