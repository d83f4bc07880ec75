"""Whether there is room for one more reader: a page without a line to the server asks why."""

from collections import Counter

from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from hor_web.requests import client_address, readers_network
from hor_web.state import OPEN_CONNECTIONS

# A meeting of forty shares one address; each connection holds a session in memory.
MOST_CONNECTIONS_PER_ADDRESS, MOST_CONNECTIONS = 200, 400
FULL = (
    "As many people as the dashboard can hold are reading it just now. This page tries again by "
    "itself; the data can be taken meanwhile."
)
FULL_HERE = (
    "As many pages as the dashboard allows are open from your network just now. Close those that "
    "you do not read. This page tries again by itself; the data can be taken meanwhile."
)


def refusal_of(connections: Counter[str], network: str) -> str:
    """Why there is no room for one more connection from this network, in a sentence; "" where there
    is."""
    if connections.total() >= MOST_CONNECTIONS:
        return FULL
    return FULL_HERE if connections[network] >= MOST_CONNECTIONS_PER_ADDRESS else ""


def line_state(request: Request) -> Response:
    """Why a page of this reader would get no line, for static/no_line.js: `refused` is a sentence,
    or "" where the server would take it."""
    network = readers_network(client_address(request))
    state = {"refused": refusal_of(OPEN_CONNECTIONS, network)}
    return JSONResponse(state, headers={"cache-control": "no-store"})
