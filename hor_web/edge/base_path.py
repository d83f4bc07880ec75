"""The path that the dashboard stands below, such as /health: of its address, or of Streamlit.

Layers between `BelowPath` and `RoutedPath` see paths without it. A proxy may pass the path on or
leave it out, and whoever asks the server directly, as a health check does, need not know it.
"""

from functools import cache

from starlette.types import ASGIApp, Receive, Scope, Send

from hor_web.internals import server_option
from hor_web.settings import read_settings


def public_path() -> str:
    """The path below which readers find the dashboard, without a slash at its end; "" for none."""
    return read_settings().base_path or routed_path()


@cache
def routed_path() -> str:
    """The path below which Streamlit has its own routes, by --server.baseUrlPath; "" for none."""
    option = server_option("baseUrlPath").strip("/")
    return f"/{option}" if option else ""


class BelowPath:
    """A layer that takes the dashboard's own path off each request; nothing is left where nothing
    follows it."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on without the path."""
        if scope["type"] not in ("http", "websocket"):
            await self.app(scope, receive, send)
            return
        for base in {public_path(), routed_path()} - {""}:
            if f"{scope['path']}/".startswith(f"{base}/"):
                scope = {**scope, "path": scope["path"].removeprefix(base)}
                break
        await self.app(scope, receive, send)


class RoutedPath:
    """A layer that puts Streamlit's own path before the path of each request again."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on with the path."""
        if routed_path() and scope["type"] in ("http", "websocket"):
            scope = {**scope, "path": routed_path() + scope["path"]}
        await self.app(scope, receive, send)
