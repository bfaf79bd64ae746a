"""Documents and claims out of the record."""

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import ColumnElement, Connection, and_, or_, select

from dateline.record import audit
from dateline.record.database import Database
from dateline.record.stored import chunks, claims_by_id, document_of, documents_by_id
from dateline.record.tables import claims as claims_table
from dateline.record.tables import documents as documents_table
from dateline.record.tables import events as events_table
from dateline.record.tables import sightings
from dateline.schema.claims import Claim
from dateline.schema.contract_reader import claim_from_json, document_from_json
from dateline.schema.documents import Document

PAGE = 200
_c = documents_table.c


@dataclass(frozen=True, slots=True)
class Provenance:
    """How a document came into the record. `others` are the same words as met elsewhere, the first one first.

    `added` is the number of the audit entry; `supersedes` and `superseded_by` are ids of the versions before and after.
    """

    added: int
    family: str | None
    supersedes: str | None
    superseded_by: str | None
    others: tuple[Document, ...]


def provenance(connection: Connection, document: str) -> Provenance | None:
    row = connection.execute(select(_c.added, _c.family, _c.supersedes, _c.text).where(_c.id == document)).first()
    if row is None:
        return None
    later = connection.execute(select(_c.id).where(_c.supersedes == document).order_by(_c.added.desc())).scalar()
    met = select(sightings.c.body).where(sightings.c.document == document).order_by(sightings.c.added)
    others = [document_from_json({**json.loads(body), "text": row.text}) for body in connection.execute(met).scalars()]
    return Provenance(row.added, row.family, row.supersedes, later, tuple(others))


def named(connection: Connection, prefix: str, *, limit: int = 6) -> list[tuple[str, str]]:
    """The ("event" or "document", id) pairs whose id begins with `prefix`, at most `limit` of each."""
    found = []
    for kind, column in (("event", events_table.c.id), ("document", _c.id)):
        query = (
            select(column).where(column.startswith(prefix, autoescape=True)).distinct().order_by(column).limit(limit)
        )
        found += [(kind, id_) for id_ in connection.execute(query).scalars()]
    return found


def original(connection: Connection, document: str) -> str | None:
    """The SHA-256 of the bytes that were kept of a document."""
    found: str | None = connection.execute(select(_c.original).where(_c.id == document)).scalar()
    return found


def families(connection: Connection, ids: Iterable[str]) -> dict[str, str]:
    found: dict[str, str] = {}
    for part in chunks(sorted(set(ids))):
        query = select(_c.id, _c.family).where(_c.id.in_(part), _c.family.is_not(None))
        found |= {row[0]: row[1] for row in connection.execute(query)}
    return found


def documents(
    database: Database,
    ids: Iterable[str] | None,
    *,
    outlet: str | None,
    since: date | None,
    until: date | None,
    as_of: datetime | None,
    superseded: bool,
) -> Iterator[Document]:
    """Documents by first day of publication, undated ones last, then id; a page a transaction."""
    with database.reading() as connection:
        seq = audit.seq_at(connection, as_of)
        named = documents_by_id(connection, ids).keys() if ids is not None else None
    asked: list[ColumnElement[bool]] = [_c.added <= seq] if as_of is not None else []
    if outlet is not None:
        asked.append(_c.outlet == outlet)
    if since is not None:
        asked.append(_c.finish >= since.isoformat())
    if until is not None:
        asked.append(_c.start <= until.isoformat())
    if not superseded:
        asked.append(_c.id.not_in(_superseded(seq)))
    if named is not None:
        for part in chunks(sorted(named)):
            yield from _pages(database, [*asked, _c.id.in_(part)])
    else:
        yield from _pages(database, asked)


def _superseded(seq: int) -> Any:
    later = documents_table.alias("later")
    return select(later.c.supersedes).where(later.c.supersedes.is_not(None), later.c.added <= seq)


def _pages(database: Database, asked: list[ColumnElement[bool]]) -> Iterator[Document]:
    columns = (_c.id, _c.start, _c.body, _c.text, _c.retrieved, _c.raw_sha256)
    after: list[ColumnElement[bool]] = []
    while True:
        query = select(*columns).where(*asked, *after).order_by(_c.start.is_(None), _c.start, _c.id).limit(PAGE)
        with database.reading() as connection:
            rows = connection.execute(query).mappings().all()
        yield from map(document_of, rows)
        if len(rows) < PAGE:
            return
        last = rows[-1]
        same = and_(_c.start.is_not_distinct_from(last["start"]), _c.id > last["id"])
        later = or_(_c.start > last["start"], _c.start.is_(None)) if last["start"] else None
        after = [or_(same, later) if later is not None else same]


def claims(
    database: Database,
    ids: Iterable[str] | None,
    *,
    documents: Iterable[str] | None,
    as_of: datetime | None,
    superseded: bool,
) -> Iterator[Claim]:
    """Claims by document and place in it; a page a transaction."""
    with database.reading() as connection:
        seq = audit.seq_at(connection, as_of)
    asked: list[ColumnElement[bool]] = []
    if as_of is not None:
        asked.append(claims_table.c.document.in_(select(_c.id).where(_c.added <= seq)))
    if not superseded:
        asked.append(claims_table.c.document.not_in(_superseded(seq)))
    if ids is not None:
        with database.reading() as connection:
            known = sorted(claims_by_id(connection, ids))
        for part in chunks(known):
            yield from _claim_pages(database, [*asked, claims_table.c.id.in_(part)])
    elif documents is not None:
        for part in chunks(sorted(set(documents))):
            yield from _claim_pages(database, [*asked, claims_table.c.document.in_(part)])
    else:
        yield from _claim_pages(database, asked)


def _claim_pages(database: Database, asked: list[ColumnElement[bool]]) -> Iterator[Claim]:
    c = claims_table.c
    after: list[ColumnElement[bool]] = []
    while True:
        query = select(c.document, c.ordinal, c.body).where(*asked, *after).order_by(c.document, c.ordinal).limit(PAGE)
        with database.reading() as connection:
            rows = connection.execute(query).all()
        yield from (claim_from_json(json.loads(row.body)) for row in rows)
        if len(rows) < PAGE:
            return
        last = rows[-1]
        after = [or_(c.document > last.document, and_(c.document == last.document, c.ordinal > last.ordinal))]
