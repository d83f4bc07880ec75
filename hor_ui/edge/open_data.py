"""Open data at stable addresses: /open-data/commitments.csv, .json and .xlsx."""

from datetime import UTC, date, datetime
from email.utils import format_datetime
from functools import lru_cache

from starlette.requests import Request
from starlette.responses import JSONResponse, PlainTextResponse, Response

from hor_data.release import read_release, write_release
from hor_data.releases import Entry, StoreUnavailableError, list_entries, read_content
from hor_ui.settings import store
from hor_ui.sheets import commitments_csv, release_json

KINDS = {
    "csv": "text/csv; charset=utf-8",
    "json": "application/json",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}


def open_data(request: Request) -> Response:
    """The release in force, or the one pinned by ?release=, in the form the address names."""
    kind = request.path_params["kind"]
    entry = _asked(request.query_params.get("release", ""))
    if kind not in KINDS or entry is None:
        return PlainTextResponse("There is no such release or form of it.", 404)
    tag = f'"{entry.number}-{entry.sha256[:16]}-{kind}"'
    headers = {
        "etag": tag,
        "last-modified": format_datetime(
            datetime.fromisoformat(entry.published_at).astimezone(UTC), usegmt=True
        ),
        "cache-control": "public, max-age=60",
        "access-control-allow-origin": "*",
        "content-disposition": f'attachment; filename="commitments-release-{entry.number}.{kind}"',
    }
    if tag in request.headers.get("if-none-match", ""):
        return Response(status_code=304, headers=headers)
    return Response(_written(entry.number, kind), media_type=KINDS[kind], headers=headers)


def health(_request: Request) -> Response:
    """Whether the store answers: 200 or 503."""
    try:
        entries = list_entries(store())
    except StoreUnavailableError:
        return JSONResponse({"ok": False}, 503)
    return JSONResponse({"ok": True, "release": entries[0].number if entries else 0})


def _asked(said: str) -> Entry | None:
    entries = list_entries(store())
    if not said:
        return entries[0] if entries else None
    return next((entry for entry in entries if str(entry.number) == said), None)


@lru_cache(maxsize=12)
def _written(number: int, kind: str) -> bytes:
    release = read_release(read_content(store(), number) or b"", date.today())
    if kind == "xlsx":
        return write_release(release)
    return (commitments_csv(release) if kind == "csv" else release_json(release)).encode()
