"""Events out of the record, as it held them at any moment."""

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import ColumnElement, Connection, Select, and_, func, or_, select, tuple_

from dateline.errors import OptionError
from dateline.record.audit import head
from dateline.record.derived import speaker_key
from dateline.record.query import INDEPENDENCE, UNDATED, Query
from dateline.record.stored import chunks, claims_by_id, documents_by_id
from dateline.record.tables import audit, claim_speakers, event_claims, event_outlines, event_terms, events
from dateline.record.words import folded
from dateline.schema.contract_reader import event_from_json
from dateline.schema.documents import Document
from dateline.schema.records import RecordedEvent, Review, ReviewState

PAGE = 200
_SHOWN = (ReviewState.ACCEPTED.value, ReviewState.EDITED.value)


VERSIONS = select(events, audit.c.at).join(audit, audit.c.seq == events.c.valid_from)


def held_at(seq: int) -> ColumnElement[bool]:
    """True of the versions that the record held after entry `seq` of the audit log."""
    return and_(events.c.valid_from <= seq, or_(events.c.valid_to.is_(None), events.c.valid_to > seq))


def of_id(event_id: str, seq: int) -> Select[Any]:
    """The version of one event that the record held after entry `seq`, if any."""
    return VERSIONS.where(events.c.id == event_id, held_at(seq))


def of_ids(event_ids: Iterable[str], seq: int) -> Select[Any]:
    """Those of these events that the record held after entry `seq`, by id."""
    return VERSIONS.where(events.c.id.in_(event_ids), held_at(seq)).order_by(events.c.id)


def conditions(connection: Connection, query: Query, seq: int) -> list[ColumnElement[bool]]:
    """What the query asks of the rows of `events`, but for `after` and `limit`.

    The current versions are asked for by what the indexes of `events` begin with. That no index serves the states is
    on purpose: nearly all events are candidates.
    """
    standing = events.c.valid_to.is_(None) if seq >= head(connection) else held_at(seq)
    shown = events.c.state.in_(_SHOWN)
    asked = [standing, events.c.state != ReviewState.REJECTED.value if query.candidates else shown]
    if query.state is not None:
        asked.append(events.c.state == query.state)
    if query.type is not None:
        asked.append(events.c.type == query.type)
    if query.country is not None:
        asked.append(events.c.country == query.country.upper())
    if query.since is not None:
        asked.append(events.c.finish >= query.since.isoformat())
    if query.until is not None:
        asked.append(events.c.start <= query.until.isoformat())
    if query.actor is not None:
        asked.append(has_term("actor~", folded(query.actor)))
    if query.place is not None:
        asked.append(has_term("place~", folded(query.place)))
    if query.outlet is not None:
        asked.append(has_term("outlet~", folded(query.outlet)))
    if query.voice is not None:
        asked.append(has_term("voice", query.voice))
    if query.speaker is not None:
        told = select(event_claims.c.key).join(claim_speakers, claim_speakers.c.claim == event_claims.c.claim)
        asked.append(events.c.key.in_(told.where(claim_speakers.c.value == speaker_key(query.speaker))))
    if query.independence is not None:
        asked.append(events.c.key.in_(select(event_outlines.c.key).where(*independence(query.independence))))
    return asked


def independence(value: str) -> list[ColumnElement[bool]]:
    """What a value of `INDEPENDENCE` asks of the number of independent sources."""
    if value not in INDEPENDENCE:
        raise OptionError(f"{value} is no independence: choose from {', '.join(INDEPENDENCE)}.")
    least, most = INDEPENDENCE[value]
    number = event_outlines.c.independent
    return [number >= least, *([number <= most] if most is not None else [])]


def has_term(field: str, value: str) -> ColumnElement[bool]:
    """True of the versions that have this term (`effective.event_terms`)."""
    terms = select(event_terms.c.key).where(event_terms.c.field == field, event_terms.c.value == value)
    return events.c.key.in_(terms)


def page(connection: Connection, query: Query, seq: int, *, limit: int) -> list[RecordedEvent]:
    """At most `limit` events after the query's cursor, in its order."""
    asked = conditions(connection, query, seq)
    if query.after is not None and "~" not in query.after:
        raise OptionError(f"{query.after!r} is no cursor: take it from the last event of the page before.")
    found: list[RecordedEvent] = []
    for part in ordered(query):
        if len(found) < limit:
            found += recorded(
                connection, VERSIONS.where(*asked, *part.asked).order_by(*part.order).limit(limit - len(found))
            )
    return found


@dataclass(frozen=True, slots=True)
class Part:
    """Some of the events, in an order that an index has."""

    asked: tuple[ColumnElement[bool], ...]
    order: tuple[Any, ...]


def ordered(query: Query) -> Iterator[Part]:
    """The events after the query's cursor: all by first day; or the dated ones backwards, then the undated."""
    c = events.c
    place = tuple_(c.sort, c.id)
    after = tuple_(*query.after.split("~", 1)) if query.after is not None else None
    if not query.latest:
        yield Part((place > after,) if after is not None else (), (c.sort, c.id))
        return
    if query.after is None or not query.after.startswith(UNDATED):
        yield Part((c.sort < UNDATED, *((place < after,) if after is not None else ())), (c.sort.desc(), c.id.desc()))
        after = None
    yield Part((c.sort == UNDATED, *((place > after,) if after is not None else ())), (c.id,))


def recorded(connection: Connection, statement: Select[Any]) -> list[RecordedEvent]:
    """The versions that `statement` selects, in its order, with their claims and documents."""
    rows = connection.execute(statement).mappings().all()
    members: dict[int, list[str]] = {row["key"]: [] for row in rows}
    for part in chunks(members):
        found = select(event_claims.c.key, event_claims.c.claim).where(event_claims.c.key.in_(part))
        for key, claim in connection.execute(found.order_by(event_claims.c.key, event_claims.c.ordinal)):
            members[key].append(claim)
    claims = claims_by_id(connection, (claim for held in members.values() for claim in held))
    documents = documents_by_id(connection, (claim.document for claim in claims.values()))
    texts = {id_: document.text for id_, document in documents.items()}
    found_events = []
    for row in rows:
        own = tuple(claims[id_] for id_ in members[row["key"]])
        found_events.append(
            RecordedEvent(
                event=event_from_json(json.loads(row["body"]), own, texts),
                claims=own,
                documents=_by_publication(documents[id_] for id_ in dict.fromkeys(c.document for c in own)),
                review=_review(row),
                recorded=datetime.fromisoformat(row["at"]),
                version=row["version"],
            )
        )
    return found_events


def _by_publication(held: Iterable[Document]) -> tuple[Document, ...]:
    return tuple(sorted(held, key=lambda d: (d.published.start if d.published else date.max, d.id)))


def _review(row: Any) -> Review:
    at = datetime.fromisoformat(row["reviewed_at"]) if row["reviewed_at"] else None
    return Review(ReviewState(row["state"]), row["reviewed_by"], at, row["why"])


def count(connection: Connection, query: Query, seq: int) -> int:
    """How many events the query finds; its `after` and `limit` do not count."""
    asked = conditions(connection, query, seq)
    return connection.execute(select(func.count()).select_from(events).where(*asked)).scalar() or 0


def versions(connection: Connection, event_id: str) -> list[RecordedEvent]:
    """Every version of an event, the first one first; empty where it was never held."""
    return recorded(connection, VERSIONS.where(events.c.id == event_id).order_by(events.c.version))
