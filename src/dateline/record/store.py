"""The record: an append-only store of documents, claims, events and what reviewers decide on them."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from dateline.errors import OptionError
from dateline.events.constraints import Constraints
from dateline.record import (
    actors,
    adding,
    audit,
    backup,
    events,
    facets,
    held,
    linking,
    outlets,
    overviews,
    review,
    search,
    verify,
)
from dateline.record.actors import ActorInUse
from dateline.record.adding import NO_KEYS, Added, BlockKeys, Incoming
from dateline.record.audit import Entry
from dateline.record.backup import Backup
from dateline.record.blobs import Blobs
from dateline.record.database import Database
from dateline.record.held import Provenance
from dateline.record.linking import Written
from dateline.record.outlets import Outlet, Rating
from dateline.record.query import Query, cursor
from dateline.record.review import Decision, DecisionKind
from dateline.record.search import Hit
from dateline.record.stored import chunks, claims_by_id, documents_by_id
from dateline.record.verify import Verified
from dateline.schema.claims import Claim
from dateline.schema.documents import Document, RawItem
from dateline.schema.events import Event
from dateline.schema.readings import Reading
from dateline.schema.records import RecordedEvent

ALL = Query()
GROUP = 64  # documents that share one wait for the disk; more save little


class Record:
    """One record, open. Safe to share between threads; several processes may read while one writes.

    Each writing method is one transaction: when it returns, what it wrote is on disk; where it raises, nothing is.
    """

    def __init__(self, database: Database, blobs: Blobs) -> None:
        self.database = database
        self.blobs = blobs

    @property
    def name(self) -> str:
        """Its path, or its URL without the password."""
        return self.database.place.name

    def close(self) -> None:
        self.database.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    # Documents and claims

    def add(
        self,
        reading: Reading,
        *,
        raw: RawItem | None = None,
        family: str | None = None,
        block_keys: BlockKeys = NO_KEYS,
    ) -> Added:
        """The document of `reading` and its claims are in the record, with the original bytes of `raw`.

        `block_keys` are the keys of each claim id under which linking finds it again. A document that is held already
        changes nothing; its words under a new address are noted as a duplicate, without claims of their own.
        """
        return next(self.add_all([Incoming(reading, raw, family, block_keys)]))

    def add_all(self, incoming: Iterable[Incoming]) -> Iterator[Added]:
        """Each document is in the record as `add` would put it there, one transaction each, in order.

        Some dozens share one wait for the disk, and none is yielded before it is over: what comes out is on disk.
        Where a document raises, those before it that were not yielded may be in the record; adding again finds them.
        """
        for group in chunks(incoming, GROUP):
            for one in group:
                adding.only_document(one.reading)
            self.database.require_writable()
            yield from self._add_group(group, self.blobs.keep_all([one.raw for one in group]))

    def _add_group(self, group: Sequence[Incoming], originals: Sequence[str | None]) -> list[Added]:
        together, added = len(group) > 1, []
        for one, original in zip(group, originals, strict=True):
            with self.database.writing(waits=not together) as connection:
                added.append(adding.add(connection, one, original=original))
        if together:
            self.database.wait_for_disk()
        return added

    def document(self, id_: str) -> Document | None:
        with self.database.reading() as connection:
            return documents_by_id(connection, [id_]).get(id_)

    def documents(
        self,
        ids: Iterable[str] | None = None,
        *,
        outlet: str | None = None,
        since: date | None = None,
        until: date | None = None,
        as_of: datetime | None = None,
        superseded: bool = True,
    ) -> Iterator[Document]:
        """Documents by publication, streaming; `since` and `until` are days of publication, inclusive."""
        return held.documents(
            self.database, ids, outlet=outlet, since=since, until=until, as_of=as_of, superseded=superseded
        )

    def provenance(self, document: str) -> Provenance | None:
        """How the document came in: its family, versions before and after, and other addresses of the same words."""
        with self.database.reading() as connection:
            return held.provenance(connection, document)

    def original(self, document: Document) -> bytes | None:
        """The bytes the document was read from; None where none were kept."""
        with self.database.reading() as connection:
            sha256 = held.original(connection, document.id)
        return self.blobs.read(sha256) if sha256 else None

    def claim(self, id_: str) -> Claim | None:
        with self.database.reading() as connection:
            return claims_by_id(connection, [id_]).get(id_)

    def claims(
        self,
        ids: Iterable[str] | None = None,
        *,
        documents: Iterable[str] | None = None,
        as_of: datetime | None = None,
        superseded: bool = False,
    ) -> Iterator[Claim]:
        """Claims by document and place in it, streaming; those of superseded documents only where asked for."""
        return held.claims(self.database, ids, documents=documents, as_of=as_of, superseded=superseded)

    def claims_with_keys(self, keys: Iterable[str]) -> tuple[Claim, ...]:
        """All claims of the documents with a key among `keys`; none of superseded documents."""
        with self.database.reading() as connection:
            return linking.claims_with_keys(connection, keys)

    def claims_beside(self, ids: Iterable[str]) -> tuple[Claim, ...]:
        """The other claims of the current events of these claims: what must be linked together with them."""
        with self.database.reading() as connection:
            return linking.claims_beside(connection, ids)

    def families(self, ids: Iterable[str]) -> dict[str, str]:
        """The near-duplicate family of each of the documents that has one."""
        with self.database.reading() as connection:
            return held.families(connection, ids)

    # Events

    def write_events(self, incoming: Iterable[Event]) -> Written:
        """The current events of the claims in `incoming` are those of `incoming`.

        Only what changed gets a new version. A current event that shares a claim with `incoming` and is not in it
        ends; so does one that tells only of superseded documents.
        """
        with self.database.writing() as connection:
            return linking.write_events(connection, incoming)

    def constraints(self) -> Constraints:
        """Which claims reviewers have put into one event, and which apart: what linking must respect."""
        with self.database.reading() as connection:
            return review.constraints(connection)

    def events(self, query: Query = ALL) -> Iterator[RecordedEvent]:
        """The events that the query finds, by first day and id, as held when the first was asked for."""
        seq, left, after = self._seq(query), query.limit, query.after
        while left is None or left > 0:
            size = events.PAGE if left is None else min(left, events.PAGE)
            with self.database.reading() as connection:
                found = events.page(connection, replace(query, after=after), seq, limit=size)
            yield from found
            if len(found) < size:
                return
            after = cursor(found[-1])
            left = None if left is None else left - size

    def event(self, id_: str, as_of: datetime | None = None) -> RecordedEvent | None:
        """The event in whatever state of review; None where the record holds none of this id at that time."""
        with self.database.reading() as connection:
            seq = audit.seq_at(connection, as_of)
            found = events.recorded(connection, events.of_id(id_, seq))
        return found[0] if found else None

    def current(self, ids: Iterable[str]) -> list[RecordedEvent]:
        """The events of these ids as held today, by id; those that the record holds no more are left out."""
        with self.database.reading() as connection:
            seq = audit.seq_at(connection, None)
            asked = (events.of_ids(part, seq) for part in chunks(sorted(set(ids))))
            return [held for statement in asked for held in events.recorded(connection, statement)]

    def of_the_same_reports(self, chosen: Iterable[RecordedEvent]) -> Iterator[RecordedEvent]:
        """Each of `chosen`, and the other events of today that share a report with any, in whatever state of review."""
        for part in chunks(chosen, events.PAGE):
            own = {held.event.id: held for held in part}
            documents = {document.id for held in part for document in held.documents}
            claims = [claim.id for claim in self.claims(documents=documents, superseded=True)]
            others = set(overviews.events_of(self.database, claims).values()) - own.keys()
            yield from own.values()
            yield from self.current(others)

    def history(self, event_id: str) -> tuple[RecordedEvent, ...]:
        """Every version of the event, the first one first; also where it has ended."""
        with self.database.reading() as connection:
            return tuple(events.versions(connection, event_id))

    def named(self, prefix: str) -> list[tuple[str, str]]:
        """The ("event" or "document", id) pairs whose id begins with `prefix`; at most six of each."""
        with self.database.reading() as connection:
            return held.named(connection, prefix)

    def count(self, query: Query = ALL) -> int:
        """How many events the query finds, whatever its `limit` and `after`."""
        with self.database.reading() as connection:
            return events.count(connection, query, audit.seq_at(connection, query.as_of))

    # Review

    def decide(
        self,
        kind: DecisionKind | str,
        *events: str,
        by: str,
        why: str,
        fields: Mapping[str, Any] | None = None,
        parts: Sequence[Sequence[str]] | None = None,
    ) -> Decision:
        """The decision stands, and the events are as it makes them.

        `accept`, `reject` and `edit` give one event a new version; an edit's `fields` are values of the contract's
        event under their names ("type", "when", "toll.killed"), and go before whatever linking finds later. `merge`
        makes two or more events one; `split` sets `parts` of an event's claims apart, the rest being one more part;
        linking respects both. OptionError where the decision has no meaning.
        """
        if kind not in list(DecisionKind):
            raise OptionError(f"{kind} is no decision: choose from {', '.join(DecisionKind)}.")
        with self.database.writing() as connection:
            return review.decide(connection, DecisionKind(kind), events, by=by, why=why, fields=fields, parts=parts)

    def undo(self, number: int, *, by: str, why: str) -> Decision:
        """The decision stands no more; the events are as the other decisions make them."""
        with self.database.writing() as connection:
            return review.undo(connection, number, by=by, why=why)

    def queue(self, *, limit: int = 20, changed: bool = True) -> list[RecordedEvent]:
        """What to review next, by uncertainty × impact: candidates, and reviewed events that have changed since."""
        with self.database.reading() as connection:
            return review.queue(connection, limit=limit, changed=changed)

    def decisions(self, event: str | None = None, *, limit: int | None = None) -> list[Decision]:
        """The decisions, on one event or all, the last one first; those that were undone too."""
        with self.database.reading() as connection:
            return review.decisions_on(connection, event, limit=limit)

    def rate_outlet(self, outlet: str, rating: str, *, by: str, why: str) -> Rating:
        """The outlet's reliability is `rating`, A to F (`outlets.SCALE`), until it is rated again."""
        with self.database.writing() as connection:
            return outlets.rate(connection, outlet, rating, by=by, why=why)

    def outlets(self, *, as_of: datetime | None = None) -> list[Outlet]:
        """Every outlet of the record by name, with its documents' number and its rating: F where nobody rated it."""
        with self.database.reading() as connection:
            return outlets.outlets(connection, audit.seq_at(connection, as_of))

    def ratings(self, outlet: str) -> list[Rating]:
        """Every rating the outlet was given, the first one first."""
        with self.database.reading() as connection:
            return outlets.rating_history(connection, outlet)

    # Finding

    def search(self, text: str, query: Query = ALL) -> Iterator[Hit]:
        """The sentences that answer `text` (`search_syntax`), the best first; at most `query.limit`.

        The query narrows as the fields of the text do. Reviewed or not, every sentence can be found.
        """
        with self.database.reading() as connection:
            yield from search.search(connection, text, query, audit.seq_at(connection, query.as_of))

    def facets(self, query: Query = ALL, *, limit: int = 20) -> dict[str, list[tuple[str, int]]]:
        """Values and numbers of the query's events, by field (`facets.facets`)."""
        with self.database.reading() as connection:
            return facets.facets(connection, query, audit.seq_at(connection, query.as_of), limit=limit)

    def actors(self, query: Query = ALL) -> list[ActorInUse]:
        """The catalogued actors of the query's events, the most active first, with the words in use for them."""
        with self.database.reading() as connection:
            return actors.actors(connection, query, audit.seq_at(connection, query.as_of))

    # Safe keeping

    def verify(self) -> Verified:
        """Whether every stored byte still is what the audit log says was written; faults in sentences."""
        with self.database.reading() as connection:
            return verify.verify(connection, self.blobs)

    def backup(self, path: str | Path) -> Backup:
        """One file that holds the whole record at one moment; `restore` makes it a record again."""
        with self.database.reading() as connection:
            return backup.backup(connection, self.blobs, Path(path))

    # The log

    def log(self, action: str, subject: str, *, by: str, body: Mapping[str, Any]) -> None:
        """The audit log says that `by` did this: what changes nothing in the record, but must be known."""
        with self.database.writing() as connection:
            audit.append(connection, audit.begin(connection), action=action, subject=subject, by=by, body=body)

    def audit(self, *, after: int = 0, limit: int | None = None) -> Iterator[Entry]:
        """The entries of the audit log after number `after`, in order."""
        with self.database.reading() as connection:
            yield from audit.entries(connection, after=after, limit=limit)

    def _seq(self, query: Query) -> int:
        with self.database.reading() as connection:
            return audit.seq_at(connection, query.as_of)
