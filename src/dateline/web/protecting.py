"""What leaves the application: events with people at risk hidden, as every export hides them."""

from collections.abc import Iterable

from dateline.products.protection import Protection
from dateline.record import Record
from dateline.schema.records import RecordedEvent


def protection(record: Record, events: Iterable[RecordedEvent]) -> Protection:
    """The protection of these events: what any event of the record that shares a report with them hides."""
    return Protection.over(record.of_the_same_reports(events))
