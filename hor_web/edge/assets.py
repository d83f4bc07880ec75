"""Scripts and styles, compressed once and kept in memory: Streamlit sends them uncompressed."""

import gzip
import hashlib
import mimetypes
import re
from functools import lru_cache
from pathlib import Path

from starlette.concurrency import run_in_threadpool
from starlette.datastructures import Headers
from starlette.responses import Response
from starlette.types import ASGIApp, Receive, Scope, Send

from hor_web.internals import APP_STATIC_PATH, COMPONENT_PATH, FRONT_END, FRONT_END_PATH
from hor_web.settings import ROOT

COMPRESSED_SUFFIXES = (".js", ".css", ".svg", ".json")
OWN_FILES = ROOT / "static"
ASSET_FOLDERS = {
    FRONT_END_PATH: FRONT_END / "static",
    APP_STATIC_PATH: OWN_FILES,
    f"{COMPONENT_PATH}hor.chart/": OWN_FILES,
    f"{COMPONENT_PATH}hor.content/": OWN_FILES,
}
# A name with a hash of eight characters (index.a1B2-c3_.js) or with a version (plotly-4.1.1.min.js)
# always stands for the same bytes, so browsers may keep it for a year.
_VERSIONED_NAME = re.compile(r"[.-](?:[\w-]{8}|\d+\.\d+\.\d+(?:\.min)?)\.(?:js|css)$")
_FILE_NAME = re.compile(r"(?:[\w-]+/)?[\w-][\w.-]*")
IMMUTABLE, REVALIDATE = "public, max-age=31536000, immutable", "no-cache"


class CompressedAssets:
    """A layer that answers requests for scripts and styles where the browser accepts gzip."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer with a compressed file, or pass the request on."""
        file = _requested_file(scope) if scope["type"] == "http" else None
        if file is None:
            await self.app(scope, receive, send)
            return
        body, tag = await run_in_threadpool(_compressed, file, file.stat().st_mtime_ns)
        asked = scope["query_string"].decode("latin-1")
        is_versioned = _VERSIONED_NAME.search(file.name) or asked == f"v={tag[1:-4]}"
        headers = {
            "content-encoding": "gzip",
            "vary": "Accept-Encoding",
            "etag": tag,
            "cache-control": IMMUTABLE if is_versioned else REVALIDATE,
        }
        if tag in Headers(scope=scope).get("if-none-match", ""):
            await Response(status_code=304, headers=headers)(scope, receive, send)
            return
        kind = mimetypes.guess_type(file.name)[0]
        await Response(body, media_type=kind, headers=headers)(scope, receive, send)


def versioned_name(name: str) -> str:
    """A file of ours with its version, by its content, as it stands in an address."""
    return f"{name}?v={_tag((OWN_FILES / name).read_bytes())}"


def _requested_file(scope: Scope) -> Path | None:
    asks = scope["method"] in ("GET", "HEAD") and scope["path"].endswith(COMPRESSED_SUFFIXES)
    if not asks or "gzip" not in Headers(scope=scope).get("accept-encoding", ""):
        return None
    for prefix, folder in ASSET_FOLDERS.items():
        name = scope["path"].removeprefix(prefix)
        if name != scope["path"] and _FILE_NAME.fullmatch(name) and (folder / name).is_file():
            return folder / name
    return None


@lru_cache(maxsize=512)
def _compressed(file: Path, _changed: int) -> tuple[bytes, str]:
    content = file.read_bytes()
    return gzip.compress(content, 9, mtime=0), f'"{_tag(content)}-gz"'


def _tag(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()[:16]
