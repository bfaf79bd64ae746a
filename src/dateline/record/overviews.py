"""The outlines of many events at once: what a map, a timeline or a tally needs, without claims and documents."""

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import func, select

from dateline.record import audit
from dateline.record.database import Database
from dateline.record.events import conditions, has_term, ordered
from dateline.record.query import UNDATED, Query
from dateline.record.stored import chunks
from dateline.record.tables import documents, event_claims, event_outlines, events
from dateline.record.words import folded
from dateline.schema.records import ReviewState

PARSED = 1000  # outlines at once
_FAR = 1_000_000  # days


@dataclass(frozen=True, slots=True)
class Overview:
    """One event in brief. Days are ISO text; `killed` is the best number, else the lowest stated.

    `actors` and `targets` are names as resolved, else the report's words; `named` holds the resolved ones alone.
    """

    id: str
    type: str
    state: str
    start: str | None
    end: str | None
    date_precision: str | None
    place: str | None
    country: str | None
    latitude: float | None
    longitude: float | None
    place_precision: str | None
    radius_km: float | None
    killed: int | None
    actors: tuple[str, ...]
    targets: tuple[str, ...]
    named: tuple[str, ...]
    credibility: int
    independent_sources: int


def overviews(database: Database, query: Query, *, limit: int) -> Iterator[Overview]:
    """At most `limit` events that the query finds, in its order."""
    c = events.c
    columns = (c.id, c.type, c.state, c.start, c.country, c.credibility, event_outlines.c.independent)
    held = select(*columns, event_outlines.c.outline).join(event_outlines, event_outlines.c.key == c.key)
    with database.reading() as connection:
        asked = conditions(connection, query, audit.seq_at(connection, query.as_of))
        for part in ordered(query):
            found = connection.execute(held.where(*asked, *part.asked).order_by(*part.order).limit(limit))
            for rows in found.partitions(PARSED):
                limit -= len(rows)
                outlines = json.loads(f"[{','.join(row.outline for row in rows)}]")  # one parse, in a third less time
                yield from map(_overview, rows, outlines)


def _overview(row: Any, outline: list[Any]) -> Overview:
    id_, type_, state, start, country, credibility, independent, _ = row
    place, latitude, longitude, precision, radius, end, exactness, killed, actors, targets, named = outline
    return Overview(
        id=id_,
        type=type_,
        state=state,
        start=start,
        end=end,
        date_precision=exactness,
        place=place,
        country=country,
        latitude=latitude,
        longitude=longitude,
        place_precision=precision,
        radius_km=radius,
        killed=killed,
        actors=tuple(actors),
        targets=tuple(targets),
        named=tuple(named),
        credibility=credibility,
        independent_sources=independent,
    )


def beside(database: Database, query: Query, name: str, *, limit: int) -> tuple[int, tuple[str, ...]]:
    """How many of the query's events name this party too, and the ids of the latest of them."""
    with database.reading() as connection:
        seq = audit.seq_at(connection, query.as_of)
        asked = [*conditions(connection, query, seq), has_term("actor~", folded(name))]
        total = connection.execute(select(func.count()).select_from(events).where(*asked)).scalar() or 0
        latest = (events.c.sort == UNDATED, events.c.sort.desc(), events.c.id)
        ids = connection.execute(select(events.c.id).where(*asked).order_by(*latest).limit(limit)).scalars()
        return total, tuple(ids)


def queue_ids(database: Database, *, limit: int) -> tuple[str, ...]:
    """The ids of the candidates to review next, by uncertainty × impact, as `Record.queue` orders them."""
    waiting = (events.c.valid_to.is_(None), events.c.state == ReviewState.CANDIDATE.value)
    query = select(events.c.id).where(*waiting).order_by(events.c.priority.desc(), events.c.id).limit(limit)
    with database.reading() as connection:
        return tuple(connection.execute(query).scalars())


def nearby(database: Database, event: str, *, limit: int) -> tuple[str, ...]:
    """The ids of current events of the same country whose days lie nearest: what a reviewer may call duplicates."""
    with database.reading() as connection:
        own = connection.execute(
            select(events.c.country, events.c.start, events.c.sort).where(
                events.c.id == event, events.c.valid_to.is_(None)
            )
        ).first()
        if own is None:
            return ()
        near = [events.c.valid_to.is_(None), events.c.id != event, events.c.country.is_not_distinct_from(own.country)]
        before = select(events.c.id, events.c.start).where(*near, events.c.sort < own.sort)
        after = select(events.c.id, events.c.start).where(*near, events.c.sort >= own.sort)
        found = [
            *connection.execute(before.order_by(events.c.sort.desc(), events.c.id).limit(limit)),
            *connection.execute(after.order_by(events.c.sort, events.c.id).limit(limit)),
        ]
    ranked = sorted(found, key=lambda row: _days_apart(own.start, row.start))
    return tuple(row.id for row in ranked[:limit])


def _days_apart(left: str | None, right: str | None) -> int:
    """Days between two ISO days; a date that is not known counts as far off."""
    if left is None or right is None:
        return 0 if left == right else _FAR
    return abs((date.fromisoformat(left) - date.fromisoformat(right)).days)


def events_of(database: Database, claims: Iterable[str]) -> dict[str, str]:
    """Claim id -> the id of the current event it belongs to, for those that belong to one."""
    found: dict[str, str] = {}
    with database.reading() as connection:
        for part in chunks(sorted(set(claims))):
            query = (
                select(event_claims.c.claim, events.c.id)
                .join(events, events.c.key == event_claims.c.key)
                .where(events.c.valid_to.is_(None), event_claims.c.claim.in_(part))
            )
            found |= {row[0]: row[1] for row in connection.execute(query)}
    return found


def reports_without_outlet(database: Database) -> int:
    """How many of the record's documents name no outlet."""
    with database.reading() as connection:
        held = select(func.count()).select_from(documents).where(documents.c.outlet.is_(None))
        return connection.execute(held).scalar() or 0


def latest_entry(database: Database) -> int:
    """The number of the last entry of the audit log: while it stays, so does every answer of the record."""
    with database.reading() as connection:
        return audit.head(connection)
