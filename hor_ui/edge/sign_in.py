"""Signing in and out: /sign-in and /sign-out."""

from functools import cache
from urllib.parse import parse_qs, urlsplit

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError
from starlette.requests import Request
from starlette.responses import HTMLResponse, PlainTextResponse, RedirectResponse, Response

from hor_data.officers import ABSOLUTE, end_session, may_try, note_refusal, start_session
from hor_ui.edge.one_time_code import CODE
from hor_ui.markup import render
from hor_ui.settings import cookie_name, settings, store

WRONG = "That is not right. Check it and try again."
TOO_MANY = "There were too many attempts. Wait 15 minutes and try again."
LONGEST = 1_000
LONGEST_WHO = 80
FORM = "application/x-www-form-urlencoded"


def show_form(request: Request) -> Response:
    """The form; a code in the link the server printed is filled in."""
    return _form(request, code=request.query_params.get("code", "")[:LONGEST])


async def sign_in(request: Request) -> Response:
    """Check the code or password; a session begins in the store and its token goes in a cookie."""
    if not same_origin(request):
        return PlainTextResponse("Sign in from the dashboard's own page.", 403)
    address = address_of(request)
    if not may_try(store(), address):
        return _form(request, TOO_MANY, status=429)
    who, secret = await _said(request)
    if not who or not secret or not _right(secret):
        note_refusal(store(), address)
        return _form(request, WRONG, status=401)
    token = start_session(store(), who, address)
    response = RedirectResponse(_local(request.query_params.get("next", "")), 303)
    response.set_cookie(
        cookie_name(),
        token,
        max_age=int(ABSOLUTE.total_seconds()),
        httponly=True,
        samesite="lax",
        secure=settings().secure,
        path="/",
    )
    return response


async def sign_out(request: Request) -> Response:
    """End the session in the store, so that a copy of the cookie opens nothing either."""
    if not same_origin(request):
        return PlainTextResponse("Sign out from the dashboard's own page.", 403)
    end_session(store(), request.cookies.get(cookie_name(), ""), address_of(request))
    response = RedirectResponse("/", 303)
    response.delete_cookie(cookie_name(), path="/", secure=settings().secure, httponly=True)
    return response


def same_origin(request: Request) -> bool:
    """Whether the request comes from our own pages, as the browser itself says."""
    origin = request.headers.get("origin", "")
    site = request.headers.get("sec-fetch-site", "same-origin")
    return urlsplit(origin).netloc == request.headers.get("host", "") and site == "same-origin"


def address_of(request: Request) -> str:
    """Where the request comes from; a header that anyone can write is not asked."""
    return request.client.host if request.client else ""


async def _said(request: Request) -> tuple[str, str]:
    """The name and the secret of a form of bounded size; "" for what it does not hold."""
    body = b""
    if request.headers.get("content-type", "").startswith(FORM):
        async for part in request.stream():
            body += part
            if len(body) > 4 * LONGEST:
                return "", ""
    fields = parse_qs(body.decode("utf-8", "replace"))
    who = " ".join(fields.get("who", [""])[0].split())
    return who[:LONGEST_WHO], fields.get("secret", [""])[0][:LONGEST]


def _right(said: str) -> bool:
    if not settings().password_hash:
        return CODE.take(said)
    try:
        return _hasher().verify(settings().password_hash, said)
    except (VerificationError, InvalidHashError):
        return False


@cache
def _hasher() -> PasswordHasher:
    return PasswordHasher()


def _local(address: str) -> str:
    """The address if it is a path of this dashboard, or its page for officers."""
    parts = urlsplit(address)
    plain = address.startswith("/") and not address.startswith(("//", "/\\"))
    return address if plain and not parts.scheme and not parts.netloc else "/update_data"


def _form(request: Request, problem: str = "", code: str = "", status: int = 200) -> Response:
    asks_code = not settings().password_hash
    html = render(
        "sign_in", problem=problem, code=code, asks_code=asks_code, query=request.url.query
    )
    return HTMLResponse(html, status, headers={"cache-control": "no-store"})
