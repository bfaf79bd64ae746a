"""Who acts in the record, under which names, and who uses them."""

from collections import defaultdict
from dataclasses import dataclass

from sqlalchemy import Connection, and_, func, select

from dateline.record.events import conditions
from dateline.record.query import Query
from dateline.record.tables import claim_parts, claims, documents, event_claims, events


@dataclass(frozen=True, slots=True)
class AliasInUse:
    """Words that reports use for an actor, how often, and the outlets that do."""

    words: str
    claims: int
    outlets: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ActorInUse:
    """An actor of the catalogue as the record has it; `aliases` are the words in use, the most common first."""

    id: str
    name: str
    events: int
    aliases: tuple[AliasInUse, ...]


def actors(connection: Connection, query: Query, seq: int) -> list[ActorInUse]:
    """The catalogued actors of the query's events, those with most events first."""
    part = claim_parts.c
    keys = select(events.c.key).where(*conditions(query, seq))
    of_events = (
        select(part.actor, func.max(part.name), func.count(event_claims.c.key.distinct()))
        .join(event_claims, event_claims.c.claim == part.claim)
        .where(part.actor.is_not(None), event_claims.c.key.in_(keys))
        .group_by(part.actor)
    )
    if query.actor is not None:
        of_events = of_events.where(part.actor == query.actor)
    counted = {row[0]: (row[1], row[2]) for row in connection.execute(of_events)}
    aliases = _aliases(connection, keys, query.actor)
    found = [ActorInUse(id_, name or id_, number, aliases.get(id_, ())) for id_, (name, number) in counted.items()]
    return sorted(found, key=lambda actor: (-actor.events, actor.id))


def _aliases(connection: Connection, keys: object, actor: str | None) -> dict[str, tuple[AliasInUse, ...]]:
    part = claim_parts.c
    query = (
        select(part.actor, part.words, documents.c.outlet, func.count(part.claim.distinct()))
        .join(event_claims, event_claims.c.claim == part.claim)
        .join(claims, claims.c.id == part.claim)
        .join(documents, documents.c.id == claims.c.document)
        .where(and_(part.actor.is_not(None), event_claims.c.key.in_(keys)))  # type: ignore[arg-type]
        .group_by(part.actor, part.words, documents.c.outlet)
    )
    if actor is not None:
        query = query.where(part.actor == actor)
    uses: dict[str, dict[str, dict[str | None, int]]] = defaultdict(lambda: defaultdict(dict))
    for id_, words, outlet, number in connection.execute(query):
        uses[id_][words][outlet] = number
    return {
        id_: tuple(
            sorted(
                (
                    AliasInUse(words, sum(by.values()), tuple(sorted(outlet for outlet in by if outlet)))
                    for words, by in held.items()
                ),
                key=lambda alias: (-alias.claims, alias.words),
            )
        )
        for id_, held in uses.items()
    }
