"""Signing in and out: /sign-in and /sign-out."""

import asyncio
import re
from functools import cache
from typing import NamedTuple
from urllib.parse import parse_qs

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import HTMLResponse, PlainTextResponse, RedirectResponse, Response

from hor_data.officers import ABSOLUTE, end_session, may_try, note_refusal, start_session
from hor_ui.edge.one_time_code import CODE
from hor_ui.edge.requests import (
    OVER_TLS,
    PLAIN,
    address_of,
    is_same_origin,
    is_secure,
    officers_token,
)
from hor_ui.markup import render
from hor_ui.settings import settings, store

WRONG_CODE = (
    "That code is not right, or was used already. "
    "Starting the dashboard's server again prints a new one."
)
WRONG_PASSWORD = "That password is not right."
NO_NAME = "Enter your name."
TOO_MANY = "There were too many attempts. Wait 15 minutes and try again."
ELSEWHERE = "Sign in and out from the dashboard's own pages."
LONGEST = 1_000
LONGEST_NAME = 80
FIRST_PAGE = "/update_data"
FORM = "application/x-www-form-urlencoded"
# Checking a password takes much memory and time: one at a time, and the attempts are counted so.
_ONE_AT_A_TIME = asyncio.Lock()


class Said(NamedTuple):
    """What a person put in the form."""

    name: str = ""
    secret: str = ""


class Problem(NamedTuple):
    """Why nobody was signed in: a sentence, the field it is about, and the answer's status."""

    sentence: str
    field: str = ""
    status: int = 401


def show_form(request: Request) -> Response:
    """The form; a code in the link the server printed is filled in."""
    return _form(request, Said(secret=request.query_params.get("code", "")[:LONGEST]))


async def sign_in(request: Request) -> Response:
    """Check the code or password; a session begins in the store and its token goes in a cookie."""
    if not is_same_origin(request.scope):
        return PlainTextResponse(ELSEWHERE, 403)
    said = await _read_form(request)
    async with _ONE_AT_A_TIME:
        return await run_in_threadpool(_answer, request, said)


def sign_out(request: Request) -> Response:
    """End the session in the store, so that a copy of the cookie opens nothing either."""
    if not is_same_origin(request.scope):
        return PlainTextResponse(ELSEWHERE, 403)
    end_session(store(), officers_token(request.cookies), address_of(request))
    response = RedirectResponse("/", 303)
    response.delete_cookie(PLAIN, httponly=True, samesite="lax")
    if is_secure(request.scope):
        response.delete_cookie(OVER_TLS, secure=True, httponly=True, samesite="lax")
    return response


def _answer(request: Request, said: Said) -> Response:
    problem = _problem(said, address_of(request))
    if problem:
        return _form(request, said, problem)
    return begin_session(request, said.name, request.query_params.get("next", ""))


def begin_session(request: Request, who: str, next_path: str = "") -> Response:
    """A session in the store, its token in a cookie, and the way to a page of this dashboard."""
    token = start_session(store(), who, address_of(request))
    response = RedirectResponse(local_path(next_path), 303)
    secure = is_secure(request.scope)
    response.set_cookie(
        OVER_TLS if secure else PLAIN,
        token,
        max_age=int(ABSOLUTE.total_seconds()),
        httponly=True,
        samesite="lax",
        secure=secure,
    )
    return response


def _problem(said: Said, address: str) -> Problem | None:
    if not may_try(store(), address):
        return Problem(TOO_MANY, status=429)
    if not said.name:
        return Problem(NO_NAME, "name", 422)
    if _is_right(said.secret):
        return None
    note_refusal(store(), address)
    return Problem(WRONG_PASSWORD if settings().password_hash else WRONG_CODE, "secret")


def _is_right(secret: str) -> bool:
    if not settings().password_hash:
        return CODE.take(secret)
    try:
        return _hasher().verify(settings().password_hash, secret)
    except (VerificationError, InvalidHashError):
        return False


@cache
def _hasher() -> PasswordHasher:
    return PasswordHasher()


async def _read_form(request: Request) -> Said:
    """What a form of bounded size holds."""
    body = b""
    if request.headers.get("content-type", "").startswith(FORM):
        async for part in request.stream():
            body += part
            if len(body) > 4 * LONGEST:
                return Said()
    fields = parse_qs(body.decode("utf-8", "replace"))
    name = "".join(filter(str.isprintable, " ".join(fields.get("name", [""])[0].split())))
    return Said(name[:LONGEST_NAME], fields.get("secret", [""])[0][:LONGEST])


def local_path(address: str) -> str:
    """The address if it is a path of this dashboard, or else its page for officers."""
    return address if re.fullmatch(r"/(?:[\w.~%-][\w./~%?&=+-]*)?", address) else FIRST_PAGE


def _form(request: Request, said: Said, problem: Problem | None = None) -> Response:
    by_code = not settings().password_hash
    html = render(
        "sign_in",
        name=said.name,
        code=said.secret if by_code else "",
        by_code=by_code,
        problem=problem,
        next=local_path(request.query_params.get("next", "")),
        by_provider=settings().oidc.is_set,
    )
    return HTMLResponse(
        html, problem.status if problem else 200, headers={"cache-control": "no-store"}
    )
