"""The record as it was first released."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None

ROW_ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
# Rows of these tables are never changed and never go.
APPEND_ONLY = ("audit", "documents", "sightings", "sentences", "claims", "claim_parts", "event_claims", "event_terms")


def upgrade() -> None:
    """Make the tables, the full text index, and the triggers that keep rows as they are."""
    _tables()
    if op.get_bind().dialect.name == "sqlite":
        _sqlite()
    else:
        _postgresql()


def _sqlite() -> None:
    op.execute(
        "CREATE VIRTUAL TABLE sentence_words USING fts5(words, content='sentences', content_rowid='id', "
        "tokenize='unicode61 remove_diacritics 2', prefix='3')"
    )
    for table in APPEND_ONLY:
        for change in ("UPDATE", "DELETE"):
            op.execute(
                f"CREATE TRIGGER {table}_no_{change.lower()} BEFORE {change} ON {table} "
                f"BEGIN SELECT RAISE(ABORT, '{table} is append-only'); END"
            )


def _postgresql() -> None:
    op.execute(
        "ALTER TABLE sentences ADD COLUMN vector tsvector GENERATED ALWAYS AS (to_tsvector('simple', words)) STORED"
    )
    op.execute("CREATE INDEX sentences_vector ON sentences USING gin (vector)")
    op.execute(
        "CREATE FUNCTION dateline_refuse() RETURNS trigger LANGUAGE plpgsql AS "
        "$$ BEGIN RAISE EXCEPTION '% is append-only', TG_TABLE_NAME; END $$"
    )
    for table in APPEND_ONLY:
        op.execute(
            f"CREATE TRIGGER {table}_append_only BEFORE UPDATE OR DELETE ON {table} "
            "FOR EACH ROW EXECUTE FUNCTION dateline_refuse()"
        )


def _tables() -> None:
    op.create_table(
        "audit",
        sa.Column("seq", sa.Integer(), primary_key=True, autoincrement=False),
        sa.Column("at", sa.String(), nullable=False),
        sa.Column("by", sa.String(), nullable=False),
        sa.Column("action", sa.String(), nullable=False),
        sa.Column("subject", sa.String(), nullable=False),
        sa.Column("body", sa.Text(), nullable=False),
        sa.Column("previous", sa.String(), nullable=False),
        sa.Column("hash", sa.String(), nullable=False),
    )
    op.create_index("audit_at", "audit", ["at"])
    op.create_table(
        "decisions",
        sa.Column("seq", sa.Integer(), primary_key=True, autoincrement=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("event", sa.String(), nullable=False),
        sa.Column("by", sa.String(), nullable=False),
        sa.Column("at", sa.String(), nullable=False),
        sa.Column("why", sa.Text(), nullable=False),
        sa.Column("body", sa.Text(), nullable=False),
        sa.Column("undone", sa.Integer()),
    )
    op.create_index("decisions_event", "decisions", ["event"])
    op.create_table(
        "documents",
        sa.Column("id", sa.String(), primary_key=True),
        sa.Column("added", sa.Integer(), nullable=False),
        sa.Column("uri", sa.String()),
        sa.Column("outlet", sa.String()),
        sa.Column("title", sa.Text()),
        sa.Column("start", sa.String()),
        sa.Column("finish", sa.String()),
        sa.Column("body", sa.Text(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("retrieved", sa.String()),
        sa.Column("raw_sha256", sa.String()),
        sa.Column("original", sa.String()),
        sa.Column("family", sa.String()),
        sa.Column("supersedes", sa.String(), sa.ForeignKey("documents.id")),
        sa.Column("digest", sa.String(), nullable=False),
    )
    op.create_index("documents_added", "documents", ["added"])
    op.create_index("documents_family", "documents", ["family"])
    op.create_index("documents_outlet", "documents", ["outlet"])
    op.create_index("documents_start", "documents", ["start", "id"])
    op.create_index("documents_supersedes", "documents", ["supersedes"])
    op.create_index("documents_uri", "documents", ["uri"])
    op.create_table(
        "events",
        sa.Column("key", ROW_ID, primary_key=True, autoincrement=False),
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("valid_from", sa.Integer(), nullable=False),
        sa.Column("valid_to", sa.Integer()),
        sa.Column("body", sa.Text(), nullable=False),
        sa.Column("linked", sa.Text()),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("reviewed_by", sa.String()),
        sa.Column("reviewed_at", sa.String()),
        sa.Column("why", sa.Text()),
        sa.Column("judged", sa.Integer()),
        sa.Column("decisions", sa.Text(), nullable=False),
        sa.Column("sort", sa.String(), nullable=False),
        sa.Column("start", sa.String()),
        sa.Column("finish", sa.String()),
        sa.Column("type", sa.String(), nullable=False),
        sa.Column("country", sa.String()),
        sa.Column("credibility", sa.Integer(), nullable=False),
        sa.Column("priority", sa.Float(), nullable=False),
        sa.Column("digest", sa.String(), nullable=False),
    )
    op.create_index("events_from", "events", ["valid_from"])
    op.create_index("events_order", "events", ["sort", "id"])
    op.create_index("events_queue", "events", ["state", "valid_to", "priority"])
    op.create_index("events_to", "events", ["valid_to"])
    op.create_index("events_version", "events", ["id", "version"], unique=True)
    op.create_table(
        "ratings",
        sa.Column("seq", sa.Integer(), primary_key=True, autoincrement=False),
        sa.Column("outlet", sa.String(), nullable=False),
        sa.Column("rating", sa.String(), nullable=False),
        sa.Column("by", sa.String(), nullable=False),
        sa.Column("at", sa.String(), nullable=False),
        sa.Column("why", sa.Text(), nullable=False),
        sa.Column("valid_to", sa.Integer()),
    )
    op.create_index("ratings_outlet", "ratings", ["outlet"])
    op.create_table(
        "settings",
        sa.Column("name", sa.String(), primary_key=True),
        sa.Column("value", sa.Text(), nullable=False),
    )
    op.create_table(
        "claims",
        sa.Column("id", sa.String(), primary_key=True),
        sa.Column("document", sa.String(), sa.ForeignKey("documents.id"), nullable=False),
        sa.Column("ordinal", sa.Integer(), nullable=False),
        sa.Column("sentence", sa.Integer(), nullable=False),
        sa.Column("type", sa.String(), nullable=False),
        sa.Column("voice", sa.String(), nullable=False),
        sa.Column("country", sa.String()),
        sa.Column("body", sa.Text(), nullable=False),
    )
    op.create_index("claims_document", "claims", ["document", "ordinal"])
    op.create_index("claims_type", "claims", ["type"])
    op.create_table(
        "event_terms",
        sa.Column("key", sa.BigInteger(), sa.ForeignKey("events.key"), primary_key=True, autoincrement=False),
        sa.Column("field", sa.String(), primary_key=True),
        sa.Column("value", sa.String(), primary_key=True),
        sqlite_with_rowid=False,
    )
    op.create_index("event_terms_value", "event_terms", ["field", "value", "key"])
    op.create_table(
        "sentences",
        sa.Column("id", ROW_ID, primary_key=True, autoincrement=False),
        sa.Column("document", sa.String(), sa.ForeignKey("documents.id"), nullable=False),
        sa.Column("start", sa.Integer(), nullable=False),
        sa.Column("finish", sa.Integer(), nullable=False),
        sa.Column("words", sa.Text(), nullable=False),
    )
    op.create_index("sentences_place", "sentences", ["document", "start"])
    op.create_table(
        "sightings",
        sa.Column("id", sa.String(), primary_key=True),
        sa.Column("document", sa.String(), sa.ForeignKey("documents.id"), nullable=False),
        sa.Column("added", sa.Integer(), nullable=False),
        sa.Column("body", sa.Text(), nullable=False),
        sa.Column("retrieved", sa.String()),
        sa.Column("raw_sha256", sa.String()),
        sa.Column("original", sa.String()),
    )
    op.create_index("sightings_added", "sightings", ["added"])
    op.create_index("sightings_document", "sightings", ["document"])
    op.create_table(
        "claim_keys",
        sa.Column("key", sa.String(), primary_key=True),
        sa.Column("claim", sa.String(), sa.ForeignKey("claims.id"), primary_key=True),
        sqlite_with_rowid=False,
    )
    op.create_index("claim_keys_claim", "claim_keys", ["claim"])
    op.create_table(
        "claim_parts",
        sa.Column("claim", sa.String(), sa.ForeignKey("claims.id"), primary_key=True),
        sa.Column("ordinal", sa.Integer(), primary_key=True),
        sa.Column("role", sa.String(), nullable=False),
        sa.Column("actor", sa.String()),
        sa.Column("name", sa.Text()),
        sa.Column("kind", sa.String()),
        sa.Column("words", sa.Text(), nullable=False),
        sqlite_with_rowid=False,
    )
    op.create_index("claim_parts_actor", "claim_parts", ["actor"])
    op.create_table(
        "event_claims",
        sa.Column("key", sa.BigInteger(), sa.ForeignKey("events.key"), primary_key=True, autoincrement=False),
        sa.Column("ordinal", sa.Integer(), primary_key=True),
        sa.Column("claim", sa.String(), sa.ForeignKey("claims.id"), nullable=False),
        sqlite_with_rowid=False,
    )
    op.create_index("event_claims_claim", "event_claims", ["claim"])
