"""Bounds on uploads at the server: a file's size, and what all files may take of its memory."""

from collections import deque
from time import monotonic

from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from hor_ui.settings import settings

PATH = "/_stcore/upload_file/"
SESSION_FILES, ALL_FILES = 4, 20
REMEMBERED = 600.0


class TooMuchError(Exception):
    """More bytes came than may."""


class UploadBounds:
    """Counts the bytes as they come, whatever the request says of its length.

    A session may put `SESSION_FILES` files of the largest size in ten minutes, all sessions
    together `ALL_FILES`: beyond that the answer is 429 until some time has gone by.
    """

    def __init__(self, app: ASGIApp) -> None:
        self.app = app
        self.taken: deque[tuple[float, str, int]] = deque()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass everything on but an upload beyond its bounds."""
        if scope["type"] != "http" or not scope["path"].startswith(PATH):
            await self.app(scope, receive, send)
            return
        session = scope["path"].removeprefix(PATH).partition("/")[0]
        largest = settings().largest_upload
        if self._used(session) >= SESSION_FILES * largest or self._used() >= ALL_FILES * largest:
            said = "Too many files were uploaded just now. Wait ten minutes and try again."
            await PlainTextResponse(said, 429)(scope, receive, send)
            return
        await self._count(scope, receive, send, session)

    async def _count(self, scope: Scope, receive: Receive, send: Send, session: str) -> None:
        largest, came = settings().largest_upload, 0

        async def counted() -> Message:
            nonlocal came
            message = await receive()
            came += len(message.get("body", b""))
            if came > largest:
                raise TooMuchError
            return message

        try:
            await self.app(scope, counted, send)
        except TooMuchError:
            said = f"The file is larger than {largest // 1024 // 1024} MB."
            await PlainTextResponse(said, 413)(scope, receive, send)
        finally:
            self.taken.append((monotonic(), session, min(came, largest)))

    def _used(self, session: str = "") -> int:
        while self.taken and monotonic() - self.taken[0][0] > REMEMBERED:
            self.taken.popleft()
        return sum(size for _, of, size in self.taken if not session or of == session)
