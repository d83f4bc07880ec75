"""Bounds on uploads: the size of one file, of a session's, of all together, how often, how fast."""

import asyncio
import logging
from collections import Counter

from starlette.concurrency import run_in_threadpool
from starlette.datastructures import Headers
from starlette.requests import HTTPConnection
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from hor_data.store import StoreUnavailableError, add_event
from hor_web.edge.counters import REFUSALS
from hor_web.edge.rate_limit import RateLimit
from hor_web.internals import UPLOAD_PATH, UPLOADED, remove_uploaded_file, uploaded_files
from hor_web.publications import ask_store
from hor_web.requests import client_address, officer_token, readers_network
from hor_web.sessions import signed_in_officer
from hor_web.settings import read_settings
from hor_web.state import held_contents, shared_store

KEPT_FOR_SESSION = 4
# Bytes that a form puts around the file it carries.
AROUND_A_FILE = 4096
# Uploads of readers in so many seconds, from one address or network and in all, and how many may be
# under way at once. They are counted when they are taken: what is refused keeps nobody out.
UPLOAD_WINDOW, MOST_UPLOADS_PER_ADDRESS, MOST_UPLOADS = 600, 30, 300
MOST_AT_ONCE_PER_ADDRESS, MOST_AT_ONCE = 4, 16
# Bytes a second of all readers' uploads together, faster than most lines: so however many come, the
# event loop has time for the pages of others in between.
READERS_SPEED = 8 << 20
TOO_LARGE = "The file is larger than {largest} MB. Save a smaller workbook and try again."
TOO_MANY_UPLOADS = "Too many files were uploaded just now. Wait 10 minutes and try again."
MANY_AT_ONCE = "Many files are arriving just now. Wait a minute and try again."
CUT_OFF = "The file did not arrive whole. Try again."
# What Streamlit refuses: another replica, or the one before a restart, holds the page's session.
NO_SESSION = (
    "This page's connection to the dashboard was lost, so the file did not arrive. "
    "Load the page again and choose the workbook once more."
)
NO_ROOM = "The dashboard holds as many files as it can just now. Try again in a few minutes."
log = logging.getLogger(__name__)


class UploadRefusedError(Exception):
    """An upload beyond a bound; the text is a sentence for the person, `status` the HTTP status."""

    def __init__(self, sentence: str, status: int) -> None:
        super().__init__(sentence)
        self.status = status


class UploadBounds:
    """A layer that counts an upload's bytes as they arrive, whatever length the request
    declares."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app
        self.limit = RateLimit(UPLOAD_WINDOW, MOST_UPLOADS_PER_ADDRESS, MOST_UPLOADS)
        # Bytes that have come so far of each upload under way, and readers' uploads under way by
        # network. One event loop alone counts.
        self.incoming: Counter[object] = Counter()
        self.under_way: Counter[str] = Counter()
        # When what has come of readers' uploads would have come at their speed, by the loop's time.
        self._busy_until = 0.0

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass every request on, except an upload beyond the bounds, which is answered with a
        sentence."""
        is_upload = scope["type"] == "http" and scope["path"].startswith(UPLOAD_PATH)
        if not is_upload or scope["method"] != "PUT":
            await self.app(scope, receive, send)
            return
        connection = HTTPConnection(scope)
        network = readers_network(client_address(connection))
        try:
            officer = await run_in_threadpool(_uploading_officer, connection)
            if officer:
                await self._carry(scope, receive, send, officer)
            else:
                await self._carry_for_reader(scope, receive, send, network)
        except UploadRefusedError as error:
            REFUSALS.labels("upload").inc()
            # What is still coming of it is not waited for.
            answer = PlainTextResponse(str(error), error.status, headers={"connection": "close"})
            await answer(scope, receive, send)

    async def _carry_for_reader(
        self, scope: Scope, receive: Receive, send: Send, network: str
    ) -> None:
        if not self.limit.has_room(network):
            raise UploadRefusedError(TOO_MANY_UPLOADS, 429)
        here, in_all = self.under_way[network], self.under_way.total()
        if here >= MOST_AT_ONCE_PER_ADDRESS or in_all >= MOST_AT_ONCE:
            raise UploadRefusedError(MANY_AT_ONCE, 429)
        self.under_way[network] += 1

        async def send_counted(message: Message) -> None:
            if message.get("status") == UPLOADED:
                self.limit.count(network)
            await send(message)

        try:
            await self._carry(scope, receive, send_counted, "")
        finally:
            self.under_way[network] -= 1
            if not self.under_way[network]:
                del self.under_way[network]

    async def _carry(self, scope: Scope, receive: Receive, send: Send, officer: str) -> None:
        upload, declared = object(), _declared_size(scope)
        # What there is no room for is refused before it has come.
        self._refuse_beyond_bounds(declared, declared, officer)

        async def receive_counted() -> Message:
            message = await receive()
            if message["type"] == "http.disconnect":
                raise UploadRefusedError(CUT_OFF, 400)
            came = len(message.get("body", b""))
            self.incoming[upload] += came
            self._refuse_beyond_bounds(self.incoming[upload], 0, officer)
            if not officer:
                await self._give_way(came)
            return message

        async def send_audited(message: Message) -> None:
            if message.get("status", 0) >= 400:
                status = message["status"]
                raise UploadRefusedError(_too_large() if status == 413 else NO_SESSION, status)
            if message.get("status") == UPLOADED:
                size = self.incoming.pop(upload, 0)
                _remove_oldest(scope["path"].removeprefix(UPLOAD_PATH).split("/")[0])
                address = client_address(HTTPConnection(scope))
                await run_in_threadpool(_audit_upload, officer, size, address)
            await send(message)

        try:
            await self.app(scope, receive_counted, send_audited)
        finally:
            self.incoming.pop(upload, None)

    def _refuse_beyond_bounds(self, size: int, more: int, officer: str) -> None:
        """Refuse an upload of this size, or so many bytes more beside all that came so far."""
        settings = read_settings()
        if size > settings.largest_upload + AROUND_A_FILE:
            raise UploadRefusedError(_too_large(), 413)
        # What officers may put in memory comes on top: no visitor can keep them from publishing.
        allowed = settings.uploads_in_memory * (2 if officer else 1)
        if bytes_kept() + self.incoming.total() + more > allowed:
            raise UploadRefusedError(NO_ROOM, 503)

    async def _give_way(self, came: int) -> None:
        """Wait until so many bytes more of readers' uploads may have come."""
        now = asyncio.get_running_loop().time()
        self._busy_until = max(self._busy_until, now) + came / READERS_SPEED
        await asyncio.sleep(self._busy_until - now)


def _too_large() -> str:
    return TOO_LARGE.format(largest=read_settings().largest_upload >> 20)


def _declared_size(scope: Scope) -> int:
    """The length that a request says it has; 0 where it says none. The bytes are counted too."""
    declared = Headers(scope=scope).get("content-length", "")
    return int(declared) if declared.isascii() and declared.isdigit() else 0


def bytes_kept() -> int:
    """How many bytes of uploaded files the server holds in memory now."""
    sessions = list(uploaded_files().values())
    contents = [file.data for files in sessions for file in list(files.values())]
    # A file and what a session made of it are often the same bytes.
    different = {id(content): content for content in [*contents, *held_contents()]}
    return sum(map(len, different.values()))


def _remove_oldest(session: str) -> None:
    """A session keeps its newest files only."""
    for file in list(uploaded_files().get(session, {}))[:-KEPT_FOR_SESSION]:
        remove_uploaded_file(session, file)


def _uploading_officer(connection: HTTPConnection) -> str:
    """The officer who uploads; "" for a visitor, and while the store is away."""
    token = officer_token(connection.cookies)
    try:
        return ask_store(lambda: signed_in_officer(token)) if token else ""
    except StoreUnavailableError as error:
        log.warning("Whether an officer uploads could not be asked: %s", error)
        return ""


def _audit_upload(officer: str, size: int, address: str) -> None:
    # An upload is for checking: a store that is away must not lose it.
    try:
        ask_store(lambda: add_event(shared_store(), officer, "upload", f"{size:,} bytes", address))
    except StoreUnavailableError as error:
        log.warning("The audit line of an upload of %s bytes is lost: %s", size, error)
