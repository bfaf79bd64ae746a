"""What an alert shows."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class Kind(StrEnum):
    RESURGENCE = "resurgence"
    NEW_PLACE = "new place"
    BUILD_UP = "build-up"


class Novelty(StrEnum):
    PLACE = "place"
    TACTIC = "tactic"
    REVENUE = "revenue"
    LEADERSHIP = "leadership"
    MOVEMENT = "movement"


@dataclass(frozen=True, slots=True)
class Week:
    """One week of the series: events known, and the baseline's mean with its 90% interval."""

    start: date
    events: int
    baseline: float
    low: int
    high: int


@dataclass(frozen=True, slots=True)
class Expected:
    """The forecast of one month: mean and 90% interval."""

    month: date
    mean: float
    low: int
    high: int


@dataclass(frozen=True, slots=True)
class Evidence:
    """One event behind an alert: its words, and who says so."""

    event: str
    day: date | None
    place: str
    what: str
    words: str
    source: str


@dataclass(frozen=True, slots=True)
class New:
    """What had not been seen before, in one sentence."""

    kind: Novelty
    words: str


@dataclass(frozen=True, slots=True)
class Alert:
    """One alert. `likelihood` and `confidence` are sentences of their own, never joined.

    `rank` orders alerts, the most pressing first; `since` is the day it first sounded, None where its events are
    undated. `sources` are the independent ones among the evidence, `reasons` why the confidence is what it is.
    """

    kind: Kind
    actor: str
    country: str
    rank: float
    since: date | None
    as_of: date
    term: str
    likelihood: str
    confidence: str
    reasons: tuple[str, ...]
    rule: str
    clears: str
    evidence: tuple[Evidence, ...]
    sources: tuple[str, ...]
    new: tuple[New, ...] = ()
    series: tuple[Week, ...] = ()
    expected: tuple[Expected, ...] = ()

    @property
    def title(self) -> str:
        return f"{self.actor} in {self.country}: {self.kind}"


def changes(old: Alert | None, now: Alert | None) -> tuple[str, ...]:
    """What is different in an alert, in sentences; empty where nothing is: a reprint changes nothing."""
    if old is None or now is None:
        return () if old is now else ("The alert is new." if now else "The alert is cleared.",)
    found = []
    if old.term != now.term:
        found.append(f"Likelihood: “{old.term}” became “{now.term}”.")
    if old.confidence != now.confidence:
        found.append(f"Confidence: {old.confidence} → {now.confidence}")
    found += [f"New source: {source}." for source in now.sources if source not in old.sources]
    found += [f"No longer a source: {source}." for source in old.sources if source not in now.sources]
    found += [f"New ({new.kind}): {new.words}" for new in now.new if new not in old.new]
    return tuple(found)
