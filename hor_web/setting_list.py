"""Every setting: its name, its default, what it does, and how its text is read.

docs/settings.md is written from this list by `make settings`; a test compares the two.
"""

from collections.abc import Callable
from typing import Any, NamedTuple

from hor_web.setting_values import (
    LEVELS,
    LOG_FORMS,
    choice_reader,
    read_addresses,
    read_base_address,
    read_days,
    read_hash,
    read_megabytes,
    read_metadata_address,
    read_names,
    read_networks,
    read_sites,
    read_text,
    read_token,
)


class Setting(NamedTuple):
    """A setting: `read` takes its name and text and raises SettingError, in a sentence.

    `text` is what is read where none is set; `default` says it for readers of the table. A secret
    may also come from the file that the same name with _FILE at its end names.
    """

    name: str
    effect: str
    read: Callable[[str, str], Any] = read_text
    text: str = ""
    default: str = "none"
    is_secret: bool = False


FILE_ENDING = "_FILE"
SETTINGS = (
    Setting(
        "HOR_WORKBOOK",
        "The workbook that an empty store begins with.",
        default="`data/commitments.xlsx`",
    ),
    Setting(
        "HOR_DATABASE",
        "The store of releases, as an SQLAlchemy address: `sqlite:////srv/hor/releases.sqlite3` "
        "or `postgresql+psycopg://user:password@host/name`.",
        default="a file, `data/releases.sqlite3`",
        is_secret=True,
    ),
    Setting(
        "HOR_COPY_FOLDER",
        "The folder in which a copy of the release in force lies, for a start while the store is "
        "away.",
        default="the folder of SQLite's file; `data` for another store",
    ),
    Setting(
        "HOR_PASSWORD_HASH",
        "An argon2 hash of the officers' password, in place of the one-time code.",
        read_hash,
        is_secret=True,
    ),
    Setting(
        "HOR_OIDC_METADATA_URL",
        "Sign-in with the organisation's own accounts (OpenID Connect), in place of code and "
        "password: where the provider describes itself. It comes back to `/oidc/finish`, and "
        "after signing out to the dashboard's first page.",
        read_metadata_address,
    ),
    Setting("HOR_OIDC_CLIENT_ID", "What the provider calls the dashboard."),
    Setting(
        "HOR_OIDC_CLIENT_SECRET",
        "The secret that the provider gave the dashboard. Every replica has the same.",
        is_secret=True,
    ),
    Setting(
        "HOR_OIDC_OFFICERS",
        "Who may publish, by e-mail address, between commas. An address counts where the provider "
        "says that it is verified (`email_verified`).",
        read_addresses,
    ),
    Setting(
        "HOR_OIDC_SUBJECTS",
        "Who may publish, by what the provider calls each person (`sub`), between commas.",
        read_names,
    ),
    Setting(
        "HOR_OIDC_GROUPS",
        "Which groups or roles may publish (`groups`, `roles`), between commas.",
        read_names,
    ),
    Setting(
        "HOR_OIDC_TENANT",
        "The tenant that people must come from (`tid`), where a provider serves several.",
    ),
    Setting(
        "HOR_BASE_ADDRESS",
        "The address readers use, with its path where there is one. With `https://` cookies are "
        "Secure and readers are told to come by https alone. http is for this machine only.",
        read_base_address,
    ),
    Setting(
        "HOR_TRUSTED_PROXIES",
        "The proxies before the dashboard, addresses or networks between commas. Only from them "
        "`X-Forwarded-For`, `X-Forwarded-Proto` and `X-Request-ID` are believed.",
        read_networks,
    ),
    Setting(
        "HOR_EMBEDDED_IN",
        "Sites whose pages may show the dashboard in a frame, between commas, such as "
        "`https://www.example.org`. With `?embed=true` a page leaves out menu and foot. Signing in "
        "is never framed.",
        read_sites,
    ),
    Setting(
        "HOR_TIME_ZONE",
        "Where the readers are, for the days and times of publishing: a name such as "
        "`Europe/London`.",
        text="Europe/London",
        default="`Europe/London`",
    ),
    Setting(
        "HOR_LOG",
        "The form of the log on the error stream: `text`, or `json` with one object a line.",
        choice_reader(LOG_FORMS, str.lower),
        text="text",
        default="`text`",
    ),
    Setting(
        "HOR_LOG_LEVEL",
        "How much the log has: `DEBUG`, `INFO` (a line a request besides), `WARNING` or `ERROR`.",
        choice_reader(LEVELS, str.upper),
        text="WARNING",
        default="`WARNING`",
    ),
    Setting(
        "HOR_METRICS_TOKEN",
        "Opens `/metrics` to whoever sends it as `Authorization: Bearer …`; without it there is no "
        "such page.",
        read_token,
        is_secret=True,
    ),
    Setting(
        "HOR_KEEP_EVENTS_DAYS",
        "How many days the audit keeps a line with its name and address.",
        read_days,
        default="for ever",
    ),
    Setting(
        "HOR_LARGEST_UPLOAD_MB",
        "The largest workbook that may be uploaded, in MB; 100,000 commitments are about 26 MB.",
        read_megabytes,
        text="30",
        default="30",
    ),
    Setting(
        "HOR_UPLOADS_IN_MEMORY_MB",
        "What all uploads of readers together may take of memory, in MB; officers may fill as much "
        "again.",
        read_megabytes,
        text="150",
        default="150",
    ),
    Setting(
        "HOR_CHECK_MEMORY_MB",
        "What checking one reader's workbook may take of memory, in MB, in a process of its own: "
        "400 are for some 30,000 commitments. An officer's may take what its size needs.",
        read_megabytes,
        text="400",
        default="400",
    ),
)
# Names that begin like a setting and are none: of the tests.
OTHER_NAMES = ("HOR_RANDOM_VIEWS",)
