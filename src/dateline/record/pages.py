"""Documents and claims a page at a time, for readers who come back with a cursor."""

import json
from collections.abc import Sequence

from sqlalchemy import and_, func, or_, select

from dateline.record.database import Database
from dateline.record.query import UNDATED
from dateline.record.stored import document_of
from dateline.record.tables import claims, documents
from dateline.schema.claims import Claim
from dateline.schema.contract_reader import claim_from_json
from dateline.schema.documents import Document


def document_page(
    database: Database, *, limit: int, after: str | None = None, outlet: str | None = None
) -> Sequence[Document]:
    """Documents by first day of publication, undated ones last, then id; `after` is "day~id" of the last one seen."""
    c = documents.c
    day = func.coalesce(c.start, UNDATED)
    query = select(c.id, c.body, c.text, c.retrieved, c.raw_sha256)
    if outlet is not None:
        query = query.where(c.outlet == outlet)
    if after is not None:
        seen, _, id_ = after.partition("~")
        query = query.where(or_(day > seen, and_(day == seen, c.id > id_)))
    with database.reading() as connection:
        return [document_of(row) for row in connection.execute(query.order_by(day, c.id).limit(limit)).mappings()]


def document_cursor(document: Document) -> str:
    """Where the document stands in the order of `document_page`."""
    return f"{document.published.start if document.published else UNDATED}~{document.id}"


def claim_page(
    database: Database,
    *,
    limit: int,
    after: str | None = None,
    type_: str | None = None,
    voice: str | None = None,
    country: str | None = None,
) -> Sequence[Claim]:
    """Claims by document and id; `after` is "document~id" of the last one seen."""
    c = claims.c
    query = select(c.body)
    for column, value in ((c.type, type_), (c.voice, voice), (c.country, country)):
        if value is not None:
            query = query.where(column == value)
    if after is not None:
        document, _, id_ = after.partition("~")
        query = query.where(or_(c.document > document, and_(c.document == document, c.id > id_)))
    with database.reading() as connection:
        bodies = connection.execute(query.order_by(c.document, c.id).limit(limit)).scalars()
        return [claim_from_json(json.loads(body)) for body in bodies]


def claim_cursor(claim: Claim) -> str:
    """Where the claim stands in the order of `claim_page`."""
    return f"{claim.document}~{claim.id}"
