"""How alike two observations are: in time, place, type and actors, each between 0 and 1."""

import re
from dataclasses import dataclass
from functools import lru_cache

from rapidfuzz import fuzz

from dateline.actors import catalogue
from dateline.products.comparison.observations import Observation, settings
from dateline.schema.geography import kilometres


@dataclass(frozen=True, slots=True)
class Windows:
    """How far apart two rows of one event may be: days between their days, kilometres between their places."""

    days: int = 3
    km: float = 25.0


@dataclass(frozen=True, slots=True)
class Likeness:
    """`days` and `km` lie between the two; `score` is the weighted mean of the four likenesses."""

    score: float
    days: int
    km: float
    actors: float


def likeness(one: Observation, other: Observation, windows: Windows) -> Likeness | None:
    """How alike they are; None where they lie outside the windows or can be of no common type."""
    if not one.types & other.types:
        return None
    days = days_between(one, other)
    if days is None or days > windows.days:
        return None
    km = km_between(one, other)
    if km is None or km - _slack(one, other) > windows.km:
        return None
    actors = actors_alike(one, other)
    weights = settings()["weights"]
    parts = {
        "time": 1 - days / (windows.days + 1),
        "place": 1 - max(0.0, km - _slack(one, other)) / (windows.km + 1),
        "type": 1.0 if one.types == other.types else 0.5,
        "actors": actors,
    }
    return Likeness(sum(weights[name] * value for name, value in parts.items()), days, km, actors)


def days_between(one: Observation, other: Observation) -> int | None:
    """Days from the last of the earlier to the first of the later; 0 where they overlap."""
    if one.first is None or one.last is None or other.first is None or other.last is None:
        return None
    return max(0, (other.first - one.last).days, (one.first - other.last).days)


def km_between(one: Observation, other: Observation) -> float | None:
    """Kilometres between the two points."""
    if one.latitude is None or one.longitude is None or other.latitude is None or other.longitude is None:
        return None
    return kilometres((one.latitude, one.longitude), (other.latitude, other.longitude))


def _slack(one: Observation, other: Observation) -> float:
    """How much of the distance the uncertainty of the less exact place explains."""
    return float(min(max(one.radius_km, other.radius_km), settings()["most_radius_km"]))


def actors_alike(one: Observation, other: Observation) -> float:
    """1 where they share an actor of the catalogue, the likeness of their names elsewhere."""
    ids, others = _ids(one.actors, one.country), _ids(other.actors, other.country)
    if ids & others:
        return 1.0
    names = [_bare(name) for name in one.actors]
    known = [(left, right) for left in names for right in map(_bare, other.actors) if left and right]
    if not known:
        return float(settings()["unknown_actors"])
    best = max(fuzz.token_set_ratio(left, right) for left, right in known)
    return best / 100 if best >= settings()["least_name"] else 0.0


def names_anyone(one: Observation) -> bool:
    """True where an actor has a name, not only words for what it is ("Unidentified Armed Group (Mali)")."""
    return any(map(_bare, one.actors))


@lru_cache(maxsize=10_000)
def _ids(names: tuple[str, ...], country: str | None) -> frozenset[str]:
    """The catalogue's actors of these names, and the bodies that they belong to."""
    actors = catalogue()
    found = (actors.resolve(words, country=country) for name in names for words in {name, name.partition(" (")[0]})
    return frozenset(id_ for resolution in found if resolution for id_ in actors.lineage(resolution.actor_id))


@lru_cache(maxsize=10_000)
def _bare(name: str) -> str:
    """The words of a name that say who, without years, country in brackets and plain words."""
    words = re.sub(r"\([^)]*\)", " ", name.lower())
    return " ".join(word for word in re.findall(r"[\w'-]+", words) if word not in settings()["plain_words"])
