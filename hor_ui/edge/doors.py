"""What Streamlit leaves open to everyone and this dashboard does not."""

from collections import Counter
from urllib.parse import unquote

from starlette.requests import HTTPConnection
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send
from streamlit.proto.BackMsg_pb2 import BackMsg

from hor_ui.edge.requests import address_of, is_same_origin

CLOSED = ("/_stcore/metrics", "/_stcore/agent", "/_stcore/script-health-check")
# Any visitor could clear everyone's cache, or ask for what only a developer needs.
DROPPED = ("clear_cache", "load_git_info", "set_run_on_save")
NOT_ALLOWED, NOT_BINARY, TRY_LATER = 1008, 1003, 1013
# A meeting of forty shares one address; each connection holds a session in memory.
MOST_FROM_ADDRESS, MOST_IN_ALL = 200, 1000


class Doors:
    """A layer that closes them: paths nobody needs, strange origins, messages for developers."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app
        self.connected: Counter[str] = Counter()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass on what is let in."""
        if scope["type"] == "http" and _is_closed(scope["path"]):
            await PlainTextResponse("Not found", 404)(scope, receive, send)
        # A strange origin makes Streamlit ask an address outside, so it must not see one.
        elif scope["type"] == "websocket" and not is_same_origin(scope):
            await receive()
            await send({"type": "websocket.close", "code": NOT_ALLOWED})
        elif scope["type"] == "websocket":
            await self._connect(scope, receive, send)
        else:
            await self.app(scope, receive, send)

    async def _connect(self, scope: Scope, receive: Receive, send: Send) -> None:
        address = address_of(HTTPConnection(scope))
        if self.connected[address] >= MOST_FROM_ADDRESS or self.connected.total() >= MOST_IN_ALL:
            await receive()
            await send({"type": "websocket.close", "code": TRY_LATER})
            return
        self.connected[address] += 1
        try:
            await self.app(scope, _listening(receive), send)
        finally:
            self.connected[address] -= 1
            self.connected += Counter()


def _is_closed(path: str) -> bool:
    plain = unquote(path).lower().rstrip("/")
    return any(plain == one or plain.startswith(f"{one}/") for one in CLOSED)


def _listening(receive: Receive) -> Receive:
    async def let_in() -> Message:
        while True:
            message = await receive()
            if message["type"] != "websocket.receive":
                return message
            if not message.get("bytes"):
                return {"type": "websocket.disconnect", "code": NOT_BINARY}
            if not _is_dropped(message["bytes"]):
                return message

    return let_in


def _is_dropped(frame: bytes) -> bool:
    said = BackMsg()
    try:
        said.ParseFromString(frame)
    except Exception:  # what is no message is Streamlit's to refuse
        return False
    return said.WhichOneof("type") in DROPPED
