"""What every format says of an event, worked out once: parties, place, days, dead, sources, in words and codes."""

import hashlib
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from dateline.products import wording
from dateline.products.exports.countries import Country, country
from dateline.products.protection import COARSE
from dateline.schema.actors import Participant
from dateline.schema.claims import Claim, Status
from dateline.schema.codebook import Mappings, act_type, mappings
from dateline.schema.documents import Document
from dateline.schema.places import Location, PlacePrecision
from dateline.schema.quantities import Count
from dateline.schema.records import RecordedEvent
from dateline.schema.spans import Span
from dateline.schema.times import Precision, When

HAPPENED = frozenset({Status.OCCURRED, Status.ONGOING})
STATED = "stated"  # the status of what is words alone
# Where an event is one dot on a map, and not an area.
POINTS = frozenset({PlacePrecision.EXACT, PlacePrecision.TOWN, PlacePrecision.NEAR})

# Admiralty credibility as STIX 2.1 counts confidence; 6 (cannot be judged) has no number.
CONFIDENCE = {1: 90, 2: 70, 3: 50, 4: 30, 5: 10}
# Fifteen digits: spreadsheets and R keep them exactly. Among a million events two share a number with p = 0.0005.
NUMBERS = 10**15


@dataclass(frozen=True, slots=True)
class Party:
    """One actor or target: the name to show, the report's words, the kind, and the catalogue's id if it has one.

    `named` is False of those whom words describe ("gunmen", "26 soldiers"): two such are not the same actor.
    """

    name: str
    words: str
    kind: str | None
    actor_id: str | None
    named: bool = False


@dataclass(frozen=True, slots=True)
class Deaths:
    """Deaths as a range; `stated` is False, and all are 0, where no report gives a number."""

    low: int
    best: int
    high: int
    stated: bool


@dataclass(frozen=True, slots=True)
class Facts:
    """One version of an event. `number` (15 digits) is made from its id; `first` and `last` are inclusive days."""

    recorded: RecordedEvent
    number: int
    name: str
    codes: Mappings
    actors: tuple[Party, ...]
    targets: tuple[Party, ...]
    location: Location | None
    place_name: str | None
    place_words: str
    country: Country | None
    first: date | None
    last: date | None
    precision: Precision
    days: str
    killed: Deaths
    wounded: Deaths
    status: str
    happened: bool

    @property
    def id(self) -> str:
        return self.recorded.event.id

    @property
    def point(self) -> tuple[float, float] | None:
        """Latitude and longitude; None where no gazetteer entry gives them."""
        return self.location.place.point if self.location and self.location.place else None

    @property
    def admin1(self) -> str | None:
        return self.location.place.admin1 if self.location and self.location.place else None

    @property
    def coarse(self) -> bool:
        """True where the place was made coarse to protect someone."""
        return bool(self.location and self.location.place and self.location.place.kind == COARSE)

    @property
    def pinned(self) -> bool:
        """True where a dot on a map says no more than is known; a coarse place is a marked cell."""
        return (
            self.point is not None and self.location is not None and (self.location.precision in POINTS or self.coarse)
        )

    @property
    def outlets(self) -> tuple[str, ...]:
        """Who published it, each once."""
        return tuple(dict.fromkeys(document.outlet for document in self.recorded.documents if document.outlet))

    @property
    def confidence(self) -> int | None:
        return CONFIDENCE.get(self.recorded.event.credibility)

    @property
    def updated(self) -> datetime:
        return self.recorded.recorded

    @property
    def title(self) -> str:
        """ "Attack (threatened) in Sabha, 3 May 2017"; parts that are not known, or go without saying, are left out."""
        where = f" in {self.place_name}" if self.place_name else ""
        return f"{self.act}{where}" + (f", {self.days}" if self.days else "")

    @property
    def act(self) -> str:
        """The name of the act, with its status where it is not said to have happened."""
        return self.name if self.happened or self.status == STATED else f"{self.name} ({self.status})"


def facts(recorded: RecordedEvent) -> Facts:
    """What `recorded` says, in words and codes."""
    event = recorded.event
    texts = {document.id: document.text for document in recorded.documents}
    words = _Words(recorded.claims, texts)
    actors = tuple(words.party(part) for part in event.actors)
    targets = tuple(words.party(part) for part in event.targets)
    when = event.when
    statement = act_type(event.type).statement
    statuses = [claim.status for claim in recorded.claims]
    happened = not statement and any(status in HAPPENED for status in statuses)
    return Facts(
        recorded=recorded,
        number=number(event.id),
        name=act_type(event.type).name,
        codes=mappings(event.type, _kinds(event.actors), _kinds(event.targets)),
        actors=actors,
        targets=targets,
        location=event.place,
        place_name=words.place_name(event.place),
        place_words=words.place(event.place),
        country=country(event.place.place.country if event.place and event.place.place else None),
        first=when.start if when else None,
        last=when.end if when else None,
        precision=when.precision if when else Precision.UNKNOWN,
        days=words.days(when),
        killed=deaths(event.toll.killed),
        wounded=deaths(event.toll.wounded),
        status=STATED if statement else next((s for s in statuses if s in HAPPENED), statuses[0]).value,
        happened=happened,
    )


def number(event_id: str) -> int:
    """A stable whole number for an event's id, below 10¹⁵."""
    return int.from_bytes(hashlib.sha256(event_id.encode()).digest()[:8], "big") % NUMBERS


def deaths(count: Count | None) -> Deaths:
    """The range; a bound that is not stated takes its neighbour's value, and a lone upper bound says nothing below."""
    if count is None or (count.low is None and count.best is None and count.high is None):
        return Deaths(0, 0, 0, stated=False)
    low = count.low if count.low is not None else (count.best or 0)
    best = count.best if count.best is not None else low
    high = count.high if count.high is not None else max(low, best)
    return Deaths(low, best, high, stated=True)


def _kinds(participants: Iterable[Participant]) -> list[str]:
    return [participant.kind for participant in participants if participant.kind]


@dataclass(frozen=True, slots=True)
class _Words:
    """The words of an event's fields, read from the document of the claim that each field came from."""

    claims: Sequence[Claim]
    texts: dict[str, str]

    def party(self, part: Participant) -> Party:
        words = self._of(part.span, lambda claim: part in (*claim.actors, *claim.targets))
        named = part.actor_id is not None or (part.name is not None and not part.name[:1].islower())
        name = " ".join((part.name or words).split())
        return Party(name=name, words=words, kind=part.kind, actor_id=part.actor_id, named=named)

    def place(self, location: Location | None) -> str:
        """The report's words for the place; "" without one."""
        if location is None:
            return ""
        return self._of(location.span, lambda claim: location in (claim.place, claim.origin, claim.destination))

    def place_name(self, location: Location | None) -> str | None:
        if location is None:
            return None
        return location.place.name if location.place else self.place(location)

    def days(self, when: When | None) -> str:
        """The days in words; the report's own where they stay relative."""
        if when is None:
            return ""
        if when.start is not None and when.end is not None:
            return wording.days_words(when.start, when.end, when.precision)
        return f"“{self._of(when.span, lambda claim: claim.when == when)}”" if when.span else ""

    def _of(self, span: Span, stated_by: Callable[[Claim], bool]) -> str:
        source = next((claim for claim in self.claims if stated_by(claim)), self.claims[0])
        return " ".join(span.of(self.texts[source.document]).split())


def document_of(recorded: RecordedEvent, claim: Claim) -> Document:
    """The document that `claim` stands in."""
    return next(document for document in recorded.documents if document.id == claim.document)


def sentence(claim: Claim, document: Document) -> str:
    """The claim's sentence, on one line."""
    return " ".join(claim.sentence.of(document.text).split())


def says(recorded: RecordedEvent, claims: Iterable[Claim]) -> tuple[str, ...]:
    """Who says so, each once: "police (security forces), in The Desert Courier"."""
    found = []
    for claim in claims:
        document = document_of(recorded, claim)
        who = wording.says(claim.attribution, document.text, outlet=document.outlet)
        tail = f", in {document.outlet}" if document.outlet and not who.startswith("the outlet") else ""
        found.append(who + tail)
    return tuple(dict.fromkeys(found))
