"""A record on disk that holds the events of `recorded.py`."""

from collections.abc import Iterable
from pathlib import Path

from dateline.record import Record, open_record
from dateline.schema.readings import Reading
from dateline.schema.records import RecordedEvent, ReviewState


def stored(path: Path, events: Iterable[RecordedEvent]) -> Record:
    """The record at `path`, new, with these events in their state of review."""
    record = open_record(path, create=True)
    held = tuple(events)
    for recorded in held:
        for document in recorded.documents:
            claims = tuple(claim for claim in recorded.claims if claim.document == document.id)
            record.add(Reading((document,), claims, (), ()))
    record.write_events(recorded.event for recorded in held)
    for recorded in held:
        if recorded.review.state is ReviewState.ACCEPTED:
            record.decide("accept", recorded.event.id, by="Zeynep", why="two reports agree")
        if recorded.review.state is ReviewState.REJECTED:
            record.decide("reject", recorded.event.id, by="Zeynep", why="a rumour")
    return record
