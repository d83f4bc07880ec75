"""Streamlit's own page, the shell of every page here, as the dashboard gives it."""

import base64
import gzip
import hashlib
import re
from functools import cache
from pathlib import Path

import streamlit
from starlette.datastructures import MutableHeaders
from starlette.responses import PlainTextResponse, RedirectResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send
from streamlit import config
from streamlit.runtime.state.query_params import CLIENT_STATE_QUERY_STRING_MAX_FIELDS

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
# The first page has no path of its own; an old address had.
FIRST_PAGE = "overview"
# What a link copied out of a sentence or a mail carries at its end.
_MARKS = " <>\"'“”’.,;:!)]"
DEEPEST = 20
MOST_VALUES = CLIENT_STATE_QUERY_STRING_MAX_FIELDS
TOO_MANY_VALUES = "This address asks for too many values at once. Take some of them out of it."
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
        if scope["query_string"].count(b"&") >= MOST_VALUES:
            # Streamlit would take such an address for one that asks for nothing.
            await PlainTextResponse(TOO_MANY_VALUES, 414)(scope, receive, send)
            return
        if (page := page_meant(scope["path"])) is not None:
            query = scope["query_string"].decode("latin-1")
            address = f"{_up(scope['path'])}{page}{'?' if query else ''}{query}"
            await RedirectResponse(address, 307)(scope, receive, send)
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
    page = render("no_page", up=_up(path)).encode()
    return gzip.compress(page) if packed else page


def page_meant(path: str) -> str | None:
    """The path of the page that an old or a damaged path means; None where it is right as it is,
    or means no page of ours."""
    name = _below_base(path)
    meant = name.rstrip(_MARKS).casefold().replace("-", "_").replace(" ", "_")
    if meant == FIRST_PAGE:
        return ""
    return meant if meant and meant in PAGES and meant != name else None


def inline_scripts() -> list[str]:
    """The hashes of the scripts that stand in Streamlit's page itself."""
    scripts = re.findall(rb"<script>(.*?)</script>", INDEX.read_bytes(), re.DOTALL)
    return [base64.b64encode(hashlib.sha256(one).digest()).decode() for one in scripts]


def _is_page(path: str) -> bool:
    return _below_base(path) in PAGES


def _below_base(path: str) -> str:
    base = str(config.get_option("server.baseUrlPath")).strip("/")
    return path.strip("/").removeprefix(base).strip("/")


def _up(path: str) -> str:
    """From an address with this path to where the dashboard's pages are."""
    return "../" * min(path.count("/") - 1, DEEPEST) or "./"


def _is_shell(path: str, message: Message) -> bool:
    kind = dict(message["headers"]).get(b"content-type", b"")
    html = message["status"] == 200 and kind.startswith(b"text/html")
    return html and not path.startswith(OTHER_PAGES)
