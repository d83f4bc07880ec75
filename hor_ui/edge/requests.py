"""What a request says of itself, as far as that can be believed."""

from collections.abc import Mapping
from urllib.parse import urlsplit

from starlette.datastructures import Headers
from starlette.requests import HTTPConnection
from starlette.types import Scope

from hor_ui.settings import settings

# The prefix makes browsers refuse the cookie from another host of the same name, or without TLS.
OVER_TLS, PLAIN = "__Host-officer", "officer"


def is_secure(scope: Scope) -> bool:
    """Whether the reader's browser came by https, or is meant to."""
    forwarded = Headers(scope=scope).get("x-forwarded-proto", "")
    return settings().secure or "https" in (scope.get("scheme"), forwarded)


def is_same_origin(scope: Scope) -> bool:
    """Whether one of our own pages asked, as the browser says; a request without Origin did not."""
    headers = Headers(scope=scope)
    try:
        asked_from = urlsplit(headers.get("origin", ""))
    except ValueError:
        return False
    site = headers.get("sec-fetch-site", "same-origin")
    own = asked_from.netloc == headers.get("host", "") and asked_from.scheme in ("http", "https")
    return own and site == "same-origin"


def address_of(connection: HTTPConnection) -> str:
    """Where a request comes from. The server itself asks X-Forwarded-For, of trusted proxies."""
    return connection.client.host if connection.client else ""


def officers_token(cookies: Mapping[str, str]) -> str:
    """What the officer's cookie carries, "" where there is none."""
    plain = "" if settings().secure else cookies.get(PLAIN, "")
    return cookies.get(OVER_TLS) or plain
