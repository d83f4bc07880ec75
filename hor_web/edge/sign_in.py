"""Signing in and out: /sign-in and /sign-out."""

import logging
import re
from typing import NamedTuple
from urllib.parse import parse_qs

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import HTMLResponse, PlainTextResponse, RedirectResponse, Response

from hor_data.store import (
    SESSION_LIMIT,
    StoreUnavailableError,
    add_refusal_event,
    end_session,
    has_signed_in_from,
    may_attempt_sign_in,
    start_session,
)
from hor_web.edge.attempts import KNOWN, UNKNOWN, AttemptQueue, KnownPassword, QueueFullError
from hor_web.edge.base_path import public_path
from hor_web.edge.counters import SIGN_INS
from hor_web.edge.one_time_code import CODE
from hor_web.markup import render
from hor_web.requests import (
    PLAIN_COOKIE,
    SECURE_COOKIE,
    client_address,
    is_same_origin,
    is_secure,
    officer_token,
    readers_network,
)
from hor_web.settings import read_settings
from hor_web.state import shared_store

WRONG_CODE = (
    "That code is not right, or was used already. "
    "Starting the dashboard's server again prints a new one."
)
WRONG_PASSWORD = "That password is not right."
NO_NAME = "Enter your name."
TOO_MANY_ATTEMPTS = "There were too many attempts. Wait 15 minutes and try again."
MANY_WAIT = "Many attempts to sign in are waiting. Wait a minute and try again."
OTHER_ORIGIN = "Sign in and out from the dashboard's own pages."
LONGEST_FIELD = 1_000
LONGEST_NAME = 80
OFFICERS_PAGE = "/update_data"
FORM_TYPE = "application/x-www-form-urlencoded"
log = logging.getLogger(__name__)
_QUEUE = AttemptQueue()
_PASSWORD = KnownPassword()


class SignInForm(NamedTuple):
    """The fields of the sign-in form."""

    name: str = ""
    secret: str = ""


class SignInProblem(NamedTuple):
    """Why nobody was signed in: a sentence, the field it is about, and the answer's status."""

    sentence: str
    field: str = ""
    status: int = 401


def show_form(request: Request) -> Response:
    """The sign-in page; the code of the link that the server printed is filled in."""
    code = request.query_params.get("code", "")[:LONGEST_FIELD]
    return _form_page(request, SignInForm(secret=code))


async def sign_in(request: Request) -> Response:
    """Check the code or password; a session begins in the store and its token goes in a cookie."""
    if not is_same_origin(request.scope):
        return PlainTextResponse(OTHER_ORIGIN, 403)
    form = await _read_form(request)
    problem = await _check_form(form, client_address(request))
    if problem:
        SIGN_INS.labels("refused").inc()
        log.info("An attempt to sign in was refused: %s", problem.sentence)
        return _form_page(request, form, problem)
    return await run_in_threadpool(_admit, request, form.name)


async def sign_out(request: Request) -> Response:
    """End the session in the store, so that a copy of the cookie opens nothing either, and where it
    was the organisation's, at its provider too."""
    if not is_same_origin(request.scope):
        return PlainTextResponse(OTHER_ORIGIN, 403)
    token, address = officer_token(request.cookies), client_address(request)
    await run_in_threadpool(end_session, shared_store(), token, address)
    response: Response = RedirectResponse(f"{public_path()}/", 303)
    if read_settings().oidc.is_set:
        from hor_web.edge.oidc import end_provider_session

        response = await end_provider_session(request) or response
    response.delete_cookie(PLAIN_COOKIE, httponly=True, samesite="lax")
    if is_secure(request.scope):
        response.delete_cookie(SECURE_COOKIE, secure=True, httponly=True, samesite="lax")
    return response


def _admit(request: Request, who: str) -> Response:
    try:
        return begin_session(request, who, request.query_params.get("next", ""))
    except StoreUnavailableError:
        # A code is used up only when somebody was signed in by it.
        if not read_settings().password_hash:
            CODE.give_back()
        raise


def begin_session(request: Request, who: str, next_path: str = "") -> Response:
    """Begin a session in the store, set its token as a cookie, and redirect to a page of the
    dashboard."""
    address = client_address(request)
    token = start_session(shared_store(), who, address, readers_network(address))
    SIGN_INS.labels("done").inc()
    log.info("An officer signed in.")
    response = RedirectResponse(public_path() + local_path(next_path), 303)
    secure = is_secure(request.scope)
    response.set_cookie(
        SECURE_COOKIE if secure else PLAIN_COOKIE,
        token,
        max_age=int(SESSION_LIMIT.total_seconds()),
        httponly=True,
        samesite="lax",
        secure=secure,
    )
    return response


async def _check_form(form: SignInForm, address: str) -> SignInProblem | None:
    network, password_hash = readers_network(address), read_settings().password_hash
    if not await run_in_threadpool(may_attempt_sign_in, shared_store(), network):
        return SignInProblem(TOO_MANY_ATTEMPTS, status=429)
    if not form.name:
        return SignInProblem(NO_NAME, "name", 422)
    if password_hash and _PASSWORD.is_known(password_hash, form.secret):
        return None
    known = await run_in_threadpool(has_signed_in_from, shared_store(), network)
    try:
        async with _QUEUE.turn(network, KNOWN if known else UNKNOWN):
            return await run_in_threadpool(_check_secret, form.secret, address, network)
    except QueueFullError:
        return SignInProblem(MANY_WAIT, status=503)


def _check_secret(secret: str, address: str, network: str) -> SignInProblem | None:
    """Counts again first: others of the same network may have been refused while this waited."""
    password_hash = read_settings().password_hash
    if not may_attempt_sign_in(shared_store(), network):
        return SignInProblem(TOO_MANY_ATTEMPTS, status=429)
    is_right = _PASSWORD.check(password_hash, secret) if password_hash else CODE.take(secret)
    if is_right:
        return None
    add_refusal_event(shared_store(), address, network)
    return SignInProblem(WRONG_PASSWORD if password_hash else WRONG_CODE, "secret")


async def _read_form(request: Request) -> SignInForm:
    """The fields of a posted form, cut to their longest; empty where the body is too large."""
    body = b""
    if request.headers.get("content-type", "").startswith(FORM_TYPE):
        async for part in request.stream():
            body += part
            if len(body) > 4 * LONGEST_FIELD:
                return SignInForm()
    fields = parse_qs(body.decode("utf-8", "replace"))
    name = "".join(filter(str.isprintable, " ".join(fields.get("name", [""])[0].split())))
    return SignInForm(name[:LONGEST_NAME], fields.get("secret", [""])[0][:LONGEST_FIELD])


def local_path(address: str) -> str:
    """The address if it is a path of this dashboard, else the path of the officers' page."""
    return address if re.fullmatch(r"/(?:[\w.~%-][\w./~%?&=+-]*)?", address) else OFFICERS_PAGE


def _form_page(
    request: Request, form: SignInForm, problem: SignInProblem | None = None
) -> Response:
    by_code = not read_settings().password_hash
    html = render(
        "edge/sign_in",
        name=form.name,
        code=form.secret if by_code else "",
        by_code=by_code,
        problem=problem,
        next=local_path(request.query_params.get("next", "")),
        by_provider=read_settings().oidc.is_set,
    )
    return HTMLResponse(
        html, problem.status if problem else 200, headers={"cache-control": "no-store"}
    )
