"""Security headers on every answer."""

from functools import cache

from starlette.datastructures import MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from hor_web.edge.index_page import inline_script_hashes
from hor_web.requests import is_secure
from hor_web.settings import read_settings

A_YEAR = "max-age=31536000"
# Whatever these answer is shown in no frame: nobody can lay a page over it and have it pressed.
NEVER_FRAMED = ("/sign-in", "/sign-out", "/oidc/", "/update_data")


class SecurityHeaders:
    """A layer that adds the security headers and, over https, makes every cookie Secure."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request with the headers."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return

        async def send_with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                sites = (
                    () if scope["path"].startswith(NEVER_FRAMED) else read_settings().embedded_in
                )
                _add_headers(MutableHeaders(scope=message), is_secure(scope), sites)
            await send(message)

        await self.app(scope, receive, send_with_headers)


def _add_headers(headers: MutableHeaders, secure: bool, sites: tuple[str, ...]) -> None:
    headers.update(security_headers(sites))
    if not secure:
        return
    headers["strict-transport-security"] = A_YEAR
    cookies = headers.getlist("set-cookie")
    del headers["set-cookie"]
    for cookie in cookies:
        kept = cookie if "; secure" in cookie.lower() else f"{cookie}; Secure"
        headers.append("set-cookie", kept)


@cache
def security_headers(sites: tuple[str, ...] = ()) -> dict[str, str]:
    """The headers by name, of an answer that pages of these sites may show in a frame. Streamlit's
    inline script is allowed by its hash alone."""
    scripts = " ".join(f"'sha256-{digest}'" for digest in inline_script_hashes())
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
        "frame-ancestors": " ".join(sites) or "'none'",
    }
    # The older header can name no sites: with it no browser would show a frame.
    framing = {} if sites else {"x-frame-options": "DENY"}
    return framing | {
        "content-security-policy": "; ".join(map(" ".join, policy.items())),
        "x-content-type-options": "nosniff",
        "referrer-policy": "same-origin",
        "cross-origin-opener-policy": "same-origin",
        "permissions-policy": "camera=(), geolocation=(), microphone=()",
    }
