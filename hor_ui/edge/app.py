"""What stands around the dashboard: routes, layers, and what is made ready at the start."""

import gc
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import date
from typing import Any

from starlette.middleware import Middleware
from starlette.routing import Route
from streamlit import config

from hor_data.release import ReleaseRefusedError, read_release
from hor_data.releases import publish_first
from hor_data.workbook import UnreadableWorkbookError
from hor_ui.edge.headers import Edge
from hor_ui.edge.one_time_code import CODE
from hor_ui.edge.open_data import health, open_data
from hor_ui.edge.sign_in import show_form, sign_in, sign_out
from hor_ui.edge.uploads import UploadBounds
from hor_ui.settings import serve_officers, settings, store

ROUTES = [
    Route("/sign-in", show_form, methods=["GET"]),
    Route("/sign-in", sign_in, methods=["POST"]),
    Route("/sign-out", sign_out, methods=["POST"]),
    Route("/health", health),
    Route("/open-data/commitments.{kind}", open_data),
]
LAYERS = [Middleware(Edge), Middleware(UploadBounds)]


@asynccontextmanager
async def lifespan(_app: Any) -> AsyncIterator[None]:
    """Open the store, begin it with the shipped workbook, and say how officers sign in."""
    serve_officers()
    _begin()
    if not settings().password_hash:
        base = settings().base_address or f"http://localhost:{config.get_option('server.port')}"
        sys.stderr.write(
            f"\nOfficers sign in once with the code {CODE}\nat {base}/sign-in?code={CODE}\n\n"
        )
        sys.stderr.flush()
    gc.collect()
    gc.freeze()
    yield


def _begin() -> None:
    try:
        content = settings().workbook.read_bytes()
        publish_first(store(), content, settings().workbook.name)
        read_release(content, date.today())
    except (OSError, UnreadableWorkbookError, ReleaseRefusedError):
        # The dashboard's own page says what is wrong with the workbook, and where.
        store()
