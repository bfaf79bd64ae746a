"""Events into the record: a version for what changed, an end for what is no more."""

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import Connection, func, insert, select, update

from dateline.errors import ContractError
from dateline.record import audit, derived
from dateline.record.effective import edited, event_columns, event_terms
from dateline.record.stored import chunks, claims_by_id, columns, documents_by_id
from dateline.record.tables import claim_keys, claims, decisions, documents, event_claims, events
from dateline.record.tables import event_terms as terms_table
from dateline.schema.claims import Claim
from dateline.schema.contract_writer import event_to_contract
from dateline.schema.events import Event
from dateline.schema.records import ReviewState

Row = dict[str, Any]
REVIEW = ("state", "reviewed_by", "reviewed_at", "why", "judged", "decisions")
UNREVIEWED: Row = {"state": ReviewState.CANDIDATE.value, **dict.fromkeys(REVIEW[1:-1]), "decisions": "[]"}
_DIGESTED = tuple(c.name for c in events.columns if c.name not in ("key", "valid_to", "priority", "digest"))


@dataclass(frozen=True, slots=True)
class Written:
    """Counts of events: new ones, those with a new version, those that ended, those left as they were."""

    new: int = 0
    changed: int = 0
    ended: int = 0
    unchanged: int = 0


@dataclass(slots=True)
class Batch:
    """Versions about to be written at one entry of the audit log."""

    moment: audit.Moment
    key: int
    rows: list[Row] = field(default_factory=list)
    members: list[Row] = field(default_factory=list)
    terms: list[Row] = field(default_factory=list)
    closed: dict[int, str] = field(default_factory=dict)  # keys of versions that end, and their events
    gone: set[str] = field(default_factory=set)  # events that end with them

    def add(
        self, event_id: str, body: Row, members: Sequence[str], terms: Sequence[tuple[str, str]], **more: Any
    ) -> None:
        """One version of an event: `more` holds version, linked and the review's columns."""
        key = self.key + len(self.rows)
        row = {
            "key": key,
            "id": event_id,
            "valid_from": self.moment.seq,
            "valid_to": None,
            "body": audit.canonical(body),
            **event_columns(body),
            **more,
        }
        row["digest"] = version_digest(row, members, terms)
        self.rows.append(row)
        self.members += [{"key": key, "ordinal": n, "claim": claim} for n, claim in enumerate(members)]
        self.terms += [{"key": key, "field": name, "value": value} for name, value in terms]

    def write(self, connection: Connection) -> Row:
        """Close and insert; what the audit entry says of it."""
        for part in chunks(self.closed):
            connection.execute(update(events).where(events.c.key.in_(part)).values(valid_to=self.moment.seq))
        for table, rows in ((events, self.rows), (event_claims, self.members), (terms_table, self.terms)):
            for rows_part in chunks(rows, 5000):
                connection.execute(insert(table), rows_part)
        derived.keep_outlines(connection, ((row["key"], row["body"]) for row in self.rows))
        return {
            "written": len(self.rows),
            "ended": len(self.gone),
            "versions": audit.digest_of(sorted(row["digest"] for row in self.rows)),
            "gone": audit.digest_of(sorted(self.gone)),
        }


def begin(connection: Connection, moment: audit.Moment) -> Batch:
    """An empty batch at the entry that `moment` began."""
    key = (connection.execute(select(func.max(events.c.key))).scalar() or 0) + 1
    return Batch(moment, key)


def version_digest(row: Mapping[str, Any], members: Sequence[str], terms: Sequence[tuple[str, str]]) -> str:
    """SHA-256 over all that is stored of one version of an event, but for when it ended."""
    return audit.digest_of([columns(row, _DIGESTED), list(members), sorted(map(list, terms))])


def write_events(connection: Connection, incoming: Iterable[Event]) -> Written:
    """Make the current events of the claims in `incoming` those of `incoming`, and of no others.

    An event whose claims have all moved to others ends; an event that says what it said gets no new version.
    A reviewer's decisions follow an event that ends to the one that holds most of its claims. ContractError where
    `incoming` leaves out a claim of an event that it takes others from (`hanging_together` gives them all).
    """
    wanted = _unique(incoming)
    touched = _current(connection, wanted)
    _require_whole(connection, wanted, touched)
    batch = begin(connection, audit.begin(connection))
    batch.gone = {row["id"] for row in touched.values()} - wanted.keys()
    batch.closed = {row["key"]: row["id"] for row in touched.values() if row["id"] in batch.gone}
    heirs = _heirs(connection, wanted, touched, batch.gone)
    counts = {"new": 0, "changed": 0, "unchanged": 0}
    for part in chunks(wanted.values()):
        _write_part(connection, batch, part, touched, heirs, counts)
    if batch.rows or batch.gone:
        body = batch.write(connection)
        audit.append(connection, batch.moment, action="linked", subject=f"{len(batch.rows)} events", body=body)
    return Written(ended=len(batch.gone), **counts)


def _unique(incoming: Iterable[Event]) -> dict[str, Event]:
    wanted: dict[str, Event] = {}
    holder: dict[str, str] = {}
    for event in incoming:
        if not event.claims or event.id in wanted:
            raise ContractError(f"The event {event.id} {'comes twice' if event.id in wanted else 'has no claims'}.")
        wanted[event.id] = event
        for claim in event.claims:
            if holder.setdefault(claim, event.id) != event.id:
                raise ContractError(f"The claim {claim} is in two events: {holder[claim]} and {event.id}.")
    return wanted


def _current(connection: Connection, wanted: Mapping[str, Event]) -> dict[str, Row]:
    """The current versions that share an id or a claim with `wanted`, or tell only of superseded documents."""
    found: dict[str, Row] = {}
    claimed = (claim for event in wanted.values() for claim in event.claims)
    for part in chunks(claimed):
        keys = select(event_claims.c.key).where(event_claims.c.claim.in_(part))
        found |= _versions(connection, events.c.key.in_(keys))
    for part in chunks(wanted):
        found |= _versions(connection, events.c.id.in_(part))
    return found | _versions(connection, events.c.key.in_(_superseded_keys()))


def _require_whole(connection: Connection, wanted: Mapping[str, Event], touched: Mapping[str, Row]) -> None:
    """ContractError where a claim would be left in no event: the events of its whole event were not given."""
    given = {claim for event in wanted.values() for claim in event.claims}
    for part in chunks(row["key"] for row in touched.values()):
        query = (
            select(event_claims.c.claim, claims.c.document)
            .join(claims, claims.c.id == event_claims.c.claim)
            .where(event_claims.c.key.in_(part))
        )
        left = {row[0]: row[1] for row in connection.execute(query) if row[0] not in given}
        old = superseded(connection, left.values())
        if lost := next((claim for claim, document in sorted(left.items()) if document not in old), None):
            raise ContractError(f"The claim {lost} would be in no event: link its event's claims together.")


def _superseded_keys() -> Any:
    """Keys of the versions all of whose claims are of superseded documents."""
    later, other = documents.alias("later"), documents.alias("other")
    own, others = event_claims.alias("own"), event_claims.alias("others")
    standing = (
        select(others.c.key)
        .join(claims, claims.c.id == others.c.claim)
        .outerjoin(other, other.c.supersedes == claims.c.document)
        .where(others.c.key == own.c.key, other.c.id.is_(None))
    )
    return (
        select(own.c.key)
        .join(claims, claims.c.id == own.c.claim)
        .join(later, later.c.supersedes == claims.c.document)
        .where(~standing.exists())
    )


def _versions(connection: Connection, condition: Any) -> dict[str, Row]:
    query = select(events).where(events.c.valid_to.is_(None), condition)
    return {row["id"]: dict(row) for row in connection.execute(query).mappings()}


def _heirs(
    connection: Connection, wanted: Mapping[str, Event], touched: Mapping[str, Row], gone: set[str]
) -> dict[str, Row]:
    """Reviewed events that end, by the id of the new event that holds most of their claims."""
    holder = {claim: event.id for event in wanted.values() for claim in event.claims}
    found: dict[str, Row] = {}
    for id_ in sorted(gone):
        row = touched[id_]
        if row["state"] == ReviewState.CANDIDATE:
            continue
        own = members_of(connection, row["key"])
        moved = [holder[claim] for claim in own if claim in holder]
        heir = max(sorted(set(moved)), key=moved.count, default=None)
        if heir is not None and heir not in touched and moved.count(heir) * 2 > len(own):
            found.setdefault(heir, row)
    return found


def members_of(connection: Connection, key: int) -> list[str]:
    """The claim ids of one version, in order."""
    query = select(event_claims.c.claim).where(event_claims.c.key == key).order_by(event_claims.c.ordinal)
    return list(connection.execute(query).scalars())


def _write_part(
    connection: Connection,
    batch: Batch,
    part: Sequence[Event],
    touched: Mapping[str, Row],
    heirs: Mapping[str, Row],
    counts: dict[str, int],
) -> None:
    held = claims_by_id(connection, (claim for event in part for claim in event.claims))
    _require_held(part, held)
    sources = documents_by_id(connection, (claim.document for claim in held.values()))
    texts = {id_: document.text for id_, document in sources.items()}
    last = last_versions(connection, [event.id for event in part])
    for event in part:
        members = [held[id_] for id_ in event.claims]
        linked = event_to_contract(event, members, texts).model_dump(mode="json")
        before = touched.get(event.id)
        if before is not None and json.loads(before["linked"] or before["body"]) == linked:
            counts["unchanged"] += 1
            continue
        counts["new" if event.id not in last else "changed"] += 1
        review = before or heirs.get(event.id) or last.get(event.id) or UNREVIEWED
        edits = edits_of(connection, json.loads(review["decisions"]))
        shown = edited(linked, edits) if edits else linked
        if before is not None:
            batch.closed[before["key"]] = event.id
        batch.add(
            event.id,
            shown,
            event.claims,
            event_terms(shown, members, sources),
            version=last[event.id]["version"] + 1 if event.id in last else 1,
            linked=audit.canonical(linked) if edits else None,
            **{name: review[name] for name in REVIEW},
        )


def _require_held(part: Sequence[Event], held: Mapping[str, Claim]) -> None:
    for event in part:
        if missing := next((claim for claim in event.claims if claim not in held), None):
            raise ContractError(f"The event {event.id} holds the claim {missing}, which is not in the record.")


def last_versions(connection: Connection, ids: Sequence[str]) -> dict[str, Row]:
    """The number and the review of the last version of each of the events that were ever written."""
    columns_ = (events.c.id, events.c.version, *(events.c[name] for name in REVIEW))
    query = select(*columns_).where(events.c.id.in_(ids)).order_by(events.c.version)
    return {row["id"]: dict(row) for row in connection.execute(query).mappings()}


def edits_of(connection: Connection, numbers: Sequence[int]) -> list[Row]:
    """The fields of the standing edits among these decisions, in the order they were made."""
    if not numbers:
        return []
    query = (
        select(decisions.c.body)
        .where(decisions.c.seq.in_(numbers), decisions.c.kind == "edit", decisions.c.undone.is_(None))
        .order_by(decisions.c.seq)
    )
    return [json.loads(body)["fields"] for body in connection.execute(query).scalars()]


def claims_with_keys(connection: Connection, keys: Iterable[str]) -> tuple[Claim, ...]:
    """All claims of the documents with a key among `keys`, in order of their ids; none of superseded documents."""
    found: set[str] = set()
    for part in chunks(sorted(set(keys))):
        query = select(claims.c.document).join(claim_keys, claim_keys.c.claim == claims.c.id)
        found.update(connection.execute(query.where(claim_keys.c.key.in_(part))).scalars())
    return _claims_of(connection, found - superseded(connection, found))


def _claims_of(connection: Connection, wanted: Iterable[str]) -> tuple[Claim, ...]:
    """All claims of these documents, in order of their ids."""
    ids: list[str] = []
    for part in chunks(sorted(wanted)):
        ids += connection.execute(select(claims.c.id).where(claims.c.document.in_(part))).scalars()
    return tuple(claim for _, claim in sorted(claims_by_id(connection, ids).items()))


def claims_beside(connection: Connection, ids: Iterable[str]) -> tuple[Claim, ...]:
    """The other claims of the current events of these claims; none of superseded documents."""
    given = set(ids)
    found: set[str] = set()
    for part in chunks(sorted(given)):
        found.update(connection.execute(_current_members(part)).scalars())
    held = claims_by_id(connection, found - given)
    old = superseded(connection, {claim.document for claim in held.values()})
    return tuple(claim for _, claim in sorted(held.items()) if claim.document not in old)


def _current_members(ids: Sequence[str]) -> Any:
    """The claims of the current events that hold one of `ids`."""
    current = (
        select(events.c.key)
        .join(event_claims, event_claims.c.key == events.c.key)
        .where(event_claims.c.claim.in_(ids), events.c.valid_to.is_(None))
    )
    return select(event_claims.c.claim).where(event_claims.c.key.in_(current))


def hanging_together(connection: Connection, ids: Iterable[str]) -> tuple[Claim, ...]:
    """The claims, those of their documents and those of their current events, and so on until no more come.

    Linking needs a document's claims together, and an event's claims must move together. Claims of superseded
    documents are left out. In order of their ids.
    """
    found: set[str] = set()
    fresh = set(ids)
    while fresh:
        found |= fresh
        fresh = _neighbours(connection, fresh) - found
    held = claims_by_id(connection, found)
    old = superseded(connection, {claim.document for claim in held.values()})
    return tuple(claim for _, claim in sorted(held.items()) if claim.document not in old)


def _neighbours(connection: Connection, ids: set[str]) -> set[str]:
    found: set[str] = set()
    for part in chunks(sorted(ids)):
        own = select(claims.c.document).where(claims.c.id.in_(part))
        found.update(connection.execute(_current_members(part)).scalars())
        found.update(connection.execute(select(claims.c.id).where(claims.c.document.in_(own))).scalars())
    return found


def superseded(connection: Connection, ids: Iterable[str]) -> set[str]:
    """Those of the documents that a later version supersedes."""
    found: set[str] = set()
    for part in chunks(sorted(set(ids))):
        found.update(
            connection.execute(select(documents.c.supersedes).where(documents.c.supersedes.in_(part))).scalars()
        )
    return found
