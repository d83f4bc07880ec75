"""Open data at stable addresses: /open-data/commitments.csv, .json and .xlsx."""

from datetime import UTC, datetime
from email.utils import format_datetime, parsedate_to_datetime
from functools import lru_cache

from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response

from hor_data.release import write_release
from hor_exports.spreadsheets import commitments_csv, release_json
from hor_web.addresses import RELEASE, name_meant
from hor_web.publications import Publications, read_publications
from hor_web.release_menu import say_withdrawn
from hor_web.shown_release import published_release

OPEN_DATA_TYPES = {
    "csv": "text/csv; charset=utf-8",
    "json": "application/json",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}
LEAVE_OUT = "Leave out ?release= to get the latest."
NO_RELEASE = f"There is no such release. {LEAVE_OUT}"
NOT_KNOWN_NOW = (
    "The store of releases does not answer, and this release was not read before. "
    "Try again in a few minutes."
)
NOT_FILTERED = (
    "Open data are whole releases: of what an address asks for, only release is understood here. "
    "The page “Slides and data” gives the data under filters."
)


def open_data(request: Request) -> Response:
    """The release in force, or the one pinned by ?release=, in the form the address names.

    Filters in the address are refused: whoever sends them would take all rows for the filtered."""
    kind = request.path_params["kind"]
    if any(name != RELEASE and name_meant(name) for name in request.query_params):
        return PlainTextResponse(NOT_FILTERED, 400)
    known = read_publications()
    asked = request.query_params.get("release", "") or str(known.in_force)
    entry = next((entry for entry in known.entries if asked == str(entry.number)), None)
    if kind not in OPEN_DATA_TYPES or entry is None:
        return _not_found(known, asked)
    if entry.withdrawn_at:
        sentence = f"{say_withdrawn(entry)} {LEAVE_OUT}"
        return PlainTextResponse(sentence, 410, headers={"cache-control": "no-store"})
    published = datetime.fromisoformat(entry.published_at).astimezone(UTC)
    headers = {
        "etag": f'"{entry.number}-{entry.sha256[:16]}-{kind}"',
        "last-modified": format_datetime(published, usegmt=True),
        "cache-control": "no-cache",
        "access-control-allow-origin": "*",
        "content-disposition": f'attachment; filename="commitments-release-{entry.number}.{kind}"',
    }
    if _is_unchanged(request, headers["etag"], published):
        return Response(status_code=304, headers=headers)
    return Response(
        _written_release(entry.number, kind), media_type=OPEN_DATA_TYPES[kind], headers=headers
    )


def _not_found(known: Publications, asked: str) -> Response:
    """404 where there is no such release; 503 where the store would have to be asked."""
    if known.away and asked.isascii() and asked.isdigit():
        return PlainTextResponse(NOT_KNOWN_NOW, 503, headers={"cache-control": "no-store"})
    return PlainTextResponse(NO_RELEASE, 404)


def _is_unchanged(request: Request, tag: str, published: datetime) -> bool:
    """Whether the reader already has these bytes, by their tag, else by the time of their
    release."""
    tags = request.headers.get("if-none-match")
    if tags is not None:
        return tags.strip() == "*" or tag in tags
    try:
        since = parsedate_to_datetime(request.headers.get("if-modified-since", ""))
        return published <= since
    except (TypeError, ValueError):
        return False


@lru_cache(maxsize=12)
def _written_release(number: int, kind: str) -> bytes:
    release = published_release(number)
    if kind == "xlsx":
        return write_release(release)
    return (commitments_csv(release) if kind == "csv" else release_json(release)).encode()
