"""The append-only store of what was read, linked and decided; the one room that knows SQL."""

from dateline.record.adding import Added
from dateline.record.opening import open_record, restore
from dateline.record.query import Query, cursor
from dateline.record.review import Decision, DecisionKind
from dateline.record.store import Record

__all__ = ["Added", "Decision", "DecisionKind", "Query", "Record", "cursor", "open_record", "restore"]
