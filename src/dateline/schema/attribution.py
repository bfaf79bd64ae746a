"""Who says so: voices, channels, stances, and the spans that show them."""

from dataclasses import dataclass
from enum import StrEnum

from dateline.schema.spans import Span


class Voice(StrEnum):
    OUTLET = "outlet"
    OFFICIAL = "official"
    SECURITY_FORCES = "security forces"
    ARMED_GROUP = "armed group"
    DEFECTOR = "defector"
    WITNESS = "witness"
    RESIDENT = "resident"
    MONITOR = "monitor/NGO"
    IGO = "IGO"
    MEDIA = "media"
    EXPERT = "expert"
    DOCUMENT = "document"
    UNKNOWN = "unknown"


class Stance(StrEnum):
    ASSERTS = "asserts"
    DENIES = "denies"
    CLAIMS_RESPONSIBILITY = "claims responsibility"
    ACCUSES = "accuses"
    CONDEMNS = "condemns"
    DECLINES_COMMENT = "declines comment"


class Channel(StrEnum):
    INTERVIEW = "interview"
    STATEMENT = "statement"
    PRESS_CONFERENCE = "press conference"
    TELEGRAM = "telegram"
    SOCIAL_MEDIA = "social media"
    STATE_MEDIA = "state media"
    BROADCAST = "broadcast"
    NEWS_AGENCY = "news agency"
    COURT_RECORD = "court record"
    DOCUMENT = "document"
    VIDEO = "video"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class AttributionSpans:
    """One attribution in the text: who (source), by which words (cue), says what (content).

    Each part may be discontinuous, and empty where the text leaves it out. PolNeAR's conventions.
    """

    source: tuple[Span, ...]
    cue: tuple[Span, ...]
    content: tuple[Span, ...]
    score: float
    annotator: str


@dataclass(frozen=True, slots=True)
class Speaker:
    """One who says it: the words, the name they resolve to, and the role the report gives."""

    span: Span
    name: str | None = None
    role: str | None = None


@dataclass(frozen=True, slots=True)
class Attribution:
    """Who asserts a claim, by which channel, with what stance.

    The outlet speaks, without speakers, cue or content, only where no one else does. `anonymous` is true
    where the speakers are described but not named. `via` is the attribution that this one reached the
    outlet through ("Al-Ahram said, citing the ministry": the ministry, via Al-Ahram).
    """

    voice: Voice
    speakers: tuple[Speaker, ...] = ()
    cue: Span | None = None
    content: Span | None = None
    channel: Channel = Channel.UNKNOWN
    stance: Stance = Stance.ASSERTS
    anonymous: bool = False
    score: float = 1.0
    annotator: str = "default"
    via: "Attribution | None" = None
