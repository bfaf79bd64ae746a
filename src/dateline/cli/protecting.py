"""What a command needs before events leave a record: all that protection follows from, and the log of its absence."""

import getpass
from collections.abc import Iterable, Iterator, Mapping
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import datetime

    from dateline.record import Query, Record
    from dateline.schema.records import RecordedEvent


def bearing(
    record: "Record", chosen: "Iterable[RecordedEvent]", *, as_of: "datetime | None", everything: bool = False
) -> "Iterator[RecordedEvent]":
    """What hides something in the chosen events: these, and all events of today that share a report with them.

    As of another day, and where everything is chosen, these are all events of that day and of today.
    """
    from dateline.record import Query

    if as_of is None and not everything:
        yield from record.of_the_same_reports(chosen)
        return
    yield from record.events(Query(candidates=True))
    yield from rejected(record)
    if as_of is not None:
        yield from record.events(Query(candidates=True, as_of=as_of))


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
