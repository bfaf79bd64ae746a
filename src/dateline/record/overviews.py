"""The outlines of many events at once: what a map, a timeline or a tally needs, without claims and documents."""

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import select

from dateline.record import audit
from dateline.record.database import Database
from dateline.record.events import conditions
from dateline.record.query import Query
from dateline.record.stored import chunks
from dateline.record.tables import event_claims, events
from dateline.schema.records import ReviewState

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


def overviews(database: Database, query: Query, *, limit: int, latest: bool = False) -> Iterator[Overview]:
    """At most `limit` events that the query finds: by first day, or the latest first, undated ones last."""
    with database.reading() as connection:
        seq = audit.seq_at(connection, query.as_of)
        asked = conditions(query, seq)
        order = (events.c.start.is_(None), events.c.start.desc() if latest else events.c.start, events.c.id)
        rows = connection.execute(select(events.c.state, events.c.body).where(*asked).order_by(*order).limit(limit))
        yield from (_overview(row.state, json.loads(row.body)) for row in rows)


def _overview(state: str, body: dict[str, Any]) -> Overview:
    place, when, killed = body["place"] or {}, body["when"] or {}, body["toll"]["killed"] or {}
    best = killed.get("best")
    return Overview(
        id=body["id"],
        type=body["type"],
        state=state,
        start=when.get("start"),
        end=when.get("end"),
        date_precision=when.get("precision"),
        place=place.get("name") or place.get("text"),
        country=place.get("country"),
        latitude=place.get("latitude"),
        longitude=place.get("longitude"),
        place_precision=place.get("precision"),
        radius_km=place.get("radius_km"),
        killed=killed.get("low") if best is None else best,
        actors=tuple(dict.fromkeys(part["name"] or part["text"] for part in body["actors"])),
        targets=tuple(dict.fromkeys(part["name"] or part["text"] for part in body["targets"])),
        named=tuple(dict.fromkeys(part["name"] for part in (*body["actors"], *body["targets"]) if part["name"])),
        credibility=body["credibility"],
        independent_sources=body["independent_sources"],
    )


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


def latest_entry(database: Database) -> int:
    """The number of the last entry of the audit log: while it stays, so does every answer of the record."""
    with database.reading() as connection:
        return audit.head(connection)
