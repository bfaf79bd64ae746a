"""What leaves the application: events with people at risk hidden, as every export hides them."""

from collections.abc import Iterable

from dateline.products.protection import Protection
from dateline.record import Record
from dateline.record.overviews import events_of
from dateline.schema.records import RecordedEvent


def protection(record: Record, events: Iterable[RecordedEvent]) -> Protection:
    """The protection of these events: what any event of the record that shares a report with them hides."""
    held = {recorded.event.id: recorded for recorded in events}
    documents = {document.id for recorded in held.values() for document in recorded.documents}
    claims = [claim.id for claim in record.claims(documents=documents, superseded=True)]
    others = set(events_of(record.database, claims).values()) - held.keys()
    return Protection.over([*held.values(), *record.current(others)])
