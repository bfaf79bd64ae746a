"""Rows as the frozen types, and the frozen types as rows."""

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from functools import cache
from itertools import islice
from operator import itemgetter
from typing import Any, TypeVar

from sqlalchemy import Connection, CursorResult, RowMapping, Table, select

from dateline.record.tables import claims, documents
from dateline.schema.claims import Claim
from dateline.schema.contract_reader import claim_from_json, document_from_json
from dateline.schema.contract_writer import document_to_contract
from dateline.schema.documents import Document

CHUNK = 500  # ids a statement
_LAYERS = frozenset({"text", "sentences", "entities", "toponyms", "times", "attributions", "triggers"})
_DOCUMENT = (documents.c.body, documents.c.text, documents.c.retrieved, documents.c.raw_sha256)
T = TypeVar("T")


def chunks(items: Iterable[T], size: int = CHUNK) -> Iterator[list[T]]:
    """The items in order, `size` at a time."""
    rest = iter(items)
    while held := list(islice(rest, size)):
        yield held


def straight(connection: Connection, statement: str, *values: Any) -> CursorResult[Any]:
    """What the driver answers to a statement with `?` for values: a third of the time of a compiled one."""
    return connection.exec_driver_sql(_marked(statement, connection.dialect.name), values)


def insert_rows(connection: Connection, table: Table, rows: Sequence[Mapping[str, Any]]) -> None:
    """The rows are in the table; a document is hundreds of short ones, so they go straight to the driver."""
    if rows:
        names = [column.name for column in table.columns]
        quoted = ", ".join(f'"{name}"' for name in names)
        statement = f"INSERT INTO {table.name} ({quoted}) VALUES ({', '.join('?' * len(names))})"
        marked = _marked(statement, connection.dialect.name)
        connection.exec_driver_sql(marked, list(map(itemgetter(*names), rows)))


@cache
def _marked(statement: str, dialect: str) -> str:
    return statement if dialect == "sqlite" else statement.replace("?", "%s")


def document_body(document: Document) -> str:
    """The contract's document without its text, as JSON."""
    return document_to_contract(document).model_dump_json(exclude=set(_LAYERS))


def document_of(row: RowMapping) -> Document:
    document = document_from_json({**json.loads(row["body"]), "text": row["text"]})
    if row["retrieved"] is None and row["raw_sha256"] is None:
        return document
    retrieved = datetime.fromisoformat(row["retrieved"]) if row["retrieved"] else None
    return replace(document, retrieved=retrieved, raw_sha256=row["raw_sha256"])


def documents_by_id(connection: Connection, ids: Iterable[str]) -> dict[str, Document]:
    """Those of the documents that are held."""
    found = {}
    for part in chunks(sorted(set(ids))):
        for row in connection.execute(select(*_DOCUMENT).where(documents.c.id.in_(part))).mappings():
            document = document_of(row)
            found[document.id] = document
    return found


def claims_by_id(connection: Connection, ids: Iterable[str]) -> dict[str, Claim]:
    """Those of the claims that are held."""
    found = {}
    for part in chunks(sorted(set(ids))):
        for (body,) in connection.execute(select(claims.c.body).where(claims.c.id.in_(part))):
            claim = claim_from_json(json.loads(body))
            found[claim.id] = claim
    return found


def columns(row: Mapping[str, Any], names: Sequence[str]) -> list[Any]:
    """The values of `row` under `names`: what a digest covers."""
    return [row[name] for name in names]
