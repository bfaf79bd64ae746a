"""Events: claims that speak of the same happening."""

from dataclasses import dataclass

from dateline.schema.actors import Participant
from dateline.schema.places import Location
from dateline.schema.quantities import Toll
from dateline.schema.times import When


@dataclass(frozen=True, slots=True)
class Origin:
    """Who said it first: the root to which claims trace, whatever outlets carried them.

    `reasons` tell why these claims share it: the same text, a credit line, the same speaker, the same quote.
    """

    name: str
    claims: tuple[str, ...]
    reasons: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Stated:
    """One value of a field, in words, and the ids of the claims that state it."""

    value: str
    claims: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Disagreement:
    """The different values that claims of one event state for one field of the contract ("toll.killed")."""

    field: str
    values: tuple[Stated, ...]


@dataclass(frozen=True, slots=True)
class Event:
    """One happening, and the claims that state it.

    `lineages` groups document ids by origin: reprints of one story are one lineage, and
    `independent_sources` counts `origins`. `credibility` is the Admiralty scale 1–6 (6: cannot be judged)
    with its `reasons` in words.
    """

    id: str
    type: str
    claims: tuple[str, ...]
    actors: tuple[Participant, ...]
    targets: tuple[Participant, ...]
    place: Location | None
    when: When | None
    toll: Toll
    lineages: tuple[tuple[str, ...], ...]
    independent_sources: int
    credibility: int
    reasons: tuple[str, ...]
    origins: tuple[Origin, ...] = ()
    disagreements: tuple[Disagreement, ...] = ()
