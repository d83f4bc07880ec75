"""Signing in with an organisation's own account (OpenID Connect), to the same session as any."""

import secrets
from functools import cache
from typing import Any

from authlib.integrations.base_client import OAuthError
from authlib.integrations.starlette_client import OAuth
from httpx import HTTPError
from joserfc.errors import JoseError
from starlette.concurrency import run_in_threadpool
from starlette.middleware import Middleware
from starlette.middleware.sessions import SessionMiddleware
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Mount, Route

from hor_data.officers import may_try, note_refusal
from hor_ui.edge.requests import address_of, is_secure
from hor_ui.edge.sign_in import TOO_MANY, begin_session
from hor_ui.settings import settings, store

NO_OFFICER = "You are signed in with your organisation, but are not on the list of officers."
NOT_DONE = "Signing in was not completed. Go back to the dashboard and try again."


async def begin(request: Request) -> Response:
    """Send the reader to the organisation's sign-in, with a state and a proof key of this visit."""
    if not await _may_try(request):
        return PlainTextResponse(TOO_MANY, 429)
    try:
        return await _provider().authorize_redirect(request, _callback(request))
    except (HTTPError, OAuthError):
        return PlainTextResponse(NOT_DONE, 502)


async def finish(request: Request) -> Response:
    """Back from there: whoever the organisation vouches for, and is an officer, has a session."""
    if not await _may_try(request):
        return PlainTextResponse(TOO_MANY, 429)
    try:
        token = await _provider().authorize_access_token(request)
    except (HTTPError, OAuthError, JoseError, KeyError, ValueError):
        # Anyone can ask for this address without a visit: noted, it would lock the officers out.
        return PlainTextResponse(NOT_DONE, 401)
    request.session.clear()
    who = _officer(token.get("userinfo") or {})
    if not who:
        await run_in_threadpool(note_refusal, store(), address_of(request))
        return PlainTextResponse(NO_OFFICER, 403)
    return await run_in_threadpool(begin_session, request, who)


async def _may_try(request: Request) -> bool:
    return await run_in_threadpool(may_try, store(), address_of(request))


def _officer(claims: dict[str, Any]) -> str:
    """The officer's name, where the verified address is on the list."""
    address = str(claims.get("email") or "")
    listed = address and address.casefold() in settings().oidc.officers
    if not listed or claims.get("email_verified") is False:
        return ""
    name = "".join(filter(str.isprintable, str(claims.get("name") or address)))
    return name[:80]


def _callback(request: Request) -> str:
    base = settings().base_address
    if not base:
        scheme = "https" if is_secure(request.scope) else "http"
        base = f"{scheme}://{request.headers.get('host', '')}"
    return f"{base}/oidc/finish"


@cache
def _provider() -> Any:
    oauth, oidc = OAuth(), settings().oidc
    return oauth.register(
        "officers",
        server_metadata_url=oidc.metadata,
        client_id=oidc.client_id,
        client_secret=oidc.client_secret,
        client_kwargs={"scope": "openid email profile", "code_challenge_method": "S256"},
    )


# The state of a visit to the organisation lives ten minutes, and no longer than this process.
OIDC = Mount(
    "/oidc",
    routes=[Route("/begin", begin), Route("/finish", finish)],
    middleware=[
        Middleware(
            SessionMiddleware,
            secret_key=secrets.token_urlsafe(32),
            session_cookie="oidc",
            path="/oidc",
            max_age=600,
            same_site="lax",
            https_only=settings().secure,
        )
    ],
)
