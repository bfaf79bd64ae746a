"""One toll from many: the numbers of all reports as low, best and high."""

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields
from functools import cache
from importlib.resources import files

import yaml

from dateline.events.words import tokens
from dateline.schema.claims import Claim
from dateline.schema.documents import Document
from dateline.schema.quantities import Count, Toll
from dateline.schema.spans import Span

_END = re.compile(r"[.!?](?=\s)|\n")
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
    return Toll(**{part: _joint(figures(part, claims, documents), documents, origin_of) for part in PARTS})


def figures(part: str, claims: Sequence[Claim], documents: Mapping[str, Document]) -> list[Figure]:
    """Each speaker's figure for one number in each report: the greatest, since others are parts or earlier counts.

    "Six people were shot" counts the dead with the wounded: where the report also says how many were wounded, that
    stands alone; else its dead are taken off.
    """
    of: dict[object, list[Claim]] = defaultdict(list)
    for claim in _counted(part, claims, documents):
        speakers = frozenset(s.name or s.role for s in claim.attribution.speakers)
        of[claim.document, claim.attribution.voice, speakers].append(claim)
    found = []
    for held in of.values():
        count = max((getattr(c.toll, part) for c in held), key=lambda c: (value_of(c) or 0, -c.span.start))
        stating = tuple(c for c in held if value_of(getattr(c.toll, part)) == value_of(count))
        left = _survivors(count, stating[0], claims, documents) if part == "wounded" else count
        if left is not None:
            found.append(Figure(left, stating))
    return found


def value_of(count: Count) -> int | None:
    """The number a count comes to: the best, else the lower, else the upper bound."""
    return next((n for n in (count.best, count.low, count.high) if n is not None), None)


def _counted(part: str, claims: Sequence[Claim], documents: Mapping[str, Document]) -> list[Claim]:
    held = [c for c in claims if getattr(c.toll, part) is not None]
    told = {c.document for c in held if part == "wounded" and not _hit(c, documents)}
    return [c for c in held if c.document not in told or not _hit(c, documents)]


def _hit(claim: Claim, documents: Mapping[str, Document]) -> bool:
    """True where the sentence of the count says that people were hit, and not with what outcome."""
    text, count = documents[claim.document].text, claim.toll.wounded
    told = claim.sentence if count is None or claim.sentence.contains(count.span) else _sentence(text, count.span)
    words = {word.lower() for word, _ in tokens(told.of(text))}
    return bool(words & _words()["hit"]) and not words & _words()["hurt"]


def _sentence(text: str, span: Span) -> Span:
    """The sentence around `span`, by its marks."""
    before = [m.end() for m in _END.finditer(text, 0, span.start)]
    after = _END.search(text, span.end)
    return Span(before[-1] if before else 0, after.start() if after else len(text))


def _survivors(count: Count, claim: Claim, claims: Sequence[Claim], documents: Mapping[str, Document]) -> Count | None:
    """The count without those of the report's dead that it holds; None where nobody is left."""
    dead = [c.toll.killed for c in claims if c.document == claim.document and c.toll.killed is not None]
    most = max((value_of(c) or 0 for c in dead), default=0)
    if not most or claim.toll.killed is not None or not _hit(claim, documents):
        return count  # a claim that counts the dead has taken them off
    if most >= (value_of(count) or 0):
        return None
    low, best, high = (n - most if n is not None else None for n in (count.low, count.best, count.high))
    return Count(low, best, high, count.span)


@cache
def _words() -> dict[str, frozenset[str]]:
    source = files("dateline.events").joinpath("en", "tolls.yml").read_bytes()
    return {key: frozenset(words) for key, words in yaml.load(source, Loader=yaml.CSafeLoader).items()}


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
