"""What a setting's text stands for; a text that cannot be is refused in a sentence."""

import re
from collections.abc import Callable
from functools import cache
from ipaddress import IPv4Network, IPv6Network, ip_address, ip_network
from typing import NoReturn
from urllib.parse import SplitResult, urlsplit
from zoneinfo import ZoneInfo

Network = IPv4Network | IPv6Network
LEVELS = ("DEBUG", "INFO", "WARNING", "ERROR")
LOG_FORMS = ("text", "json")
SHORTEST_TOKEN = 16
_ARGON2_HASH = re.compile(
    r"\$argon2(?:id|i|d)\$v=\d+\$m=\d+,t=\d+,p=\d+\$[A-Za-z0-9+/]+\$[A-Za-z0-9+/]+", re.ASCII
)
_MEGABYTES = re.compile(r"[0-9]{1,6}", re.ASCII)
_HOST = re.compile(r"(?:\*\.)?[a-z0-9.-]+|\[[0-9a-f:]+\]", re.ASCII)


class SettingError(ValueError):
    """A setting that cannot be used: a sentence that names it and says what may stand there."""


def read_text(_name: str, text: str) -> str:
    """The text as it is."""
    return text


def read_megabytes(name: str, text: str) -> int:
    """A whole number of megabytes, in bytes."""
    if not _MEGABYTES.fullmatch(text) or not int(text):
        _refuse(name, text, "Write a whole number of megabytes, 1 or more, without a unit")
    return int(text) << 20


def read_days(name: str, text: str) -> int:
    """A whole number of days."""
    if not _MEGABYTES.fullmatch(text) or not int(text):
        _refuse(name, text, "Write a whole number of days, 1 or more")
    return int(text)


def read_hash(name: str, text: str) -> str:
    """An argon2 hash; the sentence does not repeat the text, which may be a password."""
    if not _ARGON2_HASH.fullmatch(text):
        raise SettingError(
            f"{name} is no argon2 hash, so nobody could sign in. docs/settings.md says how to make "
            "one; put it in single quotes, as shells take what follows a $ for a variable."
        )
    return text


def read_token(name: str, text: str) -> str:
    """A token that cannot be guessed; the sentence does not repeat it."""
    if len(text) < SHORTEST_TOKEN or not text.isascii() or not text.isprintable() or " " in text:
        raise SettingError(
            f"{name} is too easy to guess or cannot be sent: take {SHORTEST_TOKEN} letters and "
            "figures or more, without spaces."
        )
    return text


def read_base_address(name: str, text: str) -> str:
    """The address readers use, without a slash at its end."""
    address = _split(text)
    if not _is_site(address) or address.query or address.fragment:
        _refuse(name, text, "Write the address readers use, such as https://health.example.org")
    if address.scheme != "https" and not is_loopback(address.hostname or ""):
        _refuse(name, text, "It must begin with https://: only this machine may be named by http")
    return text.rstrip("/")


def read_metadata_address(name: str, text: str) -> str:
    """The address of a provider's metadata."""
    address = _split(text)
    if not _is_site(address) or address.fragment:
        _refuse(
            name, text, "Write an address that ends with /.well-known/openid-configuration, in full"
        )
    if address.scheme != "https" and not is_loopback(address.hostname or ""):
        _refuse(name, text, "It must begin with https://: only this machine may be named by http")
    return text


def read_sites(name: str, text: str) -> tuple[str, ...]:
    """Sites between commas or spaces, each its scheme and host: https://www.example.org."""
    sites = []
    for entry in text.replace(",", " ").split():
        site = _split(entry)
        bare = _is_site(site, wildcard=True) and not (site.path.strip("/") or site.query)
        if not bare or (site.scheme != "https" and not is_loopback(site.hostname or "")):
            _refuse(name, entry, "Write sites between commas, such as https://www.example.org")
        sites.append(f"{site.scheme}://{site.netloc.lower()}")
    return tuple(sites)


def read_networks(name: str, text: str) -> tuple[Network, ...]:
    """Addresses and networks between commas."""
    return tuple(_read_network(name, entry.strip()) for entry in text.split(",") if entry.strip())


def read_names(_name: str, text: str) -> frozenset[str]:
    """Names between commas, as they are written."""
    return frozenset(entry.strip() for entry in text.split(",") if entry.strip())


def read_addresses(name: str, text: str) -> frozenset[str]:
    """E-mail addresses between commas, in small letters."""
    addresses = read_names(name, text.casefold())
    for address in sorted(addresses):
        if address.count("@") != 1 or address.startswith("@") or address.endswith("@"):
            _refuse(name, address, "Write e-mail addresses in full, between commas")
    return addresses


def choice_reader(choices: tuple[str, ...], change: Callable[[str], str]) -> Callable:
    """What reads one of these words, once `change` has changed its case."""

    def read(name: str, text: str) -> str:
        if change(text) not in choices:
            _refuse(name, text, f"It may be {', '.join(choices[:-1])} or {choices[-1]}")
        return change(text)

    return read


@cache
def time_zone(name: str) -> ZoneInfo | None:
    """The time zone of this name; None where this machine knows none."""
    try:
        return ZoneInfo(name)
    except (KeyError, ValueError, OSError):
        return None


def is_loopback(host: str) -> bool:
    """Whether a host is this machine itself."""
    try:
        return host == "localhost" or ip_address(host).is_loopback
    except ValueError:
        return False


@cache
def _read_network(name: str, entry: str) -> Network:
    try:
        return ip_network(entry, strict=False)
    except ValueError:
        _refuse(name, entry, "Write addresses and networks, such as 10.0.0.5 or 10.1.0.0/16")


def _split(text: str) -> SplitResult:
    try:
        address = urlsplit(text)
        # Reading the port says whether it is one.
        assert address.port is None or address.port
    except (ValueError, AssertionError):
        return urlsplit("")
    return address


def _is_site(address: SplitResult, wildcard: bool = False) -> bool:
    host = address.netloc.rpartition(":")[0] if address.port else address.netloc
    plain = bool(_HOST.fullmatch(host.lower())) and (wildcard or "*" not in host)
    return plain and address.scheme in ("http", "https")


def _refuse(name: str, text: str, advice: str) -> NoReturn:
    raise SettingError(f"{name} cannot be “{text}”. {advice}.")
