"""One document with its claims into the record, whole or not at all."""

import json
import re
from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from types import MappingProxyType
from typing import Any

from sqlalchemy import Connection, exists, insert, select

from dateline.errors import ContractError
from dateline.record import audit, derived
from dateline.record.stored import columns, document_body, insert_rows, straight
from dateline.record.tables import claim_keys, claim_parts, claims, documents, sentences, sightings
from dateline.record.words import folded_words, sentence_ranges
from dateline.schema.claims import Claim
from dateline.schema.contract_writer import claim_to_contract
from dateline.schema.documents import Document, RawItem
from dateline.schema.readings import Reading

BlockKeys = Mapping[str, frozenset[str]]
NO_KEYS: BlockKeys = MappingProxyType({})
Rows = list[dict[str, Any]]
_HALF = re.compile("[\ud800-\udfff]")


class State(StrEnum):
    NEW = "new"
    UNCHANGED = "unchanged"  # held already, from the same address
    DUPLICATE = "duplicate"  # the same words are held from another address, outlet or byline


@dataclass(frozen=True, slots=True)
class Incoming:
    """One document to add: see `Record.add`."""

    reading: Reading
    raw: RawItem | None = None
    family: str | None = None
    block_keys: BlockKeys = field(default_factory=lambda: NO_KEYS)


@dataclass(frozen=True, slots=True)
class Added:
    """What became of one document. `supersedes` is the id of the earlier version under the same address.

    `keys` are the block keys of its claims and of those it supersedes: what linking must look at again.
    """

    state: State
    document: str
    supersedes: str | None = None
    keys: frozenset[str] = field(default=frozenset())


def only_document(reading: Reading) -> Document:
    """The document of a reading of one; ContractError for none or several, or for another's claims.

    Also for text that is no Unicode: no database keeps half a surrogate pair.
    """
    if len(reading.documents) != 1:
        raise ContractError(f"A reading of one document is added at a time, not of {len(reading.documents)}.")
    if strange := next((c.id for c in reading.claims if c.document != reading.documents[0].id), None):
        raise ContractError(f"The claim {strange} is of another document than its reading.")
    document = reading.documents[0]
    for name in ("text", "uri", "outlet", "byline", "title"):
        if _HALF.search(getattr(document, name) or ""):
            raise ContractError(f"The {name} of the document {document.id} holds half a character: decode it anew.")
    return document


def add(connection: Connection, incoming: Incoming, *, original: str | None) -> Added:
    """Write the reading's document and claims, or note that their words are held already."""
    reading, block_keys = incoming.reading, incoming.block_keys
    document = only_document(reading)
    held = straight(connection, "SELECT body FROM documents WHERE id = ?", document.id).scalar()
    if held is not None:
        return _met_again(connection, document, json.loads(held), original)
    moment = audit.begin(connection)
    earlier = _earlier_version(connection, document)
    row = {
        **_document_row(document),
        "raw_sha256": original or document.raw_sha256,
        "original": original,
        "added": moment.seq,
        "family": incoming.family,
        "supersedes": earlier,
    }
    parts = _parts(connection, reading, document, block_keys)
    digest = document_digest(row, parts)
    insert_rows(connection, documents, [{**row, "digest": digest}])
    for table, rows in parts.items():
        insert_rows(connection, _TABLES[table], rows)
    derived.keep_speakers(connection, [(row["id"], row["body"]) for row in parts["claims"]])
    if connection.dialect.name == "sqlite":
        _index(connection, parts["sentences"])
    audit.append(
        connection,
        moment,
        action="added",
        subject=document.id,
        body={"digest": digest, "claims": len(reading.claims), "supersedes": earlier},
    )
    keys = frozenset().union(*block_keys.values()) if block_keys else frozenset()
    return Added(State.NEW, document.id, earlier, keys | (_keys_of(connection, earlier) if earlier else frozenset()))


_TABLES = {"sentences": sentences, "claims": claims, "claim_parts": claim_parts, "claim_keys": claim_keys}
_DIGESTED = {
    "sentences": ("start", "finish", "words"),
    "claims": tuple(c.name for c in claims.columns),
    "claim_parts": tuple(c.name for c in claim_parts.columns),
}
_DOCUMENT = tuple(c.name for c in documents.columns if c.name != "digest")


def document_digest(row: Mapping[str, Any], parts: Mapping[str, Sequence[Mapping[str, Any]]]) -> str:
    """SHA-256 over all that is stored of a document, its sentences, claims, their participants and keys."""
    lines = [audit.canonical(columns(row, _DOCUMENT))]
    for table, names in _DIGESTED.items():
        lines += sorted(audit.canonical(columns(part, names)) for part in parts[table])
    keys: dict[str, list[str]] = {}
    for part in parts["claim_keys"]:
        keys.setdefault(part["claim"], []).append(part["key"])
    return audit.digest_of_lines([*lines, audit.canonical({claim: sorted(own) for claim, own in keys.items()})])


def _document_row(document: Document) -> dict[str, Any]:
    published = document.published
    return {
        "id": document.id,
        "uri": document.uri,
        "outlet": document.outlet,
        "title": document.title,
        "start": published.start.isoformat() if published else None,
        "finish": published.end.isoformat() if published else None,
        "body": document_body(document),
        "text": document.text,
        "retrieved": document.retrieved.isoformat() if document.retrieved else None,
    }


def _met_again(connection: Connection, document: Document, held: Mapping[str, Any], original: str | None) -> Added:
    body = document_body(document)
    if all(held[name] == value for name, value in json.loads(body).items() if name in ("uri", "outlet", "byline")):
        return Added(State.UNCHANGED, document.id)
    id_ = audit.digest_of([body])
    if connection.execute(select(exists().where(sightings.c.id == id_))).scalar():
        return Added(State.UNCHANGED, document.id)
    moment = audit.begin(connection)
    row = {
        "id": id_,
        "document": document.id,
        "added": moment.seq,
        "body": body,
        "retrieved": document.retrieved.isoformat() if document.retrieved else None,
        "raw_sha256": original or document.raw_sha256,
        "original": original,
    }
    connection.execute(insert(sightings), [row])
    audit.append(connection, moment, action="met again", subject=document.id, body={"digest": sighting_digest(row)})
    return Added(State.DUPLICATE, document.id)


def sighting_digest(row: Mapping[str, Any]) -> str:
    """SHA-256 over all that is stored of a sighting."""
    return audit.digest_of([columns(row, [c.name for c in sightings.columns])])


def _earlier_version(connection: Connection, document: Document) -> str | None:
    """The newest document under the same address; None where there is no address, or none before."""
    if document.uri is None:
        return None
    query = "SELECT id FROM documents WHERE uri = ? ORDER BY added DESC LIMIT 1"
    found: str | None = straight(connection, query, document.uri).scalar()
    return found


def _keys_of(connection: Connection, document: str) -> frozenset[str]:
    query = select(claim_keys.c.key).join(claims, claims.c.id == claim_keys.c.claim)
    return frozenset(connection.execute(query.where(claims.c.document == document)).scalars())


def _parts(connection: Connection, reading: Reading, document: Document, block_keys: BlockKeys) -> dict[str, Rows]:
    ranges = sorted(_sentences(reading, document))
    first = (straight(connection, "SELECT max(id) FROM sentences").scalar() or 0) + 1
    starts = [start for start, _ in ranges]
    return {
        "sentences": [
            {
                "id": first + n,
                "document": document.id,
                "start": start,
                "finish": end,
                "words": folded_words(document.text[start:end]),
            }
            for n, (start, end) in enumerate(ranges)
        ],
        "claims": [_claim_row(claim, n, document, starts) for n, claim in enumerate(reading.claims)],
        "claim_parts": [part for claim in reading.claims for part in _claim_parts(claim, document.text)],
        "claim_keys": list(_key_rows(reading, block_keys)),
    }


def _key_rows(reading: Reading, block_keys: BlockKeys) -> Iterator[dict[str, Any]]:
    """Each key once, at the first claim that has it: what finds one claim finds all of its document."""
    told: set[str] = set()
    for claim in reading.claims:
        fresh = block_keys.get(claim.id, told) - told
        told |= fresh
        yield from ({"key": key, "claim": claim.id} for key in sorted(fresh))


def _sentences(reading: Reading, document: Document) -> Iterator[tuple[int, int]]:
    layers = next((layer for layer in reading.annotations if layer.document == document.id), None)
    if layers is not None and layers.sentences:
        return ((sentence.start, sentence.end) for sentence in layers.sentences)
    return sentence_ranges(document.text)


def _claim_row(claim: Claim, ordinal: int, document: Document, starts: Sequence[int]) -> dict[str, Any]:
    sentence = bisect_right(starts, claim.trigger.start) - 1
    places = (claim.place, claim.destination, claim.origin)
    return {
        "id": claim.id,
        "document": document.id,
        "ordinal": ordinal,
        "sentence": starts[sentence] if sentence >= 0 else 0,
        "type": claim.type,
        "voice": claim.attribution.voice.value,
        "country": next((p.place.country for p in places if p and p.place and p.place.country), None),
        "body": claim_to_contract(claim, document.text).model_dump_json(),
    }


def _claim_parts(claim: Claim, text: str) -> Iterator[dict[str, Any]]:
    members = [*(("actor", part) for part in claim.actors), *(("target", part) for part in claim.targets)]
    for ordinal, (role, part) in enumerate(members):
        yield {
            "claim": claim.id,
            "ordinal": ordinal,
            "role": role,
            "actor": part.actor_id,
            "name": part.name,
            "kind": part.kind,
            "words": part.span.of(text),
        }


def _index(connection: Connection, rows: Rows) -> None:
    statement = "INSERT INTO sentence_words (rowid, words) VALUES (?, ?)"
    if rows:
        connection.exec_driver_sql(statement, [(row["id"], row["words"]) for row in rows])
