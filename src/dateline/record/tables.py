"""The tables of the record, as queries see them; `migrations/` is what makes them.

Days are ISO text, so that they sort alike in SQLite and PostgreSQL; times are UTC in ISO with microseconds. `seq`,
`added`, `valid_from` and `valid_to` are numbers of audit entries: what the record held at entry n are the rows with
`valid_from` ≤ n and no `valid_to` ≤ n.
"""

from sqlalchemy import BigInteger, Column, Float, ForeignKey, Index, Integer, MetaData, String, Table, Text
from sqlalchemy.types import TypeEngine

metadata = MetaData()
RowId: TypeEngine[int] = BigInteger().with_variant(Integer, "sqlite")  # an INTEGER key is SQLite's own row id

settings = Table("settings", metadata, Column("name", String, primary_key=True), Column("value", Text, nullable=False))

audit = Table(
    "audit",
    metadata,
    Column("seq", Integer, primary_key=True, autoincrement=False),
    Column("at", String, nullable=False),
    Column("by", String, nullable=False),
    Column("action", String, nullable=False),
    Column("subject", String, nullable=False),
    Column("body", Text, nullable=False),
    Column("previous", String, nullable=False),
    Column("hash", String, nullable=False),
    Index("audit_at", "at"),
)

documents = Table(
    "documents",
    metadata,
    Column("id", String, primary_key=True),
    Column("added", Integer, nullable=False),
    Column("uri", String),
    Column("outlet", String),
    Column("title", Text),
    Column("start", String),
    Column("finish", String),
    Column("body", Text, nullable=False),  # the contract's document without its text
    Column("text", Text, nullable=False),
    Column("retrieved", String),
    Column("raw_sha256", String),
    Column("original", String),  # the same, where the bytes were kept
    Column("family", String),
    Column("supersedes", String, ForeignKey("documents.id")),
    Column("digest", String, nullable=False),
    Index("documents_added", "added"),
    Index("documents_uri", "uri"),
    Index("documents_outlet", "outlet"),
    Index("documents_family", "family"),
    Index("documents_supersedes", "supersedes"),
    Index("documents_start", "start", "id"),
)

sightings = Table(  # the same words met again under another address, outlet or name
    "sightings",
    metadata,
    Column("id", String, primary_key=True),
    Column("document", String, ForeignKey("documents.id"), nullable=False),
    Column("added", Integer, nullable=False),
    Column("body", Text, nullable=False),
    Column("retrieved", String),
    Column("raw_sha256", String),
    Column("original", String),  # the same, where the bytes were kept
    Index("sightings_document", "document"),
    Index("sightings_added", "added"),
)

sentences = Table(
    "sentences",
    metadata,
    Column("id", RowId, primary_key=True, autoincrement=False),
    Column("document", String, ForeignKey("documents.id"), nullable=False),
    Column("start", Integer, nullable=False),
    Column("finish", Integer, nullable=False),
    Column("words", Text, nullable=False),  # folded, for full text
    Index("sentences_place", "document", "start"),
)

claims = Table(
    "claims",
    metadata,
    Column("id", String, primary_key=True),
    Column("document", String, ForeignKey("documents.id"), nullable=False),
    Column("ordinal", Integer, nullable=False),
    Column("sentence", Integer, nullable=False),  # where the indexed sentence of its trigger starts
    Column("type", String, nullable=False),
    Column("voice", String, nullable=False),
    Column("country", String),
    Column("body", Text, nullable=False),  # the contract's claim
    Index("claims_document", "document", "ordinal"),
    Index("claims_type", "type"),
)

claim_parts = Table(
    "claim_parts",
    metadata,
    Column("claim", String, ForeignKey("claims.id"), primary_key=True),
    Column("ordinal", Integer, primary_key=True),
    Column("role", String, nullable=False),
    Column("actor", String),
    Column("name", Text),
    Column("kind", String),
    Column("words", Text, nullable=False),
    Index("claim_parts_actor", "actor"),
    sqlite_with_rowid=False,
)

claim_speakers = Table(  # derived from the body
    "claim_speakers",
    metadata,
    Column("claim", String, ForeignKey("claims.id"), primary_key=True),
    Column("value", String, primary_key=True),  # folded, without an article
    Column("shown", Text, nullable=False),
    Index("claim_speakers_value", "value", "claim"),
    sqlite_with_rowid=False,
)

claim_keys = Table(
    "claim_keys",
    metadata,
    Column("key", String, primary_key=True),
    Column("claim", String, ForeignKey("claims.id"), primary_key=True),
    Index("claim_keys_claim", "claim"),
    sqlite_with_rowid=False,
)

events = Table(
    "events",
    metadata,
    Column("key", RowId, primary_key=True, autoincrement=False),
    Column("id", String, nullable=False),
    Column("version", Integer, nullable=False),
    Column("valid_from", Integer, nullable=False),
    Column("valid_to", Integer),
    Column("body", Text, nullable=False),  # the contract's event, edits applied
    Column("linked", Text),  # the same before edits; null where there are none
    Column("state", String, nullable=False),
    Column("reviewed_by", String),
    Column("reviewed_at", String),
    Column("why", Text),
    Column("judged", Integer),  # the version that the last decision made or looked at
    Column("decisions", Text, nullable=False),  # numbers of all decisions on it, as JSON
    Column("sort", String, nullable=False),  # the first day; undated events come last
    Column("start", String),
    Column("finish", String),
    Column("type", String, nullable=False),
    Column("country", String),
    Column("credibility", Integer, nullable=False),
    Column("priority", Float, nullable=False),
    Column("digest", String, nullable=False),
    Index("events_version", "id", "version", unique=True),
    Index("events_order", "sort", "id"),
    Index("events_from", "valid_from"),
    Index("events_to", "valid_to"),
    Index("events_now", "valid_to", "sort", "id", "state"),
    Index("events_country", "valid_to", "country", "sort", "id", "state"),
    Index("events_type", "valid_to", "type", "sort", "id", "state"),
    Index("events_priority", "valid_to", "state", "priority", "id"),
)

event_claims = Table(
    "event_claims",
    metadata,
    Column("key", BigInteger, ForeignKey("events.key"), primary_key=True, autoincrement=False),
    Column("ordinal", Integer, primary_key=True),
    Column("claim", String, ForeignKey("claims.id"), nullable=False),
    Index("event_claims_claim", "claim"),
    sqlite_with_rowid=False,
)

event_outlines = Table(  # derived from the body
    "event_outlines",
    metadata,
    Column("key", RowId, ForeignKey("events.key"), primary_key=True, autoincrement=False),
    Column("independent", Integer, nullable=False),
    Column("outline", Text, nullable=False),  # `derived.OUTLINE` as a JSON array
    Index("event_outlines_independent", "independent", "key"),
)

event_terms = Table(
    "event_terms",
    metadata,
    Column("key", BigInteger, ForeignKey("events.key"), primary_key=True, autoincrement=False),
    Column("field", String, primary_key=True),
    Column("value", String, primary_key=True),
    Index("event_terms_value", "field", "value", "key"),
    sqlite_with_rowid=False,
)

decisions = Table(
    "decisions",
    metadata,
    Column("seq", Integer, primary_key=True, autoincrement=False),
    Column("kind", String, nullable=False),
    Column("event", String, nullable=False),
    Column("by", String, nullable=False),
    Column("at", String, nullable=False),
    Column("why", Text, nullable=False),
    Column("body", Text, nullable=False),
    Column("undone", Integer),
    Index("decisions_event", "event"),
)

ratings = Table(
    "ratings",
    metadata,
    Column("seq", Integer, primary_key=True, autoincrement=False),
    Column("outlet", String, nullable=False),
    Column("rating", String, nullable=False),
    Column("by", String, nullable=False),
    Column("at", String, nullable=False),
    Column("why", Text, nullable=False),
    Column("valid_to", Integer),
    Index("ratings_outlet", "outlet"),
)
