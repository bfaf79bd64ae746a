"""What the claims of one event say together: its fields with ranges, its sources, its credibility."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import fields

from dateline.schema.actors import Participant
from dateline.schema.attribution import Stance, Voice
from dateline.schema.claims import Claim, Status
from dateline.schema.documents import Document
from dateline.schema.events import Event
from dateline.schema.places import Location, PlacePrecision
from dateline.schema.quantities import Count, Toll
from dateline.schema.times import Basis, Precision, When

# From broad to exact, so that the more exact value of two wins.
_PLACE_ORDER = [
    PlacePrecision.CONTINENT,
    PlacePrecision.WATER,
    PlacePrecision.COUNTRY,
    PlacePrecision.REGION,
    PlacePrecision.ADMIN1,
    PlacePrecision.ADMIN2,
    PlacePrecision.FEATURE,
    PlacePrecision.NEAR,
    PlacePrecision.TOWN,
    PlacePrecision.EXACT,
]
_TIME_ORDER = [
    Precision.UNKNOWN,
    Precision.DECADE,
    Precision.YEAR,
    Precision.SEASON,
    Precision.MONTH,
    Precision.WEEK,
    Precision.DAY,
]
_BELLIGERENT = frozenset({Voice.ARMED_GROUP, Voice.SECURITY_FORCES})


def consensus(
    identity: str, claims: Sequence[Claim], documents: Mapping[str, Document], reasons: Sequence[str]
) -> Event:
    """The event that `claims` of `documents` tell of: the most exact place and time, everyone named, every number in range."""
    lineages = tuple((d,) for d in dict.fromkeys(c.document for c in claims))
    credibility, why = _credibility(claims, len(lineages))
    return Event(
        id=identity,
        type=Counter(c.type for c in claims).most_common(1)[0][0],
        claims=tuple(c.id for c in claims),
        actors=_everyone(p for c in claims for p in c.actors),
        targets=_everyone(p for c in claims for p in c.targets),
        place=_most_exact_place(claims),
        when=_most_exact_time(claims),
        toll=joint_toll(claims),
        lineages=lineages,
        independent_sources=len(lineages),
        credibility=credibility,
        reasons=(*reasons, *why),
    )


def _everyone(parts: Iterable[Participant]) -> tuple[Participant, ...]:
    """Each participant once: by actor where resolved, else by name or words' place."""
    seen: dict[object, Participant] = {}
    for part in parts:
        seen.setdefault(part.actor_id or part.name or part.span, part)
    return tuple(seen.values())


def _most_exact_place(claims: Sequence[Claim]) -> Location | None:
    placed = [c.place for c in claims if c.place is not None]
    return max(placed, key=lambda p: _PLACE_ORDER.index(p.precision), default=None)


def _most_exact_time(claims: Sequence[Claim]) -> When | None:
    dated = [c.when for c in claims if c.when is not None]
    return max(
        dated,
        key=lambda w: (w.basis is not Basis.RELATIVE, _TIME_ORDER.index(w.precision), w.basis is not Basis.NARRATIVE),
        default=None,
    )


def joint_toll(claims: Sequence[Claim]) -> Toll:
    """Each number as a range over all claims: the first stated figure is best, the outer ones low and high."""
    return Toll(**{f.name: _joint([getattr(c.toll, f.name) for c in claims]) for f in fields(Toll)})


def _joint(counts: Iterable[Count | None]) -> Count | None:
    held = [c for c in counts if c is not None]
    if not held:
        return None
    bounds = [n for c in held for n in (c.low, c.best, c.high) if n is not None]
    first = next((c for c in held if c.best is not None), held[0])
    if len({(c.low, c.best, c.high) for c in held}) == 1:
        return first
    return Count(min(bounds, default=None), first.best, max(bounds, default=None), first.span)


def _credibility(claims: Sequence[Claim], sources: int) -> tuple[int, list[str]]:
    """Admiralty credibility 1–6 of a happening, with the reasons.

    6 where nothing is said to have happened; 2 with two independent origins, 1 with three or more; a lone
    report is 3, and 4 where only a party to the fight or an unnamed voice says so, or where it is denied.
    """
    real = [c for c in claims if c.status in {Status.OCCURRED, Status.ONGOING}]
    if not real:
        return 6, ["nothing is said to have happened"]
    if any(c.status is Status.DENIED or c.attribution.stance is Stance.DENIES for c in claims):
        return 4, ["disputed: one claim denies it"]
    if sources >= 3:
        return 1, [f"{sources} independent sources"]
    if sources == 2:
        return 2, ["two independent sources"]
    voices = [c.attribution for c in real]
    if all(a.voice in _BELLIGERENT for a in voices):
        return 4, ["one report; only a party to the conflict says so"]
    if all(a.anonymous for a in voices):
        return 4, ["one report; only unnamed voices say so"]
    return 3, ["one report; not independently confirmed"]
