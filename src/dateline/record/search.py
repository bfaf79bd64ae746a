"""Full text search over the sentences of the record."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, Connection, Select, and_, func, literal_column, or_, select, text

from dateline.record.derived import speaker_key
from dateline.record.events import independence
from dateline.record.query import Query
from dateline.record.search_syntax import Question, Words, fts5, question, tsquery
from dateline.record.stored import chunks, document_of
from dateline.record.tables import (
    claim_parts,
    claim_speakers,
    claims,
    documents,
    event_claims,
    event_outlines,
    event_terms,
    events,
    sentences,
)
from dateline.record.words import folded, tokens
from dateline.schema.documents import Document
from dateline.schema.spans import Span

_c = documents.c


@dataclass(frozen=True, slots=True)
class Hit:
    """A sentence that answers a search. All spans are offsets into the document's text.

    `highlights` are the words searched for; `claims` the ids of the claims that the sentence states.
    """

    document: Document
    sentence: Span
    highlights: tuple[Span, ...]
    claims: tuple[str, ...]

    @property
    def text(self) -> str:
        return self.sentence.of(self.document.text)


def search(connection: Connection, asked: str, query: Query, seq: int) -> Iterator[Hit]:
    """The sentences that `asked` describes, the best first; at most `query.limit`.

    Fields narrow by document (`outlet`, `since`, `until`: days of publication) or by a claim of the sentence (`actor`,
    `type`, `country`, `place`, `voice`). OptionError where `asked` has no meaning.
    """
    meant = question(asked, query)
    columns = (sentences.c.start.label("at"), sentences.c.finish.label("ending"), *_document_columns())
    statement = select(*columns).join(documents, _c.id == sentences.c.document).where(*_narrowed(meant.query, seq))
    statement = _matching(connection, statement, meant)
    rows = connection.execute(statement.limit(query.limit)).mappings()
    for part in chunks(rows, 100):
        told = _claims(connection, part)
        for row in part:
            document = document_of(row)
            sentence = Span(row["at"], row["ending"])
            marks = tuple(_highlights(sentence, document.text, meant.words))
            yield Hit(document, sentence, marks, tuple(told.get((document.id, sentence.start), ())))


def _document_columns() -> tuple[ColumnElement[Any], ...]:
    return (_c.id, _c.body, _c.text, _c.retrieved, _c.raw_sha256)


def _matching(connection: Connection, statement: Any, meant: Question) -> Any:
    """Full text by the database's own index; by publication where only fields are asked for."""
    last = (_c.start.is_(None), _c.start, sentences.c.document, sentences.c.start)
    if meant.node is None:
        return statement.order_by(*last)
    if connection.dialect.name == "postgresql":
        vector: ColumnElement[Any] = literal_column("sentences.vector")
        wanted = func.to_tsquery(literal_column("'simple'"), tsquery(meant.node))
        return statement.where(vector.op("@@")(wanted)).order_by(func.ts_rank(vector, wanted).desc(), *last)
    found = text("SELECT rowid, rank FROM sentence_words WHERE sentence_words MATCH :wanted")
    ranked = found.bindparams(wanted=fts5(meant.node)).columns(rowid=sentences.c.id.type, rank=events.c.priority.type)
    hits = ranked.subquery("hits")
    return statement.join(hits, hits.c.rowid == sentences.c.id).order_by(hits.c.rank, *last)


def _narrowed(query: Query, seq: int) -> list[ColumnElement[bool]]:
    asked: list[ColumnElement[bool]] = [_c.added <= seq]
    if query.outlet is not None:
        asked.append(func.lower(_c.outlet) == query.outlet.lower())
    if query.since is not None:
        asked.append(_c.finish >= query.since.isoformat())
    if query.until is not None:
        asked.append(_c.start <= query.until.isoformat())
    if stated := _stated(query):
        own = and_(claims.c.document == sentences.c.document, claims.c.sentence == sentences.c.start)
        asked.append(select(claims.c.id).where(own, *stated).exists())
    return asked


def _stated(query: Query) -> list[ColumnElement[bool]]:
    """What the query asks of a claim of the sentence."""
    asked: list[ColumnElement[bool]] = []
    if query.type is not None:
        asked.append(claims.c.type == query.type)
    if query.voice is not None:
        asked.append(claims.c.voice == query.voice)
    if query.speaker is not None:
        told = claim_speakers.c.value == speaker_key(query.speaker)
        asked.append(claims.c.id.in_(select(claim_speakers.c.claim).where(told)))
    if query.state is not None:
        asked.append(claims.c.id.in_(_claims_of(select(events.c.key).where(events.c.state == query.state))))
    if query.independence is not None:
        sure = select(event_outlines.c.key).where(*independence(query.independence))
        asked.append(claims.c.id.in_(_claims_of(sure)))
    if query.country is not None:
        asked.append(claims.c.country == query.country.upper())
    if query.actor is not None:
        named = or_(claim_parts.c.actor == query.actor, func.lower(claim_parts.c.name) == query.actor.lower())
        asked.append(claims.c.id.in_(select(claim_parts.c.claim).where(named)))
    if query.place is not None:
        placed = and_(event_terms.c.field == "place~", event_terms.c.value == folded(query.place))
        asked.append(claims.c.id.in_(_claims_of(select(event_terms.c.key).where(placed))))
    return asked


def _claims_of(keys: Select[Any]) -> Select[Any]:
    """The claims of the current events among `keys`."""
    current = select(events.c.key).where(events.c.key.in_(keys), events.c.valid_to.is_(None))
    return select(event_claims.c.claim).where(event_claims.c.key.in_(current))


def _claims(connection: Connection, rows: Sequence[Any]) -> dict[tuple[str, int], list[str]]:
    ids = {row["id"] for row in rows}
    query = select(claims.c.document, claims.c.sentence, claims.c.id).where(claims.c.document.in_(ids))
    told: dict[tuple[str, int], list[str]] = {}
    for document, sentence, id_ in connection.execute(query.order_by(claims.c.document, claims.c.ordinal)):
        told.setdefault((document, sentence), []).append(id_)
    return told


def _highlights(sentence: Span, whole: str, wanted: Sequence[Words]) -> Iterator[Span]:
    """Where the wanted words stand in the sentence, in order; those that overlap only once."""
    held = list(tokens(sentence.of(whole)))
    found = set()
    for words in wanted:
        for n in range(len(held) - len(words.words) + 1):
            if _matches([word for _, _, word in held[n : n + len(words.words)]], words):
                found.add((held[n][0], held[n + len(words.words) - 1][1]))
    end = 0
    for start, stop in sorted(found):
        if start >= end:
            yield Span(sentence.start + start, sentence.start + stop)
            end = stop


def _matches(held: Sequence[str], wanted: Words) -> bool:
    *first, last = wanted.words
    return list(held[:-1]) == first and (held[-1].startswith(last) if wanted.prefix else held[-1] == last)
