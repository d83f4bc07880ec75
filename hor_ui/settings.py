"""Settings: environment variables, read here and nowhere else, listed in the README."""

import os
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, tzinfo
from functools import cache
from ipaddress import IPv4Network, IPv6Network, ip_network
from pathlib import Path
from threading import Event
from zoneinfo import ZoneInfo

from hor_data.store import Store, close_store, is_closed, open_store

ROOT = Path(__file__).parent.parent


@dataclass(frozen=True)
class Oidc:
    """An organisation's own sign-in. `officers` are the addresses of those who may publish."""

    metadata: str
    client_id: str
    client_secret: str
    officers: frozenset[str]

    @property
    def is_set(self) -> bool:
        """Whether officers sign in by it; there is no other way then."""
        return bool(self.metadata and self.client_id)


@dataclass(frozen=True)
class Settings:
    """Where things are and how officers sign in; "" where nothing is set.

    `database` is an SQLAlchemy address. `password_hash` is an argon2 hash; `base_address` is the
    address readers use, for links in exports, and for OIDC and Secure cookies when it is https.
    `proxies` on other machines are believed for whom they speak, as one on this machine always is.
    `time_zone` is where the readers are; `UTC` where this machine does not know the zone named.
    """

    workbook: Path
    database: str
    password_hash: str
    base_address: str
    largest_upload: int
    uploads_in_memory: int
    proxies: tuple[IPv4Network | IPv6Network, ...]
    time_zone: tzinfo
    oidc: Oidc

    @property
    def secure(self) -> bool:
        """Whether readers reach the dashboard by https, so that cookies may travel by it alone."""
        return self.base_address.startswith("https://")


def settings() -> Settings:
    """The settings in force."""
    return Settings(
        workbook=Path(os.environ.get("HOR_WORKBOOK") or ROOT / "data" / "commitments.xlsx"),
        database=os.environ.get("HOR_DATABASE")
        or f"sqlite:///{ROOT / 'data' / 'releases.sqlite3'}",
        password_hash=os.environ.get("HOR_PASSWORD_HASH", ""),
        base_address=os.environ.get("HOR_BASE_ADDRESS", "").rstrip("/"),
        largest_upload=int(os.environ.get("HOR_LARGEST_UPLOAD_MB") or 30) << 20,
        uploads_in_memory=int(os.environ.get("HOR_UPLOADS_IN_MEMORY_MB") or 200) << 20,
        proxies=_networks(os.environ.get("FORWARDED_ALLOW_IPS", "")),
        time_zone=_zone(_zone_name()) or UTC,
        oidc=Oidc(
            metadata=os.environ.get("HOR_OIDC_METADATA_URL", ""),
            client_id=os.environ.get("HOR_OIDC_CLIENT_ID", ""),
            client_secret=os.environ.get("HOR_OIDC_CLIENT_SECRET", ""),
            officers=frozenset(
                one.strip() for one in os.environ.get("HOR_OIDC_OFFICERS", "").casefold().split(",")
            ),
        ),
    )


def unknown_time_zone() -> str:
    """The time zone asked for where this machine knows none of that name; else ""."""
    return "" if _zone(_zone_name()) else _zone_name()


def _zone_name() -> str:
    return os.environ.get("HOR_TIME_ZONE") or "Europe/London"


@cache
def _zone(name: str) -> tzinfo | None:
    try:
        return ZoneInfo(name)
    except (KeyError, ValueError, OSError):
        return None


@cache
def _networks(listed: str) -> tuple[IPv4Network | IPv6Network, ...]:
    """The addresses and networks of a list with commas; uvicorn takes names and * besides."""
    networks = []
    for entry in listed.split(","):
        with suppress(ValueError):
            networks.append(ip_network(entry.strip(), strict=False))
    return tuple(networks)


_EDGE = Event()


def serve_officers() -> None:
    """Say that this process runs behind the edge, where officers can sign in (server.py)."""
    for address in [address for address, opened in _OPENED.items() if is_closed(opened)]:
        del _OPENED[address]
    _EDGE.set()


def behind_edge() -> bool:
    """Whether officers can sign in here, and releases come from the store."""
    return _EDGE.is_set()


def store() -> Store:
    """The store of releases: one for the process. Once closed it stays so, and says that."""
    address = settings().database
    if address not in _OPENED:
        # Two may open it at once; nobody waits for another where the store does not answer.
        opened = open_store(address)
        if _OPENED.setdefault(address, opened) is not opened:
            opened.dispose()
    return _OPENED[address]


def close_stores() -> bool:
    """Close the stores this process opened; gives whether the file of each alone is whole."""
    return all([close_store(opened) for opened in _OPENED.values()])


_OPENED: dict[str, Store] = {}
