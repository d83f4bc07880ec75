"""Notes of meetings."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    """One row a commitment a meeting."""
    op.create_table(
        "notes",
        sa.Column("meeting", sa.String(10), primary_key=True),
        sa.Column("ref", sa.String(40), primary_key=True),
        sa.Column("said", sa.Text, nullable=False),
        sa.Column("action", sa.Text, nullable=False),
        sa.Column("owner", sa.String(200), nullable=False),
        sa.Column("by_when", sa.String(40), nullable=False),
        sa.Column("who", sa.String(200), nullable=False),
        sa.Column("saved_at", sa.String(40), nullable=False),
    )
