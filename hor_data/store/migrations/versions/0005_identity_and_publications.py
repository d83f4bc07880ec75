"""The store's own id, and publications by their tokens."""

from datetime import UTC, datetime
from uuid import uuid4

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"


def upgrade() -> None:
    """Give the store an id of its own, and make the table of tokens."""
    identity = op.create_table(
        "store_identity",
        sa.Column("id", sa.String(32), primary_key=True),
        sa.Column("made_at", sa.String(40), nullable=False),
    )
    made_at = datetime.now(UTC).isoformat(timespec="seconds")
    op.bulk_insert(identity, [{"id": uuid4().hex, "made_at": made_at}])
    op.create_table(
        "publications",
        sa.Column("token", sa.String(64), primary_key=True),
        sa.Column("number", sa.Integer, nullable=False),
        sa.Column("who", sa.String(200), nullable=False),
        sa.Column("acknowledged", sa.Integer, nullable=False),
    )
