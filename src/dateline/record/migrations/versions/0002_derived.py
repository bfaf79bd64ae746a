"""Speakers and outlines of events in tables of their own, and indexes on the current events."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"

ROW_ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    """Make the tables and indexes; whoever upgrades fills the tables (`derived.rebuild`)."""
    op.create_table(
        "claim_speakers",
        sa.Column("claim", sa.String(), sa.ForeignKey("claims.id"), primary_key=True),
        sa.Column("value", sa.String(), primary_key=True),
        sa.Column("shown", sa.Text(), nullable=False),
        sqlite_with_rowid=False,
    )
    op.create_index("claim_speakers_value", "claim_speakers", ["value", "claim"])
    op.create_table(
        "event_outlines",
        sa.Column("key", ROW_ID, sa.ForeignKey("events.key"), primary_key=True, autoincrement=False),
        sa.Column("independent", sa.Integer(), nullable=False),
        sa.Column("outline", sa.Text(), nullable=False),
    )
    op.create_index("event_outlines_independent", "event_outlines", ["independent", "key"])
    op.drop_index("events_queue", "events")
    op.create_index("events_now", "events", ["valid_to", "sort", "id", "state"])
    op.create_index("events_country", "events", ["valid_to", "country", "sort", "id", "state"])
    op.create_index("events_type", "events", ["valid_to", "type", "sort", "id", "state"])
    op.create_index("events_priority", "events", ["valid_to", "state", "priority", "id"])
