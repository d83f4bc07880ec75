"""Time-outs and bounds of sockets, and a stop that nobody can delay: uvicorn has none of its own.

Streamlit makes uvicorn's server and passes no such options on. This module is the only one that
touches uvicorn's insides; tests/hor_web/test_internals.py names what it relies on. A socket is in
one of these states: it sends the head of a request (bounded here), its request is answered (the
body is bounded by RequestBounds), it rests between two requests (uvicorn's five seconds), or it is
a WebSocket (bounded by RequestGuard, and pinged).
"""

import logging
from collections import Counter
from typing import Any

from uvicorn.middleware.proxy_headers import ProxyHeadersMiddleware
from uvicorn.protocols.http.h11_impl import H11Protocol

from hor_web.edge.counters import REFUSALS
from hor_web.requests import is_proxy_address
from hor_web.state import OPEN_SOCKETS

log = logging.getLogger(__name__)
HEAD_SECONDS = 10.0  # for the head of a request, from the socket's first byte or its opening
STOPPING_SECONDS = 3.0  # for the rest of a half-sent request once the server stops
MOST_SECONDS_TO_STOP = 8  # for every answer under way
MOST_SOCKETS, MOST_SOCKETS_PER_ADDRESS = 2_000, 400
_TIMER, _PEER = "_hor_timer", "_hor_peer"


def bound_sockets() -> None:
    """Bound every socket of this process from now on."""
    _raise_file_limit()
    if not hasattr(H11Protocol, _PEER):
        setattr(H11Protocol, _PEER, None)
        setattr(H11Protocol, _TIMER, None)
        for name, wrapper in _WRAPPERS.items():
            setattr(H11Protocol, name, wrapper(getattr(H11Protocol, name)))


def is_full(sockets: Counter[str], peer: str) -> bool:
    """Whether there is no room for one more socket of this peer; our proxies speak for many."""
    if sockets.total() >= MOST_SOCKETS:
        return True
    return sockets[peer] >= MOST_SOCKETS_PER_ADDRESS and not is_proxy_address(peer)


def _opening(connection_made: Any) -> Any:
    def opened(protocol: Any, transport: Any) -> None:
        connection_made(protocol, transport)
        _settle(protocol)
        peer = protocol.client[0] if protocol.client else ""
        if is_full(OPEN_SOCKETS, peer):
            REFUSALS.labels("socket").inc()
            transport.abort()
            return
        setattr(protocol, _PEER, peer)
        OPEN_SOCKETS[peer] += 1
        _await_head(protocol)

    return opened


def _receiving(data_received: Any) -> Any:
    def received(protocol: Any, data: bytes) -> None:
        data_received(protocol, data)
        if protocol.transport.get_protocol() is not protocol:
            _let_go(protocol)  # a WebSocket from now on
        elif _is_answering(protocol):
            _stop_timer(protocol)
        else:
            _await_head(protocol)

    return received


def _closing(connection_lost: Any) -> Any:
    def lost(protocol: Any, error: Exception | None) -> None:
        _let_go(protocol)
        connection_lost(protocol, error)

    return lost


def _stopping(shutdown: Any) -> Any:
    def stopped(protocol: Any) -> None:
        shutdown(protocol)
        if _is_answering(protocol) and protocol.cycle.more_body:
            protocol.loop.call_later(STOPPING_SECONDS, _cut, protocol)

    return stopped


_WRAPPERS = {
    "connection_made": _opening,
    "data_received": _receiving,
    "connection_lost": _closing,
    "shutdown": _stopping,
}


def _settle(protocol: Any) -> None:
    """Bound the time of a stop, and take off uvicorn's reading of X-Forwarded-For, which believes
    every proxy on this machine and no other: `hor_web.requests` has its own."""
    config = protocol.config
    config.timeout_graceful_shutdown = MOST_SECONDS_TO_STOP
    if isinstance(config.loaded_app, ProxyHeadersMiddleware):
        config.loaded_app = config.loaded_app.app
    protocol.app = config.loaded_app


def _is_answering(protocol: Any) -> bool:
    return protocol.cycle is not None and not protocol.cycle.response_complete


def _await_head(protocol: Any) -> None:
    """Close the socket unless a request has begun in time. Bytes that come do not prolong it."""
    if getattr(protocol, _TIMER) is None:
        setattr(protocol, _TIMER, protocol.loop.call_later(HEAD_SECONDS, _expire, protocol))


def _expire(protocol: Any) -> None:
    setattr(protocol, _TIMER, None)
    if not _is_answering(protocol):
        protocol.transport.close()


def _stop_timer(protocol: Any) -> None:
    timer = getattr(protocol, _TIMER)
    if timer is not None:
        timer.cancel()
        setattr(protocol, _TIMER, None)


def _cut(protocol: Any) -> None:
    """Whoever answers the request hears that its sender has gone."""
    if _is_answering(protocol) and protocol.cycle.more_body:
        protocol.cycle.disconnected = True
        protocol.cycle.message_event.set()
        protocol.transport.close()


def _let_go(protocol: Any) -> None:
    _stop_timer(protocol)
    peer = getattr(protocol, _PEER)
    setattr(protocol, _PEER, None)
    if peer is not None:
        OPEN_SOCKETS[peer] -= 1
        if not OPEN_SOCKETS[peer]:
            del OPEN_SOCKETS[peer]


def _raise_file_limit() -> None:
    """Let this process have as many sockets open as the system allows it at most, not at first."""
    try:
        import resource
    except ImportError:  # Windows has no such limit
        return
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    wanted = 2 * MOST_SOCKETS if hard == resource.RLIM_INFINITY else min(hard, 2 * MOST_SOCKETS)
    if soft != resource.RLIM_INFINITY and soft < wanted:
        resource.setrlimit(resource.RLIMIT_NOFILE, (wanted, hard))
