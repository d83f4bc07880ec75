"""Scripts and styles, packed once and kept: Streamlit sends them as they lie."""

import gzip
import hashlib
import mimetypes
import re
from functools import lru_cache
from pathlib import Path

import streamlit
from starlette.concurrency import run_in_threadpool
from starlette.datastructures import Headers
from starlette.responses import Response
from starlette.types import ASGIApp, Receive, Scope, Send

from hor_ui.settings import ROOT

PACKED = (".js", ".css", ".svg", ".json")
OURS = ROOT / "static"
FOLDERS = {
    "/static/": Path(streamlit.__file__).parent / "static" / "static",
    "/app/static/": OURS,
    "/_stcore/bidi-components/hor.chart/": OURS,
    "/_stcore/bidi-components/hor.content/": OURS,
}
# A name with a hash or a version in it stands for the same bytes for ever.
_FOR_EVER = re.compile(r"[.-](?:[\w-]{8}|\d+\.\d+\.\d+(?:\.min)?)\.(?:js|css)$")
_NAME = re.compile(r"(?:[\w-]+/)?[\w-][\w.-]*")
FOR_EVER, ASK_AGAIN = "public, max-age=31536000, immutable", "no-cache"


class Assets:
    """A layer that answers for scripts and styles where the browser takes them packed."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer for a packed file, or pass the request on."""
        file = _file(scope) if scope["type"] == "http" else None
        if file is None:
            await self.app(scope, receive, send)
            return
        body, tag = await run_in_threadpool(_packed, file, file.stat().st_mtime_ns)
        headers = {
            "content-encoding": "gzip",
            "vary": "Accept-Encoding",
            "etag": tag,
            "cache-control": FOR_EVER if _FOR_EVER.search(file.name) else ASK_AGAIN,
        }
        if tag in Headers(scope=scope).get("if-none-match", ""):
            await Response(status_code=304, headers=headers)(scope, receive, send)
            return
        kind = mimetypes.guess_type(file.name)[0]
        await Response(body, media_type=kind, headers=headers)(scope, receive, send)


def _file(scope: Scope) -> Path | None:
    asks = scope["method"] in ("GET", "HEAD") and scope["path"].endswith(PACKED)
    if not asks or "gzip" not in Headers(scope=scope).get("accept-encoding", ""):
        return None
    for prefix, folder in FOLDERS.items():
        name = scope["path"].removeprefix(prefix)
        if name != scope["path"] and _NAME.fullmatch(name) and (folder / name).is_file():
            return folder / name
    return None


@lru_cache(maxsize=512)
def _packed(file: Path, _changed: int) -> tuple[bytes, str]:
    content = file.read_bytes()
    tag = hashlib.sha256(content).hexdigest()[:16]
    return gzip.compress(content, 9, mtime=0), f'"{tag}-gz"'
