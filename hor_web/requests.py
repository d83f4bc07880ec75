"""What the headers of a request say of its reader, as far as that can be believed."""

import logging
import re
from collections.abc import Mapping, Sequence
from functools import cache
from ipaddress import IPv4Address, IPv6Address, ip_address, ip_network
from urllib.parse import urlsplit

from starlette.datastructures import Headers
from starlette.requests import HTTPConnection
from starlette.types import Scope

from hor_web.settings import read_settings

# The prefix makes browsers refuse the cookie from another host of the same name, or without TLS.
SECURE_COOKIE, PLAIN_COOKIE = "__Host-officer", "officer"
# The address of what reaches the server without one, such as a socket of this machine.
THIS_MACHINE = "127.0.0.1"
# What one reader can take addresses from at will: a household's or an office's IPv6 network.
READERS_NETWORK = 64
UNNAMED_PROXY = (
    "A request from %s says for whom it comes (X-Forwarded-For), and HOR_TRUSTED_PROXIES does not "
    "name that address: all its readers count as one. Name it there if it is your proxy."
)
log = logging.getLogger(__name__)
_WITH_PORT = re.compile(r"\[(.+)\](?::\d{1,5})?|([^:\[]+):\d{1,5}", re.ASCII)


def is_secure(scope: Scope) -> bool:
    """Whether the reader's browser came by https, or the base address of the settings says so."""
    if read_settings().secure or scope.get("scheme") in ("https", "wss"):
        return True
    forwarded = Headers(scope=scope).get("x-forwarded-proto", "")
    return forwarded == "https" and _is_proxy(_peer_address(HTTPConnection(scope)))


def is_from_proxy(connection: HTTPConnection) -> bool:
    """Whether one of our proxies passed this request on, so that its headers are believed."""
    return _is_proxy(_peer_address(connection))


def is_proxy_address(peer: str) -> bool:
    """Whether the other end of a line is one of our proxies."""
    return _is_proxy(_read_address(peer) or ip_address(THIS_MACHINE))


def is_same_origin(scope: Scope) -> bool:
    """Whether the request came from one of our own pages, by its Origin header: of the host asked,
    or of the base address of the settings. A request without one counts as not from our pages."""
    headers = Headers(scope=scope)
    try:
        asked_from = urlsplit(headers.get("origin", ""))
    except ValueError:
        return False
    site = headers.get("sec-fetch-site", "same-origin")
    own = asked_from.netloc == headers.get("host", "") and asked_from.scheme in ("http", "https")
    return (own or is_base_origin(headers.get("origin", ""))) and site == "same-origin"


def is_base_origin(origin: str) -> bool:
    """Whether an Origin header names the site of the base address of the settings."""
    base = urlsplit(read_settings().base_address)
    return bool(origin) and origin == f"{base.scheme}://{base.netloc}"


def client_address(connection: HTTPConnection) -> str:
    """The IP address of the reader whose request this is, as `resolve_address` finds it."""
    peer = connection.client.host if connection.client else ""
    forwarded = connection.headers.getlist("x-forwarded-for")
    if forwarded and not is_from_proxy(connection):
        _warn_of_proxy(str(_peer_address(connection)))
    return resolve_address(peer, forwarded)


def readers_network(address: str) -> str:
    """Whom refusals of an address count against: an IPv4 address itself, an IPv6 address's /64."""
    if ":" not in address:
        return address
    return str(ip_network(f"{address.partition('%')[0]}/{READERS_NETWORK}", strict=False))


def resolve_address(peer: str, forwarded: Sequence[str]) -> str:
    """The reader's IP address, from `peer` at the other end of the line and X-Forwarded-For
    headers.

    Each proxy appends the address that it was reached from. Headers are used only where `peer` is
    one of our proxies. The last entry that is none of our proxies is the reader; entries before it
    may be made up.
    """
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


def _peer_address(connection: HTTPConnection) -> IPv4Address | IPv6Address:
    peer = connection.client.host if connection.client else ""
    return _read_address(peer) or ip_address(THIS_MACHINE)


def _is_proxy(address: IPv4Address | IPv6Address) -> bool:
    return any(address in network for network in read_settings().proxies)


@cache
def _said_of_proxies() -> set[str]:
    return set()


def _warn_of_proxy(address: str) -> None:
    """Say once, and for one address alone: whoever comes directly may send the header too."""
    if not _said_of_proxies():
        _said_of_proxies().add(address)
        log.warning(UNNAMED_PROXY, address)


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


def officer_token(cookies: Mapping[str, str]) -> str:
    """The token in the officer's cookie; "" without one."""
    plain = "" if read_settings().secure else cookies.get(PLAIN_COOKIE, "")
    return cookies.get(SECURE_COOKIE) or plain
