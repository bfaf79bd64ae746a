"""What the claims of one event do not agree on, with the claims that say each."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence

from dateline.events.likeness import far
from dateline.events.tolls import PARTS, figures
from dateline.schema.attribution import Stance
from dateline.schema.claims import Claim, Status
from dateline.schema.documents import Document
from dateline.schema.events import Disagreement, Stated
from dateline.schema.places import PlacePrecision
from dateline.schema.times import Precision

_REAL = frozenset({Status.OCCURRED, Status.ONGOING})


def disagreements(claims: Sequence[Claim], documents: Mapping[str, Document]) -> tuple[Disagreement, ...]:
    """The fields for which claims state values that cannot all be right, each value with its claims, in order."""
    return tuple(_all(claims, documents))


def _all(claims: Sequence[Claim], documents: Mapping[str, Document]) -> Iterator[Disagreement]:
    yield from _field("status", ((_status(c), c) for c in claims if _status(c)))
    if far_apart(claims):
        yield from _field("place", ((c.place.place.name, c) for c in claims if c.place and c.place.place))
    if days_apart(claims):
        yield from _field("when", ((c.when.start.isoformat(), c) for c in _dated(claims) if c.when and c.when.start))
    for part in PARTS:
        held = figures(part, claims, documents)
        yield from _field(f"toll.{part}", ((str(f.value), c) for f in held for c in f.claims))
    yield from _field("actors", ((name, c) for c in claims if c.status in _REAL for name in _blamed(c)))


def _field(name: str, stated: Iterable[tuple[str, Claim]]) -> Iterator[Disagreement]:
    """One disagreement where more than one value is stated."""
    values: dict[str, list[str]] = defaultdict(list)
    for value, claim in stated:
        if claim.id not in values[value]:
            values[value].append(claim.id)
    if len(values) > 1:
        yield Disagreement(name, tuple(Stated(value, tuple(ids)) for value, ids in values.items()))


def _status(claim: Claim) -> str:
    """Whether it happened, as told; empty where the claim is of what may or will be."""
    if claim.status is Status.DENIED or claim.attribution.stance is Stance.DENIES:
        return "denied"
    return "happened" if claim.status in _REAL else ""


def far_apart(claims: Sequence[Claim]) -> bool:
    """True where two claims name places that cannot be one."""
    pinned = {
        c.place for c in claims if c.place and c.place.place and c.place.precision is not PlacePrecision.CONTINENT
    }
    return any(far(one, other) for one in pinned for other in pinned if one is not other)


def days_apart(claims: Sequence[Claim]) -> bool:
    """True where two claims name different days."""
    return len({c.when.start for c in _dated(claims) if c.when}) > 1


def _dated(claims: Sequence[Claim]) -> list[Claim]:
    return [c for c in claims if c.when and c.when.start and c.when.precision is Precision.DAY]


def _blamed(claim: Claim) -> Iterator[str]:
    """The organised actors of the catalogue that the claim names as having done it."""
    yield from (p.name for p in claim.actors if p.actor_id and p.name)
