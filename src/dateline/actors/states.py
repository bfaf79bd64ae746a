"""What every state has: a government, armed forces, police and so on, named by pattern.

`states.csv` gives a country's names, adjectives and capital, `state_roles.csv` the roles and how they are named.
Where a curated actor is a state's army (`military=idf`), it stands in the role's place.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property

from dateline.actors.files import listed, rows
from dateline.actors.words import key_of
from dateline.schema.actors import Actor, ActorKind, Alias

SLOTS = ("adj", "country", "capital")


@dataclass(frozen=True, slots=True)
class State:
    """One country: ISO 3166-1 alpha-2 code, names (the usual one first), adjectives, capital, curated roles."""

    iso: str
    names: tuple[str, ...]
    adjectives: tuple[str, ...]
    capital: str
    standing: dict[str, str]

    def fillers(self, slot: str) -> tuple[str, ...]:
        return {"adj": self.adjectives, "country": self.names, "capital": (self.capital,)}[slot]

    def actor_id(self, role: str) -> str:
        """The id of the actor that has `role` in this state."""
        return self.standing.get(role, f"{self.iso.lower()}-{role.replace('_', '-')}")


@dataclass(frozen=True, slots=True)
class StateRole:
    """One role and the patterns of its names, each with one slot: "{adj} army", "government of {country}"."""

    id: str
    kind: ActorKind
    parent: str | None
    name: str
    patterns: tuple[str, ...]


@dataclass(frozen=True)
class States:
    """All states and roles, and the names they give.

    `openings` maps slot and following words ("adj security forces") to the role, `endings` the words before a
    country ("government of").
    """

    states: dict[str, State]
    roles: dict[str, StateRole]
    openings: dict[tuple[str, str], str] = field(init=False)
    endings: dict[str, str] = field(init=False)

    def __post_init__(self) -> None:
        openings: dict[tuple[str, str], str] = {}
        endings: dict[str, str] = {}
        for role in self.roles.values():
            for pattern in (*role.patterns, role.name):
                before, slot, after = _split(pattern)
                if before:
                    endings[f"{key_of(before)} {slot}"] = role.id
                else:
                    openings[slot, _after_key(after)] = role.id
        object.__setattr__(self, "openings", openings)
        object.__setattr__(self, "endings", endings)

    @cached_property
    def slots(self) -> dict[str, tuple[tuple[str, str, str], ...]]:
        """Key of a filler -> (slot, ISO code, the filler as written) of each state that it may stand for."""
        found: dict[str, list[tuple[str, str, str]]] = {}
        for state in self.states.values():
            for slot in SLOTS:
                for filler in state.fillers(slot):
                    if filler:
                        found.setdefault(key_of(filler), []).append((slot, state.iso, filler))
        return {key: tuple(fillers) for key, fillers in found.items()}

    def actor(self, actor_id: str) -> Actor | None:
        """The generated actor with this id; None where there is none, or a curated one stands in its place."""
        iso, _, role_id = actor_id.partition("-")
        state, role = self.states.get(iso.upper()), self.roles.get(role_id.replace("-", "_"))
        if state is None or role is None or role.id in state.standing:
            return None
        names = dict.fromkeys(
            pattern.replace("{" + slot + "}", filler)
            for pattern in role.patterns
            for slot in SLOTS
            if "{" + slot + "}" in pattern
            for filler in state.fillers(slot)
            if filler
        )
        return Actor(
            id=actor_id,
            name=role.name.format(country=state.names[0]),
            kind=role.kind,
            aliases=tuple(Alias(name, "en") for name in names),
            countries=(state.iso,),
            parent=state.actor_id(role.parent) if role.parent else None,
        )

    def actors(self) -> Iterator[Actor]:
        """Every generated actor."""
        for state in self.states.values():
            for role in self.roles:
                actor = None if role in state.standing else self.actor(state.actor_id(role))
                if actor:
                    yield actor


def _split(pattern: str) -> tuple[str, str, str]:
    before, _, rest = pattern.partition("{")
    slot, _, after = rest.partition("}")
    return before.strip(), slot, after.strip()


def _after_key(after: str) -> str:
    """The key of the words after a slot, where a possessive 's stands on its own."""
    return f"'s {key_of(after[2:])}" if after.startswith("'s") else key_of(after)


def load_states() -> States:
    """The states and roles of the data files."""
    states = {
        iso: State(
            iso,
            (country, *listed(variants)),
            tuple(listed(adjectives)),
            capital,
            dict(pair.split("=") for pair in standing.split()),
        )
        for iso, country, variants, adjectives, capital, standing in rows("states")
    }
    roles = {
        role: StateRole(role, ActorKind(kind), parent or None, name, tuple(listed(aliases)))
        for role, kind, parent, name, aliases in rows("state_roles")
    }
    return States(states, roles)
