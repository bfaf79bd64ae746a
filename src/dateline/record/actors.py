"""Who acts in the record, under which names, and who uses them."""

from collections import Counter, defaultdict
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import Connection, Select, select

from dateline.record.events import conditions
from dateline.record.query import Query
from dateline.record.tables import claim_parts, claims, documents, event_claims, events


@dataclass(frozen=True, slots=True)
class AliasInUse:
    """Words that reports use for an actor, how often, and the outlets that do (told of one actor at a time)."""

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
    """The catalogued actors of the query's events, those with most events first.

    The outlets behind each alias are told where the query is about one actor; of all actors there are too many.
    """
    uses: dict[str, _Uses] = defaultdict(_Uses)
    for row in connection.execute(_parts(connection, query, seq)):
        uses[row.actor].note(row, row.outlet if query.actor is not None else None)
    found = [ActorInUse(id_, held.name or id_, len(held.events), held.aliases()) for id_, held in uses.items()]
    return sorted(found, key=lambda actor: (-actor.events, actor.id))


def _parts(connection: Connection, query: Query, seq: int) -> Select[Any]:
    """The participants with an id in the claims of the query's events."""
    part = claim_parts.c
    keys = select(events.c.key).where(*conditions(connection, query, seq))
    told = event_claims.join(claim_parts, part.claim == event_claims.c.claim)
    columns: list[Any] = [part.actor, part.name, part.words, part.claim, event_claims.c.key]
    if query.actor is None:
        held = select(*columns).select_from(told)
    else:
        told = told.join(claims, claims.c.id == part.claim).join(documents, documents.c.id == claims.c.document)
        held = select(*columns, documents.c.outlet).select_from(told).where(part.actor == query.actor)
    return held.where(part.actor.is_not(None), event_claims.c.key.in_(keys))


@dataclass(slots=True)
class _Uses:
    """What one actor's participants say."""

    name: str = ""
    events: set[int] = field(default_factory=set)
    spellings: dict[str, Counter[str]] = field(default_factory=lambda: defaultdict(Counter))
    claims: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set))
    outlets: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set))

    def note(self, row: Any, outlet: str | None) -> None:
        self.name = max(self.name, row.name or "")
        self.events.add(row.key)
        words = " ".join(row.words.split())
        key = words.casefold()
        self.spellings[key][words] += 1
        self.claims[key].add(row.claim)
        if outlet is not None:
            self.outlets[key].add(outlet)

    def aliases(self) -> tuple[AliasInUse, ...]:
        """The words in their commonest spelling, those of most claims first."""
        used = (
            AliasInUse(_commonest(self.spellings[key]), len(claimed), tuple(sorted(self.outlets.get(key, ()))))
            for key, claimed in self.claims.items()
        )
        return tuple(sorted(used, key=lambda alias: (-alias.claims, alias.words)))


def _commonest(spellings: Counter[str]) -> str:
    return min(spellings, key=lambda words: (-spellings[words], words))
