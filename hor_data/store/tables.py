"""The tables of the store, and bringing an older store up to date."""

from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import BigInteger, Column, Integer, LargeBinary, MetaData, String, Table, Text
from sqlalchemy.engine import Connection

METADATA = MetaData()

RELEASES = Table(
    "releases",
    METADATA,
    Column("number", Integer, primary_key=True, autoincrement=False),
    Column("name", String(200), nullable=False),
    Column("as_at", String(10), nullable=False),
    Column("note", Text, nullable=False),
    Column("who", String(200), nullable=False),
    Column("published_at", String(40), nullable=False),
    Column("file_name", String(200), nullable=False),
    Column("sha256", String(64), nullable=False),
    Column("size", Integer, nullable=False),
    Column("commitments", Integer, nullable=False),
    Column("warnings", Integer, nullable=False),
    Column("undoes", Integer, nullable=False),
    Column("findings", Text, nullable=False),
    Column("content", LargeBinary, nullable=False),
    Column("withdrawn_at", String(40), nullable=False, server_default=""),
    Column("withdrawn_by", String(200), nullable=False, server_default=""),
    Column("withdrawal_reason", Text, nullable=False, server_default=""),
    # Where it is set, `content` is empty, and `sha256` and `size` are of what was erased.
    Column("erased_at", String(40), nullable=False, server_default=""),
)

EVENTS = Table(
    "events",
    METADATA,
    Column("id", Integer, primary_key=True),
    Column("at", String(40), nullable=False, index=True),
    Column("who", String(200), nullable=False),
    Column("kind", String(40), nullable=False),
    Column("detail", Text, nullable=False),
    Column("address", String(60), nullable=False),
)

# Only a hash of what the cookie carries is kept, so that a copy of the store opens no session.
SESSIONS = Table(
    "sessions",
    METADATA,
    Column("token_hash", String(64), primary_key=True),
    Column("who", String(200), nullable=False),
    Column("started_at", String(40), nullable=False),
    Column("seen_at", String(40), nullable=False),
)

# `id` is the day and, since meetings of one day are told apart, the time it began; `agenda` is
# refs joined by commas, `filters` the sentence of what was chosen.
MEETINGS = Table(
    "meetings",
    METADATA,
    Column("id", String(40), primary_key=True),
    Column("who", String(200), nullable=False),
    Column("began_at", String(40), nullable=False),
    Column("last_at", String(40), nullable=False),
    Column("agenda", Text, nullable=False),
    Column("filters", Text, nullable=False),
)

# One row a field of a note; `stamp` is when it was written, in milliseconds by the writer's clock.
WORDINGS = Table(
    "note_wordings",
    METADATA,
    Column("meeting", String(40), primary_key=True),
    Column("ref", String(40), primary_key=True),
    Column("field", String(20), primary_key=True),
    Column("text", Text, nullable=False),
    Column("stamp", BigInteger, nullable=False),
    Column("who", String(200), nullable=False),
    Column("saved_at", String(40), nullable=False),
)

# What an officer wrote in a field that another, who had not seen it, wrote over.
ASIDES = Table(
    "note_asides",
    METADATA,
    Column("meeting", String(40), primary_key=True),
    Column("ref", String(40), primary_key=True),
    Column("field", String(20), primary_key=True),
    Column("who", String(200), primary_key=True),
    Column("text", Text, nullable=False),
    Column("saved_at", String(40), nullable=False),
)

# The store's own id, so that another in its place is noticed: one row, made with the table.
IDENTITY = Table(
    "store_identity",
    METADATA,
    Column("id", String(32), primary_key=True),
    Column("made_at", String(40), nullable=False),
)

# Publications by their tokens. `acknowledged` is 1 once the officer has seen that it was published:
# until then the answer may have been lost on its way.
PUBLICATIONS = Table(
    "publications",
    METADATA,
    Column("token", String(64), primary_key=True),
    Column("number", Integer, nullable=False),
    Column("who", String(200), nullable=False),
    Column("acknowledged", Integer, nullable=False),
)

STEPS_TABLE = "alembic_version"  # Alembic's own: the step that the tables are at
_MIGRATIONS = Path(__file__).parent / "migrations"


def upgrade_tables(connection: Connection, step: str = "head") -> None:
    """Make the tables, or change those of an older store to what they are now, or to what they
    were at a step. Not safe in two threads at once."""
    config = _config()
    config.attributes["connection"] = connection
    command.upgrade(config, step)


def step_of(connection: Connection) -> str:
    """The step that a store is at; "" for a new one."""
    return MigrationContext.configure(connection).get_current_revision() or ""


def latest_step() -> str:
    """The step that this version of the dashboard brings a store to."""
    return _scripts().get_current_head() or ""


def is_known_step(step: str) -> bool:
    """Whether this version of the dashboard knows a step: a newer one may have made others."""
    return step in {script.revision for script in _scripts().walk_revisions()}


def _scripts() -> ScriptDirectory:
    return ScriptDirectory.from_config(_config())


def _config() -> Config:
    config = Config()
    config.set_main_option("script_location", str(_MIGRATIONS))
    return config
