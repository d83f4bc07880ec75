"""Signing in with an organisation's own account (OpenID Connect), to the same session as any."""

import hmac
import logging
from functools import cache
from typing import Any
from urllib.parse import urlencode, urlsplit

from authlib.integrations.base_client import OAuthError
from authlib.integrations.starlette_client import OAuth
from httpx import HTTPError
from joserfc.errors import JoseError
from starlette.concurrency import run_in_threadpool
from starlette.middleware import Middleware
from starlette.middleware.sessions import SessionMiddleware
from starlette.requests import Request
from starlette.responses import HTMLResponse, PlainTextResponse, Response
from starlette.routing import Mount, Route

from hor_data.store import add_refusal_event, may_attempt_sign_in
from hor_web.edge.base_path import public_path, routed_path
from hor_web.edge.officers_list import officer_name
from hor_web.edge.rate_limit import RateLimit
from hor_web.edge.sign_in import TOO_MANY_ATTEMPTS, begin_session
from hor_web.markup import render
from hor_web.requests import client_address, is_secure, readers_network
from hor_web.settings import read_settings
from hor_web.state import shared_store

log = logging.getLogger(__name__)
NO_OFFICER = (
    "You are signed in with your organisation, but are not on the list of officers. "
    "Ask whoever runs the dashboard to add you."
)
NOT_COMPLETED = "Signing in was not completed. Go back to the dashboard and try again."
VISIT_SECONDS = 600
# How far the provider's clock may be from ours, in seconds.
CLOCK_DIFFERENCE = 60
ALGORITHMS = ("RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "ES256", "ES384", "EdDSA")
# The provider's token of an officer's sign-in, kept by the browser for signing out there.
HINT_COOKIE = "oidc_hint"
LONGEST_HINT = 3_500  # bytes that every browser keeps of one cookie
FAILURES = (HTTPError, OAuthError, JoseError, KeyError, ValueError, RuntimeError, TypeError)
# A visit that came back once is over, though a copy of its cookie were sent again.
_ENDED_VISITS = RateLimit(VISIT_SECONDS, 1, 100_000)


async def start_oidc(request: Request) -> Response:
    """Send the reader to the organisation's sign-in, with a state, a nonce and a proof key of this
    visit."""
    if not await _may_try(request):
        return PlainTextResponse(TOO_MANY_ATTEMPTS, 429)
    request.session.clear()
    request.session["next"] = request.query_params.get("next", "")[:200]
    try:
        await _issuer()
        return await _provider().authorize_redirect(request, f"{_base(request)}/oidc/finish")
    except FAILURES as error:
        log.warning("The organisation's sign-in could not be reached: %s", error)
        return PlainTextResponse(NOT_COMPLETED, 502)


async def finish_oidc(request: Request) -> Response:
    """The organisation's answer to a sign-in: begins a session if the person is a listed
    officer."""
    if not await _may_try(request):
        return PlainTextResponse(TOO_MANY_ATTEMPTS, 429)
    next_path = str(request.session.get("next", ""))
    try:
        token = await _token(request)
    except FAILURES as error:
        log.warning("A visit to the organisation's sign-in was not completed: %s", error)
        # Anyone can call this address without having started a sign-in. Such calls are not counted
        # as attempts: otherwise they would lock the officers out.
        return PlainTextResponse(NOT_COMPLETED, 401)
    finally:
        request.session.clear()
    who = officer_name(token.get("userinfo") or {}, read_settings().oidc)
    if not who:
        address = client_address(request)
        network = readers_network(address)
        await run_in_threadpool(add_refusal_event, shared_store(), address, network)
        return PlainTextResponse(NO_OFFICER, 403)
    response = await run_in_threadpool(begin_session, request, who, next_path)
    _keep_hint(request, response, str(token.get("id_token") or ""))
    return response


async def end_provider_session(request: Request) -> Response | None:
    """A page that leads on to signing out at the provider; None where it has no such thing.

    A page and no redirect: a form that leads to another site is refused by our own policy.
    """
    try:
        metadata = await _provider().load_server_metadata()
    except FAILURES as error:
        log.warning("The organisation's sign-in could not be reached to sign out: %s", error)
        return None
    end = metadata.get("end_session_endpoint")
    if not end:
        return None
    asked = {
        "client_id": read_settings().oidc.client_id,
        "post_logout_redirect_uri": f"{_base(request)}/",
        "id_token_hint": request.cookies.get(HINT_COOKIE, ""),
    }
    query = urlencode({name: value for name, value in asked.items() if value})
    page = render("edge/signed_out", address=f"{end}{'&' if '?' in end else '?'}{query}")
    response = HTMLResponse(page, headers={"cache-control": "no-store"})
    response.delete_cookie(HINT_COOKIE, path=f"{public_path()}/sign-out")
    return response


async def _token(request: Request) -> dict[str, Any]:
    """The provider's token for a visit of this browser, its claims checked. Raises one of
    FAILURES."""
    issuer, query = await _issuer(), request.query_params
    if query.get("iss", issuer) != issuer:
        raise ValueError("another issuer answered")
    if f"_state_officers_{query.get('state')}" not in request.session:
        raise ValueError("no visit of this browser has this state")
    if not _ENDED_VISITS.allows(query["state"]):
        raise ValueError("the visit came back before")
    client_id = read_settings().oidc.client_id
    return await _provider().authorize_access_token(
        request,
        claims_options={
            "iss": {"essential": True, "value": issuer},
            "aud": {"essential": True, "value": client_id},
        },
        leeway=CLOCK_DIFFERENCE,
    )


async def _issuer() -> str:
    """What the provider calls itself in its tokens, by its metadata. Raises ValueError where it
    stands on another site than they do."""
    oidc, metadata = read_settings().oidc, await _provider().load_server_metadata()
    supported = metadata.get("id_token_signing_alg_values_supported") or ["RS256"]
    # Whatever the provider offers: a token without a signature, or signed with what the client
    # knows too, proves nothing.
    metadata["id_token_signing_alg_values_supported"] = [
        name for name in supported if name in ALGORITHMS
    ]
    issuer = str(metadata["issuer"]).replace("{tenantid}", oidc.tenant or "{tenantid}")
    if urlsplit(issuer)[:2] != urlsplit(oidc.metadata)[:2]:
        raise ValueError("the metadata name an issuer on another site")
    return issuer


def _keep_hint(request: Request, response: Response, hint: str) -> None:
    if not hint or len(hint) > LONGEST_HINT:
        return
    response.set_cookie(
        HINT_COOKIE,
        hint,
        path=f"{public_path()}/sign-out",
        httponly=True,
        samesite="strict",
        secure=is_secure(request.scope),
    )


async def _may_try(request: Request) -> bool:
    network = readers_network(client_address(request))
    return await run_in_threadpool(may_attempt_sign_in, shared_store(), network)


def _base(request: Request) -> str:
    if base := read_settings().base_address:
        return base
    scheme = "https" if is_secure(request.scope) else "http"
    return f"{scheme}://{request.headers.get('host', '')}{public_path()}"


@cache
def _provider() -> Any:
    oauth, oidc = OAuth(), read_settings().oidc
    return oauth.register(
        "officers",
        server_metadata_url=oidc.metadata,
        client_id=oidc.client_id,
        client_secret=oidc.client_secret,
        client_kwargs={
            "scope": "openid email profile",
            "code_challenge_method": "S256",
            "timeout": 10,
        },
    )


def _visit_key() -> str:
    """What a visit's cookie is signed with: the same on every replica, so that a visit that began
    at one ends at any, and of no use for anything else."""
    secret = read_settings().oidc.client_secret.encode()
    return hmac.new(secret, b"a visit to the organisation's sign-in", "sha256").hexdigest()


OIDC = Mount(
    f"{routed_path()}/oidc",
    routes=[Route("/begin", start_oidc), Route("/finish", finish_oidc)],
    middleware=[
        Middleware(
            SessionMiddleware,
            secret_key=_visit_key(),
            session_cookie="oidc",
            path=f"{public_path()}/oidc",
            max_age=VISIT_SECONDS,
            same_site="lax",
            https_only=read_settings().secure,
        )
    ],
)
