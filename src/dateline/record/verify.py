"""Whether the record still is what was written: every stored value against the chained audit log."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, Table, select, text
from sqlalchemy.exc import DBAPIError

from dateline.errors import RecordError
from dateline.record import audit, derived
from dateline.record.adding import document_digest, sighting_digest
from dateline.record.blobs import Blobs
from dateline.record.linking import version_digest
from dateline.record.outlets import rating_digest
from dateline.record.review import decision_digest
from dateline.record.stored import chunks
from dateline.record.tables import (
    claim_keys,
    claim_parts,
    claims,
    decisions,
    documents,
    event_claims,
    event_terms,
    events,
    ratings,
    sentences,
    sightings,
)
from dateline.record.words import folded_words

Rows = dict[str, list[dict[str, Any]]]


@dataclass(frozen=True, slots=True)
class Verified:
    """What was looked at, by kind, and a sentence for each fault found."""

    checked: dict[str, int]
    faults: tuple[str, ...]


def verify(connection: Connection, blobs: Blobs) -> Verified:
    """Every fault of the record. Reads all of it."""
    checked: dict[str, int] = defaultdict(int)
    faults = list(_database(connection))
    faults += audit.chain_faults(connection)
    log = _Log(connection)
    checked["audit entries"] = log.length
    for check in (_documents, _sightings, _events, _decisions, _ratings):
        faults += check(connection, log, checked)
    faults += derived.faults(connection)
    faults += _originals(connection, blobs, checked)
    return Verified(dict(checked), tuple(faults))


class _Log:
    """What the audit log says was written: digests by kind and subject."""

    def __init__(self, connection: Connection) -> None:
        self.length = 0
        self.digests: dict[str, dict[str, str]] = defaultdict(dict)
        self.written: dict[int, tuple[Any, ...]] = {}  # versions by entry: counts and digests
        self.undone: dict[int, int] = {}
        for entry in audit.entries(connection):
            self.length += 1
            body = entry.body
            if "versions" in body:
                self.written[entry.seq] = (body.get("written"), body["versions"], body.get("ended"), body.get("gone"))
            if entry.action in ("added", "met again"):
                self.digests[entry.action][f"{entry.seq}"] = body.get("digest", "")
            elif entry.action == "undo":
                self.undone[int(entry.subject)] = entry.seq
            elif "decision" in body:
                self.digests["decision"][f"{entry.seq}"] = body["decision"]
            elif "rating" in body:
                self.digests["rating"][f"{entry.seq}"] = body["rating"]


def _database(connection: Connection) -> Iterator[str]:
    """SQLite's own checks; PostgreSQL has none for a client."""
    if connection.dialect.name != "sqlite":
        return
    for (line,) in connection.execute(text("PRAGMA integrity_check(20)")):
        if line != "ok":
            yield f"the database file is damaged: {line}"
    try:  # FTS5 compares its index with the sentences on this insertion, which inserts nothing
        connection.execute(text("INSERT INTO sentence_words (sentence_words, rank) VALUES ('integrity-check', 1)"))
    except DBAPIError as error:
        if "readonly" not in str(error.orig):
            yield f"the full text index does not match the sentences ({error.orig})"


def _against(log: _Log, kind: str, found: dict[str, tuple[str, str]], name: str) -> Iterator[str]:
    """Faults of single rows: `found` maps an entry's number to the row's digest and its name."""
    for seq, digest in log.digests[kind].items():
        if seq not in found:
            yield f"the {name} of audit entry {seq} is gone"
        elif found[seq][0] != digest:
            yield f"the {name} {found[seq][1]} was changed"
    for seq in found.keys() - log.digests[kind].keys():
        yield f"the {name} {found[seq][1]} is in no audit entry"


def _documents(connection: Connection, log: _Log, checked: dict[str, int]) -> Iterator[str]:
    found: dict[str, tuple[str, str]] = {}
    for part in chunks(connection.execute(select(documents.c.id).order_by(documents.c.added)).scalars().all(), 200):
        rows = connection.execute(select(documents).where(documents.c.id.in_(part))).mappings().all()
        parts = _parts(connection, part)
        for row in rows:
            checked["documents"] += 1
            checked["claims"] += len(parts[row["id"]]["claims"])
            digest = document_digest(dict(row), parts[row["id"]])
            found[f"{row['added']}"] = (digest, row["id"])
            if digest != row["digest"]:
                yield f"the document {row['id']} or one of its claims was changed"
            yield from _index_faults(row["text"], row["id"], parts[row["id"]])
    yield from _against(log, "added", found, "document")


def _index_faults(whole: str, id_: str, parts: Rows) -> Iterator[str]:
    for row in parts["sentences"]:
        if row["words"] != folded_words(whole[row["start"] : row["finish"]]):
            yield f"a sentence of the document {id_} is not as its text has it"


def _parts(connection: Connection, ids: list[str]) -> dict[str, Rows]:
    """The rows that belong to each of the documents, by table."""
    found: dict[str, Rows] = {id_: {"sentences": [], "claims": [], "claim_parts": [], "claim_keys": []} for id_ in ids}
    owner: dict[str, str] = {}
    for table in (sentences, claims):
        for row in connection.execute(select(table).where(table.c.document.in_(ids))).mappings():
            found[row["document"]][table.name].append(dict(row))
            if table is claims:
                owner[row["id"]] = row["document"]
    for part in chunks(owner):
        for table in (claim_parts, claim_keys):
            for row in connection.execute(select(table).where(table.c.claim.in_(part))).mappings():
                found[owner[row["claim"]]][table.name].append(dict(row))
    return found


def _sightings(connection: Connection, log: _Log, checked: dict[str, int]) -> Iterator[str]:
    rows = [dict(row) for row in connection.execute(select(sightings)).mappings()]
    checked["duplicates"] = len(rows)
    found = {f"{row['added']}": (sighting_digest(row), row["document"]) for row in rows}
    yield from _against(log, "met again", found, "duplicate of")


def _events(connection: Connection, log: _Log, checked: dict[str, int]) -> Iterator[str]:
    written: dict[int, list[str]] = defaultdict(list)
    ended: dict[int, set[str]] = defaultdict(set)
    spans: dict[str, list[tuple[int, int | None]]] = defaultdict(list)
    keys = connection.execute(select(events.c.key).order_by(events.c.id, events.c.version)).scalars().all()
    for part in chunks(keys):
        rows = connection.execute(select(events).where(events.c.key.in_(part))).mappings().all()
        members = _by_key(connection, event_claims, part)
        terms = _by_key(connection, event_terms, part)
        for row in sorted(rows, key=lambda row: (row["id"], row["version"])):
            checked["versions of events"] += 1
            own = [each["claim"] for each in sorted(members[row["key"]], key=lambda each: each["ordinal"])]
            if {each["ordinal"] for each in members[row["key"]]} != set(range(len(own))):
                yield f"the claims of version {row['version']} of the event {row['id']} are out of order"
            digest = version_digest(dict(row), own, [(each["field"], each["value"]) for each in terms[row["key"]]])
            if digest != row["digest"]:
                yield f"version {row['version']} of the event {row['id']} was changed"
            written[row["valid_from"]].append(digest)
            spans[row["id"]].append((row["valid_from"], row["valid_to"]))
    for id_, held in spans.items():
        for n, (_, end) in enumerate(held):
            following = held[n + 1][0] if n + 1 < len(held) else None
            if end is not None and end != following:
                ended[end].add(id_)
            elif end is None and following is not None:
                yield f"the event {id_} has two versions at once"
    yield from _entries(log, written, ended)


def _entries(log: _Log, written: dict[int, list[str]], ended: dict[int, set[str]]) -> Iterator[str]:
    """What each entry says was written and ended, against what is there."""
    for seq in sorted(log.written.keys() | written.keys() | ended.keys()):
        number, versions, gone_number, gone = log.written.get(seq, (0, "", 0, ""))
        if number != len(written[seq]) or (number and versions != audit.digest_of(sorted(written[seq]))):
            yield f"the versions of events written at audit entry {seq} are not those it names"
        if gone_number != len(ended[seq]) or (gone_number and gone != audit.digest_of(sorted(ended[seq]))):
            yield f"the events that ended at audit entry {seq} are not those it names"


def _by_key(connection: Connection, table: Table, keys: list[int]) -> dict[int, list[dict[str, Any]]]:
    found: dict[int, list[dict[str, Any]]] = defaultdict(list)
    for row in connection.execute(select(table).where(table.c.key.in_(keys))).mappings():
        found[row["key"]].append(dict(row))
    return found


def _decisions(connection: Connection, log: _Log, checked: dict[str, int]) -> Iterator[str]:
    rows = [dict(row) for row in connection.execute(select(decisions)).mappings()]
    checked["decisions"] = len(rows)
    found = {f"{row['seq']}": (decision_digest(row), f"{row['seq']}") for row in rows}
    yield from _against(log, "decision", found, "decision")
    for row in rows:
        if row["undone"] != log.undone.get(row["seq"]):
            yield f"the decision {row['seq']} is marked as undone wrongly"


def _ratings(connection: Connection, log: _Log, checked: dict[str, int]) -> Iterator[str]:
    rows = [dict(row) for row in connection.execute(select(ratings).order_by(ratings.c.seq)).mappings()]
    checked["ratings"] = len(rows)
    found = {f"{row['seq']}": (rating_digest(row), f"of {row['outlet']}") for row in rows}
    yield from _against(log, "rating", found, "rating")
    later: dict[str, int] = {}
    for row in reversed(rows):
        if row["valid_to"] != later.get(row["outlet"]):
            yield f"the rating of {row['outlet']} ends at the wrong time"
        later[row["outlet"]] = row["seq"]


def _originals(connection: Connection, blobs: Blobs, checked: dict[str, int]) -> Iterator[str]:
    named = select(documents.c.original).union(select(sightings.c.original))
    for sha256 in sorted(sha for sha in connection.execute(named).scalars() if sha):
        checked["originals"] += 1
        try:
            blobs.read(sha256)
        except RecordError as error:
            yield str(error)
