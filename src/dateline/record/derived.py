"""Tables made of other tables, for questions that those answer slowly.

They hold nothing of their own: no backup carries them, and `rebuild` makes them anew.
"""

import json
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from sqlalchemy import Connection, delete, select

from dateline.record.stored import chunks, insert_rows
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


def keep_speakers(connection: Connection, held: Iterable[tuple[str, str]]) -> None:
    """The speakers of claims just written, given as ids and bodies, are in their table."""
    rows = [row for id_, body in held for row in speaker_rows(id_, json.loads(body))]
    insert_rows(connection, claim_speakers, rows)


def keep_outlines(connection: Connection, held: Iterable[tuple[int, str]]) -> None:
    """The outlines of versions just written, given as keys and bodies, are in their table."""
    for part in chunks((outline_row(key, json.loads(body)) for key, body in held), 5000):
        insert_rows(connection, event_outlines, part)


def rebuild(connection: Connection) -> None:
    """Both tables are as claims and events make them."""
    for table in (claim_speakers, event_outlines):
        connection.execute(delete(table))
    for ids in chunks(connection.execute(select(claims.c.id).order_by(claims.c.id)).scalars().all()):
        told = connection.execute(select(claims.c.id, claims.c.body).where(claims.c.id.in_(ids)))
        keep_speakers(connection, [(row.id, row.body) for row in told])
    for keys in chunks(connection.execute(select(events.c.key).order_by(events.c.key)).scalars().all()):
        written = connection.execute(select(events.c.key, events.c.body).where(events.c.key.in_(keys)))
        keep_outlines(connection, [(row.key, row.body) for row in written])


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
