"""Settings: environment variables, read here and nowhere else, listed in docs/settings.md."""

import os
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, tzinfo
from functools import lru_cache
from pathlib import Path
from typing import Any, NamedTuple
from urllib.parse import urlsplit

from hor_web.setting_checks import (
    FORMER_PROXIES,
    PREFIX,
    find_former_names,
    find_misspelt_names,
    find_oidc_conflicts,
    find_size_conflicts,
    find_unknown_names,
)
from hor_web.setting_list import FILE_ENDING, SETTINGS, Setting
from hor_web.setting_values import Network, SettingError, time_zone

ROOT = Path(__file__).parent.parent


@dataclass(frozen=True)
class OidcSettings:
    """An organisation's own sign-in. `officers` are addresses of those who may publish, `subjects`
    what the provider calls them, `groups` their groups or roles; `tenant` is where they come
    from."""

    metadata: str
    client_id: str
    client_secret: str
    officers: frozenset[str]
    subjects: frozenset[str]
    groups: frozenset[str]
    tenant: str

    @property
    def is_set(self) -> bool:
        """Whether officers sign in by it; there is no other way then."""
        return bool(self.metadata and self.client_id)


@dataclass(frozen=True)
class Settings:
    """Where things are and how officers sign in; "" where nothing is set.

    `database` is an SQLAlchemy address. `password_hash` is an argon2 hash; `base_address` is the
    address readers use, for links in exports, and for OIDC and Secure cookies when it is https.
    `proxies` are believed for whom they speak. `embedded_in` are sites that may frame a page.
    `copy_folder` is where a copy of the release in force lies, for a start while the store is away.
    `time_zone` is where the readers are; `UTC` where this machine does not know the zone named.
    `log_level` is a name of the logging module's. Sizes are in bytes; `keep_events_days` is 0 for
    ever.
    """

    workbook: Path
    database: str
    password_hash: str
    base_address: str
    largest_upload: int
    uploads_in_memory: int
    check_memory: int
    proxies: tuple[Network, ...]
    embedded_in: tuple[str, ...]
    time_zone: tzinfo
    log_form: str
    log_level: str
    metrics_token: str
    keep_events_days: int
    copy_folder: Path
    oidc: OidcSettings

    @property
    def secure(self) -> bool:
        """Whether readers reach the dashboard by https, so that cookies may travel by it alone."""
        return self.base_address.startswith("https://")

    @property
    def base_path(self) -> str:
        """The path of the address readers use, "/health" say, or "" where it has none."""
        return urlsplit(self.base_address).path.rstrip("/")


class SettingProblems(NamedTuple):
    """What is wrong with the settings, in sentences: with `errors` nothing is served."""

    errors: tuple[str, ...]
    warnings: tuple[str, ...]


def read_settings() -> Settings:
    """The settings in force; a setting that cannot be used counts as not set."""
    return _read(_environment())[0]


def find_setting_problems() -> SettingProblems:
    """Every problem of the settings as they stand."""
    return _read(_environment())[1]


def secret_values() -> tuple[str, ...]:
    """The texts of all secrets that are set: no log has them."""
    return _read(_environment())[2]


def unknown_time_zone() -> str:
    """The time zone asked for where this machine knows none of that name; else ""."""
    name = _time_zone_name(dict(_environment()))
    return "" if time_zone(name) else name


def _environment() -> tuple[tuple[str, str], ...]:
    return tuple(
        (name, value)
        for name, value in os.environ.items()
        if name.startswith(PREFIX) or name == FORMER_PROXIES
    )


# A file is read once, with the settings that name it.
@lru_cache(maxsize=8)
def _read(
    environment: tuple[tuple[str, str], ...],
) -> tuple[Settings, SettingProblems, tuple[str, ...]]:
    given = dict(environment)
    errors: list[str] = []
    texts, values = {}, {}
    for setting in SETTINGS:
        try:
            text = _given_text(setting, given)
            values[setting.name] = _value(setting, text)
        except SettingError as error:
            errors.append(str(error))
            text, values[setting.name] = "", _value(setting, "")
        texts[setting.name] = text
    settings = _build_settings(values, _time_zone_name(given))
    errors += find_misspelt_names(given)
    if not errors:
        errors = [
            *find_oidc_conflicts(texts),
            *find_size_conflicts(settings.largest_upload, settings.uploads_in_memory),
        ]
    warnings = [*find_unknown_names(given), *find_former_names(given)]
    secrets = [texts[setting.name] for setting in SETTINGS if setting.is_secret]
    return (
        settings,
        SettingProblems(tuple(errors), tuple(warnings)),
        tuple(secret for secret in secrets if secret),
    )


def _build_settings(values: Mapping[str, Any], zone: str) -> Settings:
    return Settings(
        workbook=Path(values["HOR_WORKBOOK"] or ROOT / "data" / "commitments.xlsx"),
        database=values["HOR_DATABASE"] or f"sqlite:///{ROOT / 'data' / 'releases.sqlite3'}",
        password_hash=values["HOR_PASSWORD_HASH"],
        base_address=values["HOR_BASE_ADDRESS"],
        largest_upload=values["HOR_LARGEST_UPLOAD_MB"],
        uploads_in_memory=values["HOR_UPLOADS_IN_MEMORY_MB"],
        check_memory=values["HOR_CHECK_MEMORY_MB"],
        proxies=values["HOR_TRUSTED_PROXIES"] or (),
        embedded_in=values["HOR_EMBEDDED_IN"] or (),
        time_zone=time_zone(zone) or UTC,
        log_form=values["HOR_LOG"],
        log_level=values["HOR_LOG_LEVEL"],
        metrics_token=values["HOR_METRICS_TOKEN"],
        keep_events_days=values["HOR_KEEP_EVENTS_DAYS"] or 0,
        copy_folder=Path(values["HOR_COPY_FOLDER"] or _folder_of_store(values["HOR_DATABASE"])),
        oidc=OidcSettings(
            metadata=values["HOR_OIDC_METADATA_URL"],
            client_id=values["HOR_OIDC_CLIENT_ID"],
            client_secret=values["HOR_OIDC_CLIENT_SECRET"],
            officers=values["HOR_OIDC_OFFICERS"] or frozenset(),
            subjects=values["HOR_OIDC_SUBJECTS"] or frozenset(),
            groups=values["HOR_OIDC_GROUPS"] or frozenset(),
            tenant=values["HOR_OIDC_TENANT"],
        ),
    )


def _folder_of_store(address: str) -> Path:
    """The folder of SQLite's file; the project's data for a store that is no file."""
    scheme, _, file = address.partition(":///")
    return Path(file).parent if scheme.startswith("sqlite") and file else ROOT / "data"


def _value(setting: Setting, text: str) -> Any:
    text = text or setting.text
    return setting.read(setting.name, text) if text else ""


def _time_zone_name(given: Mapping[str, str]) -> str:
    return given.get("HOR_TIME_ZONE") or "Europe/London"


def _given_text(setting: Setting, given: Mapping[str, str]) -> str:
    """The setting's text, from its file where one is named. Raises SettingError."""
    text, file_name = given.get(setting.name, ""), setting.name + FILE_ENDING
    file = given.get(file_name, "") if setting.is_secret else ""
    if not file:
        return text
    if text:
        raise SettingError(f"{setting.name} and {file_name} are both set. Take one of them away.")
    try:
        content = Path(file).read_text("utf-8").strip()
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", "") or "it is no text"
        raise SettingError(f"{file_name} names {file}, which cannot be read: {reason}.") from None
    if not content:
        raise SettingError(f"{file_name} names {file}, which is empty.")
    return content
