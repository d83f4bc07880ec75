"""Security headers on every answer."""

from functools import cache

from starlette.datastructures import MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from hor_ui.edge.requests import is_secure
from hor_ui.edge.shell import inline_scripts

A_YEAR = "max-age=31536000"


class SecurityHeaders:
    """A layer that puts them on, and keeps cookies to https where the reader came by it."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request with the headers."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return

        async def with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                _put_on(MutableHeaders(scope=message), is_secure(scope))
            await send(message)

        await self.app(scope, receive, with_headers)


def _put_on(headers: MutableHeaders, secure: bool) -> None:
    headers.update(security_headers())
    if not secure:
        return
    headers["strict-transport-security"] = A_YEAR
    cookies = headers.getlist("set-cookie")
    del headers["set-cookie"]
    for cookie in cookies:
        kept = cookie if "; secure" in cookie.lower() else f"{cookie}; Secure"
        headers.append("set-cookie", kept)


@cache
def security_headers() -> dict[str, str]:
    """The same for every answer. Streamlit's inline script is allowed by its hash alone."""
    scripts = " ".join(f"'sha256-{one}'" for one in inline_scripts())
    policy = {
        "default-src": "'self'",
        "script-src": f"'self' {scripts}",
        # Streamlit's components write their styles into the page.
        "style-src": "'self' 'unsafe-inline'",
        "img-src": "'self' data: blob:",
        "font-src": "'self' data:",
        "connect-src": "'self'",
        "worker-src": "'self' blob:",
        "object-src": "'none'",
        "base-uri": "'self'",
        "form-action": "'self'",
        "frame-ancestors": "'none'",
    }
    return {
        "content-security-policy": "; ".join(f"{name} {of}" for name, of in policy.items()),
        "x-content-type-options": "nosniff",
        "x-frame-options": "DENY",
        "referrer-policy": "same-origin",
        "cross-origin-opener-policy": "same-origin",
        "permissions-policy": "camera=(), geolocation=(), microphone=()",
    }
