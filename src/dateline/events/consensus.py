"""What the claims of one event say together: its fields with ranges, its sources, its credibility."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

from dateline.events.credibility import credibility, source_reasons
from dateline.events.disagreements import disagreements
from dateline.events.lineages import superseded
from dateline.events.origins import origins
from dateline.events.tolls import joint_toll
from dateline.schema.actors import Participant
from dateline.schema.claims import Claim, Newness, Status
from dateline.schema.codebook import act_type
from dateline.schema.documents import Document
from dateline.schema.events import Event, Origin
from dateline.schema.places import Location, PlacePrecision
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
_REAL = frozenset({Status.OCCURRED, Status.ONGOING})
# A publication date this exact says when news was news.
_NEAR = frozenset({Precision.DAY, Precision.WEEK})


def consensus(
    identity: str, claims: Sequence[Claim], documents: Mapping[str, Document], reasons: Sequence[str]
) -> Event:
    """The event that `claims` of `documents` tell of.

    The type, place and time that most origins state, of equals the most exact; everyone named; every number in range.
    Claims of a report that another of the event's reports supersedes stay, but set none of this.
    """
    sources = {c.document: documents[c.document] for c in claims}
    old = superseded(sources.values()) if len(sources) > 1 else {}
    standing = [c for c in claims if c.document not in old]
    roots = origins(claims, sources)
    origin_of = {claim: origin.name for origin in roots for claim in origin.claims}
    differing = disagreements(standing, sources)
    grade, why = credibility(standing, _behind(roots, standing), differing)
    return Event(
        id=identity,
        type=_type(standing, origin_of),
        claims=tuple(c.id for c in claims),
        actors=_everyone(p for c in _affirmed(standing) for p in c.actors),
        targets=_everyone(p for c in standing for p in c.targets),
        place=_place(standing, origin_of),
        when=_time(standing, origin_of) or _reported(standing, sources),
        toll=joint_toll(standing, sources, origin_of),
        lineages=_lineages(roots, claims),
        independent_sources=len(roots),
        credibility=grade,
        reasons=(*reasons, *why, *_superseding(old, sources), *(source_reasons(roots) if len(sources) > 1 else ())),
        origins=roots,
        disagreements=differing,
    )


def _behind(roots: Sequence[Origin], standing: Sequence[Claim]) -> list[Origin]:
    ids = {c.id for c in standing}
    return [root for root in roots if ids & set(root.claims)]


def _lineages(roots: Sequence[Origin], claims: Sequence[Claim]) -> tuple[tuple[str, ...], ...]:
    """The documents of each origin, in the order of the origins."""
    document = {c.id: c.document for c in claims}
    return tuple(tuple(dict.fromkeys(document[c] for c in root.claims)) for root in roots)


def _superseding(old: Mapping[str, str], documents: Mapping[str, Document]) -> list[str]:
    return [
        f"document {later[:12]} supersedes {earlier[:12]}, whose claims stay but set nothing"
        for earlier, later in sorted(old.items())
        if later in documents
    ]


def _type(claims: Sequence[Claim], origin_of: Mapping[str, str]) -> str:
    """The type that most origins state; of equals the one of most claims, acts before statements."""
    counts = Counter(c.type for c in claims)
    behind = {t: len({origin_of[c.id] for c in claims if c.type == t}) for t in counts}
    return max(counts, key=lambda t: (behind[t], counts[t], not act_type(t).statement))


def _affirmed(claims: Sequence[Claim]) -> Sequence[Claim]:
    """The claims that are not denials, if any: who denies having done it is not who did it."""
    return [c for c in claims if c.status is not Status.DENIED] or claims


def _everyone(parts: Iterable[Participant]) -> tuple[Participant, ...]:
    """Each participant once: by actor where resolved, else by name or words' place."""
    seen: dict[object, Participant] = {}
    for part in parts:
        seen.setdefault(part.actor_id or part.name or part.span, part)
    return tuple(seen.values())


def _place(claims: Sequence[Claim], origin_of: Mapping[str, str]) -> Location | None:
    placed = [c for c in claims if c.place is not None]
    most = _support((c.place.place, origin_of[c.id]) for c in placed if c.place)
    best = max(
        placed,
        key=lambda c: (_PLACE_ORDER.index(c.place.precision), most[c.place.place]) if c.place else (-1, 0),
        default=None,
    )
    return best.place if best else None


def _time(claims: Sequence[Claim], origin_of: Mapping[str, str]) -> When | None:
    dated = [c for c in claims if c.when is not None]
    most = _support(((c.when.start, c.when.end), origin_of[c.id]) for c in dated if c.when)
    told = Counter((c.when.start, c.when.end) for c in dated if c.when and c.when.basis is not Basis.NARRATIVE)
    best = max(
        dated,
        key=lambda c: (
            (
                c.when.basis is not Basis.RELATIVE,
                _TIME_ORDER.index(c.when.precision),
                most[c.when.start, c.when.end],
                c.when.basis is not Basis.NARRATIVE,
                told[c.when.start, c.when.end],
                c.newness is Newness.NEWS,
            )
            if c.when
            else (False, 0, 0, False, 0, False)
        ),
        default=None,
    )
    return best.when if best else None


def _reported(claims: Sequence[Claim], documents: Mapping[str, Document]) -> When | None:
    """The earliest day on which news of it was published, of basis METADATA: where no report says when, it was by then.

    None for background, plans and fears, which a report's own day does not date.
    """
    days = [
        published
        for c in claims
        if c.newness is Newness.NEWS
        and c.status in _REAL
        and (published := documents[c.document].published) is not None
        and published.precision in _NEAR
    ]
    first = min(days, key=lambda day: (day.start, day.end), default=None)
    return When(first.start, first.end, first.precision, Basis.METADATA, None) if first is not None else None


def _support(stated: Iterable[tuple[object, str]]) -> dict[object, int]:
    """Value -> how many origins state it."""
    behind: dict[object, set[str]] = {}
    for value, origin in stated:
        behind.setdefault(value, set()).add(origin)
    return {value: len(names) for value, names in behind.items()}
