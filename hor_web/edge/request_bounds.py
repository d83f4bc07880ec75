"""The time that a request's body may take to arrive."""

import asyncio

from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from hor_web.edge.counters import REFUSALS

# Seconds without a byte, and for the whole body: 30 MB in that time are a line of 0.3 Mbit/s.
IDLE_SECONDS, BODY_SECONDS = 20.0, 900.0
TOO_SLOW = "The request did not arrive in time. Try again on a faster line."


class TooSlowError(Exception):
    """A request's body stopped coming."""


class RequestBounds:
    """A layer that ends requests whose body stops coming."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on; one that stops coming is answered with a sentence and closed."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        loop, has_begun, is_whole = asyncio.get_running_loop(), False, False
        deadline = loop.time() + BODY_SECONDS

        async def receive_in_time() -> Message:
            nonlocal is_whole
            if is_whole:
                return await receive()
            try:
                async with asyncio.timeout_at(min(deadline, loop.time() + IDLE_SECONDS)):
                    message = await receive()
            except TimeoutError:
                raise TooSlowError from None
            is_whole = not message.get("more_body")
            return message

        async def send_noted(message: Message) -> None:
            nonlocal has_begun
            has_begun = True
            await send(message)

        try:
            await self.app(scope, receive_in_time, send_noted)
        except TooSlowError:
            REFUSALS.labels("slow").inc()
            if not has_begun:
                answer = PlainTextResponse(TOO_SLOW, 408, headers={"connection": "close"})
                await answer(scope, receive, send)
