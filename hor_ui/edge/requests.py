"""What a request says of itself, as far as that can be believed."""

import re
from collections.abc import Mapping, Sequence
from ipaddress import IPv4Address, IPv6Address, ip_address
from urllib.parse import urlsplit

from starlette.datastructures import Headers
from starlette.requests import HTTPConnection
from starlette.types import Scope

from hor_ui.settings import settings

# The prefix makes browsers refuse the cookie from another host of the same name, or without TLS.
OVER_TLS, PLAIN = "__Host-officer", "officer"
# Whoever is on this machine and is not told apart.
THIS_MACHINE = "127.0.0.1"
_WITH_PORT = re.compile(r"\[(.+)\](?::\d{1,5})?|([^:\[]+):\d{1,5}", re.ASCII)


def is_secure(scope: Scope) -> bool:
    """Whether the reader's browser came by https, or is meant to."""
    forwarded = Headers(scope=scope).get("x-forwarded-proto", "")
    return settings().secure or "https" in (scope.get("scheme"), forwarded)


def is_same_origin(scope: Scope) -> bool:
    """Whether one of our own pages asked, as the browser says; a request without Origin did not."""
    headers = Headers(scope=scope)
    try:
        asked_from = urlsplit(headers.get("origin", ""))
    except ValueError:
        return False
    site = headers.get("sec-fetch-site", "same-origin")
    own = asked_from.netloc == headers.get("host", "") and asked_from.scheme in ("http", "https")
    return own and site == "same-origin"


def address_of(connection: HTTPConnection) -> str:
    """The IP address of the reader whose request this is, as `reader_address` finds it."""
    peer = connection.client.host if connection.client else ""
    return reader_address(peer, connection.headers.getlist("x-forwarded-for"))


def reader_address(peer: str, forwarded: Sequence[str]) -> str:
    """The address behind a line from `peer`, with the X-Forwarded-For headers that came by it.

    Only a proxy of ours is asked for whom it speaks: each appends the address it was reached from,
    so the last entry that is no such proxy is the reader, and what stands before it may be made up.
    """
    # A peer that is no address is a socket of this machine, or uvicorn's reading of the headers.
    nearest = _read_address(peer) or ip_address(THIS_MACHINE)
    entries = [entry.strip() for header in forwarded for entry in header.split(",")]
    for entry in reversed([entry for entry in entries if entry]):
        if not _is_proxy(nearest):
            break
        address = _read_address(entry)
        if address is None:
            break
        nearest = address
    return str(nearest)


def _is_proxy(address: IPv4Address | IPv6Address) -> bool:
    return address.is_loopback or any(address in network for network in settings().proxies)


def _read_address(text: str) -> IPv4Address | IPv6Address | None:
    """203.0.113.9, 203.0.113.9:443, 2001:db8::1, [2001:db8::1]:443; IPv4 as such, however it was
    mapped into IPv6. None for everything else."""
    match = _WITH_PORT.fullmatch(text)
    host = match[1] or match[2] if match else text
    try:
        address = ip_address(host.partition("%")[0])
    except ValueError:
        return None
    return getattr(address, "ipv4_mapped", None) or address


def officers_token(cookies: Mapping[str, str]) -> str:
    """What the officer's cookie carries, "" where there is none."""
    plain = "" if settings().secure else cookies.get(PLAIN, "")
    return cookies.get(OVER_TLS) or plain
