"""What a command needs before events leave a record: all that protection follows from, and the log of its absence."""

import getpass
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from dateline.record import Query, Record
    from dateline.schema.records import RecordedEvent


def whole(record: "Record", query: "Query") -> "Iterator[RecordedEvent]":
    """Every event that a report may be known from: those of today, and those of the day asked for."""
    from dateline.record import Query

    yield from record.events(Query(candidates=True))
    yield from rejected(record)
    if query.as_of is not None:
        yield from record.events(Query(candidates=True, as_of=query.as_of))


def rejected(record: "Record") -> "Iterator[RecordedEvent]":
    """The events that a reviewer rejected."""
    from dateline.record import DecisionKind
    from dateline.schema.records import ReviewState

    ids = {held.event for held in record.decisions() if held.kind is DecisionKind.REJECT and held.undone is None}
    for id_ in sorted(ids):
        event = record.event(id_)
        if event is not None and event.review.state is ReviewState.REJECTED:
            yield event


def log_unredacted(record: "Record", query: "Query", action: str, details: Mapping[str, str | None]) -> None:
    """The record's audit log says that names were asked for, before any is written."""
    from dateline.record import audit

    asked = {name: str(value) for name in query.__slots__ if (value := getattr(query, name)) is not None}
    with record.database.writing() as connection:
        moment = audit.begin(connection)
        body = {**details, "query": asked}
        audit.append(connection, moment, action=action, subject="events", by=getpass.getuser(), body=body)
