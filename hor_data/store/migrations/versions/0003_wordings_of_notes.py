"""Meetings with a row of their own, and notes field by field."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"

_FIELDS = ("said", "action", "owner", "by_when")


def upgrade() -> None:
    """One row a field of a note, with when it was written; what was noted before is kept.

    Until now a meeting was called by its day: it keeps that name. Its notes are older than any
    that a browser writes from now on, so they have the smallest stamp.
    """
    op.create_table(
        "meetings",
        sa.Column("id", sa.String(40), primary_key=True),
        sa.Column("who", sa.String(200), nullable=False),
        sa.Column("began_at", sa.String(40), nullable=False),
        sa.Column("last_at", sa.String(40), nullable=False),
        sa.Column("agenda", sa.Text, nullable=False),
        sa.Column("filters", sa.Text, nullable=False),
    )
    op.create_table(
        "note_wordings",
        sa.Column("meeting", sa.String(40), primary_key=True),
        sa.Column("ref", sa.String(40), primary_key=True),
        sa.Column("field", sa.String(20), primary_key=True),
        sa.Column("text", sa.Text, nullable=False),
        sa.Column("stamp", sa.BigInteger, nullable=False),
        sa.Column("who", sa.String(200), nullable=False),
        sa.Column("saved_at", sa.String(40), nullable=False),
    )
    op.create_table(
        "note_asides",
        sa.Column("meeting", sa.String(40), primary_key=True),
        sa.Column("ref", sa.String(40), primary_key=True),
        sa.Column("field", sa.String(20), primary_key=True),
        sa.Column("who", sa.String(200), primary_key=True),
        sa.Column("text", sa.Text, nullable=False),
        sa.Column("saved_at", sa.String(40), nullable=False),
    )
    _copy_notes()
    op.drop_table("notes")


def _copy_notes() -> None:
    op.execute(
        "INSERT INTO meetings (id, who, began_at, last_at, agenda, filters) "
        "SELECT meeting, MIN(who), MIN(saved_at), MAX(saved_at), '', '' FROM notes GROUP BY meeting"
    )
    for field in _FIELDS:
        op.execute(
            "INSERT INTO note_wordings (meeting, ref, field, text, stamp, who, saved_at) "
            f"SELECT meeting, ref, '{field}', {field}, 1, who, saved_at FROM notes "
            f"WHERE {field} <> ''"
        )
