"""A release as it was uploaded, at /originals/3: for officers, asked for again each time."""

from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response

from hor_data.store import WithdrawnError, add_event, read_content
from hor_web.edge.open_data import OPEN_DATA_TYPES
from hor_web.publications import ask_store
from hor_web.requests import client_address, officer_token
from hor_web.sessions import signed_in_officer
from hor_web.state import shared_store

OFFICERS_ONLY = "Only officers download originals. Sign in and try again."
LARGEST_NUMBER = 2**31 - 1  # of a whole number in PostgreSQL
NO_RELEASE = "There is no such release."
# A copy in a cache would outlast the officer's session, and the release.
NEVER_KEPT = {"cache-control": "no-store"}


def original(request: Request) -> Response:
    """The workbook of a release as it was uploaded; 401 for anyone but an officer, 404 where there
    is none of that number, 410 where it was withdrawn."""
    token = officer_token(request.cookies)
    who = ask_store(lambda: signed_in_officer(token)) if token else ""
    if not who:
        return PlainTextResponse(OFFICERS_ONLY, 401, headers=NEVER_KEPT)
    number = min(int(request.path_params["number"]), LARGEST_NUMBER)
    try:
        content = ask_store(lambda: read_content(shared_store(), number))
    except WithdrawnError as error:
        return PlainTextResponse(str(error), 410, headers=NEVER_KEPT)
    if content is None:
        return PlainTextResponse(NO_RELEASE, 404, headers=NEVER_KEPT)
    add_event(shared_store(), who, "download", f"release {number}", client_address(request))
    name = f'attachment; filename="release-{number}.xlsx"'
    headers = NEVER_KEPT | {"content-disposition": name}
    return Response(content, media_type=OPEN_DATA_TYPES["xlsx"], headers=headers)
