"""Bounds on uploads at the server: of one file, of one session, of all, and of how often."""

from collections import Counter, deque
from time import monotonic

from starlette.concurrency import run_in_threadpool
from starlette.requests import HTTPConnection
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send
from streamlit.runtime import get_instance

from hor_data.officers import officer_of
from hor_data.releases import StoreUnavailableError, note_event
from hor_ui.edge.requests import address_of, officers_token
from hor_ui.settings import settings, store
from hor_ui.uploaded import held

PATH = "/_stcore/upload_file/"
KEPT_FOR_SESSION = 4
AROUND_A_FILE = 4096
TAKEN = 204
WINDOW = 600.0
MOST_FROM_ADDRESS, MOST_IN_ALL = 30, 300
TOO_LARGE = "The file is larger than {largest} MB. Save a smaller workbook and try again."
TOO_MANY = "Too many files were uploaded just now. Wait 10 minutes and try again."
FULL = "The dashboard holds as many files as it can just now. Try again in a few minutes."


class BoundReachedError(Exception):
    """An upload goes beyond a bound; its text is a sentence, `status` the answer's status."""

    def __init__(self, sentence: str, status: int) -> None:
        super().__init__(sentence)
        self.status = status


class UploadBounds:
    """A layer that counts the bytes as they come, whatever a request says of its length."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app
        self.recent: deque[tuple[float, str]] = deque()
        self.coming: Counter[object] = Counter()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass everything on but an upload beyond its bounds."""
        if scope["type"] != "http" or scope["method"] != "PUT" or not _is_upload(scope):
            await self.app(scope, receive, send)
            return
        here = HTTPConnection(scope)
        try:
            self._count_upload(address_of(here))
            who = await run_in_threadpool(_who, here)
            await self._carry(scope, receive, send, who)
        except BoundReachedError as error:
            await PlainTextResponse(str(error), error.status)(scope, receive, send)

    async def _carry(self, scope: Scope, receive: Receive, send: Send, who: str) -> None:
        this, largest = object(), settings().largest_upload
        # What officers may put in memory comes on top: no visitor can keep them from publishing.
        allowed = settings().uploads_in_memory * (2 if who else 1)

        async def counted() -> Message:
            message = await receive()
            self.coming[this] += len(message.get("body", b""))
            if self.coming[this] > largest + AROUND_A_FILE:
                raise BoundReachedError(TOO_LARGE.format(largest=largest >> 20), 413)
            if bytes_kept() + self.coming.total() > allowed:
                raise BoundReachedError(FULL, 503)
            return message

        async def noted(message: Message) -> None:
            if message.get("status") == TAKEN:
                size = self.coming.pop(this, 0)
                _let_go_of_oldest(scope["path"].split("/")[3])
                await run_in_threadpool(_note, who, size, address_of(HTTPConnection(scope)))
            await send(message)

        try:
            await self.app(scope, counted, noted)
        finally:
            self.coming.pop(this, None)

    def _count_upload(self, address: str) -> None:
        while self.recent and monotonic() - self.recent[0][0] > WINDOW:
            self.recent.popleft()
        from_here = sum(1 for _, of in self.recent if of == address)
        if from_here >= MOST_FROM_ADDRESS or len(self.recent) >= MOST_IN_ALL:
            raise BoundReachedError(TOO_MANY, 429)
        self.recent.append((monotonic(), address))


def bytes_kept() -> int:
    """How many bytes of uploaded files the server holds in memory now."""
    files = [file.data for of in list(_files().values()) for file in list(of.values())]
    # A file and what a session made of it are often the same bytes.
    return sum(len(data) for data in {id(data): data for data in [*files, *held()]}.values())


def _let_go_of_oldest(session: str) -> None:
    """A session keeps its newest files only."""
    kept = list(_files().get(session, {}))
    for file in kept[:-KEPT_FOR_SESSION]:
        get_instance().uploaded_file_mgr.remove_file(session, file)  # type: ignore[attr-defined]


def _files() -> dict:
    return get_instance().uploaded_file_mgr.file_storage  # type: ignore[attr-defined]


def _is_upload(scope: Scope) -> bool:
    return scope["path"].startswith(PATH)


def _who(here: HTTPConnection) -> str:
    try:
        return officer_of(store(), officers_token(here.cookies))
    except StoreUnavailableError:
        return ""


def _note(who: str, size: int, address: str) -> None:
    # An upload is for checking: a store that is away must not lose it.
    try:
        note_event(store(), who, "upload", f"{size:,} bytes", address)
    except StoreUnavailableError:
        return
