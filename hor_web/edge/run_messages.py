"""A layer that sends what a run of a page says in one go: the browser then builds the page once.

Streamlit sends each message as it comes, and its front end renders the whole of its frame anew for
each: eight times at one press of a filter, most of them while the reader waits.
"""

import asyncio
from contextlib import suppress

from starlette.types import ASGIApp, Message, Receive, Scope, Send

from hor_web.internals import run_boundary

# A run that takes longer is shown as it goes on.
LONGEST_HELD = 0.03  # seconds


class RunMessages:
    """A layer that holds back what a run says over a WebSocket until the run has ended."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on; the messages of a WebSocket are held back where they are a run's."""
        if scope["type"] != "websocket":
            await self.app(scope, receive, send)
            return
        held = HeldMessages(send)
        try:
            await self.app(scope, receive, held.send)
        finally:
            held.drop()


class HeldMessages:
    """The messages of one connection; those held back go in their order before any other."""

    def __init__(self, pass_on: Send) -> None:
        self._pass_on = pass_on
        self._held: list[Message] = []
        self._passing = asyncio.Lock()
        self._timer: asyncio.TimerHandle | None = None
        self._late: asyncio.Task[None] | None = None

    async def send(self, message: Message) -> None:
        """Hold a message back where a run has begun and not ended; else pass it on."""
        is_frame = message["type"] == "websocket.send"
        boundary = run_boundary(message.get("bytes") or b"") if is_frame else "ends"
        self._held.append(message)
        if boundary == "begins" and self._timer is None:
            self._timer = asyncio.get_running_loop().call_later(LONGEST_HELD, self._let_go)
        elif boundary == "ends" or self._timer is None:
            await self._flush()

    def drop(self) -> None:
        """Let go of what is held: the connection has ended."""
        if self._timer:
            self._timer.cancel()

    def _let_go(self) -> None:
        self._late = asyncio.create_task(self._flush_late())

    async def _flush_late(self) -> None:
        # A reader who has gone meanwhile is noticed by the next message.
        with suppress(OSError):
            await self._flush()

    async def _flush(self) -> None:
        if self._timer:
            self._timer.cancel()
            self._timer = None
        async with self._passing:
            held, self._held = self._held, []
            for message in held:
                await self._pass_on(message)
