"""The HTML page that Streamlit sends at every address, changed for this dashboard."""

import base64
import gzip
import hashlib
from functools import cache

from starlette.datastructures import MutableHeaders
from starlette.responses import PlainTextResponse, RedirectResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from hor_web.addresses import PAGE_PATHS
from hor_web.edge.assets import versioned_name
from hor_web.edge.base_path import public_path
from hor_web.internals import (
    AGENT_MARKUP,
    FIRST_SCRIPT,
    HTML_TAG,
    INDEX_FILE,
    INLINE_SCRIPT,
    MOST_ADDRESS_VALUES,
    NO_SCRIPT_MARKUP,
    OWN_PATHS,
)
from hor_web.markup import render

# By name and version, so that a browser that was here before has them at once. The script has none:
# components import it by its name alone.
HEAD_MARKUP = "".join(
    f"{line}\n    "
    for line in (
        *(
            f'<link rel="stylesheet" href="./app/static/{versioned_name(name)}">'
            for name in ("page.css", "explore.css", "pages.css", "updates.css")
        ),
        f'<link rel="stylesheet" media="print" href="./app/static/{versioned_name("print.css")}">',
        f'<link rel="stylesheet" href="./app/static/{versioned_name("streamlit.css")}">',
        '<script type="module" src="./app/static/streamlit.js"></script>',
        f'<script type="module" src="./app/static/{versioned_name("no_line.js")}"></script>',
    )
).encode()
NO_SCRIPT = (
    b"<h1>Health of the Region commitments</h1>"
    b"<p>This dashboard needs JavaScript, which is off in this browser. Switch it on and load the "
    b'page again. The commitments as data: <a href="./open-data/commitments.xlsx">Excel</a>, '
    b'<a href="./open-data/commitments.csv">CSV</a>, '
    b'<a href="./open-data/commitments.json">JSON</a>.</p>'
)
# Answers under these paths are never the HTML page.
OTHER_PATHS = ("/sign-in", *OWN_PATHS)
# The first page has no path of its own; an old address had.
OLD_FIRST_PAGE = "overview"
# Punctuation at the end of a link that was copied out of a sentence or a mail.
_TRAILING_MARKS = " <>\"'“”’.,;:!)]"
DEEPEST = 20
TOO_MANY_VALUES = "This address asks for too many values at once. Take some of them out of it."


class IndexPage:
    """A layer that sends that page in British English, with our styles and script before
    Streamlit's.

    Old paths are redirected, and paths of no page get the page "no such page" with status 404.
    """

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request: the HTML page is replaced, every other answer is passed on
        unchanged."""
        if scope["type"] != "http" or scope["method"] != "GET":
            await self.app(scope, receive, send)
            return
        if scope["query_string"].count(b"&") >= MOST_ADDRESS_VALUES:
            await PlainTextResponse(TOO_MANY_VALUES, 414)(scope, receive, send)
            return
        if (page := redirect_page(scope["path"])) is not None:
            query = scope["query_string"].decode("latin-1")
            # Below a path of its own, the dashboard's first page needs a slash at the end.
            root = _path_to_root(scope["path"]) if scope["path"] else f"{public_path()}/"
            address = f"{root}{page}{'?' if query else ''}{query}"
            await RedirectResponse(address, 307)(scope, receive, send)
            return
        body = b""

        async def send_replaced(message: Message) -> None:
            nonlocal body
            if message["type"] == "http.response.start" and _is_index_page(scope["path"], message):
                headers = MutableHeaders(scope=message)
                compressed = "content-encoding" in headers
                if _is_page(scope["path"]):
                    body = index_page(compressed)
                else:
                    message["status"] = 404
                    body = not_found_page(scope["path"], compressed)
                headers["content-length"] = str(len(body))
                del headers["etag"], headers["last-modified"]
            elif body:
                if message.get("more_body"):
                    return
                message = {"type": "http.response.body", "body": body}
            await send(message)

        await self.app(scope, receive, send_replaced)


@cache
def index_page(compressed: bool = False) -> bytes:
    """The bytes of Streamlit's page with our language, styles and script; gzipped if
    `compressed`."""
    page = INDEX_FILE.read_bytes().replace(HTML_TAG, b'<html lang="en-GB">')
    page = AGENT_MARKUP.sub(b"", page).replace(NO_SCRIPT_MARKUP, NO_SCRIPT)
    page = page.replace(FIRST_SCRIPT, HEAD_MARKUP + FIRST_SCRIPT, 1)
    return gzip.compress(page) if compressed else page


def not_found_page(path: str, compressed: bool = False) -> bytes:
    """The page for a path that no page has, with links to those that exist; gzipped if
    `compressed`.

    Streamlit would show the first page at such a path. The answer's status is 404.
    """
    page = render("edge/no_page", up=_path_to_root(path)).encode()
    return gzip.compress(page) if compressed else page


def redirect_page(path: str) -> str | None:
    """The path of the page that an old or damaged path means, "" for the first page, which an empty
    path means too; None where the path is right as it is or means no page."""
    name = path.strip("/")
    page = name.rstrip(_TRAILING_MARKS).casefold().replace("-", "_").replace(" ", "_")
    if page == OLD_FIRST_PAGE or not path:
        return ""
    return page if page in PAGE_PATHS and page != name else None


def inline_script_hashes() -> list[str]:
    """The SHA-256 of each inline script of Streamlit's page, in base64, for the content security
    policy."""
    scripts = INLINE_SCRIPT.findall(INDEX_FILE.read_bytes())
    return [base64.b64encode(hashlib.sha256(script).digest()).decode() for script in scripts]


def _is_page(path: str) -> bool:
    """Whether a page of ours has this path; the first page has none of its own."""
    return not (name := path.strip("/")) or name in PAGE_PATHS


def _path_to_root(path: str) -> str:
    """The relative path from this path to the dashboard's first page: "./", "../" and so on."""
    return "../" * min(path.count("/") - 1, DEEPEST) or "./"


def _is_index_page(path: str, message: Message) -> bool:
    kind = dict(message["headers"]).get(b"content-type", b"")
    html = message["status"] == 200 and kind.startswith(b"text/html")
    return html and not path.startswith(OTHER_PATHS)
