"""Who says what, and how many sources are independent, in tables of their own."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    """Make the derived tables; whoever upgrades fills them (`derived.rebuild`)."""
    op.create_table(
        "claim_speakers",
        sa.Column("claim", sa.String(), sa.ForeignKey("claims.id"), primary_key=True),
        sa.Column("value", sa.String(), primary_key=True),
        sa.Column("shown", sa.Text(), nullable=False),
        sqlite_with_rowid=False,
    )
    op.create_index("claim_speakers_value", "claim_speakers", ["value", "claim"])
    op.create_table(
        "event_sources",
        sa.Column("key", sa.BigInteger(), sa.ForeignKey("events.key"), primary_key=True, autoincrement=False),
        sa.Column("independent", sa.Integer(), nullable=False),
    )
    op.create_index("event_sources_independent", "event_sources", ["independent", "key"])
