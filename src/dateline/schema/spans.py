"""Spans of text and what was recognised in them."""

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """Half-open code-point offsets `[start, end)` into `Document.text`; never empty."""

    start: int
    end: int

    def __post_init__(self) -> None:
        if not 0 <= self.start < self.end:
            raise ValueError(f"span [{self.start}, {self.end}) is empty or negative")

    def of(self, text: str) -> str:
        """The words this span covers in `text`."""
        return text[self.start : self.end]

    def overlaps(self, other: "Span") -> bool:
        return self.start < other.end and other.start < self.end

    def contains(self, other: "Span") -> bool:
        return self.start <= other.start and other.end <= self.end

    def distance(self, other: "Span") -> int:
        """Code points between the two spans; 0 where they touch or overlap."""
        return max(0, other.start - self.end, self.start - other.end)


def hull(spans: Iterable[Span]) -> Span:
    """The smallest span that contains all of `spans`; ValueError if there are none."""
    held = list(spans)
    return Span(min(s.start for s in held), max(s.end for s in held))


@dataclass(frozen=True, slots=True)
class Mention:
    """One recognised entity mention.

    `kind` is one of the entity kinds of `annotations/entities.py`; `actor_id` names the catalogued
    actor it resolves to, None where the catalogue has none or the alias is disputed; `score` is in 0–1.
    """

    span: Span
    kind: str
    score: float
    annotator: str
    actor_id: str | None = None


@dataclass(frozen=True, slots=True)
class CoreferenceLink:
    """`anaphor` speaks of what `antecedent` names; `reason` says why, in words a coder can check."""

    anaphor: Span
    antecedent: Span
    reason: str
    score: float


@dataclass(frozen=True, slots=True)
class Trigger:
    """The word or words that state an act; `type` is a codebook id, `score` in 0–1."""

    span: Span
    type: str
    score: float
    annotator: str
