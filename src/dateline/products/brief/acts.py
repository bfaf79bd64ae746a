"""A recorded event as the brief sees it: its claims beside the texts that they point into."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, fields, replace
from datetime import date
from functools import cached_property

from dateline.products.brief.lexicon import lexicon
from dateline.schema.actors import Participant
from dateline.schema.attribution import Voice
from dateline.schema.claims import Claim, Newness, Status
from dateline.schema.codebook import ActType, act_type
from dateline.schema.documents import Document
from dateline.schema.places import Location, PlacePrecision
from dateline.schema.quantities import NO_TOLL, Toll
from dateline.schema.records import RecordedEvent
from dateline.schema.spans import Span
from dateline.schema.times import Basis, When

# The surest first: an event takes the surest status that one of its claims gives it.
_STATUSES = (
    Status.OCCURRED,
    Status.ONGOING,
    Status.FAILED,
    Status.ORDERED,
    Status.PLANNED,
    Status.THREATENED,
    Status.POSSIBLE,
    Status.DENIED,
)
HAPPENED = (Status.OCCURRED, Status.ONGOING)
VAGUE = (PlacePrecision.COUNTRY, PlacePrecision.CONTINENT)  # never drawn as a point


@dataclass(frozen=True, slots=True)
class Told:
    """Something a claim points at, and the document whose text holds it."""

    claim: Claim
    document: Document

    @property
    def text(self) -> str:
        return self.document.text


def documents_of(acts: "Iterable[Act]") -> dict[str, Document]:
    """The documents that tell of the acts, by id, in the order of the telling."""
    return {told.document.id: told.document for act in acts for told in act.told}


@dataclass(frozen=True)
class Act:
    """One event with its claims in the order of time and text, each beside its document."""

    recorded: RecordedEvent
    told: tuple[Told, ...]

    @classmethod
    def of(cls, recorded: RecordedEvent) -> "Act":
        """The act, without the numbers that its type cannot have: nobody is abducted by talks or a protest."""
        documents = {document.id: document for document in recorded.documents}
        claims = tuple(replace(claim, toll=_fitting(claim.toll, claim.type)) for claim in recorded.claims)
        event = replace(recorded.event, toll=_fitting(recorded.event.toll, recorded.event.type))
        told = tuple(Told(claim, documents[claim.document]) for claim in claims)
        return cls(replace(recorded, event=event, claims=claims), told)

    def facets(self) -> tuple["Act", ...]:
        """The act, and apart from it what its claims tell as well ("arrested two men and seized 12 rifles")."""
        apart = [t for t in _apart() if t != self.recorded.event.type]
        own = tuple(told for told in self.told if told.claim.type not in apart)
        if not own or len(own) == len(self.told):
            return (self,)
        rest = {t: tuple(told for told in self.told if told.claim.type == t) for t in apart}
        return (self._part(self.recorded.event.type, own), *(self._part(t, told) for t, told in rest.items() if told))

    def _part(self, type_: str, told: tuple[Told, ...]) -> "Act":
        """The act as some of its claims tell it; what they leave open, the event says."""
        event, claims = self.recorded.event, [t.claim for t in told]
        others = [t.claim for t in self.told if t not in told]

        def parts(field: str) -> tuple[Participant, ...]:
            own = [part for claim in claims for part in getattr(claim, field)]
            foreign = [part for claim in others for part in getattr(claim, field)]
            return tuple(part for part in getattr(event, field) if part in own or part not in foreign) or tuple(own)

        tolls = [claim.toll for claim in claims if claim.toll != NO_TOLL]
        main = type_ == event.type
        part = replace(
            event,
            type=type_,
            claims=tuple(claim.id for claim in claims),
            actors=parts("actors"),
            targets=parts("targets"),
            toll=event.toll if main else tolls[0] if tolls else NO_TOLL,
        )
        return Act(replace(self.recorded, event=part, claims=tuple(claims)), told)

    @property
    def type(self) -> ActType:
        return act_type(self.recorded.event.type)

    @cached_property
    def status(self) -> Status:
        return min((told.claim.status for told in self.told), key=_STATUSES.index)

    @property
    def happened(self) -> bool:
        return self.status in HAPPENED

    @property
    def background(self) -> bool:
        return all(told.claim.newness is Newness.BACKGROUND for told in self.told)

    @cached_property
    def lead(self) -> Told:
        """The claim that tells most: of the act's own status, with the most fields filled, the earliest of them."""
        own = [told for told in self.told if told.claim.status is self.status]
        return max(own, key=lambda told: (told.claim.type == self.recorded.event.type, _filled(told.claim)))

    @property
    def when(self) -> When | None:
        return self.recorded.event.when

    @property
    def days(self) -> tuple[date, date] | None:
        """The first and last day it may have fallen on; None where no calendar day is known."""
        when = self.when
        return (when.start, when.end) if when and when.start and when.end else None

    @property
    def place(self) -> Location | None:
        return self.recorded.event.place

    @property
    def ends(self) -> tuple[tuple[Location, str] | None, tuple[Location, str] | None]:
        """Where a movement came from and went, each with the text it stands in."""
        origin = next(((t.claim.origin, t.text) for t in self.told if t.claim.origin), None)
        destination = next(((t.claim.destination, t.text) for t in self.told if t.claim.destination), None)
        return origin, destination

    @property
    def pinned(self) -> bool:
        """True where the place is known closer than a country, with coordinates."""
        place = self.place.place if self.place else None
        return place is not None and place.latitude is not None and self.place.precision not in VAGUE  # type: ignore[union-attr]

    @property
    def country(self) -> str | None:
        """The country it took place in, or where a movement went."""
        _, destination = self.ends
        location = destination[0] if destination else self.place
        return location.place.country if location and location.place else None

    def text_of(self, location: Location) -> str:
        """The text that the event's `location` stands in."""
        return next((t.text for t in self.told if t.claim.place == location), self.told[0].text)

    def text_of_when(self, when: When) -> str:
        """The text that the event's `when` stands in."""
        return next((t.text for t in self.told if t.claim.when == when), self.told[0].text)

    @cached_property
    def actors(self) -> tuple[tuple[Participant, Told], ...]:
        """Who acts by the claim that tells most, or by the next of its type that names anyone; with the claim.

        Who acts in other claims is not mixed in: their union would be a statement that no one made.
        """
        return tuple(self._named(self.recorded.event.actors, "actors"))

    @cached_property
    def targets(self) -> tuple[tuple[Participant, Told], ...]:
        """To whom or what, likewise; never one who acts."""
        acting = {part.actor_id for part, _ in self.actors if part.actor_id}
        named = self._named(self.recorded.event.targets, "targets")
        return tuple(pair for pair in named if pair[0].actor_id not in acting)

    def _named(self, parts: Sequence[Participant], field: str) -> Iterator[tuple[Participant, Told]]:
        lead = self.lead
        claimed = [part for told in self.told for part in getattr(told.claim, field)]
        set_by_reviewer = [part for part in parts if part not in claimed]
        if set_by_reviewer:
            yield from (
                (part, next((t for t in self.told if part in getattr(t.claim, field)), self.lead)) for part in parts
            )
            return
        alike = sorted((t for t in self.told if t.claim.type == lead.claim.type), key=lambda t: t is not lead)
        first = next((told for told in alike if getattr(told.claim, field)), None)
        if first:
            yield from ((part, first) for part in getattr(first.claim, field))

    def counted(self, field: str) -> frozenset[tuple[str, Span]]:
        """The words, by document, that state this number of the toll."""
        counts = ((told.document.id, getattr(told.claim.toll, field)) for told in self.told)
        return frozenset((document, count.span) for document, count in counts if count)

    @property
    def differing(self) -> tuple[str, ...]:
        """The fields of the toll for which the claims state different numbers."""
        return tuple(
            field.name
            for field in fields(Toll)
            if len({(c.low, c.best, c.high) for told in self.told if (c := getattr(told.claim.toll, field.name))}) > 1
        )

    @property
    def dated(self) -> bool:
        """True where the words themselves give a calendar date, rather than the report's own day."""
        when = self.when
        own = when is not None and when.span is None and when.basis in (Basis.NARRATIVE, Basis.METADATA)
        return self.days is not None and not own


def _apart() -> list[str]:
    """The types of act that are told apart even where they are part of one event."""
    return list(lexicon("brief")["apart"])


def _fitting(toll: Toll, type_: str) -> Toll:
    """The toll with those numbers alone that an act of this type can have."""
    fitting = lexicon("words")["toll_families"].get(act_type(type_).family)
    others = [] if fitting is None else [field.name for field in fields(Toll) if field.name not in fitting]
    return replace(toll, **dict.fromkeys(others)) if others else toll


def _filled(claim: Claim) -> int:
    held = (claim.actors, claim.targets, claim.place or claim.destination, claim.when, claim.size, claim.weapon)
    told = claim.attribution.voice is not Voice.OUTLET
    counts = sum(getattr(claim.toll, field.name) is not None for field in fields(Toll))
    return sum(map(bool, held)) + (claim.newness is Newness.NEWS) + counts + told
