"""Streamlit's own page, the shell of every page here, as the dashboard gives it."""

import base64
import gzip
import hashlib
import re
from functools import cache
from pathlib import Path

import streamlit
from starlette.datastructures import MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send
from streamlit import config

from hor_ui.markup import render
from hor_ui.settings import ROOT

INDEX = Path(streamlit.__file__).parent / "static" / "index.html"
OURS = (
    b'<link rel="stylesheet" href="./app/static/page.css">\n    '
    b'<link rel="stylesheet" media="print" href="./app/static/print.css">\n    '
    b'<script defer src="./app/static/before.js"></script>\n    '
    # Charts ask for it when they are there: by then it has come, beside Streamlit's own scripts.
    b'<link rel="preload" as="script" fetchpriority="low" href="./app/static/%b">\n    '
) % next((ROOT / "static").glob("plotly-basic-*.js")).name.encode()
PAGES = {"", *(file.stem for file in (ROOT / "pages").glob("*.py"))}
OTHER_PAGES = ("/sign-in", "/app/static/", "/component/", "/media/", "/_stcore/")
DEEPEST = 20
_FIRST_SCRIPT = b'<script type="module"'
# They speak of a way for programs that is closed here.
_FOR_PROGRAMS = re.compile(
    rb'<link rel="service-desc"[^>]*>|<p>\s*(?:Reading this|The protocol).*?</p>', re.DOTALL
)


class Shell:
    """A layer that gives it in British English, with our style and script before Streamlit's."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request; every answer but that page goes as it is."""
        if scope["type"] != "http" or scope["method"] != "GET":
            await self.app(scope, receive, send)
            return
        body = b""

        async def replaced(message: Message) -> None:
            nonlocal body
            if message["type"] == "http.response.start" and _is_shell(scope["path"], message):
                headers = MutableHeaders(scope=message)
                packed = "content-encoding" in headers
                if _is_page(scope["path"]):
                    body = shell(packed)
                else:
                    message["status"] = 404
                    body = no_page(scope["path"], packed)
                headers["content-length"] = str(len(body))
                del headers["etag"], headers["last-modified"]
            elif body:
                if message.get("more_body"):
                    return
                message = {"type": "http.response.body", "body": body}
            await send(message)

        await self.app(scope, receive, replaced)


@cache
def shell(packed: bool = False) -> bytes:
    """Streamlit's page as we give it, packed by gzip for browsers that take it so."""
    page = INDEX.read_bytes().replace(b'<html lang="en">', b'<html lang="en-GB">')
    page = _FOR_PROGRAMS.sub(b"", page)
    page = page.replace(_FIRST_SCRIPT, OURS + _FIRST_SCRIPT, 1)
    return gzip.compress(page) if packed else page


def no_page(path: str, packed: bool = False) -> bytes:
    """What is said at an address that is no page's: Streamlit would give the Overview there."""
    page = render("no_page", up="../" * min(path.count("/") - 1, DEEPEST) or "./").encode()
    return gzip.compress(page) if packed else page


def inline_scripts() -> list[str]:
    """The hashes of the scripts that stand in Streamlit's page itself."""
    scripts = re.findall(rb"<script>(.*?)</script>", INDEX.read_bytes(), re.DOTALL)
    return [base64.b64encode(hashlib.sha256(one).digest()).decode() for one in scripts]


def _is_page(path: str) -> bool:
    base = str(config.get_option("server.baseUrlPath")).strip("/")
    return path.strip("/").removeprefix(base).strip("/") in PAGES


def _is_shell(path: str, message: Message) -> bool:
    kind = dict(message["headers"]).get(b"content-type", b"")
    html = message["status"] == 200 and kind.startswith(b"text/html")
    return html and not path.startswith(OTHER_PAGES)
