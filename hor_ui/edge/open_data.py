"""Open data at stable addresses: /open-data/commitments.csv, .json and .xlsx; and /health."""

from datetime import UTC, datetime
from email.utils import format_datetime, parsedate_to_datetime
from functools import lru_cache

from starlette.requests import Request
from starlette.responses import JSONResponse, PlainTextResponse, Response

from hor_data.addresses import RELEASE, name_meant
from hor_data.release import ReleaseRefusedError, write_release
from hor_data.releases import StoreUnavailableError, latest_number, list_entries
from hor_data.workbook import UnreadableWorkbookError
from hor_ui.page_release import published_release
from hor_ui.settings import store
from hor_ui.sheets import commitments_csv, release_json

KINDS = {
    "csv": "text/csv; charset=utf-8",
    "json": "application/json",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}
NO_RELEASE = "There is no such release. Leave out ?release= to get the latest."
NOT_FILTERED = (
    "Open data are whole releases: of what an address asks for, only release is understood here. "
    "The page “Slides and downloads” gives the data under filters."
)


def open_data(request: Request) -> Response:
    """The release in force, or the one pinned by ?release=, in the form the address names.

    Filters in the address are refused: whoever sends them would take all rows for the filtered."""
    kind = request.path_params["kind"]
    if any(name != RELEASE and name_meant(name) for name in request.query_params):
        return PlainTextResponse(NOT_FILTERED, 400)
    asked = request.query_params.get("release", "")
    entry = next((one for one in list_entries(store()) if asked in ("", str(one.number))), None)
    if kind not in KINDS or entry is None:
        return PlainTextResponse(NO_RELEASE, 404)
    published = datetime.fromisoformat(entry.published_at).astimezone(UTC)
    headers = {
        "etag": f'"{entry.number}-{entry.sha256[:16]}-{kind}"',
        "last-modified": format_datetime(published, usegmt=True),
        "cache-control": "no-cache",
        "access-control-allow-origin": "*",
        "content-disposition": f'attachment; filename="commitments-release-{entry.number}.{kind}"',
    }
    if _has_it(request, headers["etag"], published):
        return Response(status_code=304, headers=headers)
    return Response(_written(entry.number, kind), media_type=KINDS[kind], headers=headers)


def health(_request: Request) -> Response:
    """Whether the store answers and the release in force can be read: 200 or 503."""
    try:
        number = latest_number(store())
        readable = bool(number and published_release(number))
    except (StoreUnavailableError, UnreadableWorkbookError, ReleaseRefusedError):
        number, readable = 0, False
    state = {"status": "ok" if readable else "unavailable", "release": number or None}
    return JSONResponse(state, 200 if readable else 503, headers={"cache-control": "no-store"})


def _has_it(request: Request, tag: str, published: datetime) -> bool:
    """Whether the reader has these bytes; a tag says so better than a time."""
    tags = request.headers.get("if-none-match")
    if tags is not None:
        return tags.strip() == "*" or tag in tags
    try:
        since = parsedate_to_datetime(request.headers.get("if-modified-since", ""))
        return published <= since
    except (TypeError, ValueError):
        return False


@lru_cache(maxsize=12)
def _written(number: int, kind: str) -> bytes:
    release = published_release(number)
    if kind == "xlsx":
        return write_release(release)
    return (commitments_csv(release) if kind == "csv" else release_json(release)).encode()
