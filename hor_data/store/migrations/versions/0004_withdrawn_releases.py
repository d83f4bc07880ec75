"""Releases that were withdrawn: when, by whom and why, and when their bytes were erased."""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"


def upgrade() -> None:
    """Add the columns, empty for what is there. An older program that still publishes into the
    store while replicas are exchanged one after another leaves them empty too."""
    for name, kind in (
        ("withdrawn_at", sa.String(40)),
        ("withdrawn_by", sa.String(200)),
        ("withdrawal_reason", sa.Text),
        ("erased_at", sa.String(40)),
    ):
        op.add_column("releases", sa.Column(name, kind, nullable=False, server_default=""))
