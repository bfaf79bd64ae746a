"""Tables made of other tables, for questions that those answer slowly.

They hold nothing of their own: no backup carries them, and `rebuild` makes them anew.
"""

import json
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from sqlalchemy import Connection, delete, insert, select

from dateline.record.stored import chunks
from dateline.record.tables import claim_speakers, claims, event_outlines, events
from dateline.record.words import folded

Row = dict[str, Any]
OUTLINE = (
    "place", "latitude", "longitude", "place_precision", "radius_km", "end", "date_precision", "killed", "actors",
    "targets", "named",
)  # fmt: skip
_ARTICLES = ("the ", "a ", "an ")


def speaker_key(words: str) -> str:
    """The speaker's words folded and without an article: "The police" and "police" are one."""
    key = folded(" ".join(words.split()))
    return next((key.removeprefix(article) for article in _ARTICLES if key.startswith(article)), key)


def speaker_rows(id_: str, claim: Mapping[str, Any]) -> Iterator[Row]:
    """A row for each speaker of the contract's claim; none where the outlet alone speaks."""
    told: dict[str, str] = {}
    for speaker in claim["attribution"]["speakers"]:
        shown = " ".join((speaker["name"] or speaker["text"]).split())
        told.setdefault(speaker_key(shown), shown)
    return ({"claim": id_, "value": value, "shown": shown} for value, shown in told.items() if value)


def outline_row(key: int, event: Mapping[str, Any]) -> Row:
    """The row of one version of the contract's event."""
    place, when, killed = event["place"] or {}, event["when"] or {}, event["toll"]["killed"] or {}
    best = killed.get("best")
    named = {
        "place": place.get("name") or place.get("text"),
        "date_precision": when.get("precision"),
        "end": when.get("end"),
        "latitude": place.get("latitude"),
        "longitude": place.get("longitude"),
        "place_precision": place.get("precision"),
        "radius_km": place.get("radius_km"),
        "killed": killed.get("low") if best is None else best,
        "actors": list(dict.fromkeys(part["name"] or part["text"] for part in event["actors"])),
        "targets": list(dict.fromkeys(part["name"] or part["text"] for part in event["targets"])),
        "named": list(dict.fromkeys(p["name"] for p in (*event["actors"], *event["targets"]) if p["name"])),
    }
    outline = json.dumps([named[name] for name in OUTLINE], ensure_ascii=False, separators=(",", ":"))
    return {"key": key, "independent": event["independent_sources"], "outline": outline}


def keep_speakers(connection: Connection, claim_rows: Iterable[Mapping[str, Any]]) -> None:
    """The speakers of claims just written are in their table."""
    rows = [row for held in claim_rows for row in speaker_rows(held["id"], json.loads(held["body"]))]
    if rows:
        connection.execute(insert(claim_speakers), rows)


def keep_outlines(connection: Connection, event_rows: Iterable[Mapping[str, Any]]) -> None:
    """The outlines of versions just written are in their table."""
    for part in chunks((outline_row(row["key"], json.loads(row["body"])) for row in event_rows), 5000):
        connection.execute(insert(event_outlines), part)


def rebuild(connection: Connection) -> None:
    """Both tables are as claims and events make them."""
    for table in (claim_speakers, event_outlines):
        connection.execute(delete(table))
    for ids in chunks(connection.execute(select(claims.c.id).order_by(claims.c.id)).scalars().all()):
        rows = connection.execute(select(claims.c.id, claims.c.body).where(claims.c.id.in_(ids))).mappings().all()
        keep_speakers(connection, rows)
    for keys in chunks(connection.execute(select(events.c.key).order_by(events.c.key)).scalars().all()):
        held = connection.execute(select(events.c.key, events.c.body).where(events.c.key.in_(keys))).mappings().all()
        keep_outlines(connection, held)


def faults(connection: Connection) -> Iterator[str]:
    """A sentence for each claim or event whose derived rows are not those it makes."""
    for ids in chunks(connection.execute(select(claims.c.id).order_by(claims.c.id)).scalars().all()):
        told = connection.execute(select(claim_speakers).where(claim_speakers.c.claim.in_(ids))).mappings().all()
        found = {(row["claim"], row["value"]): dict(row) for row in told}
        rows = connection.execute(select(claims.c.id, claims.c.body).where(claims.c.id.in_(ids)))
        made = [row for id_, body in rows for row in speaker_rows(id_, json.loads(body))]
        wanted = {(row["claim"], row["value"]): row for row in made}
        for claim in sorted({key[0] for key in found.keys() | wanted.keys() if found.get(key) != wanted.get(key)}):
            yield f"the speakers of the claim {claim} are not as the claim has them"
    for keys in chunks(connection.execute(select(events.c.key).order_by(events.c.key)).scalars().all()):
        noted = connection.execute(select(event_outlines).where(event_outlines.c.key.in_(keys))).mappings()
        held = {row["key"]: dict(row) for row in noted}
        for row in connection.execute(select(events.c.key, events.c.id, events.c.body).where(events.c.key.in_(keys))):
            if held.get(row.key) != outline_row(row.key, json.loads(row.body)):
                yield f"the outline of the event {row.id} is not as the event has it"
