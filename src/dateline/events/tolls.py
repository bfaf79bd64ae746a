"""One toll from many: the numbers of all reports as low, best and high."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields

from dateline.schema.claims import Claim
from dateline.schema.documents import Document
from dateline.schema.quantities import Count, Toll

PARTS = tuple(f.name for f in fields(Toll))


@dataclass(frozen=True, slots=True)
class Figure:
    """What one speaker in one report puts a number at, and the claims that state it."""

    count: Count
    claims: tuple[Claim, ...]

    @property
    def value(self) -> int:
        return value_of(self.count) or 0


def joint_toll(claims: Sequence[Claim], documents: Mapping[str, Document], origin_of: Mapping[str, str]) -> Toll:
    """Each number as a range over all claims.

    `best` is the figure that most origins state; of equals the one published last, then the greatest. `low` and
    `high` are the outer bounds of all figures, None where the words of one set no such bound.
    """
    return Toll(**{part: _joint(figures(part, claims), documents, origin_of) for part in PARTS})


def figures(part: str, claims: Sequence[Claim]) -> list[Figure]:
    """Each speaker's figure for one number in each report: the greatest, since others are parts or earlier counts."""
    of: dict[object, list[Claim]] = defaultdict(list)
    for claim in claims:
        if getattr(claim.toll, part) is not None:
            speakers = frozenset(s.name or s.role for s in claim.attribution.speakers)
            of[claim.document, claim.attribution.voice, speakers].append(claim)
    found = []
    for held in of.values():
        count = max((getattr(c.toll, part) for c in held), key=lambda c: (value_of(c) or 0, -c.span.start))
        found.append(Figure(count, tuple(c for c in held if value_of(getattr(c.toll, part)) == value_of(count))))
    return found


def value_of(count: Count) -> int | None:
    """The number a count comes to: the best, else the lower, else the upper bound."""
    return next((n for n in (count.best, count.low, count.high) if n is not None), None)


def _joint(held: Sequence[Figure], documents: Mapping[str, Document], origin_of: Mapping[str, str]) -> Count | None:
    if not held:
        return None
    behind: dict[int, set[str]] = defaultdict(set)
    for figure in held:
        behind[figure.value].update(origin_of[claim.id] for claim in figure.claims)
    best = max(held, key=lambda f: (len(behind[f.value]), _published(documents[f.claims[0].document]), f.value)).count
    if len({(f.count.low, f.count.best, f.count.high) for f in held}) == 1:
        return best
    bounds = [n for f in held for n in (f.count.low, f.count.best, f.count.high) if n is not None]
    return Count(min(bounds, default=None), best.best, max(bounds, default=None), best.span)


def _published(document: Document) -> str:
    return document.published.start.isoformat() if document.published else ""
