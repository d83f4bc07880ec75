"""Settings: environment variables, read here and nowhere else, listed in the README."""

import os
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from hor_data.releases import Store, open_store

ROOT = Path(__file__).parent.parent


@dataclass(frozen=True)
class Settings:
    """Where things are and how officers sign in; "" where nothing is set.

    `database` is an SQLAlchemy address. `password_hash` is an argon2 hash; `base_address` is the
    address readers use, for links in exports, and for OIDC and Secure cookies when it is https.
    """

    workbook: Path
    database: str
    password_hash: str
    base_address: str
    largest_upload: int


@cache
def settings() -> Settings:
    """The settings of this process."""
    return Settings(
        workbook=Path(os.environ.get("HOR_WORKBOOK") or ROOT / "data" / "commitments.xlsx"),
        database=os.environ.get("HOR_DATABASE")
        or f"sqlite:///{ROOT / 'data' / 'releases.sqlite3'}",
        password_hash=os.environ.get("HOR_PASSWORD_HASH", ""),
        base_address=os.environ.get("HOR_BASE_ADDRESS", "").rstrip("/"),
        largest_upload=int(os.environ.get("HOR_LARGEST_UPLOAD_MB") or 20) * 1024 * 1024,
    )


@cache
def store() -> Store:
    """The store of releases: one for the process."""
    return open_store(settings().database)
