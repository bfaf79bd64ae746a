"""Claims: one report's statement of one act, with its evidence."""

from dataclasses import dataclass
from enum import StrEnum

from dateline.schema.actors import Participant
from dateline.schema.attribution import Attribution
from dateline.schema.places import Location
from dateline.schema.quantities import NO_TOLL, Count, Money, Toll
from dateline.schema.spans import Span
from dateline.schema.times import When


class Status(StrEnum):
    OCCURRED = "occurred"
    ONGOING = "ongoing"
    ORDERED = "ordered"
    PLANNED = "planned"
    THREATENED = "threatened"
    POSSIBLE = "possible"
    FAILED = "failed"
    DENIED = "denied"


class Newness(StrEnum):
    NEWS = "news"
    BACKGROUND = "background"


@dataclass(frozen=True, slots=True)
class Evidence:
    """The words that support one field of a claim; `field` is the contract's field name."""

    field: str
    span: Span


@dataclass(frozen=True, slots=True)
class Claim:
    """What one report says of one act. A field that the text does not state is None or empty.

    `type` is a codebook id; `place` is where the act took place, `origin` and `destination` where a
    movement came from and went; `size` counts the acting force. `score` in 0–1.
    """

    id: str
    document: str
    type: str
    trigger: Span
    sentence: Span
    actors: tuple[Participant, ...]
    targets: tuple[Participant, ...]
    attribution: Attribution
    status: Status
    newness: Newness
    score: float
    place: Location | None = None
    origin: Location | None = None
    destination: Location | None = None
    when: When | None = None
    toll: Toll = NO_TOLL
    size: Count | None = None
    weapon: Span | None = None
    money: Money | None = None
    evidence: tuple[Evidence, ...] = ()
