"""The catalogue: actors by id, by name in a text, and by what words mean."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib.resources import files

from dateline.actors.agents import AgentNouns, agent_nouns
from dateline.actors.files import curated_actors
from dateline.actors.resolution import Resolution, decide, likeliest
from dateline.actors.scanning import NameIndex, NameMatch
from dateline.actors.states import States, load_states
from dateline.schema.actors import Actor, ActorKind, Alias

_LEADING = frozenset({"the", "a", "an", "some", "several", "suspected", "alleged", "armed", "unidentified", "local"})
_BELONGING = 0.9  # "Islamic State fighters" are less than Islamic State itself


@dataclass(frozen=True)
class ActorCatalogue:
    """All actors: the curated ones, and those that every state has."""

    curated: Mapping[str, Actor]
    states: States
    index: NameIndex
    agents: AgentNouns

    def get(self, actor_id: str) -> Actor | None:
        """The actor with this id; None if there is none."""
        return self.curated.get(actor_id) or self.states.actor(actor_id)

    def __getitem__(self, actor_id: str) -> Actor:
        actor = self.get(actor_id)
        if actor is None:
            raise KeyError(actor_id)
        return actor

    def __contains__(self, actor_id: str) -> bool:
        return self.get(actor_id) is not None

    def __iter__(self) -> Iterator[Actor]:
        yield from self.curated.values()
        yield from self.states.actors()

    def lineage(self, actor_id: str) -> tuple[str, ...]:
        """The actor's id and those of the bodies it belongs to, nearest first."""
        found: list[str] = []
        at: str | None = actor_id
        while at and at not in found:
            found.append(at)
            actor = self.get(at)
            at = actor.parent if actor else None
        return tuple(found)

    def scan(self, text: str) -> tuple[NameMatch, ...]:
        """The catalogue's names in `text`: longest, without overlaps, in order."""
        return tuple(self.index.scan(text))

    def countries(self, text: str) -> frozenset[str]:
        """ISO codes of the countries that `text` names, by name, adjective or capital."""
        return frozenset(found.iso for found in self.index.countries(text))

    def resolve(
        self,
        words: str,
        *,
        on: date | None = None,
        country: str | None = None,
        context: frozenset[str] = frozenset(),
    ) -> Resolution | None:
        """The actor that `words` name, alone or with people of it ("Islamic State militants").

        `on` is the day spoken of, `country` (ISO alpha-2) where; `context` holds the ids of actors that the report
        names and the ISO codes of the countries it speaks of. None if the catalogue has no such name, or
        the evidence does not tell several actors apart.
        """
        matches = self.scan(words)
        if len(matches) != 1:
            return None
        match = matches[0]
        people = words[match.end :].strip(" '’")
        if any(word.lower() not in _LEADING for word in words[: match.start].split()):
            return None
        if people and self.agents.kind_of(people) is None:
            return None
        resolution = self.settle(match, on=on, country=country, context=context)
        if resolution and people:
            reason = f"{resolution.reason}; “{people}” are its people"
            return Resolution(resolution.actor_id, round(resolution.score * _BELONGING, 3), reason)
        return resolution

    def settle(
        self, match: NameMatch, *, on: date | None, country: str | None, context: frozenset[str]
    ) -> Resolution | None:
        """The actor that a name found by `scan` means; None as for `resolve`."""
        return decide(self._actors(match.candidates), on=on, country=country, context=context)

    def kind_of_name(self, match: NameMatch, *, on: date | None, context: frozenset[str]) -> ActorKind | None:
        """The kind of the likeliest actor that bears the name; None where the facts rule all of them out."""
        actor = likeliest(self._actors(match.candidates), on=on, country=None, context=context)
        return actor.kind if actor else None

    def _actors(self, candidates: tuple[tuple[str, Alias], ...]) -> Iterator[tuple[Actor, Alias]]:
        for actor_id, alias in candidates:
            actor = self.get(actor_id)
            if actor:
                yield actor, alias

    def kind_of(self, noun: str) -> ActorKind | None:
        """The kind of actor that a common noun's lemma speaks of ("gunman"); None if of none."""
        return self.agents.kind_of(noun)


@cache
def catalogue() -> ActorCatalogue:
    """The catalogue of the data files, read once."""
    curated = {actor.id: actor for actor in curated_actors()}
    states = load_states()
    shouted = (files("dateline.actors") / "catalogue" / "shouted.txt").read_text(encoding="utf-8").split()
    index = NameIndex(curated.values(), states, shouted=frozenset(shouted))
    return ActorCatalogue(curated, states, index, agent_nouns())
