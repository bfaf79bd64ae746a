"""Tables made of other tables, for questions that those answer slowly.

They hold nothing of their own: no backup carries them, and `rebuild` makes them anew.
"""

import json
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from sqlalchemy import Connection, delete, insert, select

from dateline.record.stored import chunks
from dateline.record.tables import claim_speakers, claims, event_sources, events
from dateline.record.words import folded

Row = dict[str, Any]
_ARTICLES = ("the ", "a ", "an ")


def speaker_key(words: str) -> str:
    """The speaker's words folded and without an article: "The police" and "police" are one."""
    key = folded(" ".join(words.split()))
    return next((key.removeprefix(article) for article in _ARTICLES if key.startswith(article)), key)


def speaker_rows(id_: str, claim: Mapping[str, Any]) -> Iterator[Row]:
    """A row for each speaker of the contract's claim; none where the outlet alone speaks."""
    told = {}
    for speaker in claim["attribution"]["speakers"]:
        shown = " ".join((speaker["name"] or speaker["text"]).split())
        told.setdefault(speaker_key(shown), shown)
    return ({"claim": id_, "value": value, "shown": shown} for value, shown in told.items() if value)


def source_row(key: int, event: Mapping[str, Any]) -> Row:
    """The row of one version of the contract's event."""
    return {"key": key, "independent": event["independent_sources"]}


def keep_speakers(connection: Connection, claim_rows: Iterable[Mapping[str, Any]]) -> None:
    """The speakers of claims just written are in their table."""
    rows = [row for held in claim_rows for row in speaker_rows(held["id"], json.loads(held["body"]))]
    if rows:
        connection.execute(insert(claim_speakers), rows)


def keep_sources(connection: Connection, event_rows: Iterable[Mapping[str, Any]]) -> None:
    """The independent sources of versions just written are in their table."""
    for part in chunks((source_row(row["key"], json.loads(row["body"])) for row in event_rows), 5000):
        connection.execute(insert(event_sources), part)


def rebuild(connection: Connection) -> None:
    """Both tables are as claims and events make them."""
    for table in (claim_speakers, event_sources):
        connection.execute(delete(table))
    for ids in chunks(connection.execute(select(claims.c.id).order_by(claims.c.id)).scalars().all()):
        rows = connection.execute(select(claims.c.id, claims.c.body).where(claims.c.id.in_(ids))).mappings()
        keep_speakers(connection, rows)
    for keys in chunks(connection.execute(select(events.c.key).order_by(events.c.key)).scalars().all()):
        held = connection.execute(select(events.c.key, events.c.body).where(events.c.key.in_(keys))).mappings()
        keep_sources(connection, held)


def faults(connection: Connection) -> Iterator[str]:
    """A sentence for each claim or event whose derived rows are not those it makes."""
    for ids in chunks(connection.execute(select(claims.c.id).order_by(claims.c.id)).scalars().all()):
        held = connection.execute(select(claim_speakers).where(claim_speakers.c.claim.in_(ids))).mappings()
        found = {(row["claim"], row["value"]): dict(row) for row in held}
        rows = connection.execute(select(claims.c.id, claims.c.body).where(claims.c.id.in_(ids)))
        made = [row for id_, body in rows for row in speaker_rows(id_, json.loads(body))]
        wanted = {(row["claim"], row["value"]): row for row in made}
        for claim in sorted({key[0] for key in found.keys() | wanted.keys() if found.get(key) != wanted.get(key)}):
            yield f"the speakers of the claim {claim} are not as the claim has them"
    for keys in chunks(connection.execute(select(events.c.key).order_by(events.c.key)).scalars().all()):
        noted = select(event_sources.c.key, event_sources.c.independent).where(event_sources.c.key.in_(keys))
        counted = {row[0]: row[1] for row in connection.execute(noted)}
        for row in connection.execute(select(events.c.key, events.c.id, events.c.body).where(events.c.key.in_(keys))):
            if counted.get(row.key) != json.loads(row.body)["independent_sources"]:
                yield f"the number of independent sources of the event {row.id} is not as the event has it"
